"""The words of the map, read from resources/wording in the language wanted: headings, labels and hints."""

import functools
from pathlib import Path

import msgspec

from casework.kinds.mapping import Category, Column

WORDING = Path(__file__).resolve().parents[2] / "resources" / "wording"
LANGUAGE = "en-GB"


class ScaleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands on the scale and at its ends."""

    question: str
    how: str
    lowest: str
    highest: str
    overall: str
    pair: str
    did_not_want: str
    not_asked: str

    def of_pair(self, number: int) -> str:
        """What one scale is called: its pair's number, or everything."""
        return self.pair.format(number=number) if number else self.overall


class MapWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of the map. Each table has an entry for every column, category or standing."""

    columns: dict[Column, str]
    empty: dict[Column, str]
    categories: dict[Category, str]
    hints: dict[Category, str]
    standings: dict[str, str]
    scale: ScaleWords

    def standing(self, standing: str, child: str) -> str:
        """ "Fact", "Maisie’s words"; what is not known is not said."""
        return self.standings.get(standing, "").format(child=child)


@functools.cache
def map_words(language: str = LANGUAGE) -> MapWords:
    """The words of the map in a language that has a folder under resources/wording."""
    text = (WORDING / language / "map.toml").read_text("utf-8")
    return msgspec.toml.decode(text, type=MapWords, strict=True)
