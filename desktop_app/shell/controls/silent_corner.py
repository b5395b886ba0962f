"""A corner that looks like nothing: two taps in it are told, without a sound. A worker who knows sees a pale dot for a moment."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.shell import painting

SEEN_FOR_MS = 900
DOT = 5


class SilentCorner(QWidget):
    """The top right corner of `page`, `side` px wide and high. `tapped` is sent at the second of two quick taps: a hand that
    rests there, or one press that missed its button, is none."""

    tapped = Signal()

    def __init__(self, page: QWidget, side: int) -> None:
        super().__init__(page)
        self._page = page
        self.setFixedSize(side, side)
        self._dot = False
        self._timer = QTimer(self, singleShot=True, interval=SEEN_FOR_MS)
        self._timer.timeout.connect(lambda: self._show_dot(shown=False))
        page.installEventFilter(self)
        self._place()

    def lie_over(self, page: QWidget) -> None:
        """In the corner of another page, with which it ends."""
        if page is not self._page:
            self._page.removeEventFilter(self)
            self._page = page
            self.setParent(page)
            page.installEventFilter(self)
        self._place()

    def show_marked(self) -> None:
        """It was heard, by tap or by key."""
        self._show_dot(shown=True)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It stays in the corner, over whatever comes."""
        if watched is self._page and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """One tap does nothing, and nothing that lies under it hears of it."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second tap."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.tapped.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing, or the dot."""
        if self._dot:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(painting.brush("outline"))
            painter.drawEllipse(QRectF(self.width() - 3 * DOT, 2 * DOT, DOT, DOT))
            painter.end()

    def _show_dot(self, *, shown: bool) -> None:
        self._dot = shown
        self.update()

    def _place(self) -> None:
        self.move(self._page.width() - self.width(), 0)
        self.raise_()
