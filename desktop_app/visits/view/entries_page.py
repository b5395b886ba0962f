"""A child's visits and notes, newest first: made as they are scrolled to, so that years of them open at once.

While somebody scrolls, an entry takes three turns of the screen's thread: it is made, it is measured, and it stands in its
place. No frame waits for two of them.
"""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from casework.wording import plural
from desktop_app.shell.controls import (
    Dressed,
    EmptyState,
    FilterChip,
    FlowRow,
    NoWider,
    SecondaryButton,
    Settled,
    Stack,
    areas_around,
    look,
)
from desktop_app.visits.entries import Entry
from desktop_app.visits.view.entry_asks import EntryAsks
from desktop_app.visits.view.entry_card import EntryCard
from desktop_app.visits.view.same_visit_card import SameVisitCard

FIRST, PRESSED_FOR = 4, 5
WIDEST = 760  # lines longer than this are hard to read


class Show(Enum):
    """The chips above the entries."""

    ALL = "All"
    VISITS = "Visits"
    NOTES = "Notes"
    DOCUMENTS = "Documents and photographs"
    CONCERNS = "Safety concerns"
    WITHDRAWN = "Withdrawn"

    def has(self, entry: Entry) -> bool:
        """Whether an entry belongs under this chip. What was withdrawn is shown only when asked for, what was erased
        among all of them only."""
        if self is Show.WITHDRAWN or entry.withdrawn is not None:
            return self is Show.WITHDRAWN and entry.withdrawn is not None
        if entry.is_erased:
            return self is Show.ALL
        return self in (Show.ALL, _kind_of(entry))


def _kind_of(entry: Entry) -> Show:
    if entry.paper is not None:
        return Show.DOCUMENTS
    return Show.CONCERNS if entry.sheet else Show.VISITS if entry.is_visit else Show.NOTES


class EntriesPage(Dressed, QWidget):
    """Visits, notes, documents and safety concerns of one child. `asks` tells what is asked of one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.asks = EntryAsks(self)
        self._entries: tuple[Entry, ...] = ()
        self._wanted: list[Entry] = []  # those of the chip, or the one that was found
        self._made: Settled | None = None  # the next of them, before it stands
        self._is_measured = False
        self._shown = 0  # of them, how many stand here
        self._filled = False
        self._only = ""
        self._chosen = Show.ALL
        self._chips = {one: FilterChip(one.value, count=0, value=one is Show.ALL) for one in Show}
        for one, chip in self._chips.items():
            chip.changed.connect(lambda _on, one=one: self.choose(one))
        self.same_visit = SameVisitCard()
        self._chip_row = FlowRow(*self._chips.values())
        self._cards = Stack(gap=16)
        self._earlier = _Earlier()
        self._earlier.clicked.connect(lambda: self._show_more(PRESSED_FOR))
        self._earlier.came_near.connect(self._make_one_more)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(16)
        asking = QHBoxLayout()
        asking.addWidget(self.same_visit, 1000)
        asking.addStretch(1)
        lay.addLayout(asking)
        lay.addWidget(self._chip_row)
        self._column = NoWider(self._cards)
        lay.addWidget(self._column)
        lay.addWidget(self._earlier)
        lay.addStretch(1)
        self.redress()

    def redress(self) -> None:
        """Lines stay short enough to be read at every text size."""
        self._column.set_most(look().px(WIDEST))
        self.same_visit.setMaximumWidth(look().px(WIDEST))
        super().redress()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show what is recorded, in the order given. Cards that say the same as before stay as they are."""
        if tuple(entries) == self._entries and self._filled:
            return
        self._entries, self._filled = tuple(entries), True
        for one, chip in self._chips.items():
            count = sum(one.has(entry) for entry in entries)
            chip.set_count(count)
            chip.setVisible(one is Show.ALL or count > 0)
        self._chip_row.setVisible(bool(entries) and not self._only)
        self.choose(self._chosen if any(self._chosen.has(entry) for entry in entries) else Show.ALL)

    def is_filled(self) -> bool:
        """Whether it was told what to show."""
        return self._filled

    def choose(self, chosen: Show) -> None:
        """Show the entries of one chip, as many as stood here before, so that a reader keeps the place."""
        count = self._shown if chosen is self._chosen else 0
        self._chosen = chosen
        for one, chip in self._chips.items():
            chip.set_value(one is chosen)
        self._begin()
        if not self._entries:
            words = "What you write after a visit, a call or a meeting, and what you file, stands here, newest first."
            self._cards.add(EmptyState("notebook-pen", "Nothing written yet", words))
        self._show_more(max(count, FIRST))

    def show_only(self, key: str = "") -> None:
        """One entry alone, without the chips: what a search found; with no key, all of them again."""
        self._only = key
        self.same_visit.set_aside(aside=bool(key))
        self._chip_row.setVisible(bool(self._entries) and not key)
        self._begin()
        self._show_more(FIRST)

    def _begin(self) -> None:
        self._cards.clear()
        self._made, self._is_measured, self._shown = None, False, 0
        if self._only:
            self._wanted = [entry for entry in self._entries if self._only in entry.keys]
        else:
            self._wanted = [entry for entry in self._entries if self._chosen.has(entry)]

    def _make_one_more(self) -> None:
        if self._is_measured or self._shown == len(self._wanted):
            self._show_more(1)
            return
        if self._made is None:
            self._made = self._card(self._wanted[self._shown])
        else:
            self._made.measure(self._cards.width())
            self._is_measured = True
        QTimer.singleShot(0, self, self._make_one_more)

    def _show_more(self, count: int) -> None:
        for entry in self._wanted[self._shown : self._shown + count]:
            self._cards.add(self._made or self._card(entry))
            self._made, self._is_measured = None, False
            self._shown += 1
        self._earlier.show_left(len(self._wanted) - self._shown)

    def _card(self, entry: Entry) -> Settled:
        return Settled(EntryCard(entry, self.asks))


class _Earlier(QWidget):
    """The foot of the list: a button for the keyboard, and word that whoever scrolls comes near it.

    Near is in sight, or within a screen and a half beneath: entries are made one a turn before they are scrolled to.
    """

    AHEAD = 1.5
    clicked = Signal()
    came_near = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._button = SecondaryButton("", "chevron-down")
        self._button.clicked.connect(self._more)
        self._asked = False
        self._area: QScrollArea | None = None
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._button)
        lay.addStretch(1)

    def _more(self) -> None:
        self.clicked.emit()

    def show_left(self, count: int) -> None:
        """So many entries are not made yet."""
        self._asked = False
        self._button.set_words(f"Show earlier, {plural(count, 'entry', 'entries')} more")
        self.setVisible(count > 0)
        self.update()
        QTimer.singleShot(0, self, self._look)  # once those made before it stand in their place

    def showEvent(self, event: QShowEvent) -> None:
        """What scrolls around it is known by now."""
        super().showEvent(event)
        if self._area is None and (area := next(areas_around(self), None)) is not None:
            self._area = area
            area.verticalScrollBar().valueChanged.connect(self._look)
        QTimer.singleShot(0, self, self._look)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """It is painted only where it is in sight."""
        self._ask()

    def _look(self) -> None:
        if self._area is not None and self.isVisible():
            seen = self._area.viewport()
            if 0 < self.mapTo(seen, QPoint(0, 0)).y() < seen.height() * (1 + self.AHEAD):
                self._ask()

    def _ask(self) -> None:
        if not self._asked:
            self._asked = True
            QTimer.singleShot(0, self, self.came_near.emit)
