"""Family and network: who lives with the child, who does not, who was met, who works with the family."""

import datetime
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.wording import age_in_words
from desktop_app.network.queries import Family, Member
from desktop_app.network.view.address_line import AddressLine
from desktop_app.shell.controls import Avatar, Card, Row, Small, SplitColumns, Stack, Text, TextLink

NOBODY = "Nobody is recorded here yet."


class FamilyPage(QWidget):
    """`opened` carries the file of a brother or sister."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._address = Card("Where the child lives")
        self._home = Card("In the home", divided=True)
        self._elsewhere = Card("Family and friends elsewhere", divided=True)
        self._not_known = Card("Met, not known yet", divided=True)
        self._workers = Card("Who works with the family", divided=True)
        left = Stack(self._address, self._home, self._not_known, gap=16)
        right = Stack(self._elsewhere, self._workers, gap=16)
        for column in (left, right):
            column.body.setStretch(column.body.count() - 1, 1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(SplitColumns(left, right, least=760))
        lay.addStretch(1)
        self._shown: Family | None = None

    def show_family(self, family: Family, today: datetime.date) -> None:
        """Everybody who belongs to the child. The same again changes nothing: what was uncovered stays so."""
        if family == self._shown:
            return
        self._shown = family
        self._address.clear()
        self._address.add(AddressLine(family.lives_at))
        for card, members in (
            (self._home, family.home),
            (self._elsewhere, family.elsewhere),
            (self._not_known, family.not_known),
            (self._workers, family.workers),
        ):
            self._fill(card, members, today, at_home=card is self._home)
        self._not_known.setVisible(bool(family.not_known))

    def _fill(self, card: Card, members: Sequence[Member], today: datetime.date, *, at_home: bool) -> None:
        card.clear()
        for member in members:
            card.add(self._line(member, today, at_home=at_home))
        if not members:
            nobody = Small(NOBODY)
            nobody.setContentsMargins(16, 14, 16, 14)
            card.add(nobody)

    def _line(self, member: Member, today: datetime.date, *, at_home: bool) -> QWidget:
        age = age_in_words(member.dob, today) if member.dob and member.other_file else ""
        words = Stack(
            Text(member.name, "row"), Small(", ".join(part for part in (member.relationship, age) if part)), gap=1
        )
        for fact in member.facts:
            words.add(Text(fact, "second"))
        if not at_home and (member.lives_at.lines or member.lives_at.is_confidential or member.lives_at.two_versions):
            words.add(AddressLine(member.lives_at))
        if member.other_file:
            link = TextLink(f"Open {member.name.split()[0]}’s page", "chevron-right")
            link.clicked.connect(lambda _=False, file=member.other_file: self.opened.emit(file))
            words.add(Row(link))
        line = Row(Avatar(member.name), words, gap=12, grows=1)
        line.body.setContentsMargins(16, 12, 16, 12)
        return line
