"""The calm ground of the first screens: two low hills, still; one card above them, and what helps at the foot."""

from PySide6.QtCore import QPointF, QTimer, Signal
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop_app.shell.controls import (
    Card,
    Dressed,
    FlowRow,
    Picture,
    Row,
    Text,
    box,
    brush,
    look,
    scrolling,
    smooth,
)
from desktop_app.shell.practice_band import band_for_practice

CARD_WIDTH, WIDEST = 480, 860
HILLS = (
    ("well soft", (0.833, 0.66, 0.98, 0.781)),
    ("primary soft", (0.911, 0.80, 1.02, 0.885)),
)
"""(tone, heights at the left, twice between, and at the right, as parts of the window's height)."""


class Hills(Dressed, QWidget):
    """Holds one card in the middle; what is longer than the window scrolls. `at_foot` puts what helps at the bottom right,

    where it is seen however long the card is: who cannot read it must find the text size.

    `seen` is sent once, when the window has been painted for the first time: what can wait begins then.
    """

    seen = Signal()

    def __init__(self, card: QWidget) -> None:
        super().__init__()
        self._was_painted = False
        self._held = card
        inside = QWidget()
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        upright = QVBoxLayout(inside)
        upright.setContentsMargins(24, 24, 24, 12)
        upright.addStretch(2)
        upright.addLayout(middle)
        upright.addStretch(3)
        self._foot = FlowRow(gap=8, right=True)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 16)
        around.setSpacing(8)
        around.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for band in band_for_practice():
            around.addWidget(band)
        self._area = scrolling(inside)
        around.addWidget(self._area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addWidget(self._foot)
        around.addLayout(foot)
        self.redress()

    def at_foot(self, *parts: QWidget) -> None:
        """Put these at the bottom right."""
        for part in parts:
            self._foot.add(part)

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll to a part of the card, when it has its place."""
        QTimer.singleShot(0, part, lambda: self._area.ensureWidgetVisible(part, 0, 24))

    def show_head(self) -> None:
        """Scroll to the head of the card, when all of it has its place."""
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(0))

    def redress(self) -> None:
        """The card grows with the text, up to what a line can be to be read."""
        self._held.setFixedWidth(min(look().px(CARD_WIDTH), WIDEST))
        super().redress()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sky and two hills."""
        painter = smooth(self)
        box(painter, self.rect(), fill="canvas", radius=0)
        for tone, heights in HILLS:
            painter.setBrush(brush(tone))
            painter.drawPath(self._hill(*heights))
        painter.end()
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.seen.emit)

    def _hill(self, left: float, first: float, second: float, right: float) -> QPainterPath:
        wide, high = float(self.width()), float(self.height())
        path = QPainterPath(QPointF(0, high * left))
        path.cubicTo(wide * 0.3, high * first, wide * 0.62, high * second, wide, high * right)
        path.lineTo(wide, high)
        path.lineTo(0, high)
        path.closeSubpath()
        return path


class FirstCard(Card):
    """A card with the program's name at its head."""

    def __init__(self) -> None:
        super().__init__(padding=36, gap=14)
        self.add(Row(Picture("book-open", "primary", 32), Text("Daybook", "compact title", "primary"), gap=12, grows=1))
