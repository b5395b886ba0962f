"""The store's database: an engine, and one writer that commits what several requests brought together.

SQLite has one writer anyway; a thread of its own takes what is waiting, gives each request a savepoint, and pays for one
durable commit. A number is visible when, and only when, its commit has returned.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect

from central_store import tables

R = TypeVar("R")
Work: TypeAlias = Callable[[Connection], Any]
MOST_TOGETHER = 64
MOST_CONNECTIONS = 40  # more than there are threads that ask
LOOK_EVERY = 0.1  # seconds between looks for what another process committed
SETTINGS = (
    *("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000", "trusted_schema=OFF"),
    *("secure_delete=ON", "temp_store=MEMORY"),  # no words are left in what was freed, nor beside the database
)


class Closed(Exception):
    """The writer has ended; nothing was written."""


def open_database(url: str) -> Engine:
    """An engine; for SQLite with the settings under which an acknowledged commit is on disk."""
    engine = create_engine(url, pool_size=MOST_CONNECTIONS, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    return engine


def make_tables(engine: Engine) -> None:
    """Make the tables of a new store."""
    with writing(engine) as connection:
        tables.tables.create_all(connection)


def add_missing_tables(engine: Engine) -> None:
    """Make what a store of an earlier release has not got; nothing in it is changed."""
    if not set(inspect(engine).get_table_names()).issuperset(tables.tables.tables):
        make_tables(engine)


def writing(engine: Engine) -> Any:
    """A transaction that takes the write lock at once."""
    return engine.execution_options(daybook_writing=True).begin()


class Writer:
    """The one thread that writes. `on_others_wrote` is called in it when another process (a command) committed."""

    def __init__(self, engine: Engine, on_others_wrote: Callable[[], None] = lambda: None) -> None:
        self._connection = engine.execution_options(daybook_writing=True).connect()
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._on_others_wrote = on_others_wrote
        self._asked: queue.SimpleQueue[tuple[Work, Future[Any]] | None] = queue.SimpleQueue()
        self._door = threading.Lock()
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="store writer")
        self._thread.start()

    def do(self, work: Callable[[Connection], R]) -> "Future[R]":
        """Do the work in a transaction; the future has its answer once that is on disk. Raises Closed."""
        answer: Future[R] = Future()
        with self._door:
            if self._is_closed:
                raise Closed
            self._asked.put((work, answer))
        return answer

    def close(self) -> None:
        """Finish what was asked, then end."""
        with self._door:
            if self._is_closed:
                return
            self._is_closed = True
            self._asked.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        try:
            self._serve()
        finally:
            self._refuse_the_rest()

    def _serve(self) -> None:
        version = self._version_of_others()
        is_last = False
        while not is_last:
            together, is_last = self._next_together()
            if together:
                self._commit(together)
            if self._is_sqlite and version != (version := self._version_of_others()):
                self._on_others_wrote()

    def _next_together(self) -> tuple[list[tuple[Work, "Future[Any]"]], bool]:
        together: list[tuple[Work, Future[Any]]] = []
        wait: float | None = LOOK_EVERY if self._is_sqlite else None
        while len(together) < MOST_TOGETHER:
            try:
                asked = self._asked.get(timeout=wait)
            except queue.Empty:
                break
            if asked is None:
                return together, True
            if asked[1].set_running_or_notify_cancel():
                together.append(asked)
            wait = 0.0
        return together, False

    def _commit(self, together: list[tuple[Work, "Future[Any]"]]) -> None:
        answers: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with self._connection.begin():
                for work, future in together:
                    answers.append((future, *self._try(work)))
        except Exception as error:  # noqa: BLE001 the edge of the thread: whoever asked is told, and nothing was written
            for _, future in together:
                future.set_exception(error)
            return
        for future, answer, failed in answers:
            if failed is None:
                future.set_result(answer)
            else:
                future.set_exception(failed)

    def _try(self, work: Work) -> tuple[Any, BaseException | None]:
        """(answer, None) or (None, why not). Raises only where what others brought is undone as well."""
        try:
            with self._connection.begin_nested():
                return work(self._connection), None
        except Exception as error:  # the edge of one request: its savepoint is gone, the others' work stands
            if self._was_undone():
                raise
            return None, error

    def _was_undone(self) -> bool:
        """Whether the database has undone the whole transaction by itself, as SQLite does on a full disk."""
        driver: Any = self._connection.connection.dbapi_connection
        return self._is_sqlite and not driver.in_transaction

    def _refuse_the_rest(self) -> None:
        with self._door:
            self._is_closed = True
        while True:
            try:
                asked = self._asked.get_nowait()
            except queue.Empty:
                return
            if asked is not None and asked[1].set_running_or_notify_cancel():
                asked[1].set_exception(Closed())

    def _version_of_others(self) -> int:
        return _data_version(self._connection) if self._is_sqlite else 0


class Watch:
    """Tells whether anything was committed since one last looked, in a few microseconds and without reading it."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect() if engine.dialect.name == "sqlite" else None
        self._lock = threading.Lock()

    def version(self) -> int | None:
        """A number that changes with every commit; None where the database cannot tell, and one has to look."""
        if self._connection is None:
            return None
        with self._lock:
            return _data_version(self._connection)

    def close(self) -> None:
        """Let go of the database."""
        if self._connection is not None:
            self._connection.close()


def _data_version(connection: Connection) -> int:
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
    is_writing = connection.get_execution_options().get("daybook_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
