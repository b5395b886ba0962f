"""The tables of the copy on this laptop. One log, one table of records as they stand, one search index, drafts.

log      every change of every file as its author wrote it; `row` is the order of arrival, and orders nothing else
seals    the sealed batches in which changes came or went; a file's digest can be walked again from them
files    how far each file is held, and up to which row its reader has looked
current  one row a record: what the fold of its changes says now, kept beside the log and made again at any time
found    full-text index over the words of `current`
erased   changes that an order of the authority names, held or not: what of them comes is kept without its words
"""

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from casework.errors import KnownError
from desktop_app.vault.encrypted_database import Database, reading

VERSION = 2
APPLICATION_ID = 0x44617962  # "Dayb"
tables = MetaData()

log = Table(
    "log",
    tables,
    Column("row", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("number", Integer),  # None until the store has numbered it and this laptop knows the number
    Column("id", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("hash_of_body", LargeBinary, nullable=False),
    Column("salt", LargeBinary),
    Column("body", LargeBinary),
    Column("mark", Text, nullable=False, default=""),
    Column("sent", Integer, nullable=False),  # 1 once the store has acknowledged it
    UniqueConstraint("file", "id"),
)
Index("log_by_record", log.c.file, log.c.kind, log.c.record)
Index("log_unsent", log.c.file, log.c.row, sqlite_where=log.c.sent == 0)

seals = Table(
    "seals",
    tables,
    Column("file", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("first", Integer, nullable=False),  # the store's number of its first change, 0 where it has none of its own
    Column("seal", LargeBinary, nullable=False),  # msgpack of casework.seals.Seal
    Column("changes", LargeBinary, nullable=False),  # ids of 16 bytes each, in the order sealed
    Column("marks", LargeBinary, nullable=False),  # msgpack list of marks, one a change
)

outgoing = Table(
    "outgoing",
    tables,
    Column("file", Text, primary_key=True),
    Column("seal", LargeBinary, nullable=False),
    Column("changes", LargeBinary, nullable=False),
)

files = Table(
    "files",
    tables,
    Column("file", Text, primary_key=True),
    Column("epoch", Integer, nullable=False, default=1),
    Column("number", Integer, nullable=False, default=0),
    Column("digest", LargeBinary, nullable=False),
    Column("synced", Text, nullable=False, default=""),  # UTC time at which this laptop last held all the store had
    Column("looked", Integer, nullable=False, default=0),
)

current = Table(
    "current",
    tables,
    Column("id", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("presence", Text, nullable=False),
    Column("in_two_versions", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),  # msgpack of record_store.current.Content
    UniqueConstraint("file", "kind", "record"),
)
Index("current_by_kind", current.c.kind, current.c.file)
Index("current_two", current.c.file, sqlite_where=current.c.in_two_versions == 1)

set_aside = Table(
    "set_aside",
    tables,
    Column("file", Text, primary_key=True),
    Column("id", LargeBinary, primary_key=True),
    Column("head", LargeBinary, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", Text, nullable=False),
)

drafts = Table(
    "drafts",
    tables,
    Column("name", Text, primary_key=True),
    Column("file", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("begun", Text, nullable=False),
    Column("changed", Text, nullable=False),
)

pieces = Table(
    "pieces",
    tables,
    Column("name", Text, primary_key=True),
    Column("file", Text, nullable=False),
    Column("sent", Integer, nullable=False),
)
Index("pieces_unsent", pieces.c.file, sqlite_where=pieces.c.sent == 0)

remembered = Table(
    "remembered",
    tables,
    Column("name", Text, primary_key=True),
    Column("file", Text, primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

settings = Table(
    "settings",
    tables,
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

erased = Table(
    "erased",
    tables,
    Column("file", Text, primary_key=True),
    Column("id", LargeBinary, primary_key=True),
    Column("day", Text, nullable=False),  # ISO, of the order
)

to_destroy = Table(
    "to_destroy",
    tables,
    Column("name", Text, primary_key=True),  # of a piece beside the database, or what stands for its log
)

FOUND = (
    "CREATE VIRTUAL TABLE found USING fts5(words, content='', contentless_delete=1,"
    " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)
LOG_IS_NEVER_CHANGED = (
    # The words may be destroyed by an erasure; header, id and hash never change.
    "CREATE TRIGGER log_is_never_changed BEFORE UPDATE OF file, id, kind, record, head, hash_of_body ON log "
    "BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END"
)


class NewerCopy(KnownError):
    """The copy was written by a newer release."""


def prepare(database: Database) -> None:
    """Make the tables in a new copy, or lead those of an earlier release to ours. Raises NewerCopy."""
    with reading(database) as connection:
        found = _version(connection)
    if found > VERSION:
        raise NewerCopy("This copy was written by a newer Daybook. Install that release; nothing was changed.")
    if 0 < found < VERSION:
        from desktop_app.record_store.migrations import migrate

        with database.begin() as connection:
            migrate(connection, found, VERSION)
    elif found < VERSION:
        with database.begin() as connection:
            _make(connection)


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _make(connection: Connection) -> None:
    tables.create_all(connection)
    connection.exec_driver_sql(FOUND)
    connection.exec_driver_sql("INSERT INTO found(found, rank) VALUES('secure-delete', 1)")
    connection.exec_driver_sql(LOG_IS_NEVER_CHANGED)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
