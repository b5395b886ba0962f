"""A body from the front and from the back, plain and calm, in a baby's, a child's or a teenager's shape."""

import functools

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTransform

from desktop_app.concerns.body import FRONT
from desktop_app.concerns.view.figure_lines import BODIES, Stroke
from desktop_app.shell.controls import brush, look

WIDTH = 460  # of the widest figure, its hands included
LINE, DETAIL = 2.0, 1.4


def _path(stroke: Stroke) -> QPainterPath:
    path = QPainterPath(QPointF(*stroke.start))
    for curve in stroke.curves:
        path.cubicTo(*curve)
    return path


@functools.cache
def outline(figure: str) -> QPainterPath:
    """The whole outline, closed."""
    half = _path(BODIES[figure].outline)
    whole = QPainterPath(half)
    whole.connectPath(_mirrored(half).toReversed())
    whole.closeSubpath()
    return whole


def _mirrored(path: QPainterPath) -> QPainterPath:
    return QTransform(-1, 0, 0, 1, 0, 0).map(path)


@functools.cache
def ears(figure: str) -> QPainterPath:
    """Both ears, behind the head."""
    ear = _path(BODIES[figure].ear)
    ear.closeSubpath()
    both = QPainterPath(ear)
    both.addPath(_mirrored(ear))
    return both


@functools.cache
def details(figure: str, side: str) -> QPainterPath:
    """The few lines that say which side it is: hair, face and knees, or shoulder blades and spine."""
    body = BODIES[figure]
    middle, mirrored = (body.front, body.front_mirrored) if side == FRONT else (body.back, body.back_mirrored)
    path = QPainterPath()
    for stroke in middle:
        path.addPath(_path(stroke))
    for stroke in mirrored:
        path.addPath(_path(stroke))
        path.addPath(_mirrored(_path(stroke)))
    return path


def paint_figure(painter: QPainter, figure: str, side: str, room: QRectF) -> None:
    """One figure, filling `room` from crown to sole."""
    scale = room.height() / 1000
    border = look().border
    painter.save()
    painter.translate(room.center().x(), room.top())
    painter.scale(scale, scale)
    painter.setBrush(brush("surface"))
    painter.setPen(_pen("ink", LINE * border / scale))
    painter.drawPath(ears(figure))
    painter.drawPath(outline(figure))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen("outline", DETAIL * border / scale))
    painter.drawPath(details(figure, side))
    if side == FRONT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush("outline"))
        for x, y, size in BODIES[figure].dots:
            painter.drawEllipse(QPointF(x, y), size, size)
    painter.restore()


def _pen(name: str, width: float) -> QPen:
    return QPen(brush(name), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def is_on_body(figure: str, x: float, y: float) -> bool:
    """Whether a place lies on the body; a finger may miss its edge by a little."""
    near = QRectF(x - 14, y - 14, 28, 28)
    return outline(figure).intersects(near) or ears(figure).intersects(near)
