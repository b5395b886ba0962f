"""What waits to be sent, what was set aside, and which records stand in two versions."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from casework.changes import Change, body_hash
from casework.kinds.concerns import BEFORE_ANYTHING_ELSE
from desktop_app.record_store.schema import current, drafts, set_aside

PART_OF = {
    "shared_words": "visit",
    "rating": "map_entry",
    "quote": "session",
    "drawing": "session",
    "recording": "session",
    "held_apart": "case_note",
    "management_decision": "safety_concern",
}
"""Kinds that a person adds as part of another: sentences of a visit, words and drawings of a session."""
SECONDS_OF_ONE_THING = 5


class WaitingItem(msgspec.Struct, frozen=True):
    """One file's waiting work. count: records with unsent changes; drafts; set_aside: refused by the store;
    oldest: UTC time of the oldest of them, as this laptop's clock had it."""

    file: str
    count: int
    drafts: int
    set_aside: int
    oldest: str


class Waiting(msgspec.Struct, frozen=True):
    """All that waits, by file. things: what a person did, each one thing however many records it has: a visit to three
    children with its shared sentences is one."""

    items: tuple[WaitingItem, ...]
    things: int = 0

    @property
    def count(self) -> int:
        """How many things wait to be sent, drafts included."""
        return self.things + sum(item.drafts for item in self.items)

    @property
    def set_aside(self) -> int:
        """How many changes the store refused."""
        return sum(item.set_aside for item in self.items)


class WaitingRecord(msgspec.Struct, frozen=True):
    """One record with unsent changes."""

    file: str
    kind: str
    record: bytes
    written: str


class SetAside(msgspec.Struct, frozen=True):
    """A change that the store refused: reason is a Reason's value (casework.acceptance)."""

    change: Change
    reason: str
    since: str


class TwoVersions(msgspec.Struct, frozen=True):
    """A field that a person has to settle; "*" where it is not agreed whether the record stands."""

    file: str
    kind: str
    record: bytes
    field: str


def as_things(records: Iterable[WaitingRecord]) -> list[list[WaitingRecord]]:
    """Records in their order, as the things a person did: of one kind or a part of it, written within seconds."""
    newest: dict[str, list[WaitingRecord]] = {}
    things = []
    for record in records:
        kind = PART_OF.get(record.kind, record.kind)
        known = newest.get(kind)
        if known is None or _seconds_between(known[-1].written, record.written) > SECONDS_OF_ONE_THING:
            known = newest[kind] = []
            things.append(known)
        known.append(record)
    return things


def _seconds_between(one: str, other: str) -> float:
    try:
        return abs((datetime.fromisoformat(other) - datetime.fromisoformat(one)).total_seconds())
    except (ValueError, TypeError):  # a time that is none, or without its zone: written by another release
        return 0.0 if one == other else float("inf")


def waiting(connection: Connection) -> Waiting:
    """What waits, by file, oldest first."""
    counts: dict[str, list[int]] = {}
    oldest: dict[str, str] = {}
    records = waiting_records(connection)
    for record in records:
        counts.setdefault(record.file, [0, 0, 0])[0] += 1
        oldest[record.file] = min(oldest.get(record.file, record.written), record.written)
    for row in connection.execute(drafts.select()):
        counts.setdefault(row.file, [0, 0, 0])[1] += 1
        oldest[row.file] = min(oldest.get(row.file, row.begun), row.begun)
    for row in connection.execute(set_aside.select()):
        counts.setdefault(row.file, [0, 0, 0])[2] += 1
        oldest[row.file] = min(oldest.get(row.file, row.since), row.since)
    items = [WaitingItem(file, count[0], count[1], count[2], oldest[file]) for file, count in counts.items()]
    things = len(as_things(records)) + len(files_with_pieces_left(connection))
    return Waiting(tuple(sorted(items, key=lambda item: (item.oldest, item.file))), things)


def files_with_pieces_left(connection: Connection) -> dict[str, int]:
    """{file: pieces not with the store}, of drawings and documents whose records were sent before.

    A record goes in a moment and what it names may take minutes: until the store has all of it, not all is sent.
    """
    rows = connection.exec_driver_sql(
        "SELECT file, count(*) FROM pieces WHERE sent=0 AND NOT EXISTS (SELECT 1 FROM log INDEXED BY log_unsent WHERE log.sent=0 AND log.file=pieces.file)"
        " GROUP BY file ORDER BY file"
    )
    return {row[0]: row[1] for row in rows}


def waiting_records(connection: Connection) -> list[WaitingRecord]:
    """Each record with unsent changes, in the order in which they are sent: what goes before anything else, then by age."""
    rows = connection.exec_driver_sql(
        "SELECT file, kind, record, head, hash_of_body, salt, body, min(row) AS first FROM log INDEXED BY log_unsent WHERE sent=0"
        " GROUP BY file, kind, record ORDER BY first"
    )
    found = [WaitingRecord(row[0], row[1], row[2], Change(*row[3:7]).header.written) for row in rows]
    return sorted(found, key=lambda record: record.kind not in BEFORE_ANYTHING_ELSE)


def set_aside_changes(connection: Connection) -> list[SetAside]:
    """What the store refused, oldest first: kept whole, shown, never sent again by itself."""
    rows = connection.execute(set_aside.select().order_by(set_aside.c.since))
    return [SetAside(_change(row.head, row.salt, row.body), row.reason, row.since) for row in rows]


def two_versions(connection: Connection, file: str = "") -> list[TwoVersions]:
    """Every field that stands in two versions, by file; of one file only where it is named."""
    asked = current.select().where(current.c.in_two_versions == 1).order_by(current.c.file, current.c.id)
    rows = connection.execute(asked.where(current.c.file == file) if file else asked)
    return [
        TwoVersions(row.file, row.kind, row.record, field)
        for row in rows
        for field in msgspec.msgpack.decode(row.content)[2]
    ]


def _change(head: bytes, salt: bytes, body: bytes) -> Change:
    return Change(head, body_hash(salt, body), salt, body)
