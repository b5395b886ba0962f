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

# Plain inserts: letting SQLite look for conflicts row by row costs ten times as much in an encrypted file.
_INSERT = (
    "INSERT INTO log(file, number, id, kind, record, head, hash_of_body, salt, body, mark, sent)"
    " VALUES(?,?,?,?,?,?,?,?,?,?,?)"
)
_NOW_NUMBERED = "UPDATE log SET number=coalesce(?, number), mark=?, sent=max(sent, ?) WHERE file=? AND id=?"
_IDS_A_QUESTION = 500
_OF_RECORD = "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND kind=? AND record=?"
_DAY_ERASED = (
    "SELECT max(day) FROM erased JOIN log ON log.file=erased.file AND log.id=erased.id AND log.body IS NULL"
    " WHERE log.file=? AND log.kind=? AND log.record=?"
)
_PUT_CURRENT = "INSERT INTO current(presence, in_two_versions, content, file, kind, record, id) VALUES(?,?,?,?,?,?,?)"
_CHANGE_CURRENT = (
    "UPDATE current SET presence=?, in_two_versions=?, content=? WHERE file=? AND kind=? AND record=? AND id=?"
)


def add_to_log(connection: Connection, file: str, arrived: Sequence[Arrived]) -> None:
    """Put changes into a file's log and fold the records they touch. One that is known only gains its number."""
    if not arrived:
        return
    held = known(connection, file, [change.id for change, _, _, _ in arrived])
    fresh = {change.id: (change, number, mark, sent) for change, number, mark, sent in arrived if change.id not in held}
    _many(connection, _INSERT, [_row(file, one) for one in fresh.values()])
    again = [(number, mark, int(sent), file, change.id) for change, number, mark, sent in arrived if change.id in held]
    _many(connection, _NOW_NUMBERED, again)
    by_record: dict[RecordKey, list[Change]] = {}
    for change, _, _, _ in arrived:
        by_record.setdefault(_key(change), []).append(change)
    _fold(connection, file, by_record)


def fold_into_current(connection: Connection, file: str, records: Iterable[RecordKey]) -> None:
    """Make the rows of these records again from the log, with the words to search."""
    for key in records:
        changes = changes_of_record(connection, file, *key)
        if changes:
            _fold(connection, file, {key: changes})
        else:
            _forget(connection, file, *key)


def _fold(connection: Connection, file: str, by_record: dict[RecordKey, list[Change]]) -> None:
    """Fold records of which new changes are at hand; the older ones are read only where there are any."""
    held = {
        (row[1], row[2]): row[0]
        for row in connection.exec_driver_sql("SELECT id, kind, record FROM current WHERE file=?", (file,))
    }
    next_id = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM current").scalar_one())
    is_searched = kind_of_file(file) in (FileKind.PERSON, FileKind.PRACTICE)
    new: list[tuple[object, ...]] = []
    changed: list[tuple[object, ...]] = []
    words: list[tuple[int, str]] = []
    for key, at_hand in by_record.items():
        changes = changes_of_record(connection, file, *key) if key in held else at_hand
        state = fold_record(*key, changes)
        day = _day_erased(connection, file, key, changes)
        content = current.encode(current.content_of(state, changes, day))
        if key not in held:
            next_id += 1
        number = held.get(key, next_id)
        presence = current.presence_of(state, changes)
        row = (presence, int(bool(state.fields_in_two_versions)), content, file, *key, number)
        (changed if key in held else new).append(row)
        if is_searched:
            words.append((number, current.words_of(state) if state.is_kept else ""))
    _many(connection, _PUT_CURRENT, new)
    _many(connection, _CHANGE_CURRENT, changed)
    _many(connection, "DELETE FROM found WHERE rowid=?", [(row[-1],) for row in changed if is_searched])
    _many(connection, "INSERT INTO found(rowid, words) VALUES(?,?)", words)


def _day_erased(connection: Connection, file: str, key: RecordKey, changes: Iterable[Change]) -> str:
    """The day of the newest order that took words of this record; asked only where words are missing."""
    if not any(change.is_erased for change in changes):
        return ""
    return connection.exec_driver_sql(_DAY_ERASED, (file, *key)).scalar() or ""


def known(connection: Connection, file: str, ids: Sequence[bytes]) -> set[bytes]:
    """Those of these changes that this copy holds."""
    found: set[bytes] = set()
    for start in range(0, len(ids), _IDS_A_QUESTION):
        some = tuple(ids[start : start + _IDS_A_QUESTION])
        marks = ",".join("?" * len(some))
        asked = f"SELECT id FROM log WHERE file=? AND id IN ({marks})"  # noqa: S608 only question marks
        found.update(row[0] for row in connection.exec_driver_sql(asked, (file, *some)))
    return found


def _many(connection: Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(rows))


def changes_of_record(connection: Connection, file: str, kind: str, record: bytes) -> list[Change]:
    """Every change of one record, in the order of arrival."""
    rows = connection.exec_driver_sql(_OF_RECORD + " ORDER BY row", (file, kind, record))
    return [Change(*row) for row in rows]


def changes_of_changed_records(connection: Connection, file: str, kind: str) -> list[Change]:
    """Every change of those records of a kind that were changed after they were made, in the order of arrival."""
    rows = connection.exec_driver_sql(
        "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND kind=? AND record IN"
        " (SELECT record FROM log WHERE file=? AND kind=? GROUP BY record HAVING count(*) > 1) ORDER BY row",
        (file, kind, file, kind),
    )
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
