"""The strip over the board while something is not in the record yet: what it is, undo, and one clear way to add it."""

import datetime
from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casework.wording import plural, time_of_day
from desktop_app.mapping.draft import MapDraft
from desktop_app.shell.controls import (
    Dressed,
    FlowRow,
    PrimaryButton,
    SecondaryButton,
    Text,
    box,
    look,
    smooth,
)

BEGUN = "what was begun"


class NotAdded(Dressed, QWidget):
    """Nothing is shown while everything is in the record."""

    add_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._what = Text("", "button", "warn")
        self._saved = Text("", "second", "well")
        self.undo = SecondaryButton("Undo", "undo-2", says="Undo the last change to the map")
        self.redo = SecondaryButton("Redo", "redo-2", says="Do the change to the map again")
        self.add = PrimaryButton("Add to record", "check")
        for button in (self.undo, self.redo, self.add):
            button.least_height = 44
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.add.clicked.connect(self.add_wanted)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._what)
        words.addWidget(self._saved)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(16, 6, 8, 6)
        lay.addLayout(words, 1)
        lay.addWidget(FlowRow(self.undo, self.redo, self.add, gap=8, right=True))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def show_draft(self, draft: MapDraft, apart: Collection[bytes] = (), *, can_undo: bool, can_redo: bool) -> None:
        """Say what is not added yet; apart: cards that do not lie on the table."""
        self.undo.setVisible(can_undo)
        self.redo.setVisible(can_redo)
        said = what_is_not_added(draft, apart)
        self._what.set_words(f"Not added to the record yet: {said}." if said else "Nothing left to add.")
        self.add.set_words("Add to record", says=f"Add to record: {said}")
        self.add.setVisible(bool(said))
        self.setVisible(bool(said) or can_redo)

    def say_saved(self, at: datetime.datetime | None) -> None:
        """Since when all that was typed is on this laptop; None while it is on its way there."""
        self._saved.set_words(f"Saved on this laptop at {time_of_day(at)}" if at else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A soft ground with a dashed edge, as what is not finished has everywhere."""
        painter = smooth(self)
        box(painter, self.rect(), fill="warn soft", edge="warn", width=look().border, dashed=True)
        painter.end()


def what_is_not_added(draft: MapDraft, apart: Collection[bytes] = ()) -> str:
    """ "2 cards and 1 number"; empty where there is nothing.

    Of the cards that stand apart no number is said: whoever counts those on the table would know that a child keeps
    something back.
    """
    changed = [card for card in draft.cards if card.is_changed]
    cards = sum(card.record not in apart for card in changed)
    parts = [plural(cards, "card")] if cards else []
    if draft.ratings:
        parts.append(plural(len(draft.ratings), "answer on the scale", "answers on the scale"))
    return " and ".join(parts) or (BEGUN if changed else "")
