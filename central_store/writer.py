"""One writer for each process, which commits what several requests brought together.

There is one writer at a time anyway; a thread of its own takes what is waiting and pays for one durable commit. Requests of one
kind are done in one go, which asks a database server a few questions for all of them instead of a dozen for each; others one by
one, each in a savepoint. A number is visible when, and only when, its commit has returned.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from typing import Any, NamedTuple, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, Transaction
from sqlalchemy.exc import DBAPIError

from central_store.database import data_version, is_in_transaction

R = TypeVar("R")
A = TypeVar("A")
Work: TypeAlias = Callable[[Connection], Any]
Together: TypeAlias = Callable[[Connection, Sequence[A]], Sequence[R | Exception]]
"""Does what several asked in one go. Gives the answer of each, in order, or why not it alone. Done again, one by one, where it
raises."""
OnCommit: TypeAlias = Callable[[float, int], None]
"""Told in the writer's thread, after each commit: the seconds it took, and how many requests shared it."""
MOST_TOGETHER = 64
LOOK_EVERY = 0.1  # seconds between looks for what another process committed to SQLite; PostgreSQL tells (listening)


def nobody(_seconds: float, _requests: int) -> None:
    """Nobody counts commits."""


class Closed(Exception):
    """The writer has ended; nothing was written."""


class _Asked(NamedTuple):
    """One request. together: None where `asked` is the work itself."""

    together: Any
    asked: Any
    future: "Future[Any]"


class Writer:
    """The one thread that writes. With SQLite `on_others_wrote` is called in it when another process (a command) committed."""

    def __init__(
        self, engine: Engine, on_others_wrote: Callable[[], None] = lambda: None, on_commit: OnCommit = nobody
    ) -> None:
        self._connection = engine.execution_options(daybook="writing").connect()
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._on_others_wrote = on_others_wrote
        self._on_commit = on_commit
        self._asked: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._door = threading.Lock()
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="store writer")
        self._thread.start()

    def do(self, work: Callable[[Connection], R]) -> "Future[R]":
        """Do the work in a transaction; the future has its answer once that is on disk. Raises Closed."""
        return self._ask(_Asked(None, work, Future()))

    def do_together(self, together: Together[A, R], asked: A) -> "Future[R]":
        """Do what is asked in one go with what others ask of the same function meanwhile. Raises Closed."""
        return self._ask(_Asked(together, asked, Future()))

    def _ask(self, one: _Asked) -> "Future[Any]":
        with self._door:
            if self._is_closed:
                raise Closed
            self._asked.put(one)
        return one.future

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

    def _next_together(self) -> tuple[list[_Asked], bool]:
        together: list[_Asked] = []
        wait: float | None = LOOK_EVERY if self._is_sqlite else None
        while len(together) < MOST_TOGETHER:
            try:
                asked = self._asked.get(timeout=wait)
            except queue.Empty:
                break
            if asked is None:
                return together, True
            if asked.future.set_running_or_notify_cancel():
                together.append(asked)
            wait = 0.0
        return together, False

    def _commit(self, together: Sequence[_Asked]) -> None:
        answers: list[tuple[Future[Any], Any]] = []
        kinds = list(_of_one_kind(together))
        began = time.perf_counter()
        try:
            with self._begun():
                for some in kinds:
                    answers += self._answered(some) if len(kinds) == 1 else self._try(some)
        except Exception as error:  # noqa: BLE001 the edge of the thread: whoever asked is told, and nothing was written
            if len(together) > 1 and len(kinds) == 1 and not _is_lost(error):
                for one in together:
                    self._commit([one])
                return
            answers = [(one.future, error) for one in together]
        else:
            self._on_commit(time.perf_counter() - began, len(together))
        for future, answer in answers:
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)

    def _begun(self) -> Transaction:
        """A transaction; on a new connection where the one that was held is gone, and nothing was asked of it yet."""
        try:
            return self._connection.begin()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return self._connection.begin()

    def _try(self, some: Sequence[_Asked]) -> list[tuple["Future[Any]", Any]]:
        """The answer of each, or why not, inside a savepoint. Raises only where what others brought is undone as well."""
        try:
            with self._connection.begin_nested():
                return self._answered(some)
        except Exception as error:  # the edge of one request: its savepoint is gone, the others' work stands
            if self._was_undone():
                raise
            if len(some) == 1:
                return [(some[0].future, error)]
        return [answer for one in some for answer in self._try([one])]

    def _answered(self, some: Sequence[_Asked]) -> list[tuple["Future[Any]", Any]]:
        together = some[0].together
        if together is None:
            return [(some[0].future, some[0].asked(self._connection))]
        answers = together(self._connection, [one.asked for one in some])
        return list(zip([one.future for one in some], answers, strict=True))

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
            if asked is not None and asked.future.set_running_or_notify_cancel():
                asked.future.set_exception(Closed())

    def _version_of_others(self) -> int:
        return data_version(self._connection) if self._is_sqlite else 0


def _is_lost(error: Exception) -> bool:
    """Whether the connection is gone: trying one by one would take as long as the server is away, each."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _of_one_kind(together: Sequence[_Asked]) -> Iterable[list[_Asked]]:
    """What can be done in one go; in the order in which the first of each kind was asked."""
    kinds: dict[Any, list[_Asked]] = {}
    for at, one in enumerate(together):
        kinds.setdefault(at if one.together is None else one.together, []).append(one)
    return kinds.values()
