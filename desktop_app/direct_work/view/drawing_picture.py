"""A drawing in a frame, as it was drawn: the child's own strokes, never redrawn, with the empty paper around them cut off."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casework.ink import SHEET, SHEET_UNITS, Stroke
from desktop_app.direct_work.sheet import box_of
from desktop_app.direct_work.view import nib
from desktop_app.shell.controls import Dressed, box, look, smooth

MARGIN, RADIUS = 10, 8
LEAST_PART = 0.18  # of the sheet's width: a single dot is not blown up to fill the frame


class DrawingPicture(Dressed, QWidget):
    """Shows strokes at `wide` by `high` px. `name` is what a screen reader calls it."""

    def __init__(self, name: str, strokes: Sequence[Stroke] = (), *, wide: int = 132, high: int = 116) -> None:
        super().__init__()
        self._strokes = tuple(strokes)
        self._size = QSize(wide, high)
        self._shown = QImage()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def strokes(self) -> tuple[Stroke, ...]:
        """What it shows."""
        return self._strokes

    def show_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Show another drawing."""
        self._strokes = tuple(strokes)
        self._shown = QImage()
        self.update()

    def sizeHint(self) -> QSize:
        """The frame."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper, an edge, the strokes."""
        painter = smooth(self)
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._shown.size() != size:
            self._shown = self._drawn(size, ratio)
        around = QPainterPath()
        around.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(around)
        painter.drawImage(self.rect(), self._shown)
        painter.setClipping(False)
        box(painter, self.rect(), edge="line", width=look().border, radius=RADIUS)
        painter.end()

    def _drawn(self, size: QSize, ratio: float) -> QImage:
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(nib.paper())
        if not self._strokes:
            return image
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = nib.Nib(sheet_for(self._strokes, QRectF(image.rect()), MARGIN * ratio))
        for stroke in self._strokes:
            nib.draw_pieces(painter, nib.crayon_colour(stroke.colour), pen.whole(stroke))
        painter.end()
        return image


def sheet_for(strokes: Sequence[Stroke], frame: QRectF, margin: float) -> QRectF:
    """Where the whole sheet would lie so that these strokes fill `frame`, in the proportions in which they were drawn."""
    boxes = [box_of(stroke.points) for stroke in strokes]
    tall = SHEET[1] / SHEET[0]
    left, right = min(one.left for one in boxes) / SHEET_UNITS, max(one.right for one in boxes) / SHEET_UNITS
    top, foot = min(one.top for one in boxes) / SHEET_UNITS, max(one.bottom for one in boxes) / SHEET_UNITS
    across = max(right - left, LEAST_PART)
    down = max((foot - top) * tall, LEAST_PART)
    scale = min((frame.width() - 2 * margin) / across, (frame.height() - 2 * margin) / down)
    sheet = QRectF(0, 0, scale, scale * tall)
    middle_x, middle_y = (left + right) / 2 * sheet.width(), (top + foot) / 2 * sheet.height()
    sheet.translate(frame.center().x() - middle_x, frame.center().y() - middle_y)
    return sheet
