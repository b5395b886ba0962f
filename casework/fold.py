"""What a case file says now: the live values of every field, whatever the order in which changes came.

    dead(f)  = the union of `over` of all changes that set f
    live(f)  = the changes that set f, less dead(f)

No clock, cursor or number enters. The fold knows no kinds: an older release folds a newer one's records alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, TypeAlias

import msgspec

from casework.canonical import canonical
from casework.changes import ANNOTATION, KEPT, PRESENCE, Change
from casework.worked_out import worked_out_once

RecordKey: TypeAlias = tuple[str, bytes]
"""(kind, record id): two changes belong to one record when both agree."""


class Presence(Enum):
    """Whether a record stands."""

    KEPT = "kept"
    WITHDRAWN = "withdrawn"
    TWO_VERSIONS = "two versions"  # withdrawn by one, kept or added to by another who had not seen it


class Live(msgspec.Struct, frozen=True):
    """One live value of a field, and who wrote it.

    change: id of the change; value: what it set (None once erased); author, device, happened, written: of the change;
    notes: its annotations, e.g. {"#why": ...}.
    """

    change: bytes
    value: Any
    author: str
    device: str
    happened: str
    written: str
    notes: dict[str, Any]
    is_erased: bool = False

    @property
    def same_as(self) -> bytes:
        """Canonical bytes, equal when values are; worked out only where values are compared, for that is rare."""
        return b"" if self.is_erased else canonical(self.value)


class RecordState:
    """One record as it stands: its live values by field, ordered by change id."""

    def __init__(self, kind: str, record: bytes, fields: Mapping[str, tuple[Live, ...]], presence: Presence) -> None:
        self.kind = kind
        self.record = record
        self.fields = fields
        self.presence = presence

    def versions(self, field: str) -> tuple[Live, ...]:
        """The live values that differ, one each (the earliest id speaks for equal ones); empty where none is live."""
        lives = self.fields.get(field, ())
        if len(lives) == 1:
            return () if lives[0].is_erased else lives
        seen: dict[bytes, Live] = {}
        for live in lives:
            if not live.is_erased:
                seen.setdefault(live.same_as, live)
        return tuple(seen.values())

    def is_in_two_versions(self, field: str) -> bool:
        """Whether more than one distinct value of the field is live, or presence is not agreed (field "*")."""
        if field == PRESENCE:
            return self.presence is Presence.TWO_VERSIONS
        return len(self.versions(field)) > 1

    @worked_out_once
    def fields_in_two_versions(self) -> tuple[str, ...]:
        """Names of the fields that a person has to settle, in order; "*" where presence itself is not agreed."""
        return tuple(name for name in sorted(self.fields) if self.is_in_two_versions(name))

    @worked_out_once
    def agreed(self) -> dict[str, Any]:
        """{field: value} of the fields that stand in one version."""
        found = {name: self.versions(name) for name in self.fields if name != PRESENCE}
        return {name: versions[0].value for name, versions in found.items() if len(versions) == 1}

    def shown(self, *fields: str) -> dict[str, tuple[bytes, ...]]:
        """{field: ids of its live values}: what a form that opens now shows. All fields where none is named."""
        names = fields or tuple(self.fields)
        return {name: tuple(live.change for live in self.fields.get(name, ())) for name in names}

    @property
    def live_ids(self) -> frozenset[bytes]:
        """Ids of every live value of the record, presence included."""
        return frozenset(live.change for lives in self.fields.values() for live in lives)

    @property
    def is_kept(self) -> bool:
        """Whether the record is to be shown at all (a disputed one is)."""
        return self.presence is not Presence.WITHDRAWN

    def as_plain(self) -> dict[str, Any]:
        """The whole state as comparable plain values: equal on two machines that hold the same changes."""
        return {
            "kind": self.kind,
            "record": self.record,
            "presence": self.presence.value,
            "fields": {name: [(live.change, live.same_as) for live in lives] for name, lives in self.fields.items()},
        }


def fold_record(kind: str, record: bytes, changes: Iterable[Change]) -> RecordState:
    """The state of one record from all its changes, in any order, repeats allowed. Other records' must not be given."""
    every = {change.id: change for change in changes}
    setters: dict[str, list[Change]] = defaultdict(list)
    dead: dict[str, set[bytes]] = defaultdict(set)
    for change in every.values():
        for field in change.header.fields:
            if not field.startswith(ANNOTATION):
                setters[field].append(change)
                dead[field].update(change.header.over)
    fields = {
        field: tuple(_live(every[name], field) for name in sorted({one.id for one in setters[field]} - dead[field]))
        for field in sorted(setters)
    }
    said = [every[live.change] for live in fields.get(PRESENCE, ())]
    withdrawals = [change for change in said if not _says_kept(change)]
    return RecordState(kind, record, fields, _presence(fields, withdrawals))


def fold(changes: Iterable[Change]) -> dict[RecordKey, RecordState]:
    """The state of every record that the changes speak of."""
    by_record: dict[RecordKey, list[Change]] = defaultdict(list)
    for change in changes:
        by_record[(change.header.kind, change.header.record)].append(change)
    return {key: fold_record(*key, its_changes) for key, its_changes in by_record.items()}


def _live(change: Change, field: str) -> Live:
    header = change.header
    return Live(
        change.id,
        change.values.get(field),
        header.author,
        header.device,
        header.happened,
        header.written,
        change.annotations,
        change.is_erased,
    )


def _says_kept(change: Change) -> bool:
    """Whether a change of presence said "kept". Of an erased one only the header is left: what was over nothing created
    the record; anything else is read as the withdrawal it may have been, so that an erasure brings nothing back."""
    return not change.header.over if change.is_erased else change.values.get(PRESENCE) == KEPT


def _presence(fields: Mapping[str, tuple[Live, ...]], withdrawals: list[Change]) -> Presence:
    """Withdrawn when no 'kept' is live and every live value was named by the withdrawals."""
    if not withdrawals:
        return Presence.KEPT
    if len(withdrawals) < len(fields[PRESENCE]):
        return Presence.TWO_VERSIONS
    named = {name for change in withdrawals for name in change.header.over}
    others = {live.change for field, lives in fields.items() if field != PRESENCE for live in lives}
    return Presence.WITHDRAWN if others <= named else Presence.TWO_VERSIONS
