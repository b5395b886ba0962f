"""A child's printed letters: each a few lines on a grid four wide and eight high, with the line to write on at six."""

from functools import cache
from typing import TypeAlias

Part: TypeAlias = tuple[tuple[float, float], ...]

# Two digits a point, across and down; lines of one letter are parted by "/".
_LETTERS = {
    "a": "43 12 04 15 35 43/43 46",
    "b": "00 06/03 22 44 35 16 05",
    "c": "43 22 03 05 26 45",
    "d": "40 46/43 22 03 05 26 45",
    "e": "04 44 33 13 04 16 36 45",
    "f": "31 20 11 16/03 33",
    "g": "43 22 03 05 26 45/43 47 28 08",
    "h": "00 06/04 23 34 36",
    "i": "23 26/21 21",
    "j": "33 37 18 07/31 31",
    "k": "00 06/43 04 46",
    "l": "10 15 26",
    "m": "03 06/04 13 24 26/24 33 44 46",
    "n": "03 06/04 23 34 36",
    "o": "22 04 16 36 44 23 22",
    "p": "03 08/03 22 44 35 16 05",
    "q": "43 22 03 05 26 45/43 48",
    "r": "03 06/04 13 33",
    "s": "43 13 04 34 45 36 06",
    "t": "21 25 36/03 43",
    "u": "03 05 16 36 43/43 46",
    "v": "03 26 43",
    "w": "03 16 24 36 43",
    "x": "03 46/43 06",
    "y": "03 26/43 26 08",
    "z": "03 43 06 46",
    "I": "10 30/20 26/16 36",
    "L": "00 06 46",
    "9": "42 21 02 23 42/42 36",
    ".": "26 26",
}


@cache
def letters(letter: str) -> tuple[Part, ...]:
    """The lines of a letter, a height of 1 from top to the line it stands on; nothing for a sign we do not draw."""
    written = _LETTERS.get(letter) or _LETTERS.get(letter.lower(), "")
    return tuple(
        tuple((int(point[0]) / 8, int(point[1]) / 6) for point in part.split()) for part in written.split("/") if part
    )
