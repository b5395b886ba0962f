"""The fields of a note, from how it came to what will be done about it."""

import datetime

from PySide6.QtCore import Signal

from casework.wording import in_a_row, time_of_day
from desktop_app.notes.draft import HOW, NoteDraft
from desktop_app.notes.queries import Around, NoteForm
from desktop_app.notes.view.pick_field import Offered, PickField
from desktop_app.notes.view.places import Places
from desktop_app.notes.view.when_field import WhenField
from desktop_app.shell.controls import (
    Choice,
    DateField,
    FlowRow,
    Picture,
    Row,
    Small,
    SplitColumns,
    Stack,
    Text,
    TextArea,
    TextField,
    give_focus,
)


class NoteFields(Stack):
    """`changed` after every letter and press; `children_changed` when the note is about others than before."""

    changed = Signal()
    children_changed = Signal()

    def __init__(self, form: NoteForm, today: datetime.date) -> None:
        super().__init__(gap=12)
        self._form, self._around = form, form.around
        self._files, self._with = form.draft.files, form.draft.who_with
        self._whose: list[str] = []
        self.how = Choice("How did it come? Press 1 to 5", HOW)
        self.about = PickField("Which child is it about?", "Start a name, then Enter", free=False, most=9)
        self.who_with = PickField("Who was it with?", "Start a name, or write one, then Enter", free=True, most=3)
        self.when = WhenField(today)
        self.said = TextArea("What was said?", lines=2)
        self.analysis = TextArea("What do you make of it? (kept apart)", lines=1)
        self.what = TextField("What will be done, if anything?")
        self.who = TextField("Who does it?")
        self.by = DateField("By when?", hint="", today=today, planned=True)
        self.step = SplitColumns(self.what, SplitColumns(self.who, self.by, least=300), least=560)
        self._where = Small("")
        self._said_saved = Text("", "second", "well", wrap=False)
        self._saved = Row(Picture("circle-check", "well", 18), self._said_saved, gap=8)
        self._saved.hide()
        for part in (
            FlowRow(self.how, Stack(Text("When?", "button"), self.when.button, gap=6), gap=16),
            self.when,
            SplitColumns(self.about, self.who_with, least=560),
            self.said,
            self.analysis,
            self.step,
            FlowRow(self._where, self._saved, gap=16),
        ):
            self.add(part)
        self.step.setVisible(form.may_promise)
        self._connect()

    def _connect(self) -> None:
        for field in (self.how, self.who_with, self.when, self.said, self.analysis, self.what, self.who, self.by):
            field.changed.connect(self._told)
        self.what.changed.connect(self._begin_action)
        self.about.picked.connect(lambda file: self._choose_children((*self._files, file)))
        self.about.dropped.connect(lambda file: self._choose_children(_without(self._files, file)))
        self.about.passed.connect(lambda: give_focus(self.who_with))
        self.who_with.picked.connect(lambda name: self._choose_people((*self._with, name)))
        self.who_with.dropped.connect(lambda name: self._choose_people(_without(self._with, name)))
        self.who_with.passed.connect(lambda: give_focus(self.said))

    # -- what is on them --------------------------------------------------------------------------------------------

    def written_into(self, draft: NoteDraft) -> NoteDraft:
        """The draft with what stands on the fields now."""
        return draft.with_values(
            files=self._files,
            how=self.how.value() or "",
            who_with=self._with,
            next_person=self.who_with.line.text(),
            said=self.said.paper.toPlainText(),
            analysis=self.analysis.paper.toPlainText(),
            what=self.what.line.text(),
            who=self.who.line.text(),
            by=self.by.kept(),
            **self.when.values(),
        )

    def show_draft(self, draft: NoteDraft) -> None:
        """Fill in what is kept; what is typed at this moment stays as it is."""
        self._files, self._with = draft.files, draft.who_with
        self.how.set_value(draft.how or None)
        self.when.show_draft(draft)
        self.by.show_kept(draft.by)
        for field, kept in (
            (self.who_with, draft.next_person),
            (self.said, draft.said),
            (self.analysis, draft.analysis),
            (self.what, draft.what),
            (self.who, draft.who),
        ):
            if field.value() != kept.strip():
                field.set_value(kept)
        self._offer()

    def show_around(self, around: Around) -> None:
        """What goes with the children chosen now."""
        self._around = around

    def show_saved(self, at: datetime.datetime) -> None:
        """Where "Saved on this laptop" stands."""
        self._said_saved.set_words(f"Saved on this laptop at {time_of_day(at)}")
        self._saved.show()

    def places(self) -> Places:
        """Its fields by name."""
        return {
            "how": self.how,
            "files": self.about,
            "who_with": self.who_with,
            "date": self.when.day,
            "time": self.when.time,
            "late_because": self.when.late_because,
            "said": self.said,
            "analysis": self.analysis,
            "what": self.what,
            "who": self.who,
            "by": self.by,
        }

    def say_missing(self, name: str, sentence: str) -> None:
        """Say it at the field, and put the cursor there."""
        if name in ("date", "time"):
            self.when.unfold()
        field = self.places()[name]
        field.set_error(sentence)  # type: ignore[attr-defined]
        give_focus(field)

    def lead_on_from_how(self) -> None:
        """To the child where none is chosen, else to who it was with."""
        give_focus(self.who_with if self._files else self.about)

    # -- choosing ---------------------------------------------------------------------------------------------------

    def _offer(self) -> None:
        known = {child.file: child for child in (*self._form.caseload, *self._around.siblings, *self._around.children)}
        chosen = [(file, known[file].words if file in known else "A child") for file in self._files]
        siblings = {child.file for child in self._around.siblings}
        self.about.offer(
            chosen,
            [Offered(child.file, child.words, child.matches) for child in self._around.siblings],
            [Offered(c.file, c.words, c.matches) for c in self._form.caseload if c.file not in siblings],
        )
        people = [Offered(person.name, person.words, person.matches) for person in self._around.people]
        words = {person.name: person.words for person in self._around.people}
        self.who_with.offer([(name, words.get(name, name)) for name in self._with], people)
        self._whose = [f"{known[file].called}’s" for file in self._files if file in known]
        self._where.set_words(f"This will be in {self._their_files()}.")
        self._where.setVisible(bool(self._whose))

    def _their_files(self) -> str:
        return f"{in_a_row(self._whose)} {'file' if len(self._whose) == 1 else 'files'}"

    def added_words(self) -> str:
        """What is said when it was added."""
        return f"Added to {self._their_files()}."

    def _choose_children(self, files: tuple[str, ...]) -> None:
        self._files = files
        self.children_changed.emit()

    def _choose_people(self, names: tuple[str, ...]) -> None:
        self._with = names
        self._told()

    def _begin_action(self, words: str) -> None:
        """Who does it is the worker, until they say otherwise."""
        if words and not self.who.value():
            self.who.set_value(self._form.me)
            self._told()

    def _told(self, *_: object) -> None:
        self.changed.emit()


def _without(chosen: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(other for other in chosen if other != one)
