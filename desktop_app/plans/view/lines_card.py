"""One section of the plan as lines: each is one idea, says where it came from, and can be changed or left out."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.plans.draft import Sentence
from desktop_app.plans.view.remarks import Remarks
from desktop_app.plans.view.standing import stand_on
from desktop_app.plans.whose_view import speaks_as_i
from desktop_app.shell.controls import Card, IconButton, Picture, QuietButton, Row, Small, Stack, TextArea, TextField

WHOSE = "Whose view is this? Mum thinks:"


class LineRow(QWidget):
    """One line. `changed` carries it at every letter; `left_out` says that it is not wanted."""

    changed = Signal(object)
    left_out = Signal()

    def __init__(self, called: str, line: Sentence) -> None:
        super().__init__()
        self._line = line
        self.lead = TextField("Whose view it is", placeholder=WHOSE, value=line.lead, icon="user", label_shown=False)
        self.lead.set_spoken(f"Whose view it is: {called}")
        self.area = TextArea(called, value=line.text, lines=1, label_shown=False)
        self.remarks = Remarks()
        self.away = IconButton("x", f"Leave out: {called}")
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(self.lead)
        side.addWidget(self.area)
        if line.source:
            side.addWidget(Row(Picture("link-2", "muted", 16), Small(line.source), gap=8, grows=1))
        side.addWidget(self.remarks)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(4)
        lay.addLayout(side, 1)
        lay.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        self.lead.changed.connect(self._said_whose)
        self.area.changed.connect(self._typed)
        self.away.clicked.connect(self.left_out)
        self._look()

    def line(self) -> Sentence:
        """The line as it stands."""
        return self._line

    def call(self, called: str) -> None:
        """Give it another name: the number of a line is its place now."""
        self.area.set_label(called)
        self.away.set_says(f"Leave out: {called}")

    def _typed(self, text: str) -> None:
        self._line = msgspec.structs.replace(self._line, text=text)
        self._look()
        self.changed.emit(self._line)

    def _said_whose(self, lead: str) -> None:
        self._line = msgspec.structs.replace(self._line, lead=lead)
        self.changed.emit(self._line)

    def _look(self) -> None:
        """Whose view it is, is asked where somebody speaks of themselves; what was answered once stays in sight."""
        self.remarks.look_at(self._line.text)
        self.lead.setVisible(speaks_as_i(self._line.text) or bool(self._line.lead))


class LinesCard(Card):
    """`changed` carries all lines whenever one is typed in, added or left out."""

    changed = Signal(object)

    def __init__(self, title: str, colour: str, add_words: str, *, hint: str = "") -> None:
        super().__init__(title, gap=12)
        self.heading.set_colour(colour)
        self._title, self._add_words = title, add_words
        self._rows: list[LineRow] = []
        self._stack = Stack(gap=12)
        self.add_button = QuietButton(add_words, "plus", says=f"{add_words}: {title}")
        self.add_button.clicked.connect(self._add)
        if hint:
            self.add(Small(hint))
        self.add(self._stack)
        self.add(Row(self.add_button))

    def call(self, title: str) -> None:
        """What the card and its lines are called, before they are shown."""
        self._title = title
        self.heading.set_words(title)
        self.add_button.set_words(self._add_words, f"{self._add_words}: {title}")

    def show_lines(self, lines: Sequence[Sentence]) -> None:
        """Show these; nothing is sent."""
        self._stack.clear()
        self._rows = []
        for line in lines or (Sentence(""),):
            self._take_in(line)

    def rows(self) -> list[LineRow]:
        """The lines on the screen."""
        return self._rows

    def first_with_remarks(self) -> TextArea | None:
        """The first line there is something to say about."""
        return next((row.area for row in self._rows if row.remarks.said()), None)

    def remarks_count(self) -> int:
        """How many remarks stand here."""
        return sum(len(row.remarks.said()) for row in self._rows)

    def stand_on(self, at: int = 0, part: str = "") -> None:
        """Put the cursor where something is missing: whose view a line is; the first empty line, else a new one."""
        if part == "lead" and at < len(self._rows):
            stand_on(self._rows[at].lead)
            return
        empty_row = next((row for row in self._rows if not row.line().text.strip()), None)
        if empty_row is None:
            self._add()
        else:
            stand_on(empty_row.area)

    def _take_in(self, line: Sentence) -> LineRow:
        row = LineRow(self._called(len(self._rows)), line)
        row.changed.connect(self._tell)
        row.left_out.connect(lambda: self._leave_out(row))
        self._rows.append(row)
        self._stack.add(row)
        return row

    def _add(self) -> None:
        row = self._take_in(Sentence(""))
        self._tell()
        stand_on(row.area)

    def _leave_out(self, row: LineRow) -> None:
        at = self._rows.index(row)
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        stays = self._rows[min(at, len(self._rows) - 1)].area if self._rows else self.add_button
        for place, left in enumerate(self._rows):
            left.call(self._called(place))
        stand_on(stays)
        self._tell()

    def _called(self, place: int) -> str:
        return f"{self._title}, line {place + 1}"

    def _tell(self) -> None:
        self.changed.emit(tuple(row.line() for row in self._rows))
