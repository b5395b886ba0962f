"""The start of a visit: go on with one that was begun, or choose the children of a new one."""

import datetime

from PySide6.QtCore import Signal

from casework.wording import in_a_row, long_date, time_of_day
from desktop_app.shell.controls import (
    Card,
    FlowRow,
    Notice,
    Page,
    PrimaryButton,
    Row,
    SecondaryButton,
    Small,
    Stack,
    TabsAsSeen,
    Text,
    Tick,
    Unfolding,
)
from desktop_app.visits.queries import Sibling, Unfinished
from desktop_app.visits.words import name_and_age

KNOWING = "Who knows what: not everybody knows everything"


class VisitStartPage(TabsAsSeen, Page):
    """`begun` carries the files of the children chosen, this child's first; `resumed` the name of a draft."""

    begun = Signal(object)
    resumed = Signal(str)
    returned = Signal()

    def __init__(self, today: datetime.date) -> None:
        super().__init__("Start a visit", back="Back")
        self._today = today
        self._ticks: dict[str, Tick] = {}
        self._unfinished = Stack(gap=12)
        self._unfinished.hide()
        self._children = Card("Who is the visit to?", gap=4)
        self._nobody = Notice("trouble", "Choose at least one child.")
        self._nobody.hide()
        self.begin = PrimaryButton("Begin the visit", "door-open")
        self.begin.clicked.connect(self._begin)
        self.knowing = Unfolding(KNOWING)
        for part in (self._unfinished, self._children, self.knowing, self._nobody, FlowRow(self.begin)):
            self.add(part)

    def ticks(self) -> dict[str, Tick]:
        """{file: the box to tick}, in the order shown."""
        return dict(self._ticks)

    def nobody_chosen(self) -> bool:
        """Whether it says that a child must be chosen."""
        return self._nobody.isVisible()

    def unfinished_words(self) -> list[str]:
        """What each visit that was begun is called by a screen reader."""
        return [
            button.accessibleName() for button in self._unfinished.findChildren(SecondaryButton) if button.isVisible()
        ]

    def show_children(self, siblings: tuple[Sibling, ...]) -> None:
        """This child and those who live here are ticked; brothers and sisters elsewhere are offered. A choice stays."""
        chosen = {file: tick.value() for file, tick in self._ticks.items()}
        self._children.clear()
        self._ticks = {}
        for sibling in siblings:
            where = "" if len(siblings) == 1 else "Lives here" if sibling.lives_here else "Lives elsewhere"
            tick = Tick(name_and_age(sibling.child, self._today), where)
            tick.set_value(chosen.get(sibling.file, sibling.lives_here))
            tick.changed.connect(lambda _: self._nobody.hide())
            self._ticks[sibling.file] = tick
            self._children.add(tick)
        if not self._unfinished.isVisibleTo(self):
            self.begin.setFocus()

    def show_knowing(self, parts: tuple[tuple[str, str], ...]) -> None:
        """Who of the family knows what; closed, since it is opened at a door too."""
        self.knowing.show_parts(parts)

    def show_unfinished(self, visits: tuple[Unfinished, ...]) -> None:
        """Visits that were begun and not added yet."""
        self._unfinished.clear()
        for visit in visits:
            self._unfinished.add(self._card(visit))
        self._unfinished.setVisible(bool(visits))
        first = next(iter(self._unfinished.findChildren(SecondaryButton)), None)
        if visits and first is not None and self.begin.hasFocus():
            first.setFocus()  # Enter goes on with what was begun; a second visit is a choice

    def _card(self, visit: Unfinished) -> Card:
        card = Card(edge="chosen", padding=16)
        words = went_on_words(visit, self._today)
        button = SecondaryButton("Go on with it", "arrow-right", says=f"{words} to {in_a_row(visit.children)}")
        button.clicked.connect(lambda: self.resumed.emit(visit.name))
        said = Stack(Text(words, "row title"), Small(f"To {in_a_row(visit.children)}. Not in the record yet."), gap=2)
        card.add(Row(said, button, grows=0))
        return card

    def _begin(self) -> None:
        files = tuple(file for file, tick in self._ticks.items() if tick.value())
        if not files:
            self._nobody.show()
            next(iter(self._ticks.values())).setFocus()
            return
        self.begin.setEnabled(False)  # one press, one visit
        self.begun.emit(files)

    def came_back(self) -> None:
        """Shown again: another visit may be begun."""
        self.begin.setEnabled(True)
        self.returned.emit()


def went_on_words(visit: Unfinished, today: datetime.date) -> str:
    """ "Go on with the visit begun at 10:04am", with its day where it is not today's."""
    words = "Go on with the visit"
    if visit.on is not None and visit.on != today:
        words += f" of {long_date(visit.on)}"
    return f"{words} begun at {time_of_day(visit.started)}" if visit.started else words
