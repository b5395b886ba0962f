"""What the visit is for, whether it was announced, where and when: folded away while the worker is with the family."""

import datetime

from PySide6.QtCore import Signal

from desktop_app.shell.controls import (
    Card,
    Choice,
    DateField,
    QuietButton,
    Row,
    SplitColumns,
    Text,
    TextField,
    TimeField,
)
from desktop_app.visits.draft import VisitDraft
from desktop_app.visits.view.places import Places
from desktop_app.visits.view.suggested_field import SuggestedField
from desktop_app.visits.words import offered_places


class AboutCard(Card):
    """`said` carries (field, value) of the draft; `folded` is sent when the worker is done with it."""

    said = Signal(str, object)
    folded = Signal()

    def __init__(self, today: datetime.date) -> None:
        super().__init__(gap=12)
        done = QuietButton("Fold away", "chevron-up")
        done.least_height = 44
        done.clicked.connect(self.folded)
        self.add(Row(Text("About this visit", "row title"), done, grows=0))
        self.purpose = TextField("What is the visit for?")
        self.announced = Choice("Was it announced?", [("yes", "Yes"), ("no", "No")], joined=True)
        self.place = SuggestedField("Where is it?", offered_places())
        self.day = DateField("Day", hint="", today=today, latest=today)
        self.started = TimeField("From")
        self.ended = TimeField("To")
        self.add(self.purpose)
        self.add(SplitColumns(self.announced, self.place, least=480))
        times = SplitColumns(self.started, self.ended, least=160)
        self.add(SplitColumns(self.day, times, least=480))
        self.purpose.changed.connect(lambda words: self.said.emit("purpose", words))
        self.announced.changed.connect(lambda answer: self.said.emit("announced", answer == "yes"))
        self.place.changed.connect(lambda words: self.said.emit("place", words))
        self.day.changed.connect(lambda kept: self.said.emit("date", kept))
        for field, line in (("started", self.started), ("ended", self.ended)):
            line.changed.connect(lambda words, field=field: self.said.emit(field, words))

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill the fields; what is typed at this moment stays as it is."""
        self.announced.set_value({True: "yes", False: "no", None: None}[draft.announced])
        self.day.show_kept(draft.date)
        for line, kept in (
            (self.purpose, draft.purpose),
            (self.place, draft.place),
            (self.started, draft.started),
            (self.ended, draft.ended),
        ):
            if line.value() != kept.strip():
                line.set_value(kept)

    def places(self) -> Places:
        """Its fields by name."""
        return {
            ("purpose", ""): self.purpose,
            ("announced", ""): self.announced,
            ("place", ""): self.place,
            ("date", ""): self.day,
            ("started", ""): self.started,
            ("ended", ""): self.ended,
        }
