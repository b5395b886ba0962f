"""A decision while it is written down: what, why, who decided and when."""

import datetime
from collections.abc import Callable

import msgspec
from PySide6.QtCore import Signal

from desktop_app.concerns.draft import SOMEBODY_ELSE, DecisionDraft
from desktop_app.concerns.queries import Decider
from desktop_app.shell.controls import (
    DateField,
    Dropdown,
    FlowRow,
    QuietButton,
    Small,
    Stack,
    TextArea,
    TextField,
    TimeField,
)

NOT_HERE = "Somebody who has no Daybook"
CANNOT = (
    "They cannot confirm it here. It reads “told by phone, not yet confirmed” until somebody who may decide does so."
)


class DecisionFields(Stack):
    """`changed` carries the decision after every letter; `taken_away` when none was taken yet."""

    changed = Signal(object)
    taken_away = Signal()

    def __init__(self, now: Callable[[], datetime.datetime]) -> None:
        super().__init__(gap=10)
        self._now = now
        self._decision: DecisionDraft | None = None
        self._is_filling = False
        self._offered: list[tuple[str, str]] = []
        self.what = TextArea("What was decided?", lines=2)
        self.why = TextArea("Why?", lines=1)
        self.decided_by = Dropdown("Who decided?", [])
        self.name = TextField("Their name and team")
        self._cannot = Small(CANNOT)
        today = now().date()
        self.day = DateField("On which day?", hint="", today=today, latest=today)
        self.time = TimeField("At what time?")
        self._away = QuietButton("Nothing was decided yet", "trash-2")
        self._away.clicked.connect(self.taken_away)
        whose = (self.what, self.why, self.decided_by, self.name, self._cannot)
        for part in (*whose, self.day, self.time, FlowRow(self._away)):
            self.add(part)
        for field in (self.what, self.why, self.decided_by, self.name, self.day, self.time):
            field.changed.connect(lambda *_: self._told())

    def show_decision(self, decision: DecisionDraft, deciders: tuple[Decider, ...], sheets_day: str) -> None:
        """Fill in what is kept; what is typed at this moment stays as it is. sheets_day: as a draft keeps it."""
        self._decision, self._is_filling = decision, True
        offered = [(one.professional, one.words) for one in deciders] + [(SOMEBODY_ELSE, NOT_HERE)]
        if offered != self._offered:
            self._offered = offered
            self.decided_by.set_answers(offered)
        if self.decided_by.value() != (decision.decided_by or None):
            self.decided_by.set_value(decision.decided_by or None)
        for field, kept in (
            (self.what, decision.what),
            (self.why, decision.why),
            (self.name, decision.name),
            (self.time, decision.time),
        ):
            if field.value() != kept.strip():
                field.set_value(kept)
        self.day.turn_to(self._now().date())
        self.day.show_kept(decision.date or sheets_day)
        self._is_filling = False
        is_other = decision.decided_by == SOMEBODY_ELSE
        self.name.setVisible(is_other)
        self._cannot.setVisible(is_other)

    def _told(self) -> None:
        if self._decision is None or self._is_filling:
            return
        self._decision = msgspec.structs.replace(
            self._decision,
            what=self.what.paper.toPlainText(),
            why=self.why.paper.toPlainText(),
            decided_by=self.decided_by.value() or "",
            name=self.name.line.text(),
            time=self.time.value(),
            date=self.day.kept(),
        )
        self.changed.emit(self._decision)
