"""The sheet of the pen canvas: 16 wide and 9 high, as large as fits; ink is shown at once from a store of its own pixels."""

import time
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casework.ink import SHEET, Point, Stroke, point_at
from desktop_app.direct_work.sheet import Placed, Sheet, box_of, passing
from desktop_app.direct_work.view import nib
from desktop_app.shell.controls import Ringed

PEN_WIDTH, CRAYON_WIDTH = 55, 150  # 1/10000 of the sheet's width

Ground = Callable[[QPainter, QRectF], None]
"""Draws what lies under the ink, given the sheet's box in pixels."""


class Pen(NamedTuple):
    """What is in the hand: the name of a crayon, the line's width in 1/10000 of the sheet, or a rubber."""

    colour: str = "black"
    width: int = PEN_WIDTH
    rubs: bool = False


class _Line:
    """A stroke that is not finished yet."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.points: list[Point] = []
        self.tail: nib.Piece | None = None


class InkTime:
    """The drawing's own time (ms): it stands from the showing to the first line, and then runs by `clock`."""

    def __init__(self, clock: Callable[[], int], stands_at: int = 0) -> None:
        self._clock, self._stands_at = clock, stands_at
        self._began_at: int | None = None

    @property
    def runs(self) -> bool:
        """Whether anything was drawn since the drawing was shown."""
        return self._began_at is not None

    def now(self) -> int:
        """The time now."""
        return self._stands_at if self._began_at is None else self._clock() - self._began_at

    def run(self) -> None:
        """A pen touched the sheet."""
        if self._began_at is None:
            self._began_at = self._clock() - self._stands_at

    def mark(self) -> int:
        """The time now; no line that is drawn from here on is as early."""
        at = self.now()
        self._stands_at = max(self._stands_at, at + 1)
        return at


def now() -> int:
    """Milliseconds of a clock that only goes forward."""
    return time.monotonic_ns() // 1_000_000


class InkSurface(Ringed, QWidget):
    """A sheet that shows lines while they are drawn. Whoever holds the pen calls `_start`, `_move`, `_lift`, `_drop`.

    `stroke_finished` carries each finished Stroke; `changed` is sent after every stroke, rub, undo and redo; `began`
    carries the Point where a pen or finger first touched.
    """

    stroke_finished = Signal(object)
    changed = Signal()
    began = Signal(object)

    def __init__(self, ground: Ground | None = None, clock: Callable[[], int] = now) -> None:
        super().__init__()
        self._ground = ground
        self._clock = clock
        self._sheet = Sheet()
        self.time = InkTime(clock)
        self.pen = Pen()
        self._lines: dict[Hashable, _Line] = {}
        self._store = QImage()
        self._under = QImage()
        self._drawn_on = QRectF()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Drawing")
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # -- what is on it --------------------------------------------------------------------------------------------

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """The finished strokes, in the order in which they were drawn."""
        return self._sheet.strokes

    def show_strokes(self, strokes: Iterable[Stroke], not_before: int = 0) -> None:
        """Show a drawing as it was kept; drawing goes on from there, its clock from no earlier than `not_before` (ms)."""
        self._sheet = Sheet(strokes)
        self.time = InkTime(self._clock, max(self._sheet.last_time, not_before))
        self._lines.clear()
        self._render()

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._sheet.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return self._sheet.can_redo

    def undo(self) -> None:
        """Take the last stroke or rub back."""
        self._after(self._sheet.undo())

    def redo(self) -> None:
        """Do again what was taken back."""
        self._after(self._sheet.redo())

    def _after(self, placed: Placed | None) -> None:
        if placed is not None:
            self._mend(self._nib().pixels(placed.box, placed.stroke.width))
            self.changed.emit()

    # -- the backing store, in the screen's own pixels ------------------------------------------------------------

    def sheet_box(self) -> QRectF:
        """Where the sheet lies in this widget: as large as fits, in the middle."""
        across, down = SHEET
        scale = min(self.width() / across, self.height() / down)
        size = QRectF(0, 0, across * scale, down * scale)
        size.moveCenter(QRectF(self.rect()).center())
        return size

    def picture(self) -> QImage:
        """The ink with what lies under it, as the backing store holds it."""
        self._prepare()
        return self._store.copy()

    def _nib(self) -> nib.Nib:
        return nib.Nib(self._drawn_on)

    def _prepare(self) -> None:
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        box = self.sheet_box()
        drawn_on = QRectF(box.topLeft() * ratio, box.size() * ratio)
        if self._store.size() != size or self._drawn_on != drawn_on:
            self._drawn_on = drawn_on
            self._store = QImage(size, QImage.Format.Format_RGB32)
            self._under = QImage(size, QImage.Format.Format_RGB32)
            self._render()

    def _render(self) -> None:
        """Draw everything anew."""
        if self._store.isNull():
            return
        self._under.fill(nib.paper())
        if self._ground is not None:
            painter = _painter(self._under)
            self._ground(painter, self._drawn_on)
            painter.end()
        self._mend(self._store.rect())

    def _mend(self, box: QRect) -> None:
        """Draw one part anew: what lies under, and the strokes that pass through it."""
        if self._store.isNull():
            return
        box = box.intersected(self._store.rect())
        painter = _painter(self._store)
        painter.setClipRect(box)
        painter.drawImage(box.topLeft(), self._under, box)
        pen = self._nib()
        for stroke, its_box in self._sheet.placed:
            if pen.pixels(its_box, stroke.width).intersects(box):
                nib.draw_pieces(painter, nib.crayon_colour(stroke.colour), pen.whole(stroke))
        for line in self._lines.values():
            if not line.pen.rubs:
                nib.draw_pieces(painter, nib.crayon_colour(line.pen.colour), pen.so_far(line.pen.width, line.points))
        painter.end()
        self._show(box)

    def _show(self, box: QRect) -> None:
        ratio = self.devicePixelRatioF()
        if not box.isEmpty():
            shown = QRectF(QPointF(box.topLeft()) / ratio, box.size().toSizeF() / ratio)
            self.update(shown.toAlignedRect().adjusted(-1, -1, 1, 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The backing store, and the last bit of each line up to where the pen is now."""
        self._prepare()
        ratio = self.devicePixelRatioF()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(1 / ratio, 1 / ratio)
        wanted = event.rect()
        part = QRectF(QPointF(wanted.topLeft()) * ratio, wanted.size().toSizeF() * ratio).toAlignedRect()
        part = part.intersected(self._store.rect())
        painter.drawImage(part.topLeft(), self._store, part)
        for line in self._lines.values():
            if line.tail is not None:
                nib.draw_pieces(painter, nib.crayon_colour(line.pen.colour), [line.tail])
        painter.end()

    # -- drawing --------------------------------------------------------------------------------------------------

    def _start(self, hand: Hashable, at: QPointF, pressure: float, *, rubs: bool = False) -> None:
        before = self._lines.get(hand)
        if before is not None and len(before.points) > 1:
            self._lift(hand)  # its end was never told: something came between
        self._prepare()
        self._lines[hand] = _Line(self.pen._replace(rubs=True) if rubs else self.pen)
        self.began.emit(self._point(at, pressure))
        self._move(hand, at, pressure)

    def _move(self, hand: Hashable, at: QPointF, pressure: float) -> None:
        line = self._lines.get(hand)
        if line is None:
            return
        point = self._point(at, pressure)
        if line.pen.rubs:
            before = line.points[-1] if line.points else point
            line.points = [point]
            self._rub(before, point)
            return
        if line.points and (point.x, point.y) == (line.points[-1].x, line.points[-1].y):
            return
        line.points.append(point)
        pen = self._nib()
        pieces = list(pen.newest(line.pen.width, line.points[-3:]))
        old_tail, line.tail = line.tail, pen.tail(line.pen.width, line.points[-2:])
        painter = _painter(self._store)
        nib.draw_pieces(painter, nib.crayon_colour(line.pen.colour), pieces)
        painter.end()
        self._show(nib.covered([*pieces, line.tail, *([old_tail] if old_tail else [])]))

    def _lift(self, hand: Hashable, at: QPointF | None = None, pressure: float = 0.0) -> None:
        if at is not None:
            self._move(hand, at, pressure)
        line = self._lines.pop(hand, None)
        if line is None or not line.points or line.pen.rubs:
            return
        if line.tail is not None:
            painter = _painter(self._store)
            nib.draw_pieces(painter, nib.crayon_colour(line.pen.colour), [line.tail])
            painter.end()
            self._show(nib.covered([line.tail]))
        stroke = Stroke(line.pen.colour, line.pen.width, tuple(line.points))
        self._sheet.add(stroke)
        self.stroke_finished.emit(stroke)
        self.changed.emit()

    def _drop(self, hand: Hashable) -> None:
        """A line that was none: a palm."""
        line = self._lines.pop(hand, None)
        if line is not None and line.points:
            self._mend(self._nib().pixels(box_of(line.points), line.pen.width))

    def _rub(self, before: Point, point: Point) -> None:
        for at in passing(before, point):
            place = self._sheet.under(at)
            if place is not None:
                self._after(self._sheet.rub_out(place))

    def newest(self, within: int) -> Point | None:
        """Where a line began that is being drawn now or was drawn within so many ms; None where none was."""
        for line in self._lines.values():
            if line.points and not line.pen.rubs:
                return line.points[0]
        last = max(self.strokes, key=lambda stroke: stroke.points[-1].time, default=None)
        is_new = last is not None and self.time.runs and self.time.now() - last.points[-1].time <= within
        return last.points[0] if last is not None and is_new else None

    def _point(self, at: QPointF, pressure: float) -> Point:
        self.time.run()
        box = self.sheet_box()
        across, down = (at.x() - box.left()) / box.width(), (at.y() - box.top()) / box.height()
        return point_at(across, down, self.time.now(), pressure)

    def sizeHint(self) -> QSize:
        """As a sheet on an ordinary laptop."""
        return QSize(944, 531)

    def minimumSizeHint(self) -> QSize:
        """Small enough for large text beside it."""
        return QSize(480, 270)


def _painter(image: QImage) -> QPainter:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
