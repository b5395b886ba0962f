"""One column of the map: its question, a way to add to it, and its cards."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casework.kinds.mapping import Column
from desktop_app.mapping.view.column_list import ColumnList, ShownCard
from desktop_app.mapping.words import MapWords, map_words
from desktop_app.shell.controls import Dressed, QuietButton, Text, box, look, smooth
from desktop_app.shell.controls.buttons import Coat, Coats

TONES = {Column.WORRIED: "worry", Column.WORKING_WELL: "well", Column.NEEDS_TO_HAPPEN: "next"}
RADIUS, LEAST_HEIGHT = 14, 280


class ColumnPanel(Dressed, QWidget):
    """A soft ground in the column's colour. `add_wanted` when something shall be added to it."""

    add_wanted = Signal(Column)

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column
        self._tone = TONES[column]
        words = map_words()
        self._title = Text(words.columns[column], "row title", self._tone)
        self._title.setContentsMargins(0, 6, 0, 6)
        self.add_button = QuietButton("Add", "plus", says=f"Add to: {words.columns[column]}")
        self.add_button.least_height = 44
        kept = self.add_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the question stands as high where nothing can be added
        self.add_button.setSizePolicy(kept)
        self.add_button.coats = Coats(
            Coat(None, None, self._tone), Coat("surface", None, self._tone), Coat("surface", self._tone, self._tone, 2)
        )
        self.add_button.clicked.connect(lambda: self.add_wanted.emit(self.column))
        self._nothing = Text(words.empty[column], "second", "muted")
        self._nothing.setContentsMargins(12, 4, 12, 12)
        self._nothing.hide()  # nothing is said of a map that is still read
        self.list = ColumnList(words.columns[column], self._tone)
        self._words = words
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 4, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(8, 4, 8, 4)
        lay.setSpacing(0)
        lay.addLayout(head)
        lay.addWidget(self._nothing)
        lay.addWidget(self.list, 1)
        lay.addStretch(0)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def show_words(self, words: MapWords) -> None:
        """What this column asks, at the level of need of the child whose map it is."""
        if words == self._words:
            return
        self._words, asks = words, words.columns[self.column]
        self._title.set_words(asks)
        self.add_button.set_words("Add", f"Add to: {asks}")
        self._nothing.set_words(words.empty[self.column])
        self.list.setAccessibleName(asks)

    def show_cards(self, cards: Sequence[ShownCard]) -> None:
        """Show these cards."""
        self._nothing.setVisible(not cards)
        self.list.setVisible(bool(cards))
        self.list.show_cards(cards)

    def set_grows(self, grows: bool) -> None:
        """As high as its cards, or as high as there is room with a list that scrolls."""
        self.list.set_grows(grows)
        self.setMinimumHeight(0 if grows else LEAST_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The soft ground; in high contrast an edge instead."""
        painter = smooth(self)
        edge = self._tone if look().mode == "high contrast" else None
        box(painter, self.rect(), fill=f"{self._tone} soft", edge=edge, width=look().border, radius=RADIUS)
        painter.end()
