"""One appointment of the day: when, who, where, what to know at the door, whether this laptop is ready, and the way in."""

import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from casework.wording import in_a_row, time_of_day
from desktop_app.shell.controls import (
    Card,
    Dressed,
    FlowRow,
    IconButton,
    Notice,
    Picture,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
    Small,
    Stack,
    Tag,
    Text,
    Unfolding,
    UprightDivider,
    box,
    font,
    look,
    smooth,
)
from desktop_app.today.appointments import AppointmentLine
from desktop_app.today.readiness import Ready
from desktop_app.today.view.words import MASKED, how_soon, times, what

TIME_WIDTH = 92
KNOWING = "Who knows what: not everybody knows everything"
ICONS = {"dog": "dog", "knock": "bell-off", "ring": "phone", "park": "car", "floor": "building", "gate": "door-closed"}


class AppointmentCard(Card):
    """`is_open` shows all of it and what can be done; else the first lines, and a press opens it."""

    start_asked = Signal(object)
    read_asked = Signal(object)
    change_asked = Signal(object)
    versions_asked = Signal(object)
    opened = Signal(object)

    def __init__(
        self, line: AppointmentLine, ready: Ready | None, now: datetime.datetime, *, is_open: bool, under_way: bool
    ) -> None:
        super().__init__(edge="chosen" if is_open else "plain", padding=20 if is_open else 16)
        self.line, self._is_open = line, is_open
        self._soon = Text("", "button", "primary")
        said = Stack(gap=6)
        said.add(Text(line.who, "section" if is_open else "row title"))
        said.add(Small(what(line)))
        if line.is_confidential:
            said.add(FlowRow(Tag(MASKED, "danger", "lock")))
        for part in self._notes() if is_open else ():
            said.add(part)
        if line.is_done:
            said.add(FlowRow(Tag("Your visit is in the record", "well", "circle-check")))
        elif not is_open and ready is not None:
            said.add(FlowRow(_short(ready)))
        if is_open:
            said.body.insertSpacing(said.body.count() - 1, 6)
            said.add(self._buttons(under_way=under_way))
        self.add(self._row(said))
        if is_open and ready is not None and not line.is_done:
            self.add(Notice("success" if ready.is_ready else "warning", ready.start, ready.words))
        self.show_now(now)

    def show_now(self, now: datetime.datetime) -> None:
        """How soon it is, by the clock of now."""
        self._soon.set_words("" if self.line.is_done else how_soon(self.line, now))
        self._soon.setVisible(bool(self._soon.words()))

    def _row(self, said: QWidget) -> QWidget:
        row = QWidget()
        lay = QHBoxLayout(row)
        lay.setContentsMargins(0, 4, 0, 4)
        lay.setSpacing(14)
        lay.addWidget(self._time())
        lay.addWidget(UprightDivider())
        lay.addWidget(said, 1)
        if not self._is_open:
            self.open_button = IconButton("chevron-right", f"Open {times(self.line)}, {self.line.who}")
            self.open_button.clicked.connect(lambda: self.opened.emit(self.line))
            lay.addWidget(self.open_button)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        return row

    def _time(self) -> QWidget:
        line = self.line
        start = time_of_day(line.start) if line.start else "Time not settled"
        parts: list[QWidget] = [Text(start, "section" if line.start else "second medium")]
        if line.end:
            parts.append(Small(f"to {time_of_day(line.end)}"))
        return _TimeColumn(*parts, self._soon)

    def _notes(self) -> list[QWidget]:
        """What to know before the knock."""
        line = self.line
        notes = [(need, _icon(need)) for need in line.access_needs]
        if line.interpreter:
            notes.insert(0, (f"Interpreter: {line.interpreter}", "languages"))
        lines: list[QWidget] = [FlowRow(*(_Need(*note) for note in notes), gap=8)] if notes else []
        if line.safety:
            lines.append(Notice("warning", line.safety.partition(". ")[0] + ".", line.safety.partition(". ")[2]))
        if line.knowing:
            self.knowing = Unfolding(KNOWING)
            self.knowing.show_parts(line.knowing)
            lines.append(self.knowing)
        if line.two_versions:
            both = SecondaryButton("See both", "git-compare")
            both.clicked.connect(lambda: self.versions_asked.emit(line))
            sentence = f"There are two versions of {in_a_row(line.two_versions)}."
            lines.append(Notice("info", sentence, "Somebody has to choose.", [both]))
        return lines

    def _buttons(self, *, under_way: bool) -> QWidget:
        line, row = self.line, FlowRow(gap=8)
        if not line.is_done and line.may_start:
            self.start = PrimaryButton(
                "Go on with the visit" if under_way else "Start visit", "door-open", says=f"Start visit: {line.who}"
            )
            self.start.clicked.connect(self._start)
            row.add(self.start)
        read = SecondaryButton("Read before you go", "book-open-check", says=f"Read before you go: {line.who}")
        read.clicked.connect(lambda: self.read_asked.emit(line))
        row.add(read)
        if not line.is_done and line.may_change:
            change = QuietButton("Change", says=f"Change {times(line)}, {line.who}")
            change.clicked.connect(lambda: self.change_asked.emit(line))
            row.add(change)
        return row

    def _start(self) -> None:
        self.start.setEnabled(False)  # one press, one visit
        self.start_asked.emit(self.line)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole of a card that is folded can be pressed."""
        if not self._is_open and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.line)
        super().mouseReleaseEvent(event)


class _TimeColumn(Dressed, Stack):
    """When it is; as wide in every card, so that the names stand in one line."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__(*parts, gap=2)
        self.redress()

    def redress(self) -> None:
        """Room for the longest time at every text size."""
        self.setFixedWidth(look().px(TIME_WIDTH))
        super().redress()


def _short(ready: Ready) -> Tag:
    tone, icon = ("well", "circle-check") if ready.is_ready else ("warn", "triangle-alert")
    return Tag(ready.short, tone, icon)


class _Need(Dressed, QWidget):
    """One thing to know at the door, as a tag that wraps where it is longer than the line."""

    def __init__(self, words: str, icon: str) -> None:
        super().__init__()
        self._words = Text(words, "second medium")
        lay = QHBoxLayout(self)
        lay.setContentsMargins(10, 4, 10, 4)
        lay.setSpacing(6)
        lay.addWidget(Picture(icon, "ink", 16))
        lay.addWidget(self._words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """In one line where there is room."""
        size = super().sizeHint()
        words = QFontMetrics(font("second medium")).horizontalAdvance(self._words.words())
        size.setWidth(words + look().px(16) + 6 + 2 * 10 + 4)
        return size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The soft ground."""
        edge = "ink" if look().mode == "high contrast" else None
        painter = smooth(self)
        box(painter, self.rect(), fill="sunken", edge=edge, width=look().border, radius=6)
        painter.end()


def _icon(need: str) -> str:
    return next((icon for word, icon in ICONS.items() if word in need.lower()), "info")
