"""Whether the running store can do its work: looked at every few seconds, so that whoever asks is answered from memory.

Well is: its database answers a question, its writer can commit, and its disk has room. A balancer sends devices elsewhere
while it is not; a device that comes all the same is told that the store is busy, and keeps what it has.
"""

import asyncio
import logging
import shutil
import time
from collections.abc import Awaitable, Callable

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from central_store.devices.certificates import ends_at
from central_store.serving.logs import LOGGER
from central_store.serving.meters import Meters
from central_store.serving.office import Office
from central_store.writer import Closed

LOOK_EVERY = 2.0  # seconds
PATIENCE = 3.0  # seconds until what does not answer is called away
STALE = 3 * (LOOK_EVERY + PATIENCE)
LEAST_FREE = 256 * 1024 * 1024  # bytes
DATABASE, WRITER, ROOM = "the database does not answer", "the writer does not answer", "the disk is nearly full"
logger = logging.getLogger(LOGGER)


class Standing:
    """How the store stands. `begin` and `end` on the server's loop."""

    def __init__(self, office: Office, meters: Meters) -> None:
        self._office, self._meters = office, meters
        self._troubles: tuple[str, ...] = ()
        self._looked_at = 0.0
        self._task: asyncio.Task[None] | None = None
        self._asking: dict[str, asyncio.Future[object]] = {}

    @property
    def is_well(self) -> bool:
        """Whether it was well at the last look, which was not long ago."""
        return not self._troubles and time.monotonic() - self._looked_at < STALE

    async def begin(self) -> None:
        """Look once, then again and again."""
        await self._look()
        self._task = asyncio.create_task(self._go_on())

    async def end(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for asked in self._asking.values():
            asked.cancel()

    async def _go_on(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            await self._look()

    async def _look(self) -> None:
        found = []
        if not await self._answers(DATABASE, lambda: asyncio.to_thread(self._office.answers)):
            found.append(DATABASE)
        elif not await self._answers(WRITER, lambda: asyncio.wrap_future(self._office.begin_write(_nothing))):
            found.append(WRITER)
        free = shutil.disk_usage(self._office.folder.root).free
        if free < LEAST_FREE:
            found.append(ROOM)
        self._say(tuple(found))
        self._looked_at = time.monotonic()
        self._meters.is_well.set(not found)
        self._meters.free_bytes.set(free)
        self._meters.certificate_ends.set(ends_at(self._office.folder.certificate.read_text("ascii")).timestamp())

    async def _answers(self, what: str, ask: Callable[[], Awaitable[object]]) -> bool:
        """Whether it answers in time. What still has not answered the last time is not asked once more."""
        asked = self._asking.get(what)
        if asked is None or asked.done():
            asked = self._asking[what] = asyncio.ensure_future(ask())
        await asyncio.wait([asked], timeout=PATIENCE)
        if not asked.done():
            return False
        error = asked.exception()
        if error is not None and not isinstance(error, SQLAlchemyError | OSError | Closed):
            raise error
        return error is None

    def _say(self, found: tuple[str, ...]) -> None:
        """What is new about it stands in the log, once."""
        for trouble in found:
            if trouble not in self._troubles:
                logger.error("not well", extra={"trouble": trouble})
        for trouble in self._troubles:
            if trouble not in found:
                logger.info("well again", extra={"trouble": trouble})
        self._troubles = found


def _nothing(_connection: Connection) -> None:
    """A transaction of the writer's, with nothing in it."""
