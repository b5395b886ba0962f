"""A child's body from the front and from the back, in our own lines: plain, calm, nobody's likeness.

Lengths are thousandths of its height; x is counted from its middle line. One half is drawn and mirrored.
"""

import functools

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTransform

from desktop_app.concerns.body import FRONT
from desktop_app.shell.controls import brush, look

WIDTH = 460  # of one figure, its hands included
LINE, DETAIL = 2.0, 1.4

Curve = tuple[float, float, float, float, float, float]
# From the crown down the right of the page to where the legs meet.
_HALF: tuple[Curve, ...] = (
    (62, 0, 94, 34, 92, 88),
    (91, 136, 80, 166, 46, 184),
    (34, 190, 30, 198, 33, 208),
    (38, 224, 106, 232, 128, 262),
    (148, 290, 168, 380, 184, 450),
    (200, 512, 214, 548, 210, 580),
    (207, 606, 182, 610, 174, 590),
    (166, 570, 164, 545, 152, 500),
    (138, 450, 118, 400, 104, 336),
    (110, 400, 102, 450, 112, 530),
    (120, 590, 122, 640, 110, 730),
    (106, 790, 108, 840, 94, 910),
    (92, 936, 98, 950, 116, 974),
    (128, 992, 118, 1000, 96, 1000),
    (70, 1000, 44, 1002, 36, 988),
    (30, 960, 42, 930, 38, 896),
    (40, 840, 28, 790, 30, 730),
    (28, 680, 22, 640, 0, 606),
)
_EAR: tuple[Curve, ...] = ((104, 78, 110, 96, 104, 112), (100, 122, 94, 124, 90, 118))


@functools.cache
def outline() -> QPainterPath:
    """The whole outline, closed."""
    path = QPainterPath(QPointF(0, 0))
    for curve in _HALF:
        path.cubicTo(*curve)
    whole = QPainterPath(path)
    whole.connectPath(_mirrored(path).toReversed())
    whole.closeSubpath()
    return whole


def _mirrored(path: QPainterPath) -> QPainterPath:
    return QTransform(-1, 0, 0, 1, 0, 0).map(path)


@functools.cache
def ears() -> QPainterPath:
    """Both ears, behind the head."""
    ear = QPainterPath(QPointF(90, 84))
    for curve in _EAR:
        ear.cubicTo(*curve)
    ear.closeSubpath()
    both = QPainterPath(ear)
    both.addPath(_mirrored(ear))
    return both


@functools.cache
def details(side: str) -> QPainterPath:
    """The few lines that say which side it is: hair, face, navel and knees, or shoulder blades and spine."""
    half, middle = QPainterPath(), QPainterPath()
    if side == FRONT:
        middle.moveTo(-78, 66)
        middle.cubicTo(-50, 20, 20, 20, 78, 62)
        middle.moveTo(-16, 140)
        middle.quadTo(0, 150, 16, 140)
        middle.moveTo(0, 96)
        middle.quadTo(8, 108, -2, 110)
        half.moveTo(50, 768)
        half.quadTo(68, 782, 86, 768)
    else:
        middle.moveTo(-80, 70)
        middle.cubicTo(-40, 60, -20, 30, 0, 26)
        middle.cubicTo(20, 30, 40, 60, 80, 70)
        middle.moveTo(0, 250)
        middle.lineTo(0, 540)
        half.moveTo(46, 300)
        half.cubicTo(60, 320, 62, 345, 48, 366)
        half.moveTo(0, 606)
        half.cubicTo(20, 640, 70, 640, 88, 610)
        half.moveTo(50, 756)
        half.quadTo(68, 748, 86, 756)
    middle.addPath(half)
    middle.addPath(_mirrored(half))
    return middle


def paint_figure(painter: QPainter, side: str, room: QRectF) -> None:
    """One figure, filling `room` from crown to sole."""
    scale = room.height() / 1000
    border = look().border
    painter.save()
    painter.translate(room.center().x(), room.top())
    painter.scale(scale, scale)
    painter.setBrush(brush("surface"))
    painter.setPen(_pen("ink", LINE * border / scale))
    painter.drawPath(ears())
    painter.drawPath(outline())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen("outline", DETAIL * border / scale))
    painter.drawPath(details(side))
    if side == FRONT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush("outline"))
        for x, y, size in ((-36, 88, 6), (36, 88, 6), (0, 456, 4)):
            painter.drawEllipse(QPointF(x, y), size, size)
    painter.restore()


def _pen(name: str, width: float) -> QPen:
    return QPen(brush(name), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def is_on_body(x: float, y: float) -> bool:
    """Whether a place lies on the body; a finger may miss its edge by a little."""
    near = QRectF(x - 14, y - 14, 28, 28)
    return outline().intersects(near) or ears().intersects(near)
