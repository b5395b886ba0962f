"""A panel that stays at the right of every page; where there is no room for both, it covers the page until it is folded."""

from collections.abc import Callable

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from desktop_app.shell import painting, tokens
from desktop_app.shell.controls.dressing import Dressed

WIDE = 336
LEAST_OF_THE_PAGE = 640
"""Widths at 100 % text: of the panel, and of what the page and the ways in must still have beside it."""


class Beside(Dressed, QWidget):
    """Holds the panel, folded away at first. `page` is what it covers where both have no room, covers: whether it does now;
    `rearrange` has the window give each its place."""

    def __init__(self, panel: QWidget, page: QWidget, rearrange: Callable[[], object]) -> None:
        super().__init__()
        self.covers = False
        self._is_wanted = False
        self._page, self._rearrange = page, rearrange
        lay = QHBoxLayout(self)
        lay.setContentsMargins(tokens.current().border, 0, 0, 0)
        lay.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        lay.addWidget(panel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_panel(self, *, shown: bool) -> None:
        """Bring the panel back, or fold it away."""
        self._is_wanted = shown
        self._rearrange()

    def arrange(self, width: int) -> int:
        """Stand beside the page in a window of this width, or cover it; how much is left for the page and the ways in."""
        scale = tokens.current().scale
        panel = round(WIDE * scale)
        has_room = (width - panel) / scale >= LEAST_OF_THE_PAGE
        self.covers = self._is_wanted and not has_room
        self.setVisible(self._is_wanted)
        self._page.setVisible(not self.covers)
        if has_room:
            self.setFixedWidth(panel)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(width)
        return width - panel if self._is_wanted and has_room else width

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Its ground, and a line at its left."""
        painter = painting.smooth(self)
        painter.fillRect(self.rect(), painting.brush("surface"))
        painter.fillRect(0, 0, tokens.current().border, self.height(), painting.brush("practice"))
        painter.end()
