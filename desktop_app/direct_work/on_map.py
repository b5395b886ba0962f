"""Read-model of a child's words on cards of the map that the map does not show: nobody was let see them yet. No Qt.

The map lies on the table, so it says nothing of them; Their voice is the one place that does.
"""

from collections.abc import Iterator

import msgspec

from casework.childs_words import OPEN_ROOM, WORKERS, sight_of, sight_of_view, words_for
from casework.kinds.direct_work import Quote
from casework.kinds.mapping import MapEntry
from desktop_app.record_store.records import Records


class OffTheMap(msgspec.Struct, frozen=True):
    """One card, or what the child says of one. record: the card's; about: the card the child speaks of, "" for their own."""

    record: bytes
    words: str
    about: str = ""


def off_the_map(records: Records, file: str, child: str) -> tuple[OffTheMap, ...]:
    """All of them, in the order in which they were put on the map. child: what the child is called."""
    entries = sorted(records.records(file, MapEntry), key=lambda one: (one.value.position or 0, one.written))
    return tuple(found for entry in entries for found in _of_card(records, file, entry.record, entry.value, child))


def _of_card(records: Records, file: str, record: bytes, card: MapEntry, child: str) -> Iterator[OffTheMap]:
    held = records.record(file, Quote, card.quote) if card.quote else None
    quote = held.value if held is not None and not held.is_withdrawn else None
    was_taken_away = held is not None and quote is None and not card.text
    if not was_taken_away and not sight_of(card, OPEN_ROOM, quote).may_see:
        yield OffTheMap(record, words_for(quote, WORKERS) if quote is not None else card.text or "")
    for who, view in card.views.items():
        if isinstance(view, str) and not sight_of_view(who, view, child, OPEN_ROOM).may_see:
            yield OffTheMap(record, view, about=card.text or "")
