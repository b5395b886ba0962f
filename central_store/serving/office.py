"""What everything the running store answers with stands on: its database, its one writer, who may do what, its audit."""

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import TypeVar

from sqlalchemy import Connection

from casework.seals import Head, SigningKey
from central_store.audit import write_line
from central_store.database import Writer
from central_store.ledger import FileHead, signed
from central_store.people import Register
from central_store.serving.trouble import Refusing
from central_store.store import Folder, Store

R = TypeVar("R")
UNNAMED_A_MINUTE = 60
LONGEST_NAME = 200


class Office:
    """One running store, as its desks share it."""

    def __init__(self, store: Store, on_others_wrote: Callable[[], None]) -> None:
        self._store = store
        self.tenant = store.tenant
        self.about = store.about
        self.key: SigningKey = store.key
        self.folder: Folder = store.folder
        self.register = Register(store.tenant, store.about.authority)
        self._writer = Writer(store.engine, on_others_wrote)
        self._unnamed = _Unnamed()

    def close(self) -> None:
        """Finish what is being written."""
        self._writer.close()

    def read(self, work: Callable[[Connection], R]) -> R:
        """Do the work on one state of the database, with the register as that state has it."""
        with self._store.engine.connect() as connection:
            self.register.refresh(connection)
            return work(connection)

    def refresh(self) -> None:
        """Bring the register up to now."""
        self.read(lambda _connection: None)

    def begin_write(self, work: Callable[[Connection], R]) -> "Future[R]":
        """Have the work done in the writer's next transaction."""
        return self._writer.do(work)

    def write(self, work: Callable[[Connection], R]) -> R:
        """Do the work in a transaction; it is on disk when this returns."""
        return self.begin_write(work).result()

    def sign(self, head: FileHead) -> Head:
        """The head with this store's signature."""
        return signed(self.key, self.tenant, head)

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
        self.write(lambda connection: write_line(connection, self.tenant, who, what, file, detail))


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
