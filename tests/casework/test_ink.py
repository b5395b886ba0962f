import contextlib
import zlib

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casework.errors import BadMessage
from casework.ink import (
    LONGEST_TIME,
    MOST_POINTS,
    SHEET_UNITS,
    WIDEST,
    Point,
    Stroke,
    as_it_stood,
    pack,
    point_at,
    unpack,
)

COLOURS = st.sampled_from(["black", "brick", "sun", "teal", "violet"])
ON_SHEET = st.integers(0, SHEET_UNITS)


@st.composite
def strokes(draw: st.DrawFn) -> Stroke:
    times = sorted(draw(st.lists(st.integers(0, LONGEST_TIME), min_size=1, max_size=30)))
    points = tuple(Point(draw(ON_SHEET), draw(ON_SHEET), time, draw(st.integers(0, 1000))) for time in times)
    return Stroke(draw(COLOURS), draw(st.integers(1, WIDEST)), points)


@given(st.lists(strokes(), max_size=8))
def test_ink_comes_back_as_it_was_drawn(drawn: list[Stroke]) -> None:
    packed = pack(drawn)
    assert unpack(packed) == tuple(drawn)
    assert pack(unpack(packed)) == packed


@given(st.lists(strokes(), min_size=1, max_size=4), st.data())
def test_a_changed_byte_never_changes_the_drawing(drawn: list[Stroke], data: st.DataObject) -> None:
    packed = bytearray(pack(drawn))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(BadMessage):
        assert unpack(bytes(packed)) == tuple(drawn)  # some bits of a packed stream mean nothing


@given(st.binary(max_size=200))
def test_bytes_that_are_no_ink_are_refused(data: bytes) -> None:
    with pytest.raises(BadMessage):
        unpack(data)


_anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda inside: st.lists(inside, max_size=6) | st.dictionaries(st.text(max_size=3), inside, max_size=3),
    max_leaves=20,
)


@given(_anything)
@example([1, [["black", 40, [1], [2], [3], []]]])
@example([1, [["black", 40, [], [], [], []]]])
@example([1, [["black", 40, [1], [2], [3, 4], [5]]]])
@example([1, [["black", 40, [10_001], [2], [3], [5]]]])
@example([1, [["black", 40, [1, -2], [2, 0], [3, 0], [5, 0]]]])
@example([1, [["black", 40, [1, 0], [2, 0], [3, -1], [5, 0]]]])
@example([1, [["#2b2b2b", 40, [1], [2], [3], [5]]]])
@example([1, [["black", 0, [1], [2], [3], [5]]]])
@example([1, [["black", 40, [1], [2], [3], [1001]]]])
@example([2, []])
def test_well_packed_nonsense_is_refused(value: object) -> None:
    data = zlib.compress(msgspec.msgpack.encode(value))
    if value == [1, []]:
        assert unpack(data) == ()
    else:
        with pytest.raises(BadMessage):
            unpack(data)


def test_what_unpacks_to_too_much_is_refused_without_unpacking_it() -> None:
    bomb = zlib.compress(b"\0" * 50_000_000, 9)
    with pytest.raises(BadMessage):
        unpack(bomb)
    packed = pack([Stroke("black", 40, tuple(Point(i, i, i, 500) for i in range(100)))])
    with pytest.raises(BadMessage):
        unpack(packed, most_bytes=50)


def test_a_drawing_with_too_many_points_is_refused_both_ways() -> None:
    with pytest.raises(BadMessage):
        pack([Stroke("black", 40, (Point(1, 1, 1, 1),) * (MOST_POINTS + 1))])
    ones = [0] * (MOST_POINTS + 1)
    with pytest.raises(BadMessage):
        unpack(zlib.compress(msgspec.msgpack.encode([1, [["black", 40, ones, ones, ones, ones]]])))


@given(st.floats(-3, 3), st.floats(-3, 3), st.integers(-5, 2 * LONGEST_TIME), st.floats(-1, 2))
def test_a_pen_beyond_the_edge_draws_at_the_edge(across: float, down: float, time: int, pressure: float) -> None:
    point = point_at(across, down, time, pressure)
    assert unpack(pack([Stroke("teal", 30, (point,))]))[0].points == (point,)


def test_a_long_drawing_takes_few_bytes() -> None:
    points = tuple(Point(1000 + i, 5000 - i // 3, i * 8, 400 + i % 7) for i in range(5000))
    assert len(pack([Stroke("blue", 60, points)])) < 3000


def test_a_drawing_as_it_stood_ends_where_the_pen_was_at_that_moment() -> None:
    first = Stroke("black", 55, (Point(0, 0, 10, 500), Point(5, 5, 20, 500)))
    under_way = Stroke("teal", 55, (Point(1, 1, 30, 500), Point(2, 2, 40, 500), Point(3, 3, 50, 500)))
    later = Stroke("sun", 55, (Point(4, 4, 60, 500),))
    drawn = (first, under_way, later)
    assert as_it_stood(drawn, 45) == (first, Stroke("teal", 55, under_way.points[:2]))
    assert as_it_stood(drawn, 60) == drawn
    assert as_it_stood(drawn, 9) == ()
