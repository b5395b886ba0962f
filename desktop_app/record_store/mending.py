"""Making a whole copy from a damaged one: everything that can be read, and room for what the store has to send again.

    1. the damaged database, with its log folded in, is kept beside, encrypted as it was
    2. every row on a page that is whole goes into a new database; a change only if it is what its author wrote
    3. a file of which something numbered is missing is put back to the number before it, so that the store sends the rest
    4. the new database takes the place of the damaged one

A kill at any step leaves the first file, and the next opening begins again from it. It is kept until everything that was not
sent has reached the store.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Table

from casework.changes import ID_BYTES, Change, body_hash
from casework.exchange import Cursor
from casework.seals import first_digest, next_digest
from desktop_app.record_store import erasing, log, schema
from desktop_app.record_store.identity import IDENTITY, Identity
from desktop_app.record_store.intake import cursor_of, keep_cursor, seals_of
from desktop_app.vault.encrypted_database import put_in_place
from desktop_app.vault.errors import DamagedDatabase
from desktop_app.vault.page_reading import with_log
from desktop_app.vault.safe_files import flush_folder, write_whole
from desktop_app.vault.salvaging import NOTHING_LEFT
from desktop_app.vault.vault import OpenVault

Rows = dict[int, tuple[Any, ...]]
MADE_ANEW = frozenset({schema.current.name, schema.erased.name, schema.to_destroy.name})
KNOWN_BY_INDEX = {
    schema.log.name: "row FROM log INDEXED BY log_unsent WHERE sent=0",
    schema.drafts.name: "name FROM drafts INDEXED BY sqlite_autoindex_drafts_1",
}
STILL_THERE = {schema.log.name: "row FROM log WHERE sent=0", schema.drafts.name: "name FROM drafts"}
ROWS_AT_ONCE = 500


class Mended(msgspec.Struct, frozen=True):
    """pages: damaged; to_fetch: entries that the store has and this copy lost; unsent, drafts: lost for good, by count.

    is_sure: whether these two counts can be relied on: what would tell was not damaged as well.
    """

    pages: int
    to_fetch: int
    unsent: int
    drafts: int
    is_sure: bool = True


def mend(vault: OpenVault) -> Mended:
    """Make the copy whole again. Nobody else may use it meanwhile.

    Raises DamagedDatabase where it cannot be done, NoRoom or NotOurs; nothing is changed then.
    """
    profile = vault.profile
    vault.engine.dispose()
    is_begun = profile.being_mended.exists()
    if not is_begun:
        write_whole(profile.being_mended, _with_its_log(vault))
    try:
        beside, mended = _made_whole(vault)
    except BaseException:
        if not is_begun:  # the damaged one is where it was, with its log
            profile.being_mended.unlink(missing_ok=True)
        raise
    put_in_place(beside, profile.database)
    vault.is_whole_again()  # before the first file goes: cut off in between, it would look as if somebody put it there
    profile.is_to_be_mended.unlink(missing_ok=True)
    profile.being_mended.replace(profile.folder / f"record.damaged-{len(profile.kept_damaged()) + 1}")
    flush_folder(profile.folder)  # else a power cut brings it back, and it would be mended from again
    return mended


def _made_whole(vault: OpenVault) -> tuple[Path, Mended]:
    """A whole database beside the damaged one."""
    image, other = vault.images()
    with image.opened() as one, other.opened() as two:
        beside, database = vault.database_beside()
        try:
            schema.prepare(database)
            with database.begin() as connection:
                return beside, _fill(connection, one, two, vault.remembered(), len(image.damaged))
        finally:
            database.dispose()


def _with_its_log(vault: OpenVault) -> bytes:
    profile = vault.profile
    written = profile.database_log.read_bytes() if profile.database_log.exists() else b""
    return with_log(profile.database.read_bytes(), written)


def _fill(
    connection: Connection, one: sqlite3.Connection, two: sqlite3.Connection, remembered: bytes, pages: int
) -> Mended:
    known = {name: _names(one, asked) for name, asked in KNOWN_BY_INDEX.items()}
    is_sure = True
    for table in schema.tables.sorted_tables:
        if table.name not in MADE_ANEW:
            rows, is_all = _rows(one, two, table)
            is_sure = is_sure and (is_all or known.get(table.name, frozenset()) is not None)
            names = [column.name for column in table.columns]
            _put_in(connection, table, [dict(zip(names, row, strict=True)) for row in rows.values()])
    identity = _identity(connection, remembered)
    erasing.carry_out_again(connection, identity)
    _drop_words_that_are_missing(connection)
    _drop_seals_of_what_is_missing(connection)
    for file in _files(connection):
        log.fold_into_current(connection, file, _records(connection, file))
    to_fetch = sum(_put_back(connection, identity, file) for file in _files(connection))
    unsent, drafts = (
        len((known[name] or set()) - {row[0] for row in connection.exec_driver_sql(f"SELECT {asked}")})
        for name, asked in STILL_THERE.items()
    )
    return Mended(pages, to_fetch, unsent, drafts, is_sure)


def _identity(connection: Connection, remembered: bytes) -> Identity:
    """Whose copy it is; where that row is lost, what is remembered of it takes its place."""
    found = connection.execute(schema.settings.select().where(schema.settings.c.name == IDENTITY)).first()
    if found is None and remembered:
        connection.execute(schema.settings.insert(), [{"name": IDENTITY, "content": remembered}])
    content = found.content if found else remembered
    try:
        return msgspec.msgpack.decode(content, type=Identity)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedDatabase(NOTHING_LEFT) from error


def _rows(one: sqlite3.Connection, two: sqlite3.Connection, table: Table) -> tuple[Rows, bool]:
    """The rows that both images show alike, of the log those that are what their authors wrote; whether it was all.

    A row of a damaged leaf leaves no trace here: a table that led to one is walked past it, and shows its row 0.
    """
    columns = ", ".join(column.name for column in table.columns)
    asked = f"SELECT {columns} FROM {table.name} WHERE rowid=?"  # noqa: S608 our own names
    found: Rows = {}
    numbers = _numbers(one, table.name)
    for number in numbers or ():
        try:
            row = one.execute(asked, (number,)).fetchone()
            if (
                number
                and row is not None
                and row == two.execute(asked, (number,)).fetchone()
                and _is_as_written(table, row)
            ):
                found[number] = row
        except sqlite3.DatabaseError:
            continue
    return found, numbers is not None and len(found) == len(numbers)


def _numbers(image: sqlite3.Connection, table: str) -> list[int] | None:
    """The rows of a table, with a 0 for each leaf that was damaged; None where the table cannot be walked."""
    try:
        return [row[0] for row in image.execute(f"SELECT rowid FROM {table} NOT INDEXED")]  # noqa: S608 our own names
    except sqlite3.DatabaseError:
        return None


def _names(image: sqlite3.Connection, asked: str) -> set[Any] | None:
    """What an index says there was: it lies on other pages than the rows. None where it is damaged itself."""
    try:
        return {row[0] for row in image.execute(f"SELECT {asked}")}
    except sqlite3.DatabaseError:
        return None


def _is_as_written(table: Table, row: tuple[Any, ...]) -> bool:
    if table is not schema.log:
        return True
    said = dict(zip((column.name for column in table.columns), row, strict=True))
    change = Change(said["head"], said["hash_of_body"], said["salt"], said["body"])
    is_erased = change.salt is None or change.body is None
    holds = is_erased or body_hash(change.salt or b"", change.body or b"") == change.hash_of_body
    return bool(holds and change.id == said["id"])


def _put_in(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        connection.execute(table.insert(), rows[start : start + ROWS_AT_ONCE])


def _files(connection: Connection) -> list[str]:
    both = "SELECT file FROM log UNION SELECT file FROM files"
    return [row[0] for row in connection.exec_driver_sql(both)]


def _records(connection: Connection, file: str) -> Iterator[tuple[str, bytes]]:
    rows = connection.exec_driver_sql("SELECT DISTINCT kind, record FROM log WHERE file=?", (file,))
    yield from ((kind, record) for kind, record in rows.all())


def _drop_words_that_are_missing(connection: Connection) -> None:
    """What has no words is kept where the order to erase it was found: else it comes again, after the order."""
    connection.exec_driver_sql(
        "DELETE FROM log WHERE body IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM erased WHERE erased.file=log.file AND erased.id=log.id)"
    )


def _drop_seals_of_what_is_missing(connection: Connection) -> None:
    """They come again with the changes that they cover."""
    held = {(row[0], row[1]) for row in connection.exec_driver_sql("SELECT file, id FROM log")}
    for name in ("seals", "outgoing"):
        rows = connection.exec_driver_sql(f"SELECT rowid, file, changes FROM {name}")  # noqa: S608 our own names
        gone = [
            (row[0],)
            for row in rows.all()
            if any((row[1], row[2][at : at + ID_BYTES]) not in held for at in range(0, len(row[2]), ID_BYTES))
        ]
        if gone:
            connection.exec_driver_sql(f"DELETE FROM {name} WHERE rowid=?", gone)  # noqa: S608 our own names


def _put_back(connection: Connection, identity: Identity, file: str) -> int:
    """Put a file back to the last number up to which this copy can prove it; how many numbers the store sends again."""
    held = cursor_of(connection, identity.tenant, file)
    seal_of = seals_of(connection, file)
    rows = connection.exec_driver_sql(
        "SELECT number, mark, head, hash_of_body, salt, body FROM log WHERE file=? AND number IS NOT NULL ORDER BY number",
        (file,),
    ).all()
    number, digest = 0, first_digest(identity.tenant, file)
    for row in rows:
        change = Change(*row[2:])
        if row[0] != number + 1 or change.id not in seal_of:
            break
        number += 1
        digest = next_digest(digest, number, change.hash, seal_of[change.id], row[1])
    if (number, digest) == (held.number, held.digest):
        return 0
    connection.exec_driver_sql("UPDATE log SET number=NULL WHERE file=? AND number>?", (file, number))
    if number == held.number:  # the numbers are there and do not add up: all of it is asked for again
        connection.exec_driver_sql("UPDATE log SET number=NULL WHERE file=?", (file,))
        number, digest = 0, first_digest(identity.tenant, file)
    keep_cursor(connection, file, Cursor(held.epoch, number, digest))
    return max(held.number, max((row[0] for row in rows), default=0)) - number
