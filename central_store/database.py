"""The store's database: SQLite in the store's folder, or PostgreSQL. What differs between the two is here and in `postgresql`.

A transaction is for reading, on one state of the database, or for writing, and then alone: one at a time for each authority.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from casework.errors import KnownError
from central_store import postgresql, tables

MOST_CONNECTIONS = 40  # more than there are threads that ask
SETTINGS = (
    *("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000", "trusted_schema=OFF"),
    *("secure_delete=ON", "temp_store=MEMORY"),  # no words are left in what was freed, nor beside the database
)
POSTGRESQL = ("postgres", "postgresql")


class NoDatabase(KnownError):
    """The database cannot be used: it is not there, is somebody else's, or does not hold what a store must have."""


def open_database(url: str, tenant: str = "", secret: bytes = b"") -> Engine:
    """An engine under whose settings an acknowledged commit is on disk.

    tenant: the authority whose rows are seen and written, needed for PostgreSQL; secret: what only this authority's
    processes have, for what they tell one another. Raises NoDatabase for an address of another database.
    """
    at = read_url(url)
    if is_postgresql(at):
        return postgresql.open_engine(at, tenant, secret)
    engine = create_engine(at, pool_size=MOST_CONNECTIONS, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def database(url: str, tenant: str = "") -> Iterator[Engine]:
    """The same, let go at the end of the `with`."""
    engine = open_database(url, tenant)
    try:
        yield engine
    finally:
        engine.dispose()


def read_url(url: str) -> URL:
    """The address as SQLAlchemy has it. Raises NoDatabase."""
    try:
        at = make_url(url)
    except ArgumentError as error:
        raise NoDatabase(f"{_EXAMPLE} What was given is not one.") from error
    name = at.get_backend_name()
    if name not in ("sqlite", *POSTGRESQL):
        raise NoDatabase(f"{_EXAMPLE} Daybook does not work with {name}.")
    return at.set(drivername="postgresql+psycopg") if name in POSTGRESQL else at


def is_postgresql(at: URL) -> bool:
    """Whether it is the address of a PostgreSQL database."""
    return at.get_backend_name() == "postgresql"


def no_answer(error: Exception) -> NoDatabase:
    """What to say where a database server does not answer, or not as it should."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return NoDatabase(f"The store's database does not answer as it should: {said}. Nothing was changed.")


def make_tables(connection: Connection) -> None:
    """Make the tables of a new store, in the caller's transaction, and say of which release they are."""
    tables.tables.create_all(connection)
    connection.execute(tables.steps.insert().values(version_num=tables.HEAD))


def writing(engine: Engine) -> Any:
    """A transaction that takes the authority's write lock at once."""
    return engine.execution_options(daybook="writing").begin()


def making(engine: Engine) -> Any:
    """A transaction in which tables are made or altered."""
    return engine.execution_options(daybook="making").begin()


def note_grown(connection: Connection, file: str) -> None:
    """A case file grew in this transaction: the authority's other processes are told once it is committed."""
    if connection.dialect.name == "postgresql":
        postgresql.note_grown(connection, file)


def is_in_transaction(connection: Connection) -> bool:
    """Whether a transaction is open in which more can be done."""
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite":
        return bool(driver.in_transaction)
    return postgresql.is_in_transaction(driver)


def data_version(connection: Connection) -> int:
    """SQLite's count of commits by every connection but this one."""
    driver: Any = connection.connection
    cursor = driver.cursor()
    try:
        return int(cursor.execute("PRAGMA data_version").fetchone()[0])
    finally:
        cursor.close()


def _set_up(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}").close()


def _begin(connection: Connection) -> None:
    is_reading = connection.get_execution_options().get("daybook") is None
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


_EXAMPLE = "The address of a database is written postgresql+psycopg://role@host/database."
