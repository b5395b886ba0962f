"""A card: white, a thin edge, a hair of shadow."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.shell import painting, tokens
from desktop_app.shell.controls.dressing import Dressed
from desktop_app.shell.controls.layouts import Divider, empty
from desktop_app.shell.controls.text import Heading

EDGES = {
    "plain": ("surface", "line", 1),
    "chosen": ("surface", "primary", 2),
    "danger": ("surface", "danger", 2),
    "child": ("child soft", "child", 1),
    "quiet": ("canvas", "line", 1),
    "warn": ("warn soft", "warn", 2),
}


class Card(Dressed, QWidget):
    """A card with an optional title. `edge` says why it stands out: plain, chosen, danger, child, quiet, warn (dashed).

    `divided` runs its parts from edge to edge with thin lines between, for rows.
    """

    def __init__(
        self, title: str = "", *, edge: str = "plain", divided: bool = False, padding: int = 20, gap: int = 12
    ) -> None:
        super().__init__()
        self._edge = edge
        self._divided = divided
        self._parts = 0
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 3)
        around.setSpacing(0)
        if title:
            self.heading = Heading(title, 2)
            side = 16 if divided else padding
            self.heading.setContentsMargins(side, 10 if divided else padding - 4, side, 8 if divided else 0)
            around.addWidget(self.heading)
            if divided:
                around.addWidget(Divider())
        self.body = QVBoxLayout()
        if divided:
            self.body.setSpacing(0)
        else:
            self.body.setContentsMargins(padding, 8 if title else padding - 4, padding, padding - 4)
            self.body.setSpacing(gap)
        self.body.addStretch(0)
        around.addLayout(self.body, 1)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Put one more part in it; one with a stretch takes the room left over."""
        if self._divided and self._parts:
            self.body.insertWidget(self.body.count() - 1, Divider())
        self._parts += 1
        self.body.insertWidget(self.body.count() - 1, part, stretch)

    def clear(self) -> None:
        """Take every part away, the title not."""
        empty(self.body)
        self.body.addStretch(0)
        self._parts = 0

    def set_edge(self, edge: str) -> None:
        """Change why it stands out."""
        self._edge = edge
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box and its shadow."""
        fill, edge, width = EDGES[self._edge]
        painter = painting.smooth(self)
        rect = QRectF(self.rect()).adjusted(0, 0, 0, -2)
        painting.shadow(painter, rect)
        thick = max(width, tokens.current().border)
        dashed = self._edge == "warn"
        painting.box(painter, rect, fill=fill, edge=edge, width=thick, radius=tokens.RADIUS_CARD, dashed=dashed)
        painter.end()
