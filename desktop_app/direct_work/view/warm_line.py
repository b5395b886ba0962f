"""The warm line of child mode: drawn by a hand that is not quite steady, and the same every day."""

import itertools
import math
import random
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

JITTER, SECOND_JITTER = 1.6, 2.7  # px at a line 5 px wide
SECOND_WIDTH, SECOND_STRENGTH = 0.45, 0.75
PIECE = 36.0  # px between two wobbles


def wobbled(points: Sequence[QPointF], jitter: float, seed: int, *, closed: bool = False) -> QPainterPath:
    """A path through `points`: corners kept, the stretches between them a little off."""
    rng = random.Random(seed)
    ends = [*points, points[0]] if closed else list(points)
    path = QPainterPath(_moved(ends[0], jitter, rng))
    for start, end in itertools.pairwise(ends):
        count = max(1, round(math.hypot(end.x() - start.x(), end.y() - start.y()) / PIECE))
        for step in range(1, count + 1):
            path.lineTo(_moved(start + (end - start) * (step / count), jitter, rng))
    return path


def draw_warm_line(
    painter: QPainter,
    points: Sequence[QPointF],
    colour: QColor,
    width: float,
    *,
    fill: QColor | None = None,
    closed: bool = False,
    seed: int = 1,
) -> None:
    """Two passes of one shape: the line, and a thinner one that goes its own way."""
    steady = width / 5
    first = wobbled(points, JITTER * steady, seed, closed=closed)
    if fill is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPath(first)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, width))
    painter.drawPath(first)
    faint = QColor(colour)
    faint.setAlphaF(SECOND_STRENGTH)
    painter.setPen(_pen(faint, width * SECOND_WIDTH))
    painter.drawPath(wobbled(points, SECOND_JITTER * steady, seed + 1, closed=closed))


def bow(start: QPointF, towards: QPointF, end: QPointF, count: int = 12) -> list[QPointF]:
    """Points along a bend, so that a warm line can follow it."""
    parts = [step / count for step in range(count + 1)]
    return [start * (1 - at) ** 2 + towards * (2 * at * (1 - at)) + end * at**2 for at in parts]


def _moved(point: QPointF, jitter: float, rng: random.Random) -> QPointF:
    return point + QPointF(rng.uniform(-jitter, jitter) / 2, rng.uniform(-jitter, jitter) / 2)


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
