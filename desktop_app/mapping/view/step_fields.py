"""Who takes a next step, and by when, from when, or how often."""

import datetime
from typing import Any

from PySide6.QtCore import Signal

from desktop_app.mapping.draft import CardDraft
from desktop_app.shell.controls import Choice, DateField, Stack, TextField

BY, FROM, WORDS = "by", "from", "words"


class StepFields(Stack):
    """`changed` after every letter. Who and by when are one value: in two versions neither is shown."""

    changed = Signal()

    def __init__(self, card: CardDraft, today: datetime.date) -> None:
        super().__init__(gap=16)
        self.who = TextField("Who does it?", hint="A name: everybody can see whose step it is", value=card.who)
        kind = FROM if card.lead.strip().lower() == "from" else WORDS if card.lead.strip() else BY
        answers = [(BY, "By a day"), (FROM, "From a day"), (WORDS, "In words")]
        self.kind = Choice("When?", answers, value=kind if card.by or card.lead else None)
        self.day = DateField("Which day?", today=today, planned=True)
        self.day.show_kept(card.by)
        self.words = TextField(
            "When, in words", hint="For example, every Sunday night", value=card.lead if kind == WORDS else ""
        )
        for part in (self.who, self.kind, self.day, self.words):
            self.add(part)
            part.setVisible("who_by_when" not in card.unsettled)
            part.changed.connect(self._typed)
        self._is_shown = "who_by_when" not in card.unsettled
        self._show_day_or_words()

    def values(self) -> dict[str, Any]:
        """Fields of a CardDraft as they stand on the form."""
        kind = self.kind.value()
        lead = {FROM: "From", WORDS: self.words.value()}.get(kind or "", "")
        return {"who": self.who.value(), "by": self.day.kept() if kind != WORDS else "", "lead": lead}

    def _show_day_or_words(self) -> None:
        kind = self.kind.value()
        self.day.setVisible(self._is_shown and kind in (BY, FROM))
        self.words.setVisible(self._is_shown and kind == WORDS)

    def _typed(self) -> None:
        self._show_day_or_words()
        self.changed.emit()
