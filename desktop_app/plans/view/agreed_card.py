"""Who agreed, and who did not: each person's answer with its day, and what they said about it. A No is kept as it is."""

import datetime
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.plans.draft import Agreed
from desktop_app.plans.view.standing import stand_on
from desktop_app.shell.controls import Card, Choice, DateField, QuietButton, Row, Small, Stack, TextArea, TextField

ANSWERS = (("yes", "Agrees"), ("no", "Does not agree"))


class AgreedRow(QWidget):
    """One person's answer."""

    changed = Signal()

    def __init__(self, one: Agreed, today: datetime.date) -> None:
        super().__init__()
        self._one, self._today = one, today
        self.who = TextField("Who", value=one.who)
        self.who.setVisible(not one.who)
        self.answer = Choice(one.who or "Answer", ANSWERS, value=one.answer or None, joined=True)
        self.day = DateField("On", hint="", today=today, latest=today)
        self.day.show_kept(one.on)
        self.said = TextArea("What they said about it", value=one.said, lines=1)
        self.day.set_spoken(f"Day of {one.who}’s answer" if one.who else "Day of the answer")
        self.said.set_spoken(f"What {one.who} said about it" if one.who else "What they said about it")
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(8)
        for part in (self.who, self.answer, self.day, self.said):
            lay.addWidget(part)
        self.who.changed.connect(lambda text: self._take(who=text))
        self.answer.changed.connect(self._answered)
        self.day.changed.connect(lambda kept: self._take(on=kept))
        self.said.changed.connect(lambda text: self._take(said=text))
        self._look()

    def one(self) -> Agreed:
        """The answer as it stands."""
        return self._one

    def _answered(self, answer: str) -> None:
        if not self._one.on:
            self.day.set_value(self._today)
        self._take(answer=answer, on=self._one.on or self._today.isoformat())

    def _take(self, **parts: str) -> None:
        self._one = msgspec.structs.replace(self._one, **parts)
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        self.day.setVisible(bool(self._one.answer))
        self.said.setVisible(bool(self._one.answer or self._one.said))


class AgreedCard(Card):
    """`changed` carries every answer at every letter."""

    changed = Signal(object)

    def __init__(self, today: datetime.date) -> None:
        super().__init__("Who agreed", gap=16)
        self._today = today
        self._rows: list[AgreedRow] = []
        self._stack = Stack(gap=20)
        self.add_button = QuietButton("Add a person", "user-plus")
        self.add_button.clicked.connect(self._add)
        self.add(Small("Ask each one. Leave it open for whoever was not asked."))
        self.add(self._stack)
        self.add(Row(self.add_button))

    def show_agreed(self, agreed: Sequence[Agreed]) -> None:
        """Show these; nothing is sent."""
        self._stack.clear()
        self._rows = []
        for one in agreed:
            self._take_in(one)

    def rows(self) -> list[AgreedRow]:
        """The people on the screen."""
        return self._rows

    def stand_on(self, at: int = 0, part: str = "") -> None:
        """Put the cursor on the day of an answer, or on the first answer that is open."""
        if part == "on" and at < len(self._rows):
            stand_on(self._rows[at].day)
            return
        row = next((row for row in self._rows if not row.one().answer), None)
        if row is None:
            self._add()
        else:
            stand_on(row.answer if row.one().who else row.who)

    def _take_in(self, one: Agreed) -> AgreedRow:
        row = AgreedRow(one, self._today)
        row.changed.connect(self._tell)
        self._rows.append(row)
        self._stack.add(row)
        return row

    def _add(self) -> None:
        row = self._take_in(Agreed(""))
        self._tell()
        stand_on(row.who)

    def _tell(self) -> None:
        self.changed.emit(tuple(row.one() for row in self._rows))
