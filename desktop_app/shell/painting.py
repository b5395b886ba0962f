"""Small strokes every control is painted with: colours from tokens, rounded boxes, the ring of keyboard focus."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.shell import tokens


def colour(name: str) -> str:
    """The "#RRGGBB" of a token of `tokens.Colours` as worn now: colour("primary soft") or colour("primary_soft")."""
    return str(getattr(tokens.current().colours, name.replace(" ", "_")))


def brush(name: str) -> QColor:
    """A token as Qt wants it."""
    return QColor(colour(name))


def smooth(widget: QWidget) -> QPainter:
    """A painter on `widget` that draws smooth edges; end it, or let it go out of scope, before the paint event ends."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    *,
    fill: str | None = None,
    edge: str | None = None,
    width: float = 1,
    radius: float = tokens.RADIUS_CONTROL,
    dashed: bool = False,
) -> None:
    """A rounded box whose edge lies wholly inside `rect`; `fill` and `edge` are names of tokens."""
    inner = QRectF(rect)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        inner.adjust(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(brush(edge), width, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    painter.setBrush(brush(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius, radius)


def shadow(painter: QPainter, rect: QRect | QRectF, radius: float = tokens.RADIUS_CARD) -> None:
    """The one soft shadow of a card, a hair below it; none in the dark, where it would not be seen."""
    if tokens.current().mode != "light":
        return
    around = QRectF(rect)
    painter.save()
    painter.setClipRect(around.adjusted(0, around.height() - radius - 2, 0, 4))  # the rest is painted over by the card
    painter.setPen(Qt.PenStyle.NoPen)
    for drop, strength in ((1.0, 14), (2.0, 8)):
        tint = brush("ink")
        tint.setAlpha(strength)
        painter.setBrush(tint)
        painter.drawRoundedRect(around.translated(0, drop), radius, radius)
    painter.restore()


def line(painter: QPainter, start: QPointF, end: QPointF, name: str = "line", width: float = 1) -> None:
    """A straight line in a token's colour."""
    painter.setPen(QPen(brush(name), width))
    painter.drawLine(start, end)
