"""Authorised erasure: what an order of the authority covers, and what of a record is looked for where words are kept.

An order stands in the authority's book. Whoever holds the book destroys salt and body of the changes that it names;
header, hash and id stay, so that every seal and digest still verifies. Words that are missing without an order that
covers them are not believed: a store that lies must not withhold them so.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from casework.case_files import FileKind, is_case_file, kind_of_file
from casework.changes import ID_BYTES, Change
from casework.errors import BadMessage, BadSeal
from casework.kinds import NAME_OF
from casework.kinds.books import Erasure, ErasureOrder
from casework.seals import check_erasure

ORDERED_BY = 2  # people
MOST_CHANGES_AN_ORDER = 1500
MOST_PIECES_AN_ORDER = 500
PIECE_NAME_BYTES = 32
LEAST_LETTERS = 16  # of a sentence that is looked for elsewhere: shorter ones stand in many places and say little
EDITS, SHOWN = "record", "shown"  # of a form: the record that it edits, and the values over which it was begun
_ERASABLE = frozenset({FileKind.PERSON, FileKind.HUB, FileKind.PRACTICE})
_KIND = NAME_OF[Erasure]


def may_be_erased(file: str) -> bool:
    """Whether words of this file can be erased: never the books that say whom to believe and who may read."""
    return is_case_file(file) and kind_of_file(file) in _ERASABLE


def are_two_people(names: Sequence[str]) -> bool:
    """Whether exactly two different people are named, however their names are spaced or written large and small."""
    people = {" ".join(name.split()).casefold() for name in names}
    return len(names) == ORDERED_BY and len(people) == ORDERED_BY and "" not in people


def orders_in(authority: bytes, tenant: str, changes: Iterable[Change]) -> list[ErasureOrder]:
    """The orders that these changes of the authority's book bring, those alone that its own key signed.

    Each is believed by that signature, whoever sealed the change, and also where the change was withdrawn since.
    """
    found = (_order_in(change) for change in changes if change.header.kind == _KIND)
    return [order for order in found if order is not None and _is_believed(authority, tenant, order)]


def _order_in(change: Change) -> ErasureOrder | None:
    try:
        return msgspec.convert(change.values.get("order"), ErasureOrder | None, builtin_types=(bytes,))
    except (BadMessage, msgspec.ValidationError, RecursionError):
        return None  # no word of the authority has such a form


def _is_believed(authority: bytes, tenant: str, order: ErasureOrder) -> bool:
    try:
        check_erasure(authority, tenant, order)
    except (BadSeal, BadMessage):
        return False
    has_form = all(len(name) == ID_BYTES for name in order.changes)
    return has_form and may_be_erased(order.file) and are_two_people(order.by) and bool(order.reason.strip())


def without_erased(changes: Iterable[Change], covered: Collection[bytes]) -> list[Change]:
    """Changes as they may be kept: those that an order covers without their words. covered: ids, of the changes' file.

    Asked wherever a change comes in from elsewhere to be kept, in a file or beside one.
    """
    return [change.erased() if change.id in covered else change for change in changes]


def pieces_named(values: Any) -> Iterator[bytes]:
    """The names of stored pieces (32 bytes each) that a body's values hold, however deep."""
    if isinstance(values, Mapping):
        if "pieces" in values and "key" in values:
            yield from (name for name in map(_piece_name, values["pieces"] or ()) if name)
        for part in values.values():
            yield from pieces_named(part)
    elif isinstance(values, Sequence) and not isinstance(values, str | bytes):
        for part in values:
            yield from pieces_named(part)


def _piece_name(name: object) -> bytes:
    try:
        found = bytes.fromhex(name) if isinstance(name, str) else b""
    except ValueError:
        return b""
    return found if len(found) == PIECE_NAME_BYTES else b""


def is_begun_over(form: Mapping[Any, Any], ids: Collection[bytes], records: Collection[bytes]) -> bool:
    """Whether a form that is not in the record was begun over one of these changes, or edits one of these records without
    saying over what. form: a draft or a part of one, as msgpack has it."""
    shown = form.get(SHOWN)
    return not set(ids).isdisjoint(_ids_in(shown)) if shown else form.get(EDITS) in records


def is_about(value: Any, file: str) -> bool:
    """Whether the file is named anywhere in a form."""
    if isinstance(value, Mapping):
        return any(is_about(part, file) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return any(is_about(part, file) for part in value)
    return bool(value == file)


def _ids_in(value: Any) -> Iterator[bytes]:
    if isinstance(value, bytes):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _ids_in(part)


def sentences_in(values: Any) -> set[str]:
    """What a body's values say that is long enough to be known again where it was copied: a whole field, and its lines."""
    found: set[str] = set()
    for text in texts_in(values):
        found.update(part for part in (text, *text.splitlines()) if len(part.strip()) >= LEAST_LETTERS)
    return {part.strip() for part in found}


def texts_in(values: Any) -> Iterator[str]:
    """Every text that the values hold, however deep."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, Mapping):
        for part in values.values():
            yield from texts_in(part)
    elif isinstance(values, Sequence) and not isinstance(values, bytes):
        for part in values:
            yield from texts_in(part)
