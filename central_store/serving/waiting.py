"""Long poll: devices that wait are woken by the write of another, in this process or by a command beside it."""

import asyncio
from collections.abc import Callable

from sqlalchemy import Engine

LOOK_EVERY = 0.2  # seconds between looks for what another process committed


class Wakeups:
    """Wakes whoever waits. `written` may be called from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._event = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watch: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, on the server's loop."""
        self._loop = asyncio.get_running_loop()
        self._watch = self._loop.create_task(self._watch_other_processes())

    async def stop(self) -> None:
        """Let everybody go."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        self._wake()

    def written(self) -> None:
        """Something was committed."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._wake)

    async def until_written(self, seconds: float) -> bool:
        """Wait for the next commit, at most so long; whether there was one."""
        event = self._event
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def _wake(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def _watch_other_processes(self) -> None:
        if self._engine.dialect.name != "sqlite":
            return
        version: Callable[[], int] = _DataVersion(self._engine)
        seen = version()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            now = version()
            if now != seen:
                seen = now
                self._wake()


class _DataVersion:
    """SQLite's count of commits by others, on one connection kept for it."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.raw_connection()

    def __call__(self) -> int:
        cursor = self._connection.cursor()
        try:
            return int(cursor.execute("PRAGMA data_version").fetchone()[0])
        finally:
            cursor.close()
