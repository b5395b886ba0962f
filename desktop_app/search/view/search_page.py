"""The search above a child's visits and notes: what is typed, over whom, and what was found; without words, what lies beneath."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.wording import plural
from desktop_app.search.queries import FoundEntries, FoundEntry
from desktop_app.shell.controls import (
    Dressed,
    EmptyState,
    FilterChip,
    FlowRow,
    ListRow,
    RowList,
    SearchField,
    Small,
    Stack,
    TextLink,
    announce,
    look,
)

FIELD = "Search everything about this child"
FIELD_WIDTH = 360
WIDEST = 920
OTHERS = "All children on this laptop"
BACK = "Back to what was found"
ALL = "All visits and notes"
OF_WORDS = "Of a child’s words only those that may lie on the table are searched."

FIRST = 15  # rows that are in sight at once


class SearchPage(Dressed, QWidget):
    """`asked` carries what is typed and whether all children are searched; `opened` an entry that was chosen; `entry_asked` the
    key of the one to show beneath, "" for all. `beneath` is shown while nothing is typed. `beside` stands after the field.
    """

    asked = Signal(str, bool)
    opened = Signal(object)
    entry_asked = Signal(str)

    def __init__(self, beneath: QWidget, beside: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._beneath = beneath
        self.tab_actions: list[QWidget] = []  # what stands beside the tabs while this one is shown
        self._found: FoundEntries | None = None
        self.field = SearchField(FIELD, least_width=FIELD_WIDTH)
        self.field.changed.connect(self._typed)
        self.field.moved_on.connect(self._stand_on_first)
        self.field.submitted.connect(self._open_first)
        self.everywhere = FilterChip(OTHERS)
        self.everywhere.changed.connect(lambda _: self._ask())
        self._said = Small("")
        self.rows = RowList("What was found", grows=True, least_row=68)
        self.rows.opened.connect(self._open)
        self._nothing = Stack()
        self._results = Stack(self._said, self.rows, self._nothing, gap=12)
        self._back = TextLink(BACK, "chevron-left")
        self._back.clicked.connect(self._come_back)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(16)
        lay.addWidget(FlowRow(self.field, self.everywhere, *beside, gap=12))
        lay.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        lay.addWidget(self._results)
        lay.addWidget(beneath)
        lay.addStretch(1)
        self._arrange()
        self.redress()

    def redress(self) -> None:
        """Lines short enough to be read, at every text size."""
        self._results.setMaximumWidth(look().px(WIDEST))
        super().redress()

    def stand_in_search(self) -> None:
        """Ctrl+F: the keyboard stands in the search, what is typed there is chosen."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.line.selectAll()

    def typed(self) -> str:
        """What is looked for."""
        return self.field.value()

    def found(self) -> tuple[FoundEntry, ...]:
        """The entries that stand there."""
        return self._found.entries if self._found is not None else ()

    def show_found(self, found: FoundEntries) -> None:
        """What was found for the words that stand there; an answer to others comes too late."""
        if found.typed != self.typed():
            return
        first = self._found is None or self._found.typed != found.typed
        self._found = found
        self._show_rows(found, FIRST)
        if len(found.entries) > FIRST:
            QTimer.singleShot(0, self, lambda: self._show_rows(found))
        self._said.set_words(_said(found))
        self._nothing.clear()
        if not found.entries:
            self._nothing.add(
                EmptyState("search-x", "Nothing found", _nothing_said(everywhere=self.everywhere.value()))
            )
        self._arrange()
        if first:
            announce(self.field, self._said.words() if found.entries else "Nothing found")

    def _show_rows(self, found: FoundEntries, most: int | None = None) -> None:
        """Those in sight first; the others a turn later, so that no key that is typed waits for them."""
        if self._found is found:
            self.rows.show_rows([_row(str(at), one) for at, one in enumerate(found.entries[:most])])

    def show_entry(self, key: str) -> None:
        """One entry alone lies open beneath; the way back to the others stands above it."""
        self.entry_asked.emit(key)
        self._back.set_words(BACK if self._found is not None else ALL)
        self._arrange(is_open=True)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """The tab is shown."""
        super().showEvent(event)
        if self.typed() and not self._beneath.isVisible():
            self._ask()

    def _typed(self, words: str) -> None:
        if not words.strip():
            self._found = None
            self.entry_asked.emit("")
            self._arrange()
            return
        self._ask()

    def _ask(self) -> None:
        if self.typed():
            self.asked.emit(self.typed(), self.everywhere.value())

    def _open(self, key: str) -> None:
        if self._found is not None:
            self.opened.emit(self._found.entries[int(key)])

    def _stand_on_first(self) -> None:
        if self.rows.isVisible() and self.rows.rows():
            self.rows.choose(self.rows.rows()[0].key)
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_first(self) -> None:
        if self._found is not None and self._found.entries and self._found.typed == self.typed():
            self._open("0")

    def _come_back(self) -> None:
        self.entry_asked.emit("")
        self._arrange()
        self.rows.setFocus(Qt.FocusReason.TabFocusReason)

    def _arrange(self, *, is_open: bool = False) -> None:
        has_found = self._found is not None
        self._back.setVisible(is_open)
        self._results.setVisible(has_found and not is_open)
        self.rows.setVisible(bool(self._found and self._found.entries))
        self._said.setVisible(bool(self._found and self._said.words()))
        self._beneath.setVisible(is_open or not has_found)


def _row(key: str, one: FoundEntry) -> ListRow:
    return ListRow(key, one.title, one.when_and_who, icon=one.icon, quoted=one.excerpt.words, strong=one.excerpt.found)


def _said(found: FoundEntries) -> str:
    """How many, and what is not searched: the same sentence over every child, whatever the child keeps back."""
    if not found.entries:
        return ""
    count = len(found.entries)
    said = f"{plural(count, 'entry', 'entries')}, newest first."
    if not found.is_all:
        said = f"The newest {count} entries of many. Type one more word to find fewer."
    return f"{said} {OF_WORDS}"


def _nothing_said(*, everywhere: bool) -> str:
    where = "No entry on this laptop" if everywhere else "No entry about this child"
    return f"{where} that you may see holds all of these words. A part of a word will do. {OF_WORDS}"
