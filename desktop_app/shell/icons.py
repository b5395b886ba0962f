"""Icons of the lucide set, drawn in a token's colour and sharp at every size and screen."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"
STROKE = "1.75"  # the set's own 2 looks heavy beside text of weight 400


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    words = (FOLDER / f"{name}.svg").read_text("utf-8")
    words = words.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    return QSvgRenderer(QByteArray(words.encode()))


@lru_cache(maxsize=1024)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` (a file of resources/icons without .svg) in "#RRGGBB", `size` pixels, for that device ratio."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _drawing(name, colour).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def draw(painter: QPainter, name: str, colour: str, at: QPointF, size: int) -> None:
    """Draw an icon with its top left corner `at`."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(at, pixmap(name, colour, size, ratio))


def icon(name: str, colour: str, size: int) -> QIcon:
    """An icon for the few places that want a QIcon (menus), with a picture for screens of double density."""
    made = QIcon(pixmap(name, colour, size, 1.0))
    made.addPixmap(pixmap(name, colour, size, 2.0))
    return made
