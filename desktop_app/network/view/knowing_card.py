"""Who knows what, on Family and network: closed until it is asked for, each matter with who must not hear it first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from desktop_app.network.knowing import Matter
from desktop_app.shell.controls import (
    Card,
    Divider,
    FlowRow,
    IconButton,
    Row,
    SecondaryButton,
    Small,
    Stack,
    Text,
    TextLink,
)

NOTHING = "Nothing is recorded that somebody here must not hear."
NOBODY = "Nothing is recorded that somebody here must not hear. Write down what one knows and another must not learn from us."


class KnowingCard(Card):
    """`begun`: a new matter is written down; `corrected` and `taken_off` carry the key of one."""

    begun = Signal()
    corrected = Signal(str)
    taken_off = Signal(str)

    def __init__(self) -> None:
        super().__init__("Who knows what")
        self._matters: tuple[Matter, ...] = ()
        self._is_open = False
        self._may_change = True
        self.add_button = SecondaryButton("Write down who knows what", "ear")
        self.add_button.clicked.connect(self.begun)
        self.open_button = SecondaryButton("", "eye")
        self.open_button.clicked.connect(lambda: self._set_open(not self._is_open))
        self._said = Small("")
        self._list = Stack(gap=10)
        for part in (self._said, self._list, FlowRow(self.open_button, self.add_button, gap=12)):
            self.add(part)
        self._set_open(False)

    def show_matters(self, matters: Sequence[Matter]) -> None:
        """These; what was open stays open."""
        if tuple(matters) != self._matters:
            self._matters = tuple(matters)
            self._set_open(self._is_open)

    def allow(self, *, may_change: bool) -> None:
        """Whether this worker may write here."""
        if may_change != self._may_change:
            self._may_change = may_change
            self.add_button.setVisible(may_change)
            self._set_open(self._is_open)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab or page: closed."""
        super().hideEvent(event)
        if self._is_open:
            self._set_open(False)

    def _set_open(self, is_open: bool) -> None:
        self._is_open = is_open and bool(self._matters)
        self._list.clear()
        for at, matter in enumerate(self._matters if self._is_open else ()):
            if at:
                self._list.add(Divider())
            self._list.add(self._matter(matter))
        self._list.setVisible(self._is_open)
        count = len(self._matters)
        things = (
            "1 thing that not everybody here knows" if count == 1 else f"{count} things that not everybody here knows"
        )
        self._said.set_words(
            f"{things}. Look who can see this screen first." if count else NOBODY if self._may_change else NOTHING
        )
        self._said.setVisible(not self._is_open)
        self.open_button.setVisible(bool(count))
        self.open_button.set_words("Close it" if self._is_open else "Show it")
        self.open_button.set_icon("eye-off" if self._is_open else "eye")

    def _matter(self, matter: Matter) -> QWidget:
        words = Stack(Text(matter.matter[:1].upper() + matter.matter[1:], "row"), gap=2)
        for line in matter.lines:
            words.add(Text(line, "second"))
        if matter.why:
            words.add(Small(f"Why: {matter.why}"))
        if not self._may_change:
            return words
        off = TextLink("It need not be kept any more", "undo-2", says=f"It need not be kept any more: {matter.matter}")
        off.clicked.connect(lambda _=False: self.taken_off.emit(matter.key))
        words.add(Row(off))
        change = IconButton("pen-line", f"Correct who knows: {matter.matter}")
        change.clicked.connect(lambda _=False: self.corrected.emit(matter.key))
        return Row(words, change, gap=8, grows=0)
