"""A crayon to take: a round patch of its colour in a target a small hand can hit."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_app.shell.controls import CRAYONS, Ringed, brush, smooth

WIDE, HIGH, DOT = 64, 64, 40


class ColourWell(Ringed, QAbstractButton):
    """One crayon of the tokens, by its name; the one in the hand has a ring."""

    ring_radius = WIDE / 2

    def __init__(self, crayon: str) -> None:
        super().__init__()
        self.crayon = crayon
        self.setText(crayon)
        self.setAccessibleName(f"{crayon.capitalize()} crayon")
        self.setToolTip(crayon.capitalize())
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """64 at every text size: a colour has no letters."""
        return QSize(WIDE, HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The patch with a darker edge, and the ring."""
        painter = smooth(self)
        middle = QPointF(self.width() / 2, self.height() / 2)
        tint = QColor(CRAYONS[self.crayon])
        painter.setPen(QPen(tint.darker(135), 2))
        painter.setBrush(tint)
        painter.drawEllipse(middle, DOT / 2, DOT / 2)
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(brush("focus"), 4))
            around = QRectF(0, 0, WIDE - 5, HIGH - 5)
            around.moveCenter(middle)
            painter.drawEllipse(around)
        painter.end()
