"""One visit or note on a card: when, who wrote it, how the child was seen; then what was seen, and apart from it what is made of it."""

from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.wording import long_date
from desktop_app.shell.controls import (
    Body,
    Card,
    Divider,
    FlowRow,
    Heading,
    Notice,
    Picture,
    Preview,
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
from desktop_app.visits.view.entry_asks import EntryAsks

ICONS = {"own": "message-circle", "seen": "eye", "thought": "lightbulb", "next": "footprints", "late": "clock"}
ICONS |= {
    "captured": "quote",
    "said": "message-square-quote",
    "told": "phone",
    "decided": "gavel",
    "later": "file-plus",
}
COVERED = "What it is about, and its pages, are covered until you open it."


class EntryBody(Stack):
    """What an entry says beneath its head; a visit, a note or a document is corrected, withdrawn and brought back by what
    stands at its foot. asks: who hears of it."""

    def __init__(self, entry: Entry, asks: EntryAsks, *, is_account: bool = False) -> None:
        super().__init__(gap=10)
        self._entry, self._asks = entry, asks
        self._preview: Preview | None = None
        if entry.withdrawn is not None:
            self.add(Notice("warning", entry.withdrawn_by or "Withdrawn.", entry.withdrawn))
        if entry.marks:
            self.add(FlowRow(*(Tag(mark.words, mark.tone, mark.icon) for mark in entry.marks), gap=8))
        if entry.earlier:
            self.add(EarlierReadings(entry.earlier))
        for part in entry.parts:
            self.add(_part(part))
        if entry.paper is not None:
            self.add(self._paper(entry, is_covered=entry.paper.is_covered))
        if entry.sheet:
            sheet = SecondaryButton("Open the sheet", "shield-alert")
            sheet.clicked.connect(lambda: asks.sheet_opened.emit(entry.sheet))
            self.add(FlowRow(sheet))
        if entry.present:
            self.add(Small(f"There: {', '.join(entry.present)}"))
        if entry.may_correct:
            self.add(self._foot(entry, is_account=is_account))

    def show_preview(self, picture: bytes) -> None:
        """Its first page, small; nothing where that is not on this laptop yet."""
        if self._preview is not None:
            self._preview.show_picture(picture)

    def showEvent(self, event: QShowEvent) -> None:
        """A small picture is read when there is somebody to see it."""
        super().showEvent(event)
        if self._preview is not None and not self._preview.has_picture():
            self._asks.preview.emit(self._entry, self)

    def _paper(self, entry: Entry, *, is_covered: bool) -> QWidget:
        """The small picture, and the way to its pages; of a confidential one only the way."""
        way = SecondaryButton("Open", "eye" if is_covered else entry.icon, says=f"Open: {_which(entry)}")
        way.clicked.connect(lambda: self._asks.paper_opened.emit(entry))
        if is_covered:
            return Stack(Small(COVERED), FlowRow(way), gap=8)
        self._preview = Preview(f"Small picture of {entry.title}", icon=entry.icon)
        return Row(self._preview, FlowRow(way), gap=16, grows=1)

    def _foot(self, entry: Entry, *, is_account: bool) -> QWidget:
        """What can be done about it; a screen reader hears about which entry."""
        which, asks = _which(entry), self._asks
        if is_account:
            which = f"{which}, as {entry.who} wrote it"
        if entry.withdrawn is not None:
            ways = [("Bring it back", "rotate-ccw", asks.bring_back)]
        else:
            ways = [("Correct", "pen-line", asks.correct), ("Withdraw", "circle-minus", asks.withdraw)]
            if entry.lacks:
                ways.insert(0, ("Add to it", "plus", asks.add))
        if is_account:
            ways.append(("Another visit", "split", asks.take_apart))
        elif entry.apart_from:
            ways.append(("One visit after all", "users", asks.join))
        buttons = [QuietButton(words, icon, says=f"{words}: {which}") for words, icon, _ in ways]
        for button, (_, _, asked) in zip(buttons, ways, strict=True):
            button.clicked.connect(lambda _on=False, asked=asked: asked.emit(entry))
        return FlowRow(*buttons, gap=4)


def _which(entry: Entry) -> str:
    return f"{entry.title}, {long_date(entry.on)}" if entry.on else entry.title


class EntryCard(Card):
    """Frozen: another version of the entry is another card. One that several workers wrote down says each account under its
    author's name."""

    def __init__(self, entry: Entry, asks: EntryAsks) -> None:
        super().__init__(gap=10)
        self.setAccessibleName(entry.title)
        self.add(Row(Picture(entry.icon, "primary"), Heading(entry.title, 3), gap=10, grows=1))
        when = long_date(entry.on, with_year=True) if entry.on else "No day recorded"
        self.add(Small(", ".join(part for part in (when, entry.who, entry.how) if part)))
        self.add(EntryBody(entry, asks))
        for account in entry.accounts:
            self.add(Divider())
            self.add(Text(f"As {account.who} wrote it", "row title"))
            about = account.title if account.title != entry.title else ""
            if told := ", ".join(part for part in (about, account.how) if part):
                self.add(Small(f"{told[:1].upper()}{told[1:]}"))
            self.add(EntryBody(account, asks, is_account=True))


def _part(part: Part) -> QWidget:
    """What somebody thinks stands in a box of its own with a broken edge, as on the map."""
    inside: list[QWidget] = [Body(part.words, selectable=True)] if part.words else []
    if part.added:
        inside.append(Row(Picture("plus", "muted", 16), Small(part.added), gap=8, grows=1))
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
