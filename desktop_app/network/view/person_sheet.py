"""The sheet on which somebody is added to a child's family or corrected."""

import datetime

import msgspec
from PySide6.QtWidgets import QWidget

from desktop_app.network.draft import PersonDraft, missing
from desktop_app.network.person_form import PersonForm
from desktop_app.network.view.person_fields import PersonFields
from desktop_app.shell.controls import Heading, KeptSheet, Small, Stack, Tick

WIDTH = 860
OF_EACH = (
    "Parental responsibility and contact are each child’s own: they stand in this file alone. Correct there how they belong, "
    "where that is another."
)


class PersonSheet(KeptSheet):
    """One person: who they are, how they belong, where they live."""

    def __init__(self, window: QWidget, form: PersonForm, today: datetime.date) -> None:
        title = f"Somebody of {form.child}’s family or network"
        if not form.draft.is_new:
            title = f"Correct what is known of {form.child}" if form.draft.is_subject else "Correct what is known"
        super().__init__(window, title, form.draft, begun=form.begun, width=WIDTH)
        self.fields = PersonFields(form.draft, form.child, today)
        self.add(self.fields)
        where = "" if form.draft.is_new else ", where it says the same"
        self.also = {
            file: Tick(f"In {name}’s file too{where}", value=file in form.draft.also) for file, name in form.others
        }
        if form.others:
            self.add(Stack(Heading("Brothers and sisters"), *self.also.values(), Small(OF_EACH), gap=8))
        self.end_with_foot()
        self.fields.changed.connect(self.something_typed)
        for tick in self.also.values():
            tick.changed.connect(lambda *_: self.something_typed())

    def written(self, draft: PersonDraft) -> PersonDraft:
        """What its fields say now."""
        also = tuple(file for file, tick in self.also.items() if tick.value())
        return msgspec.structs.replace(draft.with_details(self.fields.details()), also=also)

    def says_missing(self, draft: PersonDraft) -> bool:
        """Lead to the first thing that must be said."""
        lacking = missing(draft)
        if lacking:
            self.fields.say_missing(lacking[0].field, lacking[0].sentence)
        return bool(lacking)
