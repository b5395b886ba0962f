"""A short word that something was done, at the foot of the window. It goes by itself and can be undone while it stands.

It goes sooner with the page it was said on, under a sheet, and when the keyboard comes to something that it covers. The window
makes room for it, so that nothing that is being worked in lies beneath.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop_app.shell import painting, tokens
from desktop_app.shell.controls.buttons import IconButton, SecondaryButton
from desktop_app.shell.controls.notice import announce
from desktop_app.shell.controls.picture import Picture
from desktop_app.shell.controls.text import Text

FROM_THE_FOOT = 16
SECONDS = 8  # long enough to read twice and to reach "Undo"; what matters is also said elsewhere


class Toast(QWidget):
    """Says that something was done, over the foot of `parent`'s window; a screen reader hears it. One at a time.

    `gone` is sent when it goes.
    """

    gone = Signal()

    def __init__(
        self, parent: QWidget, words: str, *, undo: Callable[[], object] | None = None, seconds: float = SECONDS
    ) -> None:
        window = parent.window()
        end_toasts(window)
        super().__init__(window)
        self._words = words
        lay = QHBoxLayout(self)
        lay.setContentsMargins(16, 8, 8, 8)
        lay.setSpacing(12)
        lay.addWidget(Picture("circle-check", "well"))
        self._text = Text(words, "row")
        lay.addWidget(self._text, 1)
        if undo is not None:
            button = SecondaryButton("Undo", "undo-2")
            button.clicked.connect(self.go)
            button.clicked.connect(undo)
            lay.addWidget(button)
        cross = IconButton("x", "Close this message")
        cross.clicked.connect(self.go)
        lay.addWidget(cross)
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._make_way)
        self._timer = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._timer.timeout.connect(self.go)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def words(self) -> str:
        """What it says."""
        return self._words

    def go(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window grows."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Another text size asks for other room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._place()
        return done

    def _make_way(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What the keyboard is on is seen."""
        window = self.parentWidget()
        if now is None or window is None or now.window() is not window or self.isAncestorOf(now):
            return
        if self.geometry().contains(QRect(now.mapTo(window, QPoint(0, 0)), now.size()).center()):
            self.go()

    def enterEvent(self, event: QEnterEvent) -> None:
        """It stays while the pointer is on it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """And goes a while after."""
        self._timer.start()
        super().leaveEvent(event)

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        longest = window.width() - 2 * tokens.PAGE_PADDING
        wanted = self._text.fontMetrics().horizontalAdvance(self._words) + self.sizeHint().width()
        layout = self.layout()
        width = min(wanted, longest, tokens.current().px(640))
        height = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1
        height = max(height, self.minimumSizeHint().height())
        self.setGeometry((window.width() - width) // 2, window.height() - height - FROM_THE_FOOT, width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with a strong edge."""
        painter = painting.smooth(self)
        painting.box(painter, self.rect(), fill="surface", edge="outline", width=2, radius=tokens.RADIUS_CARD)
        painter.end()


def say_done(parent: QWidget, words: str, undo: Callable[[], object] | None = None) -> Toast:
    """Say over the foot of the window that something was done."""
    return Toast(parent, words, undo=undo)


def end_toasts(window: QWidget) -> None:
    """What was said over this window was said of what is not shown any more."""
    for toast in window.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly):
        toast.go()
