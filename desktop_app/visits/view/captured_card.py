"""What was captured on this visit stands here already, each with its source: taken up, or left by one press."""

from collections.abc import Iterable

from PySide6.QtCore import Signal

from desktop_app.shell.controls import Card, ChildButton, FlowRow, Small, Tick
from desktop_app.visits.captured import Captured
from desktop_app.visits.draft import VisitChild


class CapturedCard(Card):
    """Hidden while there is nothing. `left` carries the key and whether it is left. A child's words are covered until asked for."""

    left = Signal(str, bool)

    def __init__(self, children: tuple[VisitChild, ...]) -> None:
        super().__init__("From this visit", gap=8)
        self._names = {child.file: child.name for child in children}
        self._captured: tuple[Captured, ...] = ()
        self.ticks: dict[str, Tick] = {}
        self._uncovered = False
        self.uncover = ChildButton("Press to show the child’s words", "eye")
        self.uncover.clicked.connect(self._uncover)
        self.add(Small("It stands with the visit and is not typed again. Take the tick away to leave something out."))
        self.add(FlowRow(self.uncover))
        self.hide()

    def show_captured(self, captured: Iterable[Captured]) -> None:
        """Each of them, ticked; those that are shown already stay as they are."""
        self._captured = tuple(captured)
        for one in self._captured:
            if one.key not in self.ticks:
                tick = self.ticks[one.key] = Tick("", self._source(one), value=True)
                tick.changed.connect(lambda on, key=one.key: self.left.emit(key, not on))
                self.add(tick)
        self._say()
        self.setVisible(bool(self._captured))

    def show_left(self, left: Iterable[str]) -> None:
        """What the worker left out."""
        for key, tick in self.ticks.items():
            tick.set_value(key not in set(left))

    def _source(self, one: Captured) -> str:
        whose = f"{self._names[one.file]}’s file" if len(self._names) > 1 and one.file in self._names else ""
        source = f"{one.source[:1].upper()}{one.source[1:]}"
        return ", ".join(part for part in (source, whose) if part)

    def _uncover(self) -> None:
        self._uncovered = True
        self._say()
        next(iter(self.ticks.values())).setFocus()

    def _say(self) -> None:
        for one in self._captured:
            is_shown = self._uncovered or not one.is_childs
            self.ticks[one.key].set_words(f"{one.what}: {one.words}" if is_shown and one.words else one.what)
        self.uncover.setVisible(not self._uncovered and any(one.is_childs for one in self._captured))
