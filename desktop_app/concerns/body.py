"""The parts of a body by name and place on its outline, baby, child or teenager, and which a place belongs to. No Qt.

Lengths are thousandths of the outline's height; x is counted from its middle line towards the right of the page. Left and
right are the child's own: on the front they are the other way round than on the page, on the back they are not.
"""

import datetime

import msgspec

from casework.wording import years_old

BABY, CHILD, TEENAGER = "baby", "", "teenager"
"""The figures; a mark of an earlier release says none, and lies on a child's."""
FIGURES = ((BABY, "Baby"), (CHILD, "Child"), (TEENAGER, "Teenager"))
CHILD_FROM, TEENAGER_FROM = 2, 12  # years
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


Place = tuple[int, int]
# (words, its place on a baby, on a child, on a teenager): * is for "right" and "left"; x is 0 where there is only one of it,
# else the distance of both from the middle.
_ON_FRONT: tuple[tuple[str, Place, Place, Place], ...] = (
    ("top of the head", (0, 18), (0, 14), (0, 10)),
    ("forehead", (0, 74), (0, 46), (0, 34)),
    ("* temple", (94, 94), (70, 66), (52, 50)),
    ("* eye", (46, 126), (34, 84), (26, 66)),
    ("* ear", (132, 132), (98, 100), (71, 80)),
    ("nose", (0, 154), (0, 104), (0, 84)),
    ("* cheek", (78, 176), (58, 124), (42, 98)),
    ("mouth", (0, 194), (0, 140), (0, 116)),
    ("chin", (0, 230), (0, 170), (0, 140)),
    ("front of the neck", (0, 260), (0, 202), (0, 170)),
    ("* shoulder, front", (112, 302), (104, 252), (104, 212)),
    ("* side of the chest", (54, 350), (48, 300), (46, 262)),
    ("* upper arm, front", (154, 390), (140, 330), (134, 290)),
    ("* side of the body", (116, 470), (96, 410), (78, 390)),
    ("tummy", (0, 480), (0, 430), (0, 398)),
    ("inside of the * elbow", (176, 450), (160, 405), (150, 372)),
    ("* forearm, front", (190, 516), (176, 475), (164, 440)),
    ("* hand, palm side", (198, 600), (190, 570), (180, 540)),
    ("* hip", (116, 600), (92, 540), (88, 494)),
    ("between the legs", (0, 668), (0, 590), (0, 520)),
    ("front of the * thigh", (96, 710), (70, 660), (64, 620)),
    ("* knee", (98, 790), (68, 748), (58, 730)),
    ("* shin", (96, 870), (68, 840), (58, 830)),
    ("top of the * foot", (100, 974), (74, 975), (62, 976)),
)
_ON_BACK: tuple[tuple[str, Place, Place, Place], ...] = (
    ("back of the head", (0, 100), (0, 70), (0, 56)),
    ("back of the * ear", (130, 134), (96, 102), (70, 82)),
    ("back of the neck", (0, 256), (0, 198), (0, 166)),
    ("* shoulder, back", (110, 302), (102, 252), (102, 212)),
    ("* side of the upper back", (52, 362), (46, 310), (46, 268)),
    ("* upper arm, back", (154, 390), (140, 330), (134, 290)),
    ("middle of the back", (0, 440), (0, 390), (0, 350)),
    ("* side of the lower back", (62, 520), (48, 465), (44, 420)),
    ("* elbow", (176, 450), (160, 405), (150, 372)),
    ("* forearm, back", (190, 516), (176, 475), (164, 440)),
    ("back of the * hand", (198, 600), (190, 570), (180, 540)),
    ("* buttock", (66, 640), (52, 565), (50, 508)),
    ("back of the * thigh", (94, 730), (68, 672), (62, 630)),
    ("back of the * knee", (96, 798), (68, 750), (58, 728)),
    ("* calf", (96, 870), (68, 840), (58, 820)),
    ("* heel or sole", (94, 980), (66, 980), (58, 982)),
)


def _both(side: str, words: str, x: int, y: int) -> tuple[Part, ...]:
    if not x:
        return (Part(side, _capital(words), 0, y),)
    towards_right = -1 if side == FRONT else 1
    found = (("right", towards_right * x), ("left", -towards_right * x))
    return tuple(Part(side, _capital(words.replace("*", which)), its, y) for which, its in found)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _parts_of(column: int) -> tuple[Part, ...]:
    sides = ((FRONT, _ON_FRONT), (BACK, _ON_BACK))
    return tuple(
        part for side, those in sides for words, *places in those for part in _both(side, words, *places[column])
    )


PARTS_OF = {figure: _parts_of(column) for column, figure in enumerate((BABY, CHILD, TEENAGER))}
"""{figure: every part of it, from head to foot, the front first}: the same parts in the same order for all."""
PARTS = PARTS_OF[CHILD]
_BY_KEY = {figure: {part.key: part for part in parts} for figure, parts in PARTS_OF.items()}


def figure_for(born: datetime.date | None, on: datetime.date) -> str:
    """The figure that is nearest to a child of this age; a child's where no birthday is known."""
    if born is None:
        return CHILD
    years = years_old(born, on)
    return BABY if years < CHILD_FROM else TEENAGER if years >= TEENAGER_FROM else CHILD


def part_at(figure: str, side: str, x: float, y: float) -> Part:
    """The part whose middle is nearest to a place."""
    parts = [part for part in PARTS_OF[figure] if part.side == side]
    return min(parts, key=lambda part: (part.x - x) ** 2 + (part.y - y) ** 2)


def part_by_key(figure: str, key: str) -> Part | None:
    """A part of the list, where it lies on this figure."""
    return _BY_KEY[figure].get(key)


def part_called(words: str) -> Part | None:
    """The part of that name; None for words of one's own."""
    return next((part for part in PARTS if part.words == words), None)
