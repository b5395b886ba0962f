"""One person on Family and network: name, how they belong, what must not be overlooked, and what can be done."""

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.wording import age_in_words
from desktop_app.network.queries import Member
from desktop_app.shell.controls import Avatar, FlowRow, IconButton, Notice, Row, Small, Stack, Text, TextLink


class PersonLine(QWidget):
    """`opened` carries a file, `corrected` and `asked_who` the key of the person, `parted` that of somebody met,
    `taken_back` that and the key of who it is not.

    may_change: whether this worker may change anything here.
    """

    opened = Signal(str)
    corrected = Signal(str)
    asked_who = Signal(str)
    parted = Signal(str)
    taken_back = Signal(str, str)

    def __init__(
        self,
        member: Member,
        today: datetime.date,
        *,
        is_stranger: bool = False,
        may_change: bool = True,
    ) -> None:
        super().__init__()
        self.member = member
        age = age_in_words(member.dob, today) if member.dob and member.other_file else ""
        words = Stack(
            Text(member.name, "row"), Small(", ".join(part for part in (member.relationship, age) if part)), gap=1
        )
        if member.restriction:
            words.add(Notice("trouble", member.restriction))
        for fact in member.facts:
            words.add(Text(fact, "second"))
        for met in member.met_as:
            words.add(Text(met.words, "second"))
            if may_change:
                apart = TextLink("Not the same person", "undo-2", says=f"Not the same person. {met.words}")
                apart.clicked.connect(lambda _=False, key=met.key: self.parted.emit(key))
                words.add(Row(apart))
        if member.answers:
            words.add(
                Notice("warning", "There are two answers to who this is. They are shown apart until one is taken back.")
            )
        for answer in member.answers:
            words.add(Text(answer.words, "second"))
            if may_change:
                back = TextLink(f"Not {answer.name}", "undo-2", says=f"{member.name} is not {answer.name}")
                back.clicked.connect(lambda _=False, known=answer.known: self.taken_back.emit(member.key, known))
                words.add(Row(back))
        words.add(self._ways(is_stranger=is_stranger and may_change and not member.answers))
        parts: list[QWidget] = [Avatar(member.name), words]
        if may_change and not member.other_file:
            change = IconButton("pen-line", f"Correct what is known of {member.name}")
            change.clicked.connect(lambda: self.corrected.emit(member.key))
            parts.append(change)
        line = Row(*parts, gap=12, grows=1)
        for part in parts:
            line.body.setAlignment(part, Qt.AlignmentFlag.AlignTop if part is not words else Qt.AlignmentFlag(0))
        line.body.setContentsMargins(16, 12, 8, 12)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(line)

    def _ways(self, *, is_stranger: bool) -> QWidget:
        called = self.member.name.split()[0]
        ways: list[QWidget] = []
        if self.member.other_file:
            link = TextLink(f"Open {called}’s page", "chevron-right")
            link.clicked.connect(lambda: self.opened.emit(self.member.other_file))
            ways.append(link)
        if is_stranger:
            ask = TextLink("Who is this?", "user-search", says=f"Who is {self.member.name}?")
            ask.clicked.connect(lambda: self.asked_who.emit(self.member.key))
            ways.append(ask)
        row = FlowRow(*ways, gap=16)
        row.setVisible(bool(ways))
        return row
