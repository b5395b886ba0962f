"""What is said of a document: what it is, who it came from, the two dates, what it is about, and in whose file it stands."""

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.kinds.received import OTHER, TYPES
from casework.wording import in_a_row
from desktop_app.received.draft import NO, YES, DocumentDraft
from desktop_app.received.queries import DocumentForm
from desktop_app.shell.controls import (
    Chip,
    Choice,
    DateField,
    Dropdown,
    FlowRow,
    Picture,
    Row,
    Small,
    SplitColumns,
    Stack,
    Text,
    TextArea,
    TextField,
    Tick,
    WhoField,
    give_focus,
)

NOT_OF_MARKS = "Do not photograph marks or injuries on a child here. Use the body map of a safety concern, and ask a doctor to look."
SHOWS = ((YES, "Yes"), (NO, "No"))


class DocumentFields(Stack):
    """`changed` after every letter and press."""

    changed = Signal()

    def __init__(self, form: DocumentForm, today: datetime.date) -> None:
        super().__init__(gap=16)
        self._form = form
        self.what = Dropdown("What is it?", list(TYPES.items()))
        self.type_words = TextField("What is it, in a few words?")
        self.source = WhoField("Who did it come from?")
        self.date = DateField("Date on it", hint="Leave it empty where there is none.", today=today, latest=today)
        self.received = DateField(
            "When did we receive it?", hint="For a photograph: when it was taken.", today=today, latest=today
        )
        self.about = TextArea("What is it about, in a sentence?", lines=1)
        self._marks = Row(Picture("info", "muted", 18), Small(NOT_OF_MARKS), gap=8, grows=1)
        self.shows = Choice("Does it show a person, or somebody’s home?", SHOWS)
        self.asked = WhoField("Who was asked about this photograph?")
        self.said = TextField("What did they say?")
        self._of_who = SplitColumns(self.asked, Stack(self.said), least=560)
        self._of_photograph = Stack(self._marks, self.shows, self._of_who, gap=12)
        self.confidential = Tick(
            "It is confidential", "It holds an address that must not be known, or tells of people outside the family."
        )
        self.whose = {one.file: Chip(one.name) for one in form.children}
        self._where = Small("")
        self._lay_out()
        self.asked.offer([*(one.called for one in form.children), *form.people])
        self._connect()

    def _lay_out(self) -> None:
        chips = Stack(Text("Whose file does it go into?", "button"), FlowRow(*self.whose.values(), gap=8), gap=6)
        for part in (
            SplitColumns(self.what, self.type_words, least=560),
            self.source,
            SplitColumns(self.date, self.received, least=560),
            self._of_photograph,
            self.about,
            self.confidential,
            chips,
            self._where,
        ):
            self.add(part)

    def _connect(self) -> None:
        for field in (self.type_words, self.source, self.about, self.asked, self.said):
            field.changed.connect(self._tell)
        for chosen in (self.what, self.shows, self.date, self.received):
            chosen.changed.connect(self._tell)
        self.confidential.changed.connect(self._tell)
        for chip in self.whose.values():
            chip.changed.connect(self._tell)

    # -- what is on them --------------------------------------------------------------------------------------------

    def written_into(self, draft: DocumentDraft) -> DocumentDraft:
        """The draft with what stands on the fields now."""
        return draft.with_values(
            files=self._files(draft.files),
            document_type=self.what.value() or "",
            type_words=self.type_words.line.text(),
            source=self.source.line.text(),
            date=self.date.kept(),
            received=self.received.kept(),
            about=self.about.paper.toPlainText(),
            shows=self.shows.value() or "",
            asked=self.asked.line.text(),
            said=self.said.line.text(),
            confidential=self.confidential.value(),
        )

    def show_draft(self, draft: DocumentDraft) -> None:
        """Fill in what is kept."""
        self.what.set_value(draft.document_type or None)
        self.shows.set_value(draft.shows or None)
        self.date.show_kept(draft.date)
        self.received.show_kept(draft.received)
        for line, words in (
            (self.type_words, draft.type_words),
            (self.source, draft.source),
            (self.about, draft.about),
            (self.asked, draft.asked),
            (self.said, draft.said),
        ):
            line.set_value(words)
        self.confidential.set_value(draft.confidential)
        for file, chip in self.whose.items():
            chip.set_value(file in draft.files)
        self.arrange(draft)

    def arrange(self, draft: DocumentDraft) -> None:
        """Ask what goes with the answers given, and nothing else."""
        self.type_words.setVisible(draft.document_type == OTHER)
        self.source.set_label("Who took it, or gave it to us?" if draft.is_photograph else "Who did it come from?")
        self.source.offer([self._form.me, *self._form.people] if draft.is_photograph else self._form.people)
        self._of_photograph.setVisible(draft.is_photograph)
        self._of_who.setVisible(draft.shows == YES)
        self._where.set_words(f"This will be in {self.their_files(draft)}." if draft.files else "Choose a child.")

    def their_files(self, draft: DocumentDraft) -> str:
        """ "Maisie’s and Tom’s files"."""
        called = {one.file: one.called for one in self._form.children}
        whose = [f"{called[file]}’s" for file in draft.files if file in called]
        return f"{in_a_row(whose)} {'file' if len(whose) == 1 else 'files'}"

    def places(self) -> dict[str, QWidget]:
        """Its fields by name."""
        return {
            "files": next(iter(self.whose.values()), self),
            "document_type": self.what,
            "type_words": self.type_words,
            "source": self.source,
            "date": self.date,
            "received": self.received,
            "about": self.about,
            "shows": self.shows,
            "asked": self.asked,
            "said": self.said,
        }

    def say_missing(self, name: str, sentence: str) -> None:
        """Say it at the field, and put the cursor there."""
        place = self.places()[name]
        if name == "files":
            self._where.set_words(sentence)
        else:
            place.set_error(sentence)  # type: ignore[attr-defined]
        give_focus(place)

    def _files(self, before: tuple[str, ...]) -> tuple[str, ...]:
        """Those chosen; whose page it was opened from stays the first."""
        on = [file for file, chip in self.whose.items() if chip.value()]
        return tuple(sorted(on, key=lambda file: before.index(file) if file in before else len(before)))

    def _tell(self, *_: object) -> None:
        self.changed.emit()
