"""The words of the map: headings, labels and hints, ours or the authority's own (casework.labels)."""

import functools

import msgspec

from casework.kinds.mapping import Category, Column
from casework.labels import InUse, labels_in_use, labels_of


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


def map_words(level: str = "") -> MapWords:
    """The words of the map at a child's level of need, an authority's own among them."""
    return _read(level, labels_in_use())


@functools.lru_cache(maxsize=8)
def _read(level: str, _in_use: InUse) -> MapWords:
    return msgspec.convert(labels_of("map", level), type=MapWords, strict=True)
