"""The sheet of one matter that not everybody knows: in plain words, what would give it away, and each person, by household."""

import itertools

from PySide6.QtWidgets import QWidget

from casework.kinds.knowing import DOES_NOT_KNOW, KNOWS, MUST_NOT_HEAR
from desktop_app.network.matter import MatterDetails, MatterDraft, MatterForm, missing_of
from desktop_app.shell.controls import Choice, Heading, KeptSheet, TextArea, TextField

WIDTH = 760
ANSWERS = [
    (KNOWS, "Knows"),
    (DOES_NOT_KNOW, "Does not know"),
    (MUST_NOT_HEAR, "Must not hear"),
    ("unasked", "Not asked"),
]


class MatterSheet(KeptSheet):
    """Nobody's answer is guessed: who was not asked about stays so."""

    def __init__(self, window: QWidget, form: MatterForm) -> None:
        super().__init__(window, "Who knows what", form.draft, begun=form.begun, width=WIDTH)
        now = form.draft.details
        self.matter = TextField(
            "What it is about", hint="For example, that Gemma has asked for a refuge", value=now.matter
        )
        self.words = TextArea(
            "Words that would give it away",
            hint="One a line, for example: refuge. A plan with one of them is not given to who must not hear it.",
        )
        self.words.set_value(now.words)
        self.why = TextField("Why somebody must not hear it", value=now.why)
        for part in (self.matter, self.words, self.why):
            self.add(part)
            part.changed.connect(lambda *_: self.something_typed())
        self.people: dict[str, Choice] = {}
        for household, group in itertools.groupby(form.listeners, key=lambda one: one.household):
            self.add(Heading(household, 3))
            for one in group:
                choice = Choice(one.name, ANSWERS, value=now.people.get(one.key, "unasked"))
                choice.changed.connect(lambda *_: self.something_typed())
                self.people[one.key] = choice
                self.add(choice)
        self.end_with_foot()

    def written(self, draft: MatterDraft) -> MatterDraft:
        """What its fields say now; an answer about somebody who stands here no more is kept."""
        gone = {key: what for key, what in draft.details.people.items() if key not in self.people}
        here = {key: choice.value() for key, choice in self.people.items()}
        people = gone | {key: what for key, what in here.items() if what and what != "unasked"}
        return draft.with_details(MatterDetails(self.matter.value(), self.words.value(), self.why.value(), people))

    def says_missing(self, draft: MatterDraft) -> bool:
        """Lead to the first thing that must be said."""
        sentence = missing_of(draft)
        if sentence:
            at = self.matter if not draft.details.matter.strip() else self.words if draft.details.people else None
            asked = at or next(iter(self.people.values()))
            asked.set_error(sentence)
            (asked.focusProxy() or asked).setFocus()
        return bool(sentence)
