"""A sheet of strokes while it is being drawn on: add, rub out a stroke, undo, redo. No Qt."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from casework.ink import SHEET, Point, Stroke

REACH = 120  # how near, in 1/10000 of the sheet's width, a rubber must pass to a line to rub it out
_TALL = SHEET[1] / SHEET[0]


class Box(NamedTuple):
    """What a stroke's points lie within, in 1/10000 of the sheet."""

    left: int
    top: int
    right: int
    bottom: int


class Placed(NamedTuple):
    """A stroke with its box."""

    stroke: Stroke
    box: Box


class _Step(NamedTuple):
    """One thing done: a stroke came to this place in the order, or went from it."""

    place: int
    placed: Placed
    came: bool


def box_of(points: Sequence[Point]) -> Box:
    """The box that points lie in."""
    across, down = [point.x for point in points], [point.y for point in points]
    return Box(min(across), min(down), max(across), max(down))


def passing(start: Point, end: Point) -> Iterator[Point]:
    """The places a rubber passes between two points, near enough to each other that no line is jumped over."""
    far = max(abs(end.x - start.x), abs(end.y - start.y))
    count = max(1, -(-far // REACH))
    for step in range(1, count + 1):
        yield Point(
            start.x + (end.x - start.x) * step // count, start.y + (end.y - start.y) * step // count, end.time, 0
        )


class Sheet:
    """The strokes in the order in which they were drawn. What was rubbed out or undone is gone once the sheet is left."""

    def __init__(self, strokes: Iterable[Stroke] = ()) -> None:
        self.placed = [Placed(stroke, box_of(stroke.points)) for stroke in strokes]
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """What is on the sheet."""
        return tuple(placed.stroke for placed in self.placed)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return bool(self._undone)

    @property
    def last_time(self) -> int:
        """When the pen last moved, in ms since the drawing began."""
        return max((placed.stroke.points[-1].time for placed in self.placed), default=0)

    def add(self, stroke: Stroke) -> None:
        """A stroke was drawn."""
        self._do(_Step(len(self.placed), Placed(stroke, box_of(stroke.points)), came=True))

    def rub_out(self, place: int) -> Placed:
        """A stroke was rubbed out; returns it. Raises IndexError where there is none."""
        placed = self.placed[place]
        self._do(_Step(place, placed, came=False))
        return placed

    def undo(self) -> Placed | None:
        """Take the last step back; returns the stroke that went or came back, None where nothing was done."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._apply(step._replace(came=not step.came))
        return step.placed

    def redo(self) -> Placed | None:
        """Do the last undone step again; returns its stroke."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._apply(step)
        return step.placed

    def under(self, rubber: Point) -> int | None:
        """The place of the topmost stroke that a rubber touches here."""
        for place in range(len(self.placed) - 1, -1, -1):
            stroke, box = self.placed[place]
            reach = REACH + stroke.width / 2
            tall = reach / _TALL
            near = box.left - reach <= rubber.x <= box.right + reach and box.top - tall <= rubber.y <= box.bottom + tall
            if near and _passes(stroke.points, rubber, reach):
                return place
        return None

    def _do(self, step: _Step) -> None:
        self._undone.clear()
        self._done.append(step)
        self._apply(step)

    def _apply(self, step: _Step) -> None:
        if step.came:
            self.placed.insert(step.place, step.placed)
        else:
            del self.placed[step.place]


def _passes(points: Sequence[Point], by: Point, reach: float) -> bool:
    """Whether a line comes nearer than `reach` to a point."""
    if len(points) == 1:
        return _distance(points[0], points[0], by) <= reach
    return any(_distance(points[at], points[at + 1], by) <= reach for at in range(len(points) - 1))


def _distance(start: Point, end: Point, to: Point) -> float:
    """From a point to the piece of line between two others, in 1/10000 of the sheet's width."""
    across, down = end.x - start.x, (end.y - start.y) * _TALL
    from_start = (to.x - start.x, (to.y - start.y) * _TALL)
    length = across * across + down * down
    along = 0.0 if length == 0 else max(0.0, min(1.0, (from_start[0] * across + from_start[1] * down) / length))
    return float(((from_start[0] - along * across) ** 2 + (from_start[1] - along * down) ** 2) ** 0.5)
