"""The store's database: an engine, and one writer that commits what several requests brought together.

SQLite has one writer anyway; a thread of its own takes what is waiting, gives each request a savepoint, and pays for one
durable commit. A number is visible when, and only when, its commit has returned.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event

from central_store import tables

R = TypeVar("R")
MOST_TOGETHER = 64
SETTINGS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000", "trusted_schema=OFF")


def open_database(url: str) -> Engine:
    """An engine; for SQLite with the settings under which an acknowledged commit is on disk."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    return engine


def make_tables(engine: Engine) -> None:
    """Make the tables of a new store."""
    with writing(engine) as connection:
        tables.tables.create_all(connection)


def writing(engine: Engine) -> Any:
    """A transaction that takes the write lock at once."""
    return engine.execution_options(daybook_writing=True).begin()


class Writer:
    """The one thread that writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._asked: queue.SimpleQueue[tuple[Callable[[Connection], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="store writer")
        self._thread.start()

    def do(self, work: Callable[[Connection], R]) -> "Future[R]":
        """Do the work in a transaction; the future has its answer once that is on disk."""
        answer: Future[R] = Future()
        self._asked.put((work, answer))
        return answer

    def close(self) -> None:
        """Finish what was asked, then end."""
        self._asked.put(None)
        self._thread.join()

    def _run(self) -> None:
        while True:
            first = self._asked.get()
            if first is None:
                return
            together = [first]
            is_last = False
            while len(together) < MOST_TOGETHER and not self._asked.empty():
                more = self._asked.get()
                if more is None:
                    is_last = True
                    break
                together.append(more)
            self._commit(together)
            if is_last:
                return

    def _commit(self, together: list[tuple[Callable[[Connection], Any], "Future[Any]"]]) -> None:
        answers: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with writing(self._engine) as connection:
                for work, future in together:
                    answers.append((future, *_try(connection, work)))
        except Exception as error:  # noqa: BLE001 the edge of the thread: whoever asked is told, and nothing was written
            for _, future in together:
                future.set_exception(error)
            return
        for future, answer, failed in answers:
            if failed is None:
                future.set_result(answer)
            else:
                future.set_exception(failed)


def _try(connection: Connection, work: Callable[[Connection], Any]) -> tuple[Any, BaseException | None]:
    try:
        with connection.begin_nested():
            return work(connection), None
    except Exception as error:  # noqa: BLE001 the edge of one request: its savepoint is gone, the others' work stands
        return None, error


def _set_up(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}").close()


def _begin(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("daybook_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
