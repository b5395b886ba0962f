"""Whether anything was committed since one last looked, without reading it; and hearing of what other processes commit.

SQLite counts commits itself, for every connection to see in a few microseconds, and the writer looks at that count. With
PostgreSQL the number of the audit's last line is the count, asked once for everybody who asks meanwhile; and a thread
listens to what the authority's other processes say at their commits.
"""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import closing
from typing import Any, Generic, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from central_store.database import data_version
from central_store.postgresql import marks_in

T = TypeVar("T")
BREATH = 0.2  # seconds between looks whether the listener is to end
AGAIN = 1.0  # seconds until it tries to connect again
Heard = Callable[[Iterable[str] | None], None]


class Shared(Generic[T]):
    """A question that is asked once for everybody who asks it meanwhile. Nobody gets an answer that is older than their asking;
    where it fails it has failed for all of them, so that they do not wait for a database that is away one after the other."""

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._begun = 0
        self._answered: Future[T] = Future()

    def __call__(self) -> T:
        """The answer. Raises what the asking raised."""
        begun_before = self._begun
        with self._lock:
            if self._begun == begun_before:
                self._begun += 1
                self._answered = Future()
                try:
                    self._answered.set_result(self._ask())
                except Exception as error:  # noqa: BLE001 handed to everybody who asked
                    self._answered.set_exception(error)
            return self._answered.result()


class SqliteCount:
    """How often others have committed to SQLite."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()
        self._lock = threading.Lock()

    def __call__(self) -> int:
        """The count."""
        with self._lock:
            return data_version(self._connection)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()


class Listener:
    """Hears on PostgreSQL's channel of what other processes commit, and says so: marks of the files that grew, None where it
    may be any. While it has no connection it tries to get one."""

    def __init__(self, engine: Engine, channel: str, on_heard: Heard) -> None:
        self._engine = engine
        self._channel = channel
        self._on_heard = on_heard
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="store listener")
        self._thread.start()

    def close(self) -> None:
        """Listen no longer."""
        self._is_over.set()
        self._thread.join()

    def _run(self) -> None:
        import psycopg  # a store in SQLite does without

        while not self._is_over.is_set():
            try:
                with closing(self._connected()) as connection:
                    self._listen(connection)
            except (SQLAlchemyError, psycopg.Error):  # the server is gone, or another one takes over
                self._is_over.wait(AGAIN)

    def _connected(self) -> Any:
        fairy = self._engine.raw_connection()
        driver: Any = fairy.driver_connection
        fairy.detach()
        return driver

    def _listen(self, connection: Any) -> None:
        connection.execute(f"LISTEN {self._channel}")
        self._on_heard(None)  # what was committed before anybody listened
        while not self._is_over.is_set():
            for note in connection.notifies(timeout=BREATH):
                marks = marks_in(note.payload)
                if marks is None or marks:
                    self._on_heard(marks)
