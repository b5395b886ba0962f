"""A small picture of a paper or a photograph, painted from memory."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.shell import icons, painting, tokens
from desktop_app.shell.controls.dressing import Dressed

SIDE, RADIUS = 96, 6


class Preview(Dressed, QWidget):
    """Empty, with an icon, until there is a picture, and where there is none."""

    def __init__(self, name: str, picture: bytes = b"", *, icon: str = "file-text", side: int = SIDE) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._icon, self._side = icon, side
        self._image = QImage()
        self.show_picture(picture)

    def show_picture(self, picture: bytes) -> None:
        """Show this JPEG or PNG; with no bytes, the icon."""
        self._image = QImage.fromData(picture) if picture else QImage()
        self.update()

    def has_picture(self) -> bool:
        """Whether it shows one."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        side = tokens.current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole picture within the square, on a sunken ground."""
        painter = painting.smooth(self)
        painting.box(painter, self.rect(), fill="sunken", edge="line", radius=RADIUS)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._image.isNull():
            size = tokens.current().px(28)
            corner = inside.center() - QRectF(0, 0, size, size).center()
            icons.draw(painter, self._icon, painting.colour("muted"), corner, size)
        else:
            fitted = self._image.size().scaled(inside.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, fitted.width(), fitted.height())
            place.moveCenter(inside.center())
            path = QPainterPath()
            path.addRoundedRect(inside, RADIUS, RADIUS)
            painter.setClipPath(path)
            painter.drawImage(place, self._image)
        painter.end()
