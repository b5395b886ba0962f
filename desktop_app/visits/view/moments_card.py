"""The moments that were marked on the visit, in their order: what did you see? Answered, or dropped."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import Card, FlowRow, QuietButton, Small, Stack, TextArea
from desktop_app.visits.draft import Moment, VisitChild
from desktop_app.visits.view.places import Places


class MomentsCard(Card):
    """Hidden while nothing was marked. `answered` carries the key and the words; `dropped` the key."""

    answered = Signal(str, str)
    dropped = Signal(str)

    def __init__(self, children: tuple[VisitChild, ...]) -> None:
        super().__init__("Moments you marked")
        self._names = {child.file: child.name for child in children}
        self.areas: dict[str, TextArea] = {}
        self.drops: dict[str, QuietButton] = {}
        self._lines: dict[str, QWidget] = {}
        self.add(Small("What you write stands with what you saw of that child, with its time."))
        self.hide()

    def show_moments(self, moments: tuple[Moment, ...]) -> None:
        """Each with its question; what is typed at this moment stays as it is."""
        for key in self._lines.keys() - {one.key for one in moments}:
            line = self._lines.pop(key)
            del self.areas[key], self.drops[key]
            line.hide()
            line.deleteLater()
        for one in moments:
            if one.key not in self._lines:
                self._put(one)
            if self.areas[one.key].value() != one.saw.strip():
                self.areas[one.key].set_value(one.saw)
        self.setVisible(bool(moments))

    def places(self) -> Places:
        """Its fields by name."""
        return {("moment", key): area for key, area in self.areas.items()}

    def _put(self, one: Moment) -> None:
        question = f"{one.at}, with {self._names.get(one.file, 'the child')}’s part open: what did you see?"
        area = self.areas[one.key] = TextArea(question, lines=1)
        drop = self.drops[one.key] = QuietButton("Drop it", "x", says=f"Drop the mark of {one.at}")
        drop.least_height = 44
        area.changed.connect(lambda words, key=one.key: self.answered.emit(key, words))
        drop.clicked.connect(lambda: self.dropped.emit(one.key))
        self._lines[one.key] = Stack(area, FlowRow(drop), gap=4)
        self.add(self._lines[one.key])
