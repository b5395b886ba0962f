"""An icon standing by itself, in a token's colour. Decoration: words beside it say the same."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.shell import icons, painting, tokens
from desktop_app.shell.controls.dressing import Dressed


class Picture(Dressed, QWidget):
    """The icon `name`, `size` pixels at 100 %; with `disc` it stands on a round soft ground of that size."""

    def __init__(self, name: str, colour: str = "muted", size: int = tokens.ICON, *, disc: int = 0) -> None:
        super().__init__()
        self._name, self._colour, self._size, self._disc = name, colour, size, disc
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, colour: str) -> None:
        """Change the icon and its colour."""
        self._name, self._colour = name, colour
        self.update()

    def sizeHint(self) -> QSize:
        """Grows with the text."""
        side = tokens.current().px(self._disc or self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, if there is one, and the icon."""
        painter = painting.smooth(self)
        if self._disc:
            painting.box(painter, self.rect(), fill="primary soft", radius=self.height() / 2)
        if self._name:
            size = tokens.current().px(self._size)
            corner = QPointF((self.width() - size) / 2, (self.height() - size) / 2)
            icons.draw(painter, self._name, painting.colour(self._colour), corner, size)
        painter.end()
