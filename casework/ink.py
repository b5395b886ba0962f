"""The ink of a drawing: strokes as the child drew them, packed to few bytes and read back within bounds.

    packed = zlib(msgpack([1, [[colour, width, x..., y..., time..., pressure...], ...]]))

Each column holds its first value and then the steps from one point to the next, which are small. The sheet is 16 wide and
9 high wherever it is shown; x is in 1/10000 of its width, y in 1/10000 of its height, width in 1/10000 of its width.
"""

import itertools
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import msgspec

from casework.errors import BadMessage

SHEET = (16, 9)
SHEET_UNITS = 10_000
MOST_PRESSURE = 1_000
LONGEST_TIME = 24 * 3600 * 1000  # milliseconds; a drawing is of one day
WIDEST = 2_000
MOST_POINTS = 400_000
MOST_BYTES = 8 * 1024 * 1024  # unpacked
MEDIA = "application/vnd.daybook.ink"
_VERSION = 1
_UNREADABLE = "A drawing could not be read. Nothing was changed; the drawing stays as it came."


class Point(msgspec.Struct, frozen=True, gc=False):
    """Where the pen was: x, y in 1/10000 of the sheet, time in ms since the drawing began, pressure 0 to 1000.

    A page of drawings holds tens of thousands: none of them is looked through where memory is tidied.
    """

    x: int
    y: int
    time: int
    pressure: int


class Stroke(msgspec.Struct, frozen=True, gc=False):
    """One line of the pen: the name of its colour (a crayon's, never a number), its width, its points in order."""

    colour: str
    width: int
    points: tuple[Point, ...]


def point_at(across: float, down: float, time: int, pressure: float = 0.5) -> Point:
    """The point from fractions of the sheet and of the full pressure; what lies outside is put at the edge."""
    return Point(
        _between(0, round(across * SHEET_UNITS), SHEET_UNITS),
        _between(0, round(down * SHEET_UNITS), SHEET_UNITS),
        _between(0, time, LONGEST_TIME),
        _between(0, round(pressure * MOST_PRESSURE), MOST_PRESSURE),
    )


def pack(strokes: Iterable[Stroke]) -> bytes:
    """The bytes to seal as an attachment; the same strokes give the same bytes. Raises BadMessage for what is no ink."""
    strokes = tuple(strokes)
    _check(strokes)
    rows = [(stroke.colour, stroke.width, *map(_steps, _columns(stroke.points))) for stroke in strokes]
    return zlib.compress(msgspec.msgpack.encode((_VERSION, rows)), 9)


def in_sheets(strokes: Iterable[Stroke], most_points: int = MOST_POINTS) -> Iterator[tuple[Stroke, ...]]:
    """The strokes in their order, in as few groups as can be packed: a child who draws on and on loses no line."""
    group: list[Stroke] = []
    points = 0
    for stroke in strokes:
        if group and points + len(stroke.points) > most_points:
            yield tuple(group)
            group, points = [], 0
        group.append(stroke)
        points += len(stroke.points)
    if group:
        yield tuple(group)


def unpack(data: bytes, most_bytes: int = MOST_BYTES) -> tuple[Stroke, ...]:
    """The strokes. Raises BadMessage for anything that `pack` would not have made of at most `most_bytes` unpacked."""
    try:
        version, rows = _decoder.decode(_inflated(data, most_bytes))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadMessage(_UNREADABLE) from error
    if version != _VERSION:
        raise BadMessage("A drawing was made by a newer Daybook. It is kept; update this one to see it.")
    if sum(len(row[2]) for row in rows) > MOST_POINTS:
        raise BadMessage(_UNREADABLE)
    strokes = tuple(_stroke(*row) for row in rows)
    _check(strokes)
    return strokes


def as_it_stood(strokes: Iterable[Stroke], at: int) -> tuple[Stroke, ...]:
    """The lines that were there at this moment (ms since the drawing began), each as far as the pen had come by then."""
    by_then = (
        msgspec.structs.replace(stroke, points=tuple(one for one in stroke.points if one.time <= at))
        for stroke in strokes
    )
    return tuple(stroke for stroke in by_then if stroke.points)


_Steps = list[Annotated[int, msgspec.Meta(ge=-LONGEST_TIME, le=LONGEST_TIME)]]
_decoder = msgspec.msgpack.Decoder(tuple[int, list[tuple[str, int, _Steps, _Steps, _Steps, _Steps]]])


def _inflated(data: bytes, most_bytes: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(data, most_bytes + 1)
    except zlib.error as error:
        raise BadMessage(_UNREADABLE) from error
    if len(plain) > most_bytes or not inflater.eof or inflater.unused_data:
        raise BadMessage(_UNREADABLE)
    return plain


def _stroke(colour: str, width: int, *columns: Sequence[int]) -> Stroke:
    try:
        points = tuple(Point(*of_one) for of_one in zip(*map(itertools.accumulate, columns), strict=True))
    except ValueError as error:
        raise BadMessage(_UNREADABLE) from error
    return Stroke(colour, width, points)


def _columns(points: Sequence[Point]) -> Iterator[tuple[int, ...]]:
    """All x, all y, all times, all pressures."""
    return zip(*map(msgspec.structs.astuple, points), strict=True)


def _steps(values: Sequence[int]) -> list[int]:
    return [values[0], *(after - before for before, after in itertools.pairwise(values))]


def _check(strokes: Sequence[Stroke]) -> None:
    """Raise BadMessage unless every stroke is one that a pen could have made on the sheet."""
    if sum(len(stroke.points) for stroke in strokes) > MOST_POINTS:
        raise BadMessage("The drawing has grown too long for one sheet. Start another; this one is kept.")
    for stroke in strokes:
        if not (stroke.points and stroke.colour.isidentifier() and len(stroke.colour) <= 24):
            raise BadMessage(_UNREADABLE)
        if not 1 <= stroke.width <= WIDEST or not all(map(_is_on_the_sheet, stroke.points)):
            raise BadMessage(_UNREADABLE)
        if any(after.time < before.time for before, after in itertools.pairwise(stroke.points)):
            raise BadMessage(_UNREADABLE)


def _is_on_the_sheet(point: Point) -> bool:
    return (
        0 <= point.x <= SHEET_UNITS
        and 0 <= point.y <= SHEET_UNITS
        and 0 <= point.time <= LONGEST_TIME
        and 0 <= point.pressure <= MOST_PRESSURE
    )


def _between(lowest: int, value: int, highest: int) -> int:
    return max(lowest, min(value, highest))
