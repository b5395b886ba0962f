"""The same visit? Two workers wrote one down for the same day: asked quietly, side by side; a person says."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import (
    Card,
    FlowRow,
    Picture,
    QuietButton,
    Row,
    SecondaryButton,
    Small,
    SplitColumns,
    Stack,
    Text,
)
from desktop_app.visits.same_visit import SameVisitAsked, Side


class SameVisitCard(Card):
    """Hidden while there is nothing to ask. Both answers carry the keys of the two visits."""

    same = Signal(str, str)
    two = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("The same visit?", edge="quiet")
        self._asked: SameVisitAsked | None = None
        self._is_aside = False
        self._inside = Stack(gap=12)
        self.add(self._inside)
        self.hide()

    def show_asked(self, asked: SameVisitAsked | None) -> None:
        """The question, or none."""
        if asked != self._asked:
            self._asked = asked
            self._inside.clear()
            if asked is not None:
                self._ask(asked)
        self._look_again()

    def set_aside(self, *, aside: bool) -> None:
        """Whether one entry alone is read."""
        self._is_aside = aside
        self._look_again()

    def _look_again(self) -> None:
        self.setVisible(self._asked is not None and not self._is_aside)

    def _ask(self, asked: SameVisitAsked) -> None:
        first, second = asked.sides
        said = f"Two visits were written down for {asked.on}. If it was one, they stand as one, with each account as it is."
        if asked.answers:
            said = f"There are two answers about one visit of {asked.on}. They stand apart until you say."
        same = SecondaryButton("It was one visit", "users", says=f"It was one visit: {first.who} and {second.who}")
        two = QuietButton("They were two", "split", says=f"They were two visits: {first.who} and {second.who}")
        same.clicked.connect(lambda: self.same.emit(first.key, second.key))
        two.clicked.connect(lambda: self.two.emit(first.key, second.key))
        for line in (said, *asked.answers):
            self._inside.add(Small(line))
        self._inside.add(SplitColumns(_side(first), _side(second), shares=(1, 1), least=420))
        self._inside.add(FlowRow(same, two, gap=8))


def _side(side: Side) -> QWidget:
    lines = [Small(line) for line in (f"With {side.children}, {side.when}", side.what) if line]
    return Stack(Row(Picture("user", "muted"), Text(side.who, "row title"), gap=8, grows=1), *lines, gap=2)
