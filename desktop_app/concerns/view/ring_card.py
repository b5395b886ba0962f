"""Whom to ring now, with their hours, without a connection; a press notes that they were rung."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.concerns.queries import ConcernForm, RingLine
from desktop_app.shell.controls import Card, Divider, IconButton, Small, Stack, Text

NO_NUMBERS = "Your authority has not put its numbers into Daybook yet. Ask your administrator to."


class RingCard(Card):
    """`rung` carries the name of whoever was rung."""

    rung = Signal(str)

    def __init__(self) -> None:
        super().__init__("Ring now", padding=16, gap=8)
        self._shown: tuple[RingLine, ...] | None = None
        self._list = Stack(gap=6)
        self._foot = Small("")
        self.add(self._list)
        self.add(self._foot)

    def show_numbers(self, form: ConcernForm) -> None:
        """The numbers on this laptop, and when they were tried last."""
        if form.ring != self._shown:
            self._shown = form.ring
            self._list.clear()
            for one in form.ring:
                self._list.add(self._line(one))
                self._list.add(Divider())
        checked = f" Checked {form.checked}." if form.checked else ""
        self._foot.set_words(f"Held on this laptop.{checked}" if form.ring else NO_NUMBERS)

    def _line(self, one: RingLine) -> QWidget:
        row = QWidget()
        lay = QHBoxLayout(row)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(8)
        rang = IconButton("phone", f"I rang {one.who}, {one.number}: note it with the time")
        rang.setToolTip(f"Note that you rang {one.who}")
        rang.clicked.connect(lambda: self.rung.emit(one.who))
        whom = Text("", "body")
        whom.set_words(one.what, f"{one.who},")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(whom)
        words.addWidget(Text(one.number, "button", wrap=False, selectable=True))
        lay.addWidget(rang, 0, Qt.AlignmentFlag.AlignTop)
        lay.addLayout(words, 1)
        return row
