"""Family and network: who lives with the child and where, other homes, who was met, who works with the family."""

import datetime
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.kinds.people import SUBJECT
from casework.wording import in_a_row, long_date, plural
from desktop_app.network.addresses import Whereabouts
from desktop_app.network.differing import Difference
from desktop_app.network.queries import Family, Household, Member
from desktop_app.network.view.address_line import AddressLine
from desktop_app.network.view.knowing_card import KnowingCard
from desktop_app.network.view.person_line import PersonLine
from desktop_app.network.view.workers_card import WorkersCard
from desktop_app.shell.controls import (
    Card,
    FlowRow,
    IconButton,
    Notice,
    Row,
    SecondaryButton,
    Small,
    SplitColumns,
    Stack,
)

NOBODY = "Nobody is recorded here yet."
MOST_NAMED = 3


class FamilyPage(QWidget):
    """`opened` carries the file of a brother or sister; `begun` whether somebody is written down who was only met;
    `corrected` and `asked_who` the key of a person, `parted` that of somebody who was taken for another, `taken_back`
    that of somebody met and of who they are not; `compared` asks for what other files say differently."""

    opened = Signal(str)
    begun = Signal(bool)
    corrected = Signal(str)
    asked_who = Signal(str)
    parted = Signal(str)
    taken_back = Signal(str, str)
    compared = Signal()

    def __init__(self) -> None:
        super().__init__()
        met = SecondaryButton("Somebody met today", "user-round-search")
        met.clicked.connect(lambda: self.begun.emit(True))
        add = SecondaryButton("Add a person", "user-plus")
        add.clicked.connect(lambda: self.begun.emit(False))
        self.knowing = KnowingCard()
        self._left, self._right = Stack(gap=16), Stack(gap=16)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(16)
        self._who_can = Small("")
        self._who_can.hide()
        self._add_row = FlowRow(add, met, gap=12)
        lay.addWidget(self._add_row)
        lay.addWidget(self._who_can)
        self._see_both = SecondaryButton("See both", "git-compare")
        self._see_both.clicked.connect(self.compared)
        self.differing = Notice("info", "", beside=self._see_both)
        self.differing.hide()
        lay.addWidget(self.differing)
        left, right = Stack(self._left, self.knowing, gap=16), Stack(self._right, gap=16)
        for column in (left, right):
            column.body.setStretch(column.body.count() - 1, 1)
        lay.addWidget(SplitColumns(left, right, least=760))
        lay.addStretch(1)
        self._shown: Family | None = None
        self._today = datetime.date.min
        self._may_change = True

    def family(self) -> Family | None:
        """Who stands there; None before anybody was read."""
        return self._shown

    def show_family(self, family: Family, today: datetime.date) -> None:
        """Everybody who belongs to the child. The same again changes nothing: what was uncovered stays so."""
        if family == self._shown:
            return
        self._shown, self._today = family, today
        self._fill_columns(family, today)

    def show_differences(self, found: Sequence[Difference]) -> None:
        """That other children's files say something else of the same people."""
        self.differing.setVisible(bool(found))
        if found:
            files = in_a_row(list(dict.fromkeys(one.there.child for one in found)))
            about = in_a_row(list(dict.fromkeys(one.about.replace(": ", "’s ", 1) for one in found))[:MOST_NAMED])
            more = f", and {plural(len(found) - MOST_NAMED, 'more thing')}" if len(found) > MOST_NAMED else ""
            self.differing.say(
                "info", f"This file and {files}’s differ.", f"They do not say the same of {about}{more}."
            )

    def allow(self, who_can: str) -> None:
        """Whether somebody may be added or corrected here; who_can: a sentence on who can, "" where this worker may."""
        self._who_can.set_words(who_can)
        self._who_can.setVisible(bool(who_can))
        self._add_row.setVisible(not who_can)
        self.knowing.allow(may_change=not who_can)
        if self._may_change == bool(who_can):
            self._may_change = not who_can
            if self._shown is not None:
                self._fill_columns(self._shown, self._today)

    def _fill_columns(self, family: Family, today: datetime.date) -> None:
        self._left.clear()
        self._right.clear()
        self._left.add(self._child_home(family.households[0], today))
        if family.not_known:
            self._left.add(self._people("Met, not known yet", family.not_known, today, are_strangers=True))
        for household in family.households[1:]:
            self._right.add(self._home(household, today))
        if family.placeless or not family.households[1:]:
            self._right.add(self._people("No address recorded", family.placeless, today))
        self._right.add(WorkersCard(family.workers))

    def _child_home(self, household: Household, today: datetime.date) -> Card:
        card = Card("Where the child lives", divided=True)
        change = IconButton("pen-line", "Correct what is known of the child and the address")
        change.clicked.connect(lambda: self.corrected.emit(SUBJECT.hex()))
        card.add(_address(household.lives_at, *([change] if self._may_change else [])))
        self._fill(card, household.members, today)
        return card

    def _home(self, household: Household, today: datetime.date) -> Card:
        card = Card(household.title, divided=True)
        card.add(_address(household.lives_at))
        self._fill(card, household.members, today)
        return card

    def _people(
        self,
        title: str,
        members: Sequence[Member],
        today: datetime.date,
        *,
        are_strangers: bool = False,
    ) -> Card:
        card = Card(title, divided=True)
        self._fill(card, members, today, are_strangers=are_strangers)
        return card

    def _fill(
        self,
        card: Card,
        members: Sequence[Member],
        today: datetime.date,
        *,
        are_strangers: bool = False,
    ) -> None:
        for member in members:
            line = PersonLine(member, today, is_stranger=are_strangers, may_change=self._may_change)
            for signal, to in (
                (line.opened, self.opened),
                (line.corrected, self.corrected),
                (line.asked_who, self.asked_who),
                (line.parted, self.parted),
                (line.taken_back, self.taken_back),
            ):
                signal.connect(to)
            card.add(line)
        if not members:
            nobody = Small(NOBODY)
            nobody.setContentsMargins(16, 14, 16, 14)
            card.add(nobody)


def _address(lives_at: Whereabouts, *ways: IconButton) -> QWidget:
    """The address of a home, covered where it is confidential, and since when."""
    parts = Stack(AddressLine(lives_at), gap=2)
    if lives_at.since:
        parts.add(Small(f"Since {long_date(lives_at.since, with_year=True)}"))
    line = Row(parts, *ways, gap=12, grows=0)
    line.body.setContentsMargins(16, 4, 8, 12)
    return line
