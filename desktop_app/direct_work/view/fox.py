"""The fox that keeps a child company at the top of a page. Decoration: it says nothing."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.shell.controls import CRAYONS, Dressed, look, smooth

SIDE = 56.0
SNOUT, EAR = "#FFF4E6", "#B4651A"


class Fox(Dressed, QWidget):
    """A fox's face, 56 px at 100 % text."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """It grows with the text, a little."""
        side = round(SIDE * min(1.5, look().scale))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ears, face, cheeks, eyes, nose."""
        painter = smooth(self)
        painter.scale(self.width() / SIDE, self.height() / SIDE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(CRAYONS["orange"]))
        painter.drawPath(_shape((6, 30), (7, 4), (21, 14), (35, 14), (49, 4), (50, 30), (44, 42), (28, 54), (12, 42)))
        painter.setBrush(QColor(EAR))
        painter.drawPath(_shape((11, 10), (18, 16), (12, 20)))
        painter.drawPath(_shape((45, 10), (38, 16), (44, 20)))
        painter.setBrush(QColor(SNOUT))
        painter.drawPath(_shape((6, 31), (18, 33), (26, 46), (28, 53), (12, 42)))
        painter.drawPath(_shape((50, 31), (38, 33), (30, 46), (28, 53), (44, 42)))
        painter.setBrush(QColor(CRAYONS["black"]))
        for middle, size in ((QPointF(20, 28), 2.6), (QPointF(36, 28), 2.6), (QPointF(28, 50), 4.0)):
            painter.drawEllipse(middle, size, size)
        painter.end()


def _shape(*places: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*places[0]))
    for place in places[1:]:
        path.lineTo(QPointF(*place))
    path.closeSubpath()
    return path
