"""What a record says now, as a row beside the log, and back to the value that screens get."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from casework.changes import KEPT, PRESENCE, Change
from casework.fold import RecordState
from casework.kinds import NAME_OF
from casework.kinds.reading import Kind, read_values
from casework.kinds.record import Record

K = TypeVar("K", bound=Kind)
LONGEST_TEXT = 100_000
ERASED = "erased"


class Content(msgspec.Struct, frozen=True, array_like=True):
    """values: fields in one version; shown: ids of live values; two: fields to settle; the rest of the creating change.

    erased: the ISO day of the newest order that took words of this record, "" where none did.
    """

    values: dict[str, Any]
    shown: dict[str, tuple[bytes, ...]]
    two: tuple[str, ...]
    author: str
    written: str
    happened: str
    is_withdrawn: bool
    erased: str = ""


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Content)


def content_of(state: RecordState, changes: Iterable[Change], erased: str = "") -> Content:
    """The row's content, from the record's state and the changes it was folded from; erased: as `Content` has it."""
    created = _creating(changes)
    return Content(
        state.agreed,
        state.shown(),
        state.fields_in_two_versions,
        created.header.author,
        created.header.written,
        created.header.happened,
        not state.is_kept,
        erased,
    )


def presence_of(state: RecordState, changes: Iterable[Change]) -> str:
    """The row's presence: as the fold has it, or ERASED where the authority took every word of the record."""
    return ERASED if all(change.is_erased for change in changes) else state.presence.value


def encode(content: Content) -> bytes:
    """The bytes kept in the row."""
    return _encoder.encode(content)


def to_record(form: type[K], file: str, record: bytes, content: bytes, unsent: bool) -> Record[K]:
    """The value that a screen gets."""
    read = _decoder.decode(content)
    return Record(
        file=file,
        kind=NAME_OF[form],
        record=record,
        value=read_values(form, read.values).while_unsettled(read.two),
        shown=read.shown,
        in_two_versions=read.two,
        author=read.author,
        written=read.written,
        happened=read.happened,
        unsent=unsent,
        is_withdrawn=read.is_withdrawn,
        erased=read.erased,
    )


def words_of(state: RecordState) -> str:
    """Every word of the record's live values, all versions, for the search index."""
    found: list[str] = []
    for field in state.fields:
        if field != PRESENCE:
            for version in state.versions(field):
                _gather(version.value, found)
    return "\n".join(found)[:LONGEST_TEXT]


def _gather(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, Mapping):
        for part in () if "pieces" in value else value.values():  # where bytes lie is no word that anybody looks for
            _gather(part, found)
    elif isinstance(value, Sequence) and not isinstance(value, bytes):
        for part in value:
            _gather(part, found)


def _creating(changes: Iterable[Change]) -> Change:
    """The change that created the record; where two machines created the same one, the earlier by its own word."""
    every = list(changes)
    makers = [change for change in every if not change.header.over and change.values.get(PRESENCE, KEPT) == KEPT]
    return min(makers or every, key=lambda change: (change.header.written, change.id))
