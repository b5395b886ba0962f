"""Who does what, by when, and how we will know: one step beneath the other, at most eight of them."""

import datetime
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.typed_days import kept_day
from casework.wording import long_date, number_in_words
from desktop_app.plans.draft import Step
from desktop_app.plans.plain_words import rules
from desktop_app.plans.view.remarks import Remarks
from desktop_app.plans.view.standing import stand_on
from desktop_app.shell.controls import (
    Card,
    DateField,
    Divider,
    Heading,
    IconButton,
    Notice,
    Picture,
    QuietButton,
    Row,
    Small,
    SplitColumns,
    Stack,
    TextArea,
    TextField,
)


class StepRow(QWidget):
    """One step. `changed` carries it at every letter; `left_out` says that it is not wanted."""

    changed = Signal(object)
    left_out = Signal()

    def __init__(self, step: Step, today: datetime.date) -> None:
        super().__init__()
        self._step, self._today = step, today
        self.title = Heading("", 3)
        self.away = IconButton("x", "Leave this step out")
        self.who = TextField("Who", value=step.who)
        self.what = TextArea("What", value=step.what, lines=1)
        self.lead = TextField("Before the day", placeholder="From, or every day", value=step.lead)
        self.by = DateField("By when", hint="", today=today, planned=True)
        self.by.show_kept(step.by)
        self.how = TextArea("How we will know", value=step.how, lines=1)
        self._in_full = Small("")
        self.remarks = Remarks()
        self._lay_out()
        self._connect()
        self._look()

    def _lay_out(self) -> None:
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(8)
        lay.addWidget(Row(self.title, self.away, grows=0))
        lay.addWidget(SplitColumns(Stack(self.who), Stack(self.what), shares=(3, 7), least=480, gap=12))
        when = Stack(self.by, self._in_full, gap=2)
        lay.addWidget(SplitColumns(Stack(self.lead), when, Stack(self.how), shares=(4, 5, 6), least=600, gap=12))
        if self._step.source:
            lay.addWidget(Row(Picture("link-2", "muted", 16), Small(self._step.source), gap=8, grows=1))
        lay.addWidget(self.remarks)

    def _connect(self) -> None:
        self.who.changed.connect(lambda text: self._take(who=text))
        self.what.changed.connect(lambda text: self._take(what=text))
        self.lead.changed.connect(lambda text: self._take(lead=text))
        self.by.changed.connect(lambda kept: self._take(by=kept))
        self.how.changed.connect(lambda text: self._take(how=text))
        self.away.clicked.connect(self.left_out)

    def step(self) -> Step:
        """The step as it stands."""
        return self._step

    def number(self, at: int) -> None:
        """Its place among the steps."""
        self.title.set_words(f"Step {at + 1}")
        self.away.set_words("", f"Leave step {at + 1} out")
        for field, name in (
            (self.who, "Who"),
            (self.what, "What"),
            (self.lead, "Before the day"),
            (self.by, "By when"),
        ):
            field.set_spoken(f"{name}, step {at + 1}")
        self.how.set_spoken(f"How we will know, step {at + 1}")

    def part(self, name: str) -> QWidget:
        """The field of a part: "who", "what", "by"."""
        return {"who": self.who, "what": self.what, "by": self.by}.get(name, self.what)

    def _take(self, **parts: str) -> None:
        self._step = msgspec.structs.replace(self._step, **parts)
        self._look()
        self.changed.emit(self._step)

    def _look(self) -> None:
        day = kept_day(self._step.by)
        self._in_full.set_words(long_date(day, with_year=day.year != self._today.year) if day else "")
        self._in_full.setVisible(day is not None)
        self.remarks.look_at("\n".join((self._step.what, self._step.how, self._step.lead)))


class StepsCard(Card):
    """`changed` carries all steps whenever one is typed in, added or left out."""

    changed = Signal(object)

    def __init__(self, today: datetime.date) -> None:
        super().__init__("Who does what, by when", gap=16)
        self._today = today
        self._rows: list[StepRow] = []
        self._too_many = Notice("warning", "")
        self._left_out = Notice("warning", "")
        self._left_out.hide()
        self._stack = Stack(gap=16)
        self.add_button = QuietButton("Add a step", "plus")
        self.add_button.clicked.connect(self._add)
        self.add(Small("Also what we will do ourselves. One thing a step, with the name of who does it."))
        self._not_ours = Small("", "ink")
        self._not_ours.hide()
        self.add(self._left_out)
        self.add(self._too_many)
        self.add(self._stack)
        self.add(self._not_ours)
        self.add(Row(self.add_button))

    def say_not_ours(self, sentence: str) -> None:
        """Say quietly that no step is ours; empty takes it away."""
        self._not_ours.set_words(sentence)
        self._not_ours.setVisible(bool(sentence))

    def show_steps(self, steps: Sequence[Step], left_out: Sequence[str] = ()) -> None:
        """Show these, and say which open step is not among them; nothing is sent."""
        if left_out:
            self._say_left_out(left_out)
        self._stack.clear()
        self._rows = []
        for step in steps or (Step("", ""),):
            self._take_in(step)
        self._number()

    def _say_left_out(self, left_out: Sequence[str]) -> None:
        """A line for each, so that several can be told apart; what to do comes last."""
        start = f"{number_in_words(len(left_out)).capitalize()} {'step' if len(left_out) == 1 else 'steps'} could not be taken over."
        it = "it" if len(left_out) == 1 else "them"
        todo = f"Settle {it} in the record, or add {it} here as you agree {it}."
        self._left_out.say("warning", start, "\n".join(("", *left_out, todo)))
        self._left_out.show()

    def rows(self) -> list[StepRow]:
        """The steps on the screen."""
        return self._rows

    def first_with_remarks(self) -> TextArea | None:
        """The first step there is something to say about."""
        return next((row.what for row in self._rows if row.remarks.said()), None)

    def remarks_count(self) -> int:
        """How many remarks stand here."""
        return sum(len(row.remarks.said()) for row in self._rows)

    def stand_on(self, at: int, part: str) -> None:
        """Put the cursor where something is missing."""
        if not self._rows:
            self._add()
        stand_on(self._rows[min(at, len(self._rows) - 1)].part(part))

    def _take_in(self, step: Step) -> StepRow:
        row = StepRow(step, self._today)
        row.changed.connect(self._tell)
        row.left_out.connect(lambda: self._leave_out(row))
        if self._rows:
            line = Divider()
            row.layout().insertWidget(0, line)  # type: ignore[union-attr]
        self._rows.append(row)
        self._stack.add(row)
        return row

    def _add(self) -> None:
        row = self._take_in(Step("", ""))
        self._number()
        self._tell()
        stand_on(row.who)

    def _leave_out(self, row: StepRow) -> None:
        at = self._rows.index(row)
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        stays = self._rows[min(at, len(self._rows) - 1)].who if self._rows else self.add_button
        stand_on(stays)
        self._number()
        self._tell()

    def _number(self) -> None:
        for at, row in enumerate(self._rows):
            row.number(at)
        many = len(self._rows) > rules().most_steps
        self._too_many.setVisible(many)
        if many:
            said = f"{len(self._rows)} steps are more than a family can keep in mind."
            self._too_many.say("warning", said, f"Choose the {rules().most_steps} that matter most now.")

    def _tell(self) -> None:
        self.changed.emit(tuple(row.step() for row in self._rows))
