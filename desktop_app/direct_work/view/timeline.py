"""Days down the left with a line and a dot, and what happened on each beside it."""

import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casework.wording import DAYS, short_date
from desktop_app.shell.controls import Dressed, Text, brush, look, smooth

DAY, RAIL, DOT, BETWEEN = 64, 24, 6, 10


class _Rail(Dressed, QWidget):
    """The line with its dot."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Narrow, as high as what stands beside it."""
        return QSize(RAIL, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The child's colour: these are the child's days."""
        painter = smooth(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush("child"))
        painter.drawRect(QRectF(RAIL / 2 - 1.5, 0, 3, self.height()))
        painter.setBrush(brush("canvas"))
        painter.drawEllipse(QPointF(RAIL / 2, look().px(24)), DOT + 3, DOT + 3)
        painter.setBrush(brush("child"))
        painter.drawEllipse(QPointF(RAIL / 2, look().px(24)), DOT, DOT)
        painter.end()


class OnADay(Dressed, QWidget):
    """One thing with its day; a day that stands above already is not said again."""

    def __init__(self, on: datetime.date | None, what: QWidget, today: datetime.date, *, says_day: bool) -> None:
        super().__init__()
        self._day = Text(_day(on, today) if says_day else "", "second strong")
        self._day.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(8)
        lay.addWidget(self._day)
        lay.addWidget(_Rail())
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 0, BETWEEN)
        beside.addWidget(what)
        lay.addLayout(beside, 1)
        self.redress()

    def redress(self) -> None:
        """The day's column grows with the text."""
        super().redress()
        if hasattr(self, "_day"):
            self._day.setFixedWidth(look().px(DAY))
            self._day.setContentsMargins(0, look().px(12), 0, 0)


def _day(on: datetime.date | None, today: datetime.date) -> str:
    return f"{DAYS[on.weekday()][:3]}\n{short_date(on, with_year=on.year != today.year)}" if on else "No day"
