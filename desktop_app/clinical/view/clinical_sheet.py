"""The sheet of a clinical note: what it is about, what was said or seen, and apart from it what the writer makes of it."""

import datetime

import msgspec
from PySide6.QtWidgets import QWidget

from desktop_app.clinical.draft import ClinicalDraft, is_late, missing
from desktop_app.clinical.queries import ClinicalForm
from desktop_app.shell.controls import DateField, KeptSheet, Small, SplitColumns, TextArea, TextField, give_focus

WIDTH = 760


class ClinicalSheet(KeptSheet):
    """It says at its head who will read it."""

    not_yet = "This note is not in the record yet."

    def __init__(self, window: QWidget, form: ClinicalForm, today: datetime.date) -> None:
        super().__init__(window, f"Clinical note about {form.child}", form.draft, begun=form.begun, width=WIDTH)
        now, self._today = form.draft, today
        self.about = TextField("What it is about", value=now.about)
        self.day = DateField("Day", hint="", today=today, latest=today)
        self.day.show_kept(now.date)
        self.who_with = TextField("Who it was with", value=now.who_with)
        self.late_because = TextField("Why is it written down only now?", value=now.late_because)
        self.said = TextArea("What was said or seen", value=now.said, lines=4)
        self.analysis = TextArea("What do you make of it? (kept apart)", value=now.analysis, lines=3)
        self.add(Small(f"Read by {form.readers}. Others read that there is something, and whom to ask."))
        self.add(self.about)
        self.add(SplitColumns(self.day, self.who_with, least=480))
        for part in (self.late_because, self.said, self.analysis):
            self.add(part)
        for field in (self.about, self.day, self.who_with, self.late_because, self.said, self.analysis):
            field.changed.connect(lambda *_: self._typed())
        self.end_with_foot()
        self._typed()

    def written(self, draft: ClinicalDraft) -> ClinicalDraft:
        """What its fields say now."""
        return msgspec.structs.replace(
            draft,
            about=self.about.value(),
            date=self.day.kept(),
            who_with=self.who_with.value(),
            late_because=self.late_because.value(),
            said=self.said.value(),
            analysis=self.analysis.value(),
        )

    def says_missing(self, draft: ClinicalDraft) -> bool:
        """Lead to the first thing that must be said."""
        lacking = missing(draft, self._today)
        if lacking:
            field, sentence = lacking[0]
            places = {"about": self.about, "date": self.day, "late_because": self.late_because, "said": self.said}
            asked = places[field]
            asked.set_error(sentence)
            give_focus(asked)
        return bool(lacking)

    def _typed(self) -> None:
        self.something_typed()
        if self._draft is not None:
            self.late_because.setVisible(is_late(self._draft, self._today))
