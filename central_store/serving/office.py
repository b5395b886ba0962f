"""What everything the running store answers with stands on: its database, its one writer, who may do what, its audit."""

import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from casework.changes import Change
from casework.erasure import orders_in
from casework.seals import Head, SigningKey
from central_store.adding import FileHead
from central_store.audit import Line, last_line, write_lines
from central_store.erasing import carry_out, finish, mark_unfinished
from central_store.ledger import Ledger, signed
from central_store.people import Register
from central_store.postgresql import channel_of, mark_of
from central_store.serving.trouble import Refusing
from central_store.serving.watching import Listener, Shared, SqliteCount
from central_store.store import Folder, Store
from central_store.writer import OnCommit, Together, Writer, nobody

A = TypeVar("A")
R = TypeVar("R")
UNNAMED_A_MINUTE = 60
LONGEST_NAME = 200


class Office:
    """One running store, as its desks share it."""

    def __init__(
        self, store: Store, on_others_wrote: Callable[[Collection[str] | None], None], on_commit: OnCommit = nobody
    ) -> None:
        """on_others_wrote: told which files another process added to, None where it may be any; on_commit: as the writer's."""
        self._store = store
        self.tenant = store.tenant
        self.about = store.about
        self.key: SigningKey = store.key
        self.folder: Folder = store.folder
        self.register = Register(store.tenant, store.about.authority)
        self._on_others_wrote = on_others_wrote
        self._refreshed_at: int | None = None
        self._heads: tuple[int, int, list[FileHead]] | None = None
        self._marks: dict[str, str] = {}
        self._signed: dict[str, tuple[FileHead, Head]] = {}
        self._unnamed = _Unnamed()
        self._count = SqliteCount(store.engine) if store.is_embedded else None
        self._version = self._count or Shared(lambda: self.read(self._last_line))
        self._look = Shared(self._look_now)
        self._look_at_heads = Shared(self._heads_now)
        self._writer = Writer(store.engine, lambda: on_others_wrote(None), on_commit)
        self._listener = None if store.is_embedded else Listener(store.engine, channel_of(store.tenant), self._heard)

    def close(self) -> None:
        """Finish what is being written."""
        if self._listener is not None:
            self._listener.close()
        self._writer.close()
        if self._count is not None:
            self._count.close()

    def read(self, work: Callable[[Connection], R]) -> R:
        """Do the work on one state of the database; once more where a connection was lost, as when a server starts anew."""
        try:
            with self._store.engine.connect() as connection:
                return work(connection)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        with self._store.engine.connect() as connection:
            return work(connection)

    def refresh(self) -> None:
        """Bring the register up to now."""
        self._look()

    def heads(self) -> tuple[int, list[FileHead]]:
        """The store's epoch, and how far every file goes now. The list is shared: nobody may change it."""
        return self._look_at_heads()

    def _look_now(self) -> None:
        version = self._count() if self._count else None  # before the look: a commit in between is seen the next time
        if version is None or version != self._refreshed_at:  # PostgreSQL would take as long to count as to look
            self.read(self.register.refresh)
            self._refreshed_at = version

    def _heads_now(self) -> tuple[int, list[FileHead]]:
        version, held = self._version(), self._heads
        if held is None or version != held[0]:
            held = (version, *self.read(self._read_heads))
            self._heads = held
        return held[1:]

    def _heard(self, marks: Iterable[str] | None) -> None:
        """Another process of this authority's added to the files that these marks stand for (postgresql.mark_of)."""
        self._on_others_wrote(None if marks is None else self._marked(tuple(marks)))

    def _marked(self, marks: Collection[str]) -> Collection[str] | None:
        if not self._marks.keys() >= set(marks):  # a file that is new, or the first note
            try:
                files = {head.file for head in self.heads()[1]} - set(self._marks.values())
            except SQLAlchemyError:
                return None
            self._marks |= {mark_of(file, self._store.secret): file for file in files}
        known = [self._marks[mark] for mark in marks if mark in self._marks]
        return known if len(known) == len(marks) else None

    def _read_heads(self, connection: Connection) -> tuple[int, list[FileHead]]:
        ledger = Ledger(connection, self.tenant)
        return ledger.epoch(), ledger.heads()

    def _last_line(self, connection: Connection) -> int:
        return last_line(connection, self.tenant)

    def answers(self) -> None:
        """Ask the database one small question. Raises what it raises."""
        self.read(self._last_line)

    def begin_write(self, work: Callable[[Connection], R]) -> "Future[R]":
        """Have the work done in the writer's next transaction."""
        return self._writer.do(work)

    def begin_write_together(self, together: Together[A, R], asked: A) -> "Future[R]":
        """Have it done in the writer's next transaction, in one go with what others ask of the same function."""
        return self._writer.do_together(together, asked)

    def note(self, *lines: Line) -> None:
        """Keep lines in the audit; they are on disk when this returns."""
        self.begin_write_together(self._note_all, lines).result()

    def _note_all(self, connection: Connection, some: Sequence[Sequence[Line]]) -> list[None]:
        write_lines(connection, self.tenant, [line for lines in some for line in lines])
        return [None] * len(some)

    def write(self, work: Callable[[Connection], R]) -> R:
        """Do the work in a transaction; it is on disk when this returns."""
        return self.begin_write(work).result()

    def carry_out_orders(self, connection: Connection, who: str, book: Sequence[Change]) -> None:
        """Erase what these changes of the authority's book order: a laptop gave them back after a restore."""
        orders = orders_in(self.about.authority, self.tenant, book)
        if orders:
            mark_unfinished(self.folder)
            carry_out(connection, self._store, orders, who)

    def finish_erasures(self) -> None:
        """Write over what was destroyed; where that cannot be done now, the next start does it."""
        finish(self._store)

    def sign(self, head: FileHead) -> Head:
        """The head with this store's signature; one that stands is not signed again for everybody who asks."""
        held = self._signed.get(head.file)
        if held is None or held[0] != head:
            held = (head, signed(self.key, self.tenant, head))
            self._signed[head.file] = held
        return held[1]

    def sign_all(self, heads: Iterable[FileHead]) -> tuple[Head, ...]:
        """All these heads, signed."""
        return tuple(map(self.sign, heads))

    def note_refusal(self, who: str, where: str, error: Refusing) -> None:
        """Keep in the audit that something was refused. Nobody in particular can fill it: they are counted together."""
        detail = where
        if not who:
            left_out = self._unnamed.left_out_before_this()
            if left_out is None:
                return
            detail = f"{where}, and {left_out} more" if left_out else where
        file, what = error.file[:LONGEST_NAME], f"refused: {error.trouble.code}"
        self.note(Line(who, what, file, detail))


class _Unnamed:
    """Counts refusals of askers that nobody knows: so many a minute get a line each, the others are only counted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute = 0
        self._written = 0
        self._left_out = 0

    def left_out_before_this(self) -> int | None:
        """How many went without a line since the last one; None where this one goes without too."""
        minute = int(time.monotonic() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._written = minute, 0
            if self._written == UNNAMED_A_MINUTE:
                self._left_out += 1
                return None
            self._written += 1
            left_out, self._left_out = self._left_out, 0
            return left_out
