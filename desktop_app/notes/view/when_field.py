"""When it was: now, unless the worker says otherwise; written days later, it asks why."""

import datetime

from PySide6.QtCore import Qt, Signal

from casework.wording import long_date, plural
from desktop_app.notes.draft import NoteDraft, days_late
from desktop_app.shell.controls import DateField, SecondaryButton, SplitColumns, Stack, TextField, TimeField

NEEDS_DAY = "The day is not written yet"


class WhenField(Stack):
    """The day, the time and the reason for writing late, folded away until `button`, which says when it was, is pressed."""

    changed = Signal()

    def __init__(self, today: datetime.date) -> None:
        super().__init__(gap=12)
        self._today = today
        self.button = SecondaryButton("", "clock")
        self.button.clicked.connect(self.unfold)
        self.day = DateField("Day", hint="", today=today, latest=today)
        self.time = TimeField("Time")
        self._fields = SplitColumns(self.day, self.time, least=400)
        self._fields.hide()
        self.late_because = TextField("")
        self.late_because.hide()
        for part in (self._fields, self.late_because):
            self.add(part)
        for field in (self.day, self.time, self.late_because):
            field.changed.connect(lambda _: self.changed.emit())

    def show_draft(self, draft: NoteDraft) -> None:
        """Fill in what is kept; what is typed at this moment stays as it is."""
        day = draft.day
        self.day.show_kept(draft.date)
        for field, kept in ((self.time, draft.time), (self.late_because, draft.late_because)):
            if field.value() != kept.strip():
                field.set_value(kept)
        late = days_late(draft, self._today)
        on = "Today" if day == self._today else NEEDS_DAY
        if day is not None and day != self._today:
            on = long_date(day, with_year=day.year != self._today.year)
        at = f" at {draft.time}" if draft.time else ""
        words = f"{on}{at}"
        self.button.set_words(words, f"{words}. Change when it was")
        self.late_because.set_label(f"It is written {plural(late, 'day')} later. Why only now?")
        self.late_because.setVisible(bool(late))
        if day != self._today:
            self._fields.show()
        self.setVisible(self._fields.isVisibleTo(self))

    def values(self) -> dict[str, object]:
        """Fields of a NoteDraft as they stand."""
        return {"date": self.day.kept(), "time": self.time.value(), "late_because": self.late_because.value()}

    def unfold(self) -> None:
        """The day and the time can be changed, the cursor in the day."""
        self._fields.show()
        self.show()
        self.day.line.setFocus(Qt.FocusReason.TabFocusReason)
        self.day.line.selectAll()
