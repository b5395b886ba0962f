"""Adding to the log and folding what was touched, in the caller's transaction. Every door into the copy leads here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sqlalchemy import Connection

from casework.case_files import FileKind, kind_of_file
from casework.changes import Change
from casework.fold import RecordKey, fold_record
from desktop_app.record_store import current

Arrived: TypeAlias = tuple[Change, int | None, str, bool]
"""A change with its number at the store (None where not known), its mark, and whether the store has it."""

_INSERT = (
    "INSERT INTO log(file, number, id, kind, record, head, hash_of_body, salt, body, mark, sent)"
    " VALUES(?,?,?,?,?,?,?,?,?,?,?)"
    " ON CONFLICT(file, id) DO UPDATE SET number=coalesce(excluded.number, number), mark=excluded.mark,"
    " sent=max(sent, excluded.sent)"
)
_OF_RECORD = "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND kind=? AND record=?"
_PUT_CURRENT = (
    "INSERT INTO current(file, kind, record, presence, in_two_versions, content) VALUES(?,?,?,?,?,?)"
    " ON CONFLICT(file, kind, record) DO UPDATE SET presence=excluded.presence,"
    " in_two_versions=excluded.in_two_versions, content=excluded.content RETURNING id"
)


def add_to_log(connection: Connection, file: str, arrived: Sequence[Arrived]) -> None:
    """Put changes into a file's log and fold the records they touch. One that is known only gains its number."""
    if not arrived:
        return
    connection.exec_driver_sql(_INSERT, [_row(file, one) for one in arrived])
    fold_into_current(connection, file, {_key(change) for change, _, _, _ in arrived})


def fold_into_current(connection: Connection, file: str, records: Iterable[RecordKey]) -> None:
    """Make the rows of these records again from the log, with the words to search."""
    is_searched = kind_of_file(file) in (FileKind.PERSON, FileKind.PRACTICE)
    words: list[tuple[int, str]] = []
    for kind, record in records:
        changes = changes_of_record(connection, file, kind, record)
        if not changes:
            _forget(connection, file, kind, record)
            continue
        state = fold_record(kind, record, changes)
        content = current.encode(current.content_of(state, changes))
        in_two = int(bool(state.fields_in_two_versions))
        row = (file, kind, record, state.presence.value, in_two, content)
        number = int(connection.exec_driver_sql(_PUT_CURRENT, row).scalar_one())
        if is_searched:
            words.append((number, current.words_of(state) if state.is_kept else ""))
    if words:
        connection.exec_driver_sql("INSERT OR REPLACE INTO found(rowid, words) VALUES(?,?)", words)


def changes_of_record(connection: Connection, file: str, kind: str, record: bytes) -> list[Change]:
    """Every change of one record, in the order of arrival."""
    rows = connection.exec_driver_sql(_OF_RECORD + " ORDER BY row", (file, kind, record))
    return [Change(*row) for row in rows]


def changes_of_file(connection: Connection, file: str) -> list[Change]:
    """The whole log of a file, in the order of arrival."""
    rows = connection.exec_driver_sql(
        "SELECT head, hash_of_body, salt, body FROM log WHERE file=? ORDER BY row", (file,)
    )
    return [Change(*row) for row in rows]


def unsent_of_file(connection: Connection, file: str) -> list[Change]:
    """What the store has not acknowledged, in the order it was written."""
    rows = connection.exec_driver_sql(
        "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND sent=0 ORDER BY row", (file,)
    )
    return [Change(*row) for row in rows]


def take_out(connection: Connection, file: str, ids: Iterable[bytes]) -> None:
    """Take changes that the store refused out of the log, and fold again what they touched."""
    touched: dict[str, set[RecordKey]] = defaultdict(set)
    for name in ids:
        taken = connection.exec_driver_sql(
            "DELETE FROM log WHERE file=? AND id=? AND sent=0 RETURNING kind, record", (file, name)
        )
        for kind, record in taken:
            touched[file].add((kind, record))
    fold_into_current(connection, file, touched[file])


def _forget(connection: Connection, file: str, kind: str, record: bytes) -> None:
    gone = connection.exec_driver_sql(
        "DELETE FROM current WHERE file=? AND kind=? AND record=? RETURNING id", (file, kind, record)
    )
    for (number,) in gone.all():
        connection.exec_driver_sql("DELETE FROM found WHERE rowid=?", (number,))


def _key(change: Change) -> RecordKey:
    return (change.header.kind, change.header.record)


def _row(file: str, arrived: Arrived) -> tuple[object, ...]:
    change, number, mark, sent = arrived
    header = change.header
    return (
        file,
        number,
        change.id,
        header.kind,
        header.record,
        change.head,
        change.hash_of_body,
        change.salt,
        change.body,
        mark,
        int(sent),
    )
