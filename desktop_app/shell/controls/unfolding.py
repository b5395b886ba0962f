"""One quiet line that opens: what is worth knowing and not for every eye. It closes when it goes out of sight."""

from collections.abc import Sequence

from PySide6.QtGui import QHideEvent

from desktop_app.shell.controls.buttons import TextLink
from desktop_app.shell.controls.layouts import Row, Stack
from desktop_app.shell.controls.text import Text


class Unfolding(Stack):
    """`title` is all that is read until it is pressed; nothing of the parts is in the window while it is closed."""

    def __init__(self, title: str, icon: str = "ear") -> None:
        super().__init__(gap=8)
        self._parts: tuple[tuple[str, str], ...] = ()
        self._title = title
        self.is_open = False
        self.line = TextLink(title, icon, trailing="chevron-down")
        self.line.clicked.connect(lambda: self.set_open(not self.is_open))
        self._words = Stack(gap=8)
        self.add(Row(self.line))
        self.add(self._words)
        self.hide()

    def show_parts(self, parts: Sequence[tuple[str, str]]) -> None:
        """What it opens to, (who or what, words); without any it is not there."""
        if tuple(parts) == self._parts:
            return
        self._parts = tuple(parts)
        self.set_open(self.is_open and bool(parts))
        self.setVisible(bool(parts))

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        self.is_open = is_open
        self._words.clear()
        for title, words in self._parts if is_open else ():
            self._words.add(Stack(Text(title, "second strong"), Text(words, "second"), gap=1))
        self._words.setVisible(is_open)
        said = "Close" if is_open else "Open"
        self.line.set_words(self._title, f"{said}: {self._title}")

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page or the lock: closed."""
        super().hideEvent(event)
        if self.is_open:
            self.set_open(False)
