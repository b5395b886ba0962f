"""How a stroke becomes pixels: a smooth line as wide as the pen was pressed. The same points always give the same pixels."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from casework.ink import MOST_PRESSURE, SHEET_UNITS, Point, Stroke
from desktop_app.direct_work.sheet import Box
from desktop_app.shell.controls import CRAYONS
from desktop_app.shell.tokens import LIGHT

LIGHTEST, HEAVIEST = 0.4, 1.6  # share of the stroke's width at no pressure and at full pressure
WIDTH_STEP = 0.75  # pixels by which the width may jump within a line
STRAIGHT = 4.0  # pixels under which a bend cannot be seen
UNKNOWN_CRAYON = CRAYONS["black"]


def crayon_name(colour: str) -> str:
    """The name a stroke keeps of a crayon of the tokens: "pale skin" is kept as "pale_skin"."""
    return colour.replace(" ", "_")


def crayon_colour(name: str) -> QColor:
    """The colour of a stroke's crayon; a crayon of another release is drawn black rather than left out."""
    return QColor(CRAYONS.get(name.replace("_", " "), UNKNOWN_CRAYON))


def paper() -> QColor:
    """What a child draws on: light in every look, as paper is."""
    return QColor(LIGHT.paper)


class Piece(NamedTuple):
    """A piece of a line in pixels: from, bending towards, to, and how wide. Straight where `bends` is false."""

    x: float
    y: float
    towards_x: float
    towards_y: float
    end_x: float
    end_y: float
    width: float
    bends: bool


class Nib:
    """Draws strokes on a sheet that lies at `sheet`, in pixels."""

    def __init__(self, sheet: QRectF) -> None:
        self._left, self._top = sheet.left(), sheet.top()
        self._across = sheet.width() / SHEET_UNITS
        self._down = sheet.height() / SHEET_UNITS

    def width_at(self, width: int, pressure: float) -> float:
        """How wide a line of `width` (1/10000 of the sheet) is at this pressure, in pixels."""
        pressed = pressure / MOST_PRESSURE
        return max(1.0, width * self._across * (LIGHTEST + (HEAVIEST - LIGHTEST) * pressed))

    def newest(self, width: int, points: Sequence[Point]) -> Iterator[Piece]:
        """What the last of `points` adds to the line for good: up to the middle between it and the one before."""
        last = points[-1]
        if len(points) == 1:
            yield self._straight(last, last, width, last.pressure)
            return
        before = points[-2]
        first = points[-3] if len(points) > 2 else before
        x, y = self._middle(first, before)
        end_x, end_y = self._middle(before, last)
        towards_x, towards_y = self._left + before.x * self._across, self._top + before.y * self._down
        wide = self.width_at(width, (first.pressure + before.pressure) / 2)
        end_wide = self.width_at(width, (before.pressure + last.pressure) / 2)
        bends = abs(end_x - x) + abs(end_y - y) > STRAIGHT
        whole = Piece(x, y, towards_x, towards_y, end_x, end_y, wide, bends)
        yield from _split(whole, end_wide, math.ceil(abs(end_wide - wide) / WIDTH_STEP))

    def tail(self, width: int, points: Sequence[Point]) -> Piece:
        """From there to where the pen is now: shown at once, for good only when the pen is lifted."""
        last = points[-1]
        before = points[-2] if len(points) > 1 else last
        return self._straight(before, last, width, last.pressure)

    def so_far(self, width: int, points: Sequence[Point]) -> Iterator[Piece]:
        """Every piece that the points have added for good, in the order in which they came."""
        for count in range(1, len(points) + 1):
            yield from self.newest(width, points[max(0, count - 3) : count])

    def whole(self, stroke: Stroke) -> Iterator[Piece]:
        """Every piece of a finished stroke, exactly as it was drawn."""
        yield from self.so_far(stroke.width, stroke.points)
        yield self.tail(stroke.width, stroke.points)

    def pixels(self, box: Box, width: int) -> QRect:
        """Whole pixels that a line of this width touches when its points lie in `box`."""
        across, down = self._across, self._down
        wide = self.width_at(width, MOST_PRESSURE) + 2
        corner = QPointF(self._left + box.left * across, self._top + box.top * down)
        other = QPointF(self._left + box.right * across, self._top + box.bottom * down)
        return QRectF(corner, other).adjusted(-wide, -wide, wide, wide).toAlignedRect()

    def _middle(self, one: Point, other: Point) -> tuple[float, float]:
        return self._left + (one.x + other.x) * self._across / 2, self._top + (one.y + other.y) * self._down / 2

    def _straight(self, before: Point, last: Point, width: int, pressure: int) -> Piece:
        x, y = self._middle(before, last)
        end_x, end_y = self._left + last.x * self._across, self._top + last.y * self._down
        return Piece(x, y, x, y, end_x, end_y, self.width_at(width, pressure), bends=False)


def draw_pieces(painter: QPainter, colour: QColor, pieces: Iterable[Piece]) -> None:
    """Draw pieces with round ends, so that they join without a seam."""
    pen = QPen(colour, 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for x, y, towards_x, towards_y, end_x, end_y, width, bends in pieces:
        pen.setWidthF(width)
        painter.setPen(pen)
        if bends:
            path = QPainterPath(QPointF(x, y))
            path.quadTo(towards_x, towards_y, end_x, end_y)
            painter.drawPath(path)
        elif x == end_x and y == end_y:
            painter.drawPoint(QPointF(x, y))
        else:
            painter.drawLine(QPointF(x, y), QPointF(end_x, end_y))


def covered(pieces: Iterable[Piece]) -> QRect:
    """Whole pixels that the pieces touch."""
    box = QRectF()
    for piece in pieces:
        half = piece.width / 2 + 2
        across = (piece.x, piece.towards_x, piece.end_x)
        down = (piece.y, piece.towards_y, piece.end_y)
        corner, other = QPointF(min(across), min(down)), QPointF(max(across), max(down))
        box = box.united(QRectF(corner, other).adjusted(-half, -half, half, half))
    return box.toAlignedRect()


def _split(piece: Piece, end_width: float, count: int) -> Iterator[Piece]:
    """A bend in `count` bends that lie on it, its width going evenly from one end to the other."""
    if count <= 1:
        yield piece._replace(width=(piece.width + end_width) / 2)
        return
    x, y = piece.x, piece.y
    for step in range(1, count + 1):
        before, done = (step - 1) / count, step / count
        towards_x = _between(piece.x, piece.towards_x, piece.end_x, before, done)
        towards_y = _between(piece.y, piece.towards_y, piece.end_y, before, done)
        end_x = _between(piece.x, piece.towards_x, piece.end_x, done, done)
        end_y = _between(piece.y, piece.towards_y, piece.end_y, done, done)
        width = piece.width + (end_width - piece.width) * (before + done) / 2
        yield Piece(x, y, towards_x, towards_y, end_x, end_y, width, piece.bends)
        x, y = end_x, end_y


def _between(start: float, towards: float, end: float, one: float, other: float) -> float:
    """The blossom of a quadratic bend: with one equal to other, the place on it."""
    return (1 - one) * (1 - other) * start + ((1 - one) * other + one * (1 - other)) * towards + one * other * end
