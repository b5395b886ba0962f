"""How far a long piece of work is, in words and as a bar, with a way to cancel."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.shell import painting
from desktop_app.shell.controls.buttons import SecondaryButton
from desktop_app.shell.controls.dressing import Dressed
from desktop_app.shell.controls.text import Text


class _Bar(Dressed, QProgressBar):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setRange(0, 100)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.smooth(self)
        painting.box(painter, self.rect(), fill="sunken", edge="line", radius=6)
        if self.value() > 0:
            width = max(12.0, self.width() * self.value() / 100)
            painting.box(painter, QRectF(0, 0, width, self.height()), fill="primary", radius=6)
        painter.end()


class ProgressStrip(QWidget):
    """What is being done, how far it is (0 to 100), what is left, and Cancel. `cancelled` is sent once."""

    cancelled = Signal()

    def __init__(
        self, words: str, *, can_cancel: bool = True, cancel_words: str = "Cancel", cancel_icon: str = "x"
    ) -> None:
        super().__init__()
        self._what = Text(words, "button")
        self._left = Text("", "second", "muted", wrap=False)
        self._below = Text("", "second", "muted")
        self._below.hide()
        self._bar = _Bar(words)
        top = QHBoxLayout()
        top.addWidget(self._what, 1)
        top.addWidget(self._left, 0, Qt.AlignmentFlag.AlignRight)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addLayout(top)
        side.addWidget(self._bar)
        side.addWidget(self._below)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(16)
        lay.addLayout(side, 1)
        self.button = SecondaryButton(cancel_words, cancel_icon)
        if not can_cancel:
            self.button.hide()
        self.button.clicked.connect(self._cancel)
        lay.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_progress(self, percent: int, words: str = "", left: str = "", below: str = "") -> None:
        """Move the bar; empty words leave those shown."""
        self._bar.setValue(min(100, max(0, percent)))
        if words:
            self._what.set_words(words)
            self._bar.setAccessibleName(words)
        self._left.set_words(left or f"{self._bar.value()} %")
        if below:
            self._below.set_words(below)
            self._below.show()

    def percent(self) -> int:
        """How far it is."""
        return self._bar.value()

    def _cancel(self) -> None:
        self.button.setEnabled(False)
        self._what.set_words("Stopping")
        self.cancelled.emit()
