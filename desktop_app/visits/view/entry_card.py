"""One visit or note on a card: when, who wrote it, how the child was seen; then what was seen, and apart from it what is made of it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.wording import long_date
from desktop_app.shell.controls import (
    Body,
    Card,
    FlowRow,
    Heading,
    Notice,
    Picture,
    Row,
    SecondaryButton,
    Small,
    Stack,
    Tag,
    Text,
    box,
    smooth,
)
from desktop_app.visits.entries import Entry, Part

ICONS = {"own": "message-circle", "seen": "eye", "thought": "lightbulb", "next": "footprints", "late": "clock"}
ICONS |= {"said": "message-square-quote", "told": "phone", "decided": "gavel", "later": "file-plus"}


class EntryCard(Card):
    """Frozen: another version of the entry is another card. `opened` carries the name of the sheet of a safety concern."""

    opened = Signal(str)

    def __init__(self, entry: Entry) -> None:
        super().__init__(gap=10)
        self.setAccessibleName(entry.title)
        self.add(Row(Picture(entry.icon, "primary"), Heading(entry.title, 3), gap=10, grows=1))
        when = long_date(entry.on, with_year=True) if entry.on else "No day recorded"
        self.add(Small(", ".join(part for part in (when, entry.who, entry.how) if part)))
        if entry.withdrawn is not None:
            self.add(Notice("warning", "Withdrawn.", entry.withdrawn))
        if entry.marks:
            self.add(FlowRow(*(Tag(mark.words, mark.tone, mark.icon) for mark in entry.marks), gap=8))
        for part in entry.parts:
            self.add(_part(part))
        if entry.sheet:
            sheet = SecondaryButton("Open the sheet", "shield-alert")
            sheet.clicked.connect(lambda: self.opened.emit(entry.sheet))
            self.add(FlowRow(sheet))
        if entry.present:
            self.add(Small(f"There: {', '.join(entry.present)}"))


def _part(part: Part) -> QWidget:
    """What somebody thinks stands in a box of its own with a broken edge, as on the map."""
    words = Body(part.words, selectable=True)
    if not part.title:
        return words
    title = Row(Picture(ICONS[part.what], "muted", 16), Text(part.title, "second strong", "muted"), gap=8, grows=1)
    if part.what == "thought":
        return _Thought(title, words)
    return Stack(title, words, gap=2)


class _Thought(QWidget):
    """A broken edge and no fill: an opinion, not something that was seen."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(14, 10, 14, 12)
        lay.setSpacing(2)
        for part in parts:
            lay.addWidget(part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The edge."""
        painter = smooth(self)
        box(painter, self.rect(), edge="outline", dashed=True)
        painter.end()
