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
    QuietButton,
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
from desktop_app.visits.view.earlier_readings import EarlierReadings

ICONS = {"own": "message-circle", "seen": "eye", "thought": "lightbulb", "next": "footprints", "late": "clock"}
ICONS |= {
    "captured": "quote",
    "said": "message-square-quote",
    "told": "phone",
    "decided": "gavel",
    "later": "file-plus",
}


class EntryCard(Card):
    """Frozen: another version of the entry is another card. `opened` carries the name of the sheet of a safety concern; a visit
    or a note is corrected, withdrawn and brought back by what stands at its foot."""

    opened = Signal(str)
    correct_asked = Signal()
    withdraw_asked = Signal()
    bring_back_asked = Signal()

    def __init__(self, entry: Entry) -> None:
        super().__init__(gap=10)
        self.setAccessibleName(entry.title)
        self.add(Row(Picture(entry.icon, "primary"), Heading(entry.title, 3), gap=10, grows=1))
        when = long_date(entry.on, with_year=True) if entry.on else "No day recorded"
        self.add(Small(", ".join(part for part in (when, entry.who, entry.how) if part)))
        if entry.withdrawn is not None:
            self.add(Notice("warning", entry.withdrawn_by or "Withdrawn.", entry.withdrawn))
        if entry.marks:
            self.add(FlowRow(*(Tag(mark.words, mark.tone, mark.icon) for mark in entry.marks), gap=8))
        if entry.earlier:
            self.add(EarlierReadings(entry.earlier))
        for part in entry.parts:
            self.add(_part(part))
        if entry.sheet:
            sheet = SecondaryButton("Open the sheet", "shield-alert")
            sheet.clicked.connect(lambda: self.opened.emit(entry.sheet))
            self.add(FlowRow(sheet))
        if entry.present:
            self.add(Small(f"There: {', '.join(entry.present)}"))
        if entry.may_correct:
            self.add(self._foot(entry))

    def _foot(self, entry: Entry) -> QWidget:
        """What can be done about it; a screen reader hears about which entry."""
        which = f"{entry.title}, {long_date(entry.on)}" if entry.on else entry.title
        if entry.withdrawn is not None:
            ways = [("Bring it back", "rotate-ccw", self.bring_back_asked)]
        else:
            ways = [("Correct", "pen-line", self.correct_asked), ("Withdraw", "circle-minus", self.withdraw_asked)]
        buttons = [QuietButton(words, icon, says=f"{words}: {which}") for words, icon, _ in ways]
        for button, (_, _, asked) in zip(buttons, ways, strict=True):
            button.clicked.connect(asked)
        return FlowRow(*buttons, gap=4)


def _part(part: Part) -> QWidget:
    """What somebody thinks stands in a box of its own with a broken edge, as on the map."""
    inside: list[QWidget] = [Body(part.words, selectable=True)] if part.words else []
    if part.earlier:
        inside.append(EarlierReadings(part.earlier))
    if not part.title:
        return Stack(*inside, gap=2)
    title = Row(Picture(ICONS[part.what], "muted", 16), Text(part.title, "second strong", "muted"), gap=8, grows=1)
    if part.what == "thought":
        return _Thought(title, *inside)
    return Stack(title, *inside, gap=2)


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
