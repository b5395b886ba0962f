"""A tool beside the sheet: an icon over a word; the chosen one is filled."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_app.shell.controls import Ringed, box, brush, colour, draw_icon, font, look, smooth

WIDE, HIGH, ICON, LETTERS, RADIUS = 80, 76, 26, 15, 18


class ToolButton(Ringed, QAbstractButton):
    """80 by 76 at 100 % text. A tool that stays in the hand is checkable; Undo is not."""

    ring_radius = RADIUS

    def __init__(self, words: str, icon: str, *, stays: bool) -> None:
        super().__init__()
        self._words, self._icon = words, icon
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(stays)
        self.setAutoExclusive(stays)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _lettering(self) -> QFont:
        made = font("childs body")
        made.setPixelSize(look().px(LETTERS))
        made.setWeight(QFont.Weight.DemiBold)
        return made

    def sizeHint(self) -> QSize:
        """Room for the word at every text size."""
        words = QFontMetrics(self._lettering()).horizontalAdvance(self._words) + 16
        return QSize(max(WIDE, words), max(HIGH, look().px(ICON) + look().px(LETTERS) + 32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it in the hand."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, the icon, the word."""
        painter = smooth(self)
        if not self.isEnabled():
            fill, edge, ink = "sunken", "line", "muted"
        elif self.isChecked() or self.isDown():
            fill, edge, ink = "ink", "ink", "surface"
        else:
            fill, edge, ink = "surface", "outline", "ink"
        box(painter, self.rect(), fill=fill, edge=edge, width=2, radius=RADIUS)
        size, letters = look().px(ICON), self._lettering()
        whole = size + 8 + QFontMetrics(letters).height()
        top = (self.height() - whole) / 2
        draw_icon(painter, self._icon, colour(ink), QPointF((self.width() - size) / 2, top), size)
        painter.setFont(letters)
        painter.setPen(brush(ink))
        below = QRectF(0, top + size + 6, self.width(), QFontMetrics(letters).height() + 2)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter), self._words)
        painter.end()
