"""The three houses: what each is for, what it is called until the child names it, and which one a line belongs to. No Qt."""

from collections.abc import Iterable
from enum import Enum

from casework.ink import Point, Stroke
from casework.labels import labels_of

MOST_LETTERS = 40  # of a name; more would not fit under a house


class House(Enum):
    """The houses, in the order in which they stand."""

    GOOD = "good"
    WORRIES = "worries"
    DREAMS = "dreams"


_ENDS = ((3440, House.GOOD), (6440, House.WORRIES), (10_000, House.DREAMS))


def own_name(house: House) -> str:
    """What it is called until the child gives it another name."""
    return labels_of("three-houses")["houses"][house.value]


def tool_title() -> str:
    """What the tool is called."""
    return labels_of("three-houses")["tool"]["title"]


def house_at(point: Point) -> House:
    """The house that a place on the sheet belongs to: each has its third, with the room above it and beside it."""
    return next(house for end, house in _ENDS if point.x <= end)


def house_of(stroke: Stroke) -> House:
    """A line belongs to the house in which it began, however far it went."""
    return house_at(stroke.points[0])


def strokes_of(house: House, strokes: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """The lines of one house, in the order in which they were drawn."""
    return tuple(stroke for stroke in strokes if house_of(stroke) is house)


def name_of(house: House, given: dict[str, str]) -> str:
    """What the child calls it, or its own name."""
    return given.get(house.value) or own_name(house)


def first_touched_first(started_with: str) -> tuple[House, ...]:
    """The houses with the one first that the child touched first."""
    return tuple(sorted(House, key=lambda house: house.value != started_with))
