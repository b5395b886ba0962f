"""Whose view a card is, how sure it is, where it comes from, when it happened, and what others say of it."""

import datetime
from typing import Any

from PySide6.QtCore import Signal

from casework.kinds.mapping import Category
from desktop_app.mapping.draft import CHILDS_WORDS, STANDINGS, CardDraft
from desktop_app.mapping.queries import Board
from desktop_app.mapping.view.short import shortened
from desktop_app.mapping.view.views_fields import ViewsFields
from desktop_app.shell.controls import Choice, DateField, Dropdown, Small, SplitColumns, Stack, TextField

NEW_WORDS = "new"


class EntryFields(Stack):
    """`changed` after every letter. Fields in two versions are not shown: only a settle may set them."""

    changed = Signal()

    def __init__(self, card: CardDraft, board: Board, today: datetime.date) -> None:
        super().__init__(gap=16)
        self._child = board.child
        words = board.words
        standings = [(key, words.standing(key, board.child)) for key in STANDINGS]
        self.standing = Choice("This is", standings, value=card.standing or None)
        said = [(quote.record.hex(), shortened(quote.value.words or "")) for quote in board.words_said]
        if card.quote is not None and card.quote.hex() not in dict(said):
            said.append((card.quote.hex(), "What it stands for now"))
        new_words = "Something else, written above"
        chosen = card.quote.hex() if card.quote else None
        self.quote = Dropdown(
            f"Which of {board.child}’s words", [(NEW_WORDS, new_words), *said], value=chosen, unanswered=new_words
        )
        self.quote.setVisible(False)
        self._has_quotes = bool(said)
        self._asked_first = Small(
            f"{board.child}’s words stand on the map once {board.child} has said who may see them. Ask under Their voice.",
            "child",
        )
        self._asked_first.hide()
        self.whose_view = TextField(
            "Whose view is this?", hint="A name, or names: Nan and school", value=card.whose_view
        )
        self.source = TextField("Where it comes from", hint="For example, school register", value=card.source)
        self.date = DateField("When it happened", today=today)
        self.date.show_kept(card.event_date)
        fixed = frozenset(card.opened.views) if card.opened else frozenset[str]()
        self.views = ViewsFields(card.views, fixed)
        for part in (
            self.standing,
            self.quote,
            self._asked_first,
            self.whose_view,
            SplitColumns(self.source, self.date, least=480),
            self.views,
        ):
            self.add(part)
        for field, control in (
            ("standing", self.standing),
            ("whose_view", self.whose_view),
            ("source", self.source),
            ("event_date", self.date),
        ):
            control.setVisible(field not in card.unsettled)
        self.views.setVisible(not any(field.startswith("views/") for field in card.unsettled))
        for changed in (self.whose_view, self.source, self.date, self.views, self.standing, self.quote):
            changed.changed.connect(self._typed)

    def follow(self, category: Category, card: CardDraft) -> None:
        """A goal is neither a fact nor an opinion: it is not asked which."""
        asked = category is not Category.SAFETY_GOAL and "standing" not in card.unsettled
        self.standing.setVisible(asked)
        is_childs = asked and self.standing.value() == CHILDS_WORDS
        self.quote.setVisible(is_childs and self._has_quotes)
        self._asked_first.setVisible(is_childs and self.chosen_quote() is None)

    def chosen_quote(self) -> bytes | None:
        """The record of the child's words that stand on the card, where they were written down before."""
        value = self.quote.value()
        if self.standing.value() != CHILDS_WORDS or value in (None, NEW_WORDS):
            return None
        return bytes.fromhex(value or "")

    def values(self) -> dict[str, Any]:
        """Fields of a CardDraft as they stand on the form."""
        return {
            "standing": self.standing.value() or "",
            "whose_view": self.whose_view.value(),
            "source": self.source.value(),
            "event_date": self.date.kept(),
            "views": self.views.value(),
            "quote": self.chosen_quote(),
        }

    def _typed(self) -> None:
        if self.standing.value() == "childs_words" and not self.whose_view.value():
            self.whose_view.set_value(self._child)
        self.changed.emit()
