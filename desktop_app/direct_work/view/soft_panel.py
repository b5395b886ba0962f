"""A soft panel of child mode: rounded, 2 px edge or none."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.shell.controls import Dressed, box, smooth

RADIUS = 20


class SoftPanel(Dressed, QWidget):
    """Parts one under the other on a fill; `fill` and `edge` are tokens."""

    def __init__(self, fill: str, edge: str = "") -> None:
        super().__init__()
        self._fill, self._edge = fill, edge
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(20, 16, 20, 16)
        self._lay.setSpacing(6)

    def add(self, part: QWidget) -> None:
        """Put one more part beneath."""
        self._lay.addWidget(part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        painter = smooth(self)
        box(painter, self.rect(), fill=self._fill, edge=self._edge or None, width=2, radius=RADIUS)
        painter.end()
