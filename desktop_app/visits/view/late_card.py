"""A visit that is written up days later: it says so, and asks why."""

import datetime

from PySide6.QtCore import Signal

from casework.late import days_late
from casework.wording import plural
from desktop_app.shell.controls import Card, TextField
from desktop_app.visits.draft import VisitDraft


class LateCard(Card):
    """Hidden while the visit is written in time. `said` as on the form."""

    said = Signal(str, str, object)

    def __init__(self) -> None:
        super().__init__()
        self.why = TextField("", hint="It stands with the visit.")
        self.why.changed.connect(lambda words: self.said.emit("late_because", "", words))
        self.add(self.why)
        self.hide()

    def show_draft(self, draft: VisitDraft, today: datetime.date) -> None:
        """How late it is, and what was written about it."""
        late = days_late(draft.day or today, today)
        self.why.set_label(f"It is written {plural(late, 'day')} later. Why only now?")
        if self.why.value() != draft.late_because.strip():
            self.why.set_value(draft.late_because)
        self.setVisible(bool(late))
