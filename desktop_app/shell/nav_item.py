"""One way in at the left of the window: an icon and a word, or the word beneath the icon where there is little room."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_app.shell import fonts, icons, painting, tokens
from desktop_app.shell.controls.dressing import Ringed


class NavItem(Ringed, QAbstractButton):
    """A way in. `compact` sets a short word under the icon; a count stands in a pill."""

    def __init__(self, title: str, icon: str, short: str = "") -> None:
        super().__init__()
        self._title, self._icon, self._short = title, icon, short or title
        self._count = 0
        self._compact = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def count(self) -> int:
        """How many things wait there."""
        return self._count

    def set_count(self, count: int) -> None:
        """How many things wait there; none shows nothing."""
        self._count = count
        self._name()
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Word beneath the icon, or beside it."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setText(self._title)
        self.setAccessibleName(f"{self._title}, {self._count}" if self._count else self._title)

    def nextCheckState(self) -> None:
        """A press alone chooses nothing: the window does, when it has arrived."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too; up and down go to the next."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """48 high beside, 64 beneath."""
        look = tokens.current()
        if self._compact:
            return QSize(70, max(64, look.px(24) + look.px(13 * 1.3) + 12))
        words = QFontMetricsF(fonts.font("button")).horizontalAdvance(self._title)
        pill = QFontMetricsF(fonts.font("second strong")).horizontalAdvance(str(self._count)) + 24 if self._count else 0
        return QSize(round(12 + look.px(20) + 12 + words + 6 + pill), look.height(tokens.TARGET))

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of the one chosen, its bar, the icon, the word, the count."""
        painter = painting.smooth(self)
        chosen = self.isChecked()
        if chosen:
            painting.box(painter, self.rect(), fill="surface", edge="line", width=tokens.current().border)
            middle = self.height() / 2
            tall = 26 if not self._compact else 40
            painting.box(painter, QRectF(0, middle - tall / 2, 4, tall), fill="primary", radius=2)
        elif self.underMouse():
            painting.box(painter, self.rect(), fill="canvas")
        if self._compact:
            self._paint_beneath(painter, chosen=chosen)
        else:
            self._paint_beside(painter, chosen=chosen)
        painter.end()

    def _paint_beside(self, painter: QPainter, *, chosen: bool) -> None:
        size = tokens.current().px(20)
        tint = painting.colour("primary" if chosen else "muted")
        icons.draw(painter, self._icon, tint, QPointF(12, (self.height() - size) / 2), size)
        painter.setFont(fonts.font("button" if chosen else "row"))
        painter.setPen(painting.brush("primary" if chosen else "ink"))
        x = 12 + size + 12
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, self._title)
        if self._count:
            self._pill(painter, QPointF(self.width() - 8, self.height() / 2), 24, "second strong")

    def _paint_beneath(self, painter: QPainter, *, chosen: bool) -> None:
        look = tokens.current()
        size, line = look.px(24), look.px(13 * 1.3)
        top = (self.height() - size - 4 - line) / 2
        tint = painting.colour("primary" if chosen else "muted")
        icons.draw(painter, self._icon, tint, QPointF((self.width() - size) / 2, top), size)
        painter.setFont(fonts.font("compact label"))
        painter.setPen(painting.brush("primary" if chosen else "ink"))
        words = QRectF(0, top + size + 4, self.width(), line)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._short)
        if self._count:
            self._pill(painter, QPointF(self.width() / 2 + size, top + 4), 20, "compact label")

    def _pill(self, painter: QPainter, right_middle: QPointF, least: int, role: str) -> None:
        font = fonts.font(role)
        words = str(self._count)
        height = max(least, tokens.current().px(least * 0.85))
        width = max(height, QFontMetricsF(font).horizontalAdvance(words) + 16)
        rect = QRectF(right_middle.x() - width, right_middle.y() - height / 2, width, height)
        painting.box(painter, rect, fill="warn soft", radius=height / 2)
        painter.setFont(font)
        painter.setPen(painting.brush("warn"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
