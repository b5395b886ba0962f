"""The measures and colours of A4 paper: one place, so that every document for families is of one family.

Lengths are in points (72 to the inch) unless they say millimetres; colours are hexadecimal RGB, the same as on screen.
"""

from typing import NamedTuple

MM = 72 / 25.4
PAGE = (210 * MM, 297 * MM)
LEFT, RIGHT, TOP, FOOT = 22 * MM, 18 * MM, 15 * MM, 20 * MM  # left leaves room for the hole punch
FOOT_BASELINE = 11 * MM
WIDTH = PAGE[0] - LEFT - RIGHT
HEIGHT = PAGE[1] - TOP - FOOT

INK = "1f2a30"
MUTED = "55636b"
PRIMARY = "0f5e63"
OUTLINE = "7b878d"
LINE = "d9d4c9"
WORRY = "9c3d1f"
GOOD = "2b6a3f"
NEEDS = "35548f"
CHILD, CHILD_SOFT = "6a4c93", "efe8f7"
WARN, WARN_SOFT = "7a4f00", "fff1d0"
WHITE = "ffffff"
PRACTICE = "eddbe6"
"""Of the word behind the text: pale enough that the text over it keeps its contrast, dark enough for a grey printer."""


class Style(NamedTuple):
    """How text is set. face and strong: names of faces (see faces.py); at_end: to the far side of the column."""

    size: float
    leading: float
    colour: str = INK
    face: str = "AtkinsonHyperlegibleNext-Regular"
    strong: str = "AtkinsonHyperlegibleNext-Bold"
    at_end: bool = False


BODY = Style(12, 17)
BODY_AT_END = BODY._replace(at_end=True)
QUIET = BODY._replace(colour=MUTED)
TABLE = Style(12, 16)
NAMES = Style(14, 19)
PHONE = Style(15, 20, at_end=True)
ACROSS = Style(132, 150, PRACTICE)
HEADING_1 = Style(24, 30, PRIMARY)
HEADING_1_AGAIN = Style(20, 26, PRIMARY)
HEADING_2 = Style(15, 20)
CHILDS_WORDS = Style(16, 23, face="Lexend-Regular", strong="Lexend-SemiBold")

LARGE = Style(24, 34)
LARGE_HEADING_1 = Style(36, 44)
LARGE_HEADING_2 = Style(28, 36)
LARGE_PHONE = Style(32, 40)
LARGE_CHILDS_WORDS = Style(24, 36, face="Lexend-Regular", strong="Lexend-SemiBold")
LARGE_FOOT = Style(18, 23)
"""Large print is 18 points at the least, also at the foot of a page (UKAAF)."""

SPACE_SMALL, SPACE, SPACE_LARGE = 4.0, 8.0, 18.0
RADIUS = 4 * MM
BAR = 1.6 * MM
