"""The band over every window of the made-up family: in words, in a colour of its own, and with slanting lines at its ends."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.shell import painting, tokens
from desktop_app.shell.controls.dressing import Dressed
from desktop_app.shell.controls.flow import FlowRow
from desktop_app.shell.controls.text import Text

FIRST_WORDS = "Practice:"
WORDS = "nothing here is about a real family, and nothing leaves this laptop."
HATCHED, BETWEEN, STROKE = 56, 14, 4
"""How wide the slanting lines stand at an end, how far apart, and how thick: they say it without any colour."""


class PracticeBand(Dressed, QWidget):
    """Says what this window is. `parts` stand at its right, where there is something to press."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setAccessibleName(f"{FIRST_WORDS} {WORDS}")
        self._words = Text("", "body", "on practice")
        self._words.set_words(WORDS, FIRST_WORDS)
        lay = QHBoxLayout(self)
        edge = HATCHED + 8
        lay.setContentsMargins(edge, 6, 12 if parts else edge, 6)
        lay.setSpacing(16)
        lay.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._has_parts = bool(parts)
        if parts:
            lay.addWidget(FlowRow(*parts, gap=8, right=True))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """What it says."""
        return self._words.words()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Its ground, and the slanting lines."""
        painter = painting.smooth(self)
        painter.fillRect(self.rect(), painting.brush("practice"))
        self._hatch(painter, 0)
        if not self._has_parts:
            self._hatch(painter, self.width() - HATCHED)
        painter.end()

    def _hatch(self, painter: QPainter, left: int) -> None:
        high = float(self.height())
        painter.save()
        painter.setClipRect(QRectF(left, 0, HATCHED, high))
        painter.setPen(QPen(painting.brush("on practice"), STROKE))
        for at in range(-self.height(), HATCHED + self.height(), BETWEEN):
            painter.drawLine(QPointF(left + at, high), QPointF(left + at + high, 0))
        painter.restore()


def band_for_practice() -> list[PracticeBand]:
    """The band where the screen wears the colours of the made-up family now; nothing where it does not."""
    return [PracticeBand()] if tokens.current().practice else []
