"""One part of the body, near: the exact place of a mark is put with a press or with the arrow keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.concerns.body import CHILD, part_at
from desktop_app.concerns.view.figure import is_on_body, paint_figure
from desktop_app.shell.controls import Ringed, announce, box, brush, look, smooth

SIDE, TIMES = 190, 2.4
STEP, BIG_STEP = 4, 20
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
FIGURE = 420


class PartZoom(Ringed, QWidget):
    """`moved` carries the x and y of the place."""

    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._figure, self._side, self._x, self._y = CHILD, "", 0, 0
        self._middle = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.redress()

    def sizeHint(self) -> QSize:
        """It grows with the text, a little."""
        side = round(SIDE * min(1.4, look().scale))
        return QSize(side, side)

    def show_place(self, figure: str, side: str, x: int, y: int) -> None:
        """Show this place in the middle, or where it is when the picture holds it already."""
        far = QPointF(x, y) - self._middle
        if (figure, side) != (self._figure, self._side) or max(abs(far.x()), abs(far.y())) > 0.42 * self._reach():
            self._middle = QPointF(x, y)
        self._figure, self._side, self._x, self._y = figure, side, x, y
        said = part_at(figure, side, x, y).words if side else "no part yet"
        self.setAccessibleName(f"Place of the mark: {said}. Arrow keys move it, with Shift further.")
        self.setVisible(bool(side))
        self.update()

    def _reach(self) -> float:
        """How many thousandths of the body the picture shows across."""
        return self.width() / self._scale()

    def _scale(self) -> float:
        return FIGURE * TIMES / 1000 * min(1.4, look().scale)

    def _move(self, x: float, y: float) -> None:
        if self._side and is_on_body(self._figure, x, y):
            self.moved.emit(round(x), round(y))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move the mark a little, with Shift further."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        far = BIG_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        self._move(self._x + far * step[0], self._y + far * step[1])
        announce(self, part_at(self._figure, self._side, self._x, self._y).words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """There, exactly."""
        at = (event.position() - QPointF(self.rect().center())) / self._scale() + self._middle
        self._move(at.x(), at.y())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The part, large, within its frame; the mark upon it."""
        painter = smooth(self)
        box(painter, self.rect(), fill="canvas", edge="outline", width=look().border)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setClipPath(frame)
        scale, middle = self._scale(), QPointF(self.rect().center())
        painter.save()
        top = middle - self._middle * scale
        whole = QRectF(top.x() - 500 * scale, top.y(), 1000 * scale, 1000 * scale)
        paint_figure(painter, self._figure, self._side, whole)
        painter.restore()
        spot = middle + (QPointF(self._x, self._y) - self._middle) * scale
        painter.setPen(QPen(brush("danger"), 3))
        painter.setBrush(brush("danger soft"))
        painter.drawEllipse(spot, 12, 10)
        painter.end()
