"""The faces documents are set in: which characters each holds, and how HarfBuzz shapes a word in it.

Every word is shaped, also English ones: kerning comes from there, and Arabic joins by the same path.
"""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FALLBACKS = ("NotoSans-Regular", "NotoNaskhArabic-Regular", "NotoEmoji-Regular")
"""Asked in this order for characters that the face of a style does not hold."""

_TRANSPARENT = frozenset(
    "\u200c\u200d\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069"
    + "".join(chr(number) for number in (*range(0xFE00, 0xFE10), *range(0xE0020, 0xE0080)))
)
NO_LIGATURES = {"liga": False, "clig": False}
JOINED_TO_THE_LAST = "\u200d"
"""What a glyph says that belongs to a character already said: a zero-width joiner, which readers pass over."""


class Glyph(NamedTuple):
    """One shape of a face. text: the characters it says; lengths in thousandths of the type size."""

    number: int
    text: str
    advance: float
    right: float
    up: float


class Shaped:
    """The glyphs of a piece of text, made once and known by itself: finding it again costs nothing.

    advance: of all of them; said: what they read, where the glyphs one by one do not say it (letters that are put
    together from several); is_plain: all stand on the line, read from left to right, and say their letters.
    """

    __slots__ = ("advance", "glyphs", "is_plain", "said")

    def __init__(self, glyphs: tuple[Glyph, ...], right_to_left: bool) -> None:
        self.glyphs = glyphs
        self.advance = sum(glyph.advance for glyph in glyphs)
        letters = [glyph.text for glyph in glyphs if glyph.text != JOINED_TO_THE_LAST]
        # told as a whole, right-to-left pieces are turned round by common readers
        self.said = "".join(letters) if len(letters) < len(glyphs) and not right_to_left else ""
        self.is_plain = not right_to_left and not self.said and not any(glyph.up for glyph in glyphs)


class Face:
    """One font file. Lengths are in thousandths of the type size, as a PDF counts them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.shapes = hb.Face(hb.Blob.from_file_path(str(FONTS / f"{name}.ttf")))
        self.font = hb.Font(self.shapes)
        self.holds = frozenset(chr(number) for number in self.shapes.unicodes)
        self.scale = 1000 / self.shapes.upem
        extents = self.font.get_font_extents("ltr")
        self.ascender, self.descender = extents.ascender * self.scale, extents.descender * self.scale
        self.cap_height = (self.font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT) or 700) * self.scale
        self.is_latin = "A" in self.holds

    def holds_all(self, text: str) -> bool:
        """Whether every character of a text has a shape here; joiners and variation selectors need none."""
        return self.holds.issuperset(text) or all(each in self.holds or is_transparent(each) for each in text)

    def advance_of(self, number: int) -> float:
        """The width of a glyph by itself."""
        return float(self.font.get_glyph_h_advance(number) * self.scale)

    def shape(self, text: str, right_to_left: bool = False) -> tuple[Glyph, ...]:
        """The glyphs of a text in this face, from left to right."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        # without ligatures each Latin letter stays a letter: for readers who spell, and for text taken out again
        hb.shape(self.font, buffer, NO_LIGATURES if self.is_latin else {})
        infos, positions, scale = buffer.glyph_infos, buffer.glyph_positions, self.scale
        clusters = [info.cluster for info in infos]
        said: Sequence[str] = text
        if clusters != list(range(len(text))):  # most often each letter has its one glyph
            said = _said_by_each(text, clusters, [position.x_advance for position in positions])
        return tuple(
            Glyph(info.codepoint, what, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale)
            for info, what, at in zip(infos, said, positions, strict=True)
        )


def _said_by_each(text: str, clusters: Sequence[int], advances: Sequence[float]) -> list[str]:
    """What each glyph says. Clusters are named by the index of their first character.

    The widest of a cluster says all its characters, so that a dot does not speak for its letter.
    """
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    speakers: dict[int, int] = {}
    for at, cluster in enumerate(clusters):
        if cluster not in speakers or advances[at] > advances[speakers[cluster]]:
            speakers[cluster] = at
    return [
        text[cluster : ends[cluster]] if speakers[cluster] == at else JOINED_TO_THE_LAST
        for at, cluster in enumerate(clusters)
    ]


@functools.cache
def face_named(name: str) -> Face:
    """The face of this name; its file is mapped into memory once."""
    return Face(name)


def is_transparent(character: str) -> bool:
    """Whether a character has no shape of its own and goes with the one before: joiners, variation selectors, tags."""
    return character in _TRANSPARENT


@functools.cache
def faces_for(name: str) -> tuple[Face, ...]:
    """The face of a style and those that stand in for it, first choice first."""
    return tuple(face_named(each) for each in (name, *FALLBACKS))


def face_for(text: str, name: str) -> Face | None:
    """The first face that holds a whole piece of text, or None where no single one does."""
    for face in faces_for(name):
        if face.holds_all(text):
            return face
    return None


def can_be_set(character: str, name: str) -> bool:
    """Whether any face has a shape for this character."""
    return is_transparent(character) or any(character in face.holds for face in faces_for(name))
