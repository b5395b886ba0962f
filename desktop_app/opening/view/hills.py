"""The calm ground behind the first screens: two low hills, still."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop_app.shell.controls import brush, look, scrolling, smooth

CARD_WIDTH = 480


class Hills(QWidget):
    """Holds one card in the middle, above the hills; what is longer than the window scrolls."""

    def __init__(self, card: QWidget) -> None:
        super().__init__()
        card.setFixedWidth(min(look().px(CARD_WIDTH), 760))
        inside = QWidget()
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        upright = QVBoxLayout(inside)
        upright.setContentsMargins(24, 24, 24, 24)
        upright.addStretch(2)
        upright.addLayout(middle)
        upright.addStretch(3)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        around.addWidget(scrolling(inside))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sky and two hills."""
        painter = smooth(self)
        painter.fillRect(self.rect(), brush("canvas"))
        for tone, left, right in (("well soft", 0.80, 0.78), ("next soft", 0.90, 0.88)):
            painter.fillPath(self._hill(left, right), brush(tone))

    def _hill(self, left: float, right: float) -> QPainterPath:
        wide, high = float(self.width()), float(self.height())
        path = QPainterPath(QPointF(0, high * left))
        path.cubicTo(wide * 0.3, high * (left - 0.12), wide * 0.6, high * (right + 0.16), wide, high * right)
        path.lineTo(wide, high)
        path.lineTo(0, high)
        path.closeSubpath()
        return path
