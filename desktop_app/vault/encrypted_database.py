"""The encrypted database: SQLAlchemy Core over SQLCipher with a raw key, and settings that are checked at every open.

temp_store=FILE would leave sorted plain text in /var/tmp, and synchronous=NORMAL would lose acknowledged work at a power
cut: both are refused, whatever the library was built with.
"""

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from casework.errors import BugError
from desktop_app.vault.errors import (
    BUSY,
    NO_ROOM,
    NOT_TAKEN,
    BusyCopy,
    DamagedDatabase,
    NoRoom,
    VaultError,
    trouble_with_disk,
)
from desktop_app.vault.profile import MEND
from desktop_app.vault.safe_files import flush_folder

SETTINGS = (
    "cipher_log_level=NONE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "busy_timeout=5000",
    "cache_size=-16000",
)
MUST_BE = (("temp_store", 2), ("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1))
Database: TypeAlias = Engine  # what other rooms call it
FULL, NOT_DONE, HELD_BY_ANOTHER = "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY"
DAMAGED_NAMES = ("SQLITE_CORRUPT", "SQLITE_NOTADB", NOT_DONE)
READING = "daybook_reading"
ADDRESS = make_url("sqlite://")  # read here once: the pattern it is read by is made while the passphrase is typed
SAFE_TEMP_STORES = {"TEMP_STORE=2", "TEMP_STORE=3"}


def open_database(path: Path, key: bytearray) -> Engine:
    """An engine over the database at `path`; it is made where there is none.

    `engine.begin()` takes the write lock at once (BEGIN IMMEDIATE); `reading(engine)` does not. The key is read at every
    new connection, so it must live as long as the engine. Raises DamagedDatabase when the first connection is made with a
    key that does not open it.
    """

    def creator() -> Any:
        return _connect(path, key)

    engine = create_engine(ADDRESS, module=dbapi2, creator=creator, poolclass=QueuePool, pool_size=2)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", partial(_say_what_the_disk_does, path))
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads: it waits for no writer and keeps none waiting."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        yield connection


def check_whole(engine: Engine) -> list[str]:
    """Problems that SQLCipher and SQLite find in the file; empty where it is whole. Takes 50 ms for 17 MB."""
    return problems_of_pages(engine) or [
        line for table in tables_of(engine) for line in problems_of_table(engine, table)
    ]


def problems_of_pages(engine: Engine) -> list[str]:
    """Pages that are not as they were written. The log is folded in first: it may hold a newer page than a torn one. It is not
    cut: where it is gone, somebody took it away (vault.last_state)."""
    try:
        with reading(engine) as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(FULL)")
            return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    except DamagedDatabase as error:
        return [error.sentence]


def fold_in_log(engine: Engine) -> bool:
    """Write what the log holds into the database and cut the log to nothing; False where that could not be done now."""
    with contextlib.closing(engine.raw_connection()) as connection:
        driver: Any = connection.driver_connection
        try:
            (is_kept_from, _, _) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except dbapi2.DatabaseError:  # a full disk, say: the database is as it was, and the log with it
            return False
    return not is_kept_from


def tables_of(engine: Engine) -> list[str]:
    """The tables that SQLite can look at one by one."""
    with reading(engine) as connection:
        rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")
        return [row[0] for row in rows]


def problems_of_table(engine: Engine, table: str) -> list[str]:
    """Where a table and its indexes do not agree."""
    try:
        with reading(engine) as connection:
            rows = connection.exec_driver_sql(f"PRAGMA integrity_check('{table}')")
            return [str(row[0]) for row in rows if row[0] != "ok"]
    except DamagedDatabase as error:
        return [error.sentence]


def opens(path: Path, key: bytearray) -> bool:
    """Whether this key opens the database; one that was not made yet is opened by any."""
    if not path.exists():
        return True
    try:
        _connect(path, key).close()
    except DamagedDatabase:
        return False
    return True


def encrypt_anew(path: Path, key: bytearray, new_key: bytearray) -> None:
    """Put a copy under another key in the place of the database. Nobody else may have it open.

    The copy is made page by page beside it, checked, and renamed; until then the older one stands untouched. Raises
    NoRoom, NotOurs or DamagedDatabase, with the older one as it was.
    """
    beside = path.with_name(path.name + ".new")
    try:
        remove_database(beside)
        _copy_under(path, key, beside, new_key)
        flush_folder(path.parent)  # the older database's log is gone for good before the new one is there
        beside.replace(path)
    except (OSError, dbapi2.DatabaseError) as error:
        trouble = trouble_with_disk(error) if isinstance(error, OSError) else _trouble(error)
        raise trouble or error from error
    flush_folder(path.parent)


def _copy_under(path: Path, key: bytearray, beside: Path, new_key: bytearray) -> None:
    """The rename must not find a log of the older database beside it: it is folded in, and gone with the last to close."""
    source = _connect(path, key)
    try:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copy = dbapi2.connect(str(beside), isolation_level=None)
        try:
            _give_key(copy, new_key)
            copy.execute("PRAGMA synchronous=FULL")
            copy.execute("PRAGMA fullfsync=ON")
            source.backup(copy)
        finally:
            copy.close()
    finally:
        source.close()
    check = _connect(beside, new_key)
    try:
        if check.execute("PRAGMA cipher_integrity_check").fetchall() or path.with_name(path.name + "-wal").exists():
            raise DamagedDatabase("The copy under a new key was not whole. The one before is still in use.")
    finally:
        check.close()
    with beside.open("rb+") as file:
        os.fsync(file.fileno())


def put_in_place(beside: Path, path: Path) -> None:
    """Put a whole database in the place of another, whose log must not be found beside it."""
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    flush_folder(path.parent)
    beside.replace(path)
    flush_folder(path.parent)


def remove_database(path: Path) -> None:
    """Remove a database that was begun and is not needed, with whatever lies beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _begin(connection: Connection) -> None:
    is_reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


def _say_what_the_disk_does(path: Path, context: ExceptionContext) -> None:
    """A full disk and a damaged file are no mistakes of ours: they come to the worker as a sentence.

    What is damaged is mended at the next opening (record_store.mending).
    """
    error = context.original_exception
    if isinstance(error, dbapi2.DatabaseError):
        reads = context.connection is not None and context.connection.get_execution_options().get(READING, False)
        trouble = _trouble(error, is_writing=not reads)
        if isinstance(trouble, DamagedDatabase):
            want_mending(path)
        if trouble is not None:
            raise trouble from error


def want_mending(path: Path) -> None:
    """Have the database mended when it is opened next."""
    with contextlib.suppress(OSError):
        path.with_name(MEND).touch()


def _trouble(error: dbapi2.DatabaseError, *, is_writing: bool = True) -> VaultError | None:
    """What to say of an error of the database; None where it is a mistake of ours.

    A quota comes as an error of input or output, of which the library does not say which; so does a disk that fails.
    """
    name = getattr(error, "sqlite_errorname", "")
    if name == FULL:
        return NoRoom(NO_ROOM)
    if name.startswith(HELD_BY_ANOTHER):
        return BusyCopy(BUSY)
    if is_writing and name.startswith(NOT_DONE):
        return NoRoom(NOT_TAKEN)
    if name.startswith(DAMAGED_NAMES):
        return DamagedDatabase(
            "A part of the copy on this laptop cannot be read. Lock Daybook and unlock it: it then mends what it can. Do not"
            " delete anything."
        )
    return None


def _give_key(connection: Any, key: bytearray) -> None:
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")


def _connect(path: Path, key: bytearray) -> Any:
    connection = dbapi2.connect(str(path), check_same_thread=False, isolation_level=None)
    try:
        _give_key(connection, key)
        connection.execute("SELECT count(*) FROM sqlite_master")
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        _check_settings(connection)
    except dbapi2.DatabaseError as error:
        connection.close()
        if isinstance(trouble := _trouble(error), NoRoom):
            raise trouble from error
        raise DamagedDatabase(
            "The copy on this laptop does not open with its own key. Do not delete anything; ring your administrator."
        ) from error
    except BugError:
        connection.close()
        raise
    return connection


def _check_settings(connection: Any) -> None:
    for setting, wanted in MUST_BE:
        found = connection.execute(f"PRAGMA {setting}").fetchone()[0]
        if found != wanted:
            raise BugError(f"unsafe database setting: {setting} is {found}")
    built_with = {row[0] for row in connection.execute("PRAGMA compile_options")}
    if not built_with & SAFE_TEMP_STORES:
        raise BugError("unsafe database library: temporary tables could reach the disk")
