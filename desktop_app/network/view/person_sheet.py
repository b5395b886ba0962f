"""The sheet on which somebody is added to a child's family or corrected."""

import datetime

from PySide6.QtWidgets import QWidget

from desktop_app.network.draft import PersonDraft, missing
from desktop_app.network.person_form import PersonForm
from desktop_app.network.view.person_fields import PersonFields
from desktop_app.shell.controls import KeptSheet

WIDTH = 860


class PersonSheet(KeptSheet):
    """One person: who they are, how they belong, where they live."""

    def __init__(self, window: QWidget, form: PersonForm, today: datetime.date) -> None:
        title = f"Somebody of {form.child}’s family or network"
        if not form.draft.is_new:
            title = f"Correct what is known of {form.child}" if form.draft.is_subject else "Correct what is known"
        super().__init__(window, title, form.draft, begun=form.begun, width=WIDTH)
        self.fields = PersonFields(form.draft, form.child, today)
        self.add(self.fields)
        self.end_with_foot()
        self.fields.changed.connect(self.something_typed)

    def written(self, draft: PersonDraft) -> PersonDraft:
        """What its fields say now."""
        return draft.with_details(self.fields.details())

    def says_missing(self, draft: PersonDraft) -> bool:
        """Lead to the first thing that must be said."""
        lacking = missing(draft)
        if lacking:
            self.fields.say_missing(lacking[0].field, lacking[0].sentence)
        return bool(lacking)
