"""Whom the family rings: a name, who that is to them, and a number. 999 stands on every paper by itself."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.plans.draft import Ring
from desktop_app.plans.view.standing import stand_on
from desktop_app.shell.controls import Card, IconButton, QuietButton, Row, Small, SplitColumns, Stack, TextField


class RingRow(QWidget):
    """One number to ring."""

    changed = Signal()
    left_out = Signal()

    def __init__(self, ring: Ring, at: int) -> None:
        super().__init__()
        self._ring = ring
        self.who = TextField("Who", value=ring.who)
        self.number = TextField("Number", value=ring.number)
        self.role = TextField("Who that is", value=ring.role)
        self.away = IconButton("x", f"Leave out number {at + 1} to ring")
        for name, field in (("who", self.who), ("number", self.number), ("role", self.role)):
            field.set_spoken(f"{field.label.words()}, number {at + 1} to ring")
            field.changed.connect(lambda text, name=name: self._take(name, text))
        self.away.clicked.connect(self.left_out)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(8)
        lay.addWidget(SplitColumns(Stack(self.who), Stack(self.number), least=320, gap=12))
        role = Row(Stack(self.role), self.away, gap=4, grows=0)
        role.body.setAlignment(self.away, Qt.AlignmentFlag.AlignBottom)
        lay.addWidget(role)

    def ring(self) -> Ring:
        """It as it stands."""
        return self._ring

    def _take(self, name: str, text: str) -> None:
        self._ring = msgspec.structs.replace(self._ring, **{name: text})
        self.changed.emit()


class ContactsCard(Card):
    """`changed` carries every one at every letter."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("Whom to ring", gap=16)
        self._rows: list[RingRow] = []
        self._stack = Stack(gap=20)
        self.add_button = QuietButton("Add a number", "plus")
        self.add_button.clicked.connect(self._add)
        self.add(Small("“Someone is in danger now: 999” stands on every paper by itself."))
        self.add(self._stack)
        self.add(Row(self.add_button))

    def show_rings(self, rings: Sequence[Ring]) -> None:
        """Show these; nothing is sent."""
        self._stack.clear()
        self._rows = []
        for ring in rings:
            self._take_in(ring)

    def rows(self) -> list[RingRow]:
        """The numbers on the screen."""
        return self._rows

    def stand_on(self, _at: int = 0, _part: str = "") -> None:
        """Put the cursor where a name or number is missing."""
        row = next((row for row in self._rows if not (row.ring().who.strip() and row.ring().number.strip())), None)
        if row is None:
            self._add()
            return
        field = row.number if row.ring().who.strip() else row.who
        stand_on(field)

    def _take_in(self, ring: Ring) -> RingRow:
        row = RingRow(ring, len(self._rows))
        row.changed.connect(self._tell)
        row.left_out.connect(lambda: self._leave_out(row))
        self._rows.append(row)
        self._stack.add(row)
        return row

    def _add(self) -> None:
        row = self._take_in(Ring("", "", ""))
        self._tell()
        stand_on(row.who)

    def _leave_out(self, row: RingRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        stand_on(self.add_button)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(tuple(row.ring() for row in self._rows))
