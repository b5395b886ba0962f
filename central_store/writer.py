"""One writer for each process, which commits what several requests brought together.

There is one writer at a time anyway; a thread of its own takes what is waiting, gives each request a savepoint, and pays for
one durable commit. A number is visible when, and only when, its commit has returned.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, Transaction
from sqlalchemy.exc import DBAPIError

from central_store.database import data_version, is_in_transaction

R = TypeVar("R")
Work: TypeAlias = Callable[[Connection], Any]
MOST_TOGETHER = 64
LOOK_EVERY = 0.1  # seconds between looks for what another process committed to SQLite; PostgreSQL tells (listening)


class Closed(Exception):
    """The writer has ended; nothing was written."""


class Writer:
    """The one thread that writes. With SQLite `on_others_wrote` is called in it when another process (a command) committed."""

    def __init__(self, engine: Engine, on_others_wrote: Callable[[], None] = lambda: None) -> None:
        self._connection = engine.execution_options(daybook="writing").connect()
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
            with self._begun():
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

    def _begun(self) -> Transaction:
        """A transaction; on a new connection where the one that was held is gone, and nothing was asked of it yet."""
        try:
            return self._connection.begin()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return self._connection.begin()

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
        """Whether the whole transaction is undone: SQLite does that on a full disk, and a lost connection does."""
        return self._connection.invalidated or not is_in_transaction(self._connection)

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
        return data_version(self._connection) if self._is_sqlite else 0
