"""Words as they are drawn: names of another writing kept to themselves, and nothing that no font of this machine can draw."""

import functools
import re

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from casework.writing_direction import isolated

INSTEAD = "•"
MAY_BREAK = "\u200b"
_PARTS = re.compile(r"(?<=[-\s])")
_PICTURE = "[\U0001f000-\U0001faff]"
_PICTURES = re.compile(f"{_PICTURE}(?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d(?:{_PICTURE}|[\u2600-\u27bf]))*")


@functools.cache
def has_pictures() -> bool:
    """Whether this machine has a font for emoji."""
    return any("emoji" in family.lower() for family in QFontDatabase.families())


def as_shown(words: str, *, prose: bool = False) -> str:
    """What is drawn for these words. prose: somebody's own words, which run as their own writing does."""
    if words.isascii():
        return words
    if _PICTURES.search(words) and not has_pictures():
        words = _PICTURES.sub(INSTEAD, words)
    return words if prose else isolated(words)


def breakable(words: str, font: QFont, width: float) -> str:
    """The words with places to break within each that is wider than this, so that a long name goes on in the next line."""
    metrics = QFontMetricsF(font)
    if width <= 0 or metrics.horizontalAdvance(max(words.split(), key=len, default="")) <= width:
        return words
    parts = _PARTS.split(words)  # a line also ends after a hyphen
    return "".join(_in_pieces(part) if metrics.horizontalAdvance(part) > width else part for part in parts)


def _in_pieces(word: str) -> str:
    return re.sub(r"(?<=[^\W_])(?=[^\W_])", MAY_BREAK, word)
