"""The parts of a child's body by name and place on the outline, and which of them a place belongs to. No Qt.

Lengths are thousandths of the outline's height; x is counted from its middle line towards the right of the page. Left and
right are the child's own: on the front they are the other way round than on the page, on the back they are not.
"""

import msgspec

FRONT, BACK = "front", "back"
SIDES = ((FRONT, "Front"), (BACK, "Back"))


class Part(msgspec.Struct, frozen=True):
    """A part of the body. words: as the record says it; x, y: its middle on that side of the outline."""

    side: str
    words: str
    x: int
    y: int

    @property
    def key(self) -> str:
        """What a list knows it by."""
        return f"{self.side}:{self.words}"


# (words, x, y): * is for "right" and "left"; x is 0 where there is only one of it, else the distance of both from the middle.
_ON_FRONT = (
    ("top of the head", 0, 14),
    ("forehead", 0, 46),
    ("* temple", 70, 66),
    ("* eye", 34, 84),
    ("* ear", 98, 100),
    ("nose", 0, 104),
    ("* cheek", 58, 124),
    ("mouth", 0, 140),
    ("chin", 0, 170),
    ("front of the neck", 0, 202),
    ("* shoulder, front", 104, 252),
    ("* side of the chest", 48, 300),
    ("* upper arm, front", 140, 330),
    ("* side of the body", 96, 410),
    ("tummy", 0, 430),
    ("inside of the * elbow", 160, 405),
    ("* forearm, front", 176, 475),
    ("* hand, palm side", 190, 570),
    ("* hip", 92, 540),
    ("between the legs", 0, 590),
    ("front of the * thigh", 70, 660),
    ("* knee", 68, 748),
    ("* shin", 68, 840),
    ("top of the * foot", 74, 975),
)
_ON_BACK = (
    ("back of the head", 0, 70),
    ("back of the * ear", 96, 102),
    ("back of the neck", 0, 198),
    ("* shoulder, back", 102, 252),
    ("* side of the upper back", 46, 310),
    ("* upper arm, back", 140, 330),
    ("middle of the back", 0, 390),
    ("* side of the lower back", 48, 465),
    ("* elbow", 160, 405),
    ("* forearm, back", 176, 475),
    ("back of the * hand", 190, 570),
    ("* buttock", 52, 565),
    ("back of the * thigh", 68, 672),
    ("back of the * knee", 68, 750),
    ("* calf", 68, 840),
    ("* heel or sole", 66, 980),
)


def _both(side: str, words: str, x: int, y: int) -> tuple[Part, ...]:
    if not x:
        return (Part(side, _capital(words), 0, y),)
    towards_right = -1 if side == FRONT else 1
    found = (("right", towards_right * x), ("left", -towards_right * x))
    return tuple(Part(side, _capital(words.replace("*", which)), its, y) for which, its in found)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


PARTS = tuple(
    part for side, those in ((FRONT, _ON_FRONT), (BACK, _ON_BACK)) for one in those for part in _both(side, *one)
)
"""Every part, from head to foot, the front first."""
_BY_KEY = {part.key: part for part in PARTS}


def part_at(side: str, x: float, y: float) -> Part:
    """The part whose middle is nearest to a place."""
    return min((part for part in PARTS if part.side == side), key=lambda part: (part.x - x) ** 2 + (part.y - y) ** 2)


def part_by_key(key: str) -> Part | None:
    """A part of the list."""
    return _BY_KEY.get(key)


def part_called(words: str) -> Part | None:
    """The part of that name; None for words of one's own."""
    return next((part for part in PARTS if part.words == words), None)
