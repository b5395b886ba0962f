"""Long poll: devices that wait are woken by the write of another, in this process or by a command beside it."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

Concerns = Callable[[str], bool]


class Waiter:
    """One device that waits. Made before it looks, so that no write falls between the look and the waiting."""

    def __init__(self, concerns: Concerns) -> None:
        self.concerns = concerns
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something that it may read was written, or the store ends."""
        self._woken.set()

    async def until_woken(self, seconds: float) -> bool:
        """Wait at most so long; whether it was woken. It can then look, and wait again."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return False
        self._woken.clear()
        return True


class Wakeups:
    """Wakes whoever waits. What was written is told from any thread."""

    def __init__(self) -> None:
        self._waiting: set[Waiter] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.is_over = False

    def count(self) -> int:
        """How many devices wait."""
        return len(self._waiting)

    def start(self) -> None:
        """Begin, on the server's loop."""
        self._loop = asyncio.get_running_loop()

    def end(self) -> None:
        """Let everybody go, and let nobody wait any more."""
        self.is_over = True
        self.all_written()

    def written(self, files: Iterable[str]) -> None:
        """These files grew: wake those whom they concern."""
        self._soon(lambda waiter: any(map(waiter.concerns, files)))

    def others_wrote(self, files: Iterable[str] | None) -> None:
        """Another process added to these files; None where nobody knows to which: wake all."""
        self.all_written() if files is None else self.written(files)

    def all_written(self) -> None:
        """Wake all."""
        self._soon(lambda _waiter: True)

    @contextmanager
    def waiting(self, concerns: Concerns) -> Iterator[Waiter]:
        """Somebody who wants to be woken by files that concern them."""
        waiter = Waiter(concerns)
        self._waiting.add(waiter)
        try:
            yield waiter
        finally:
            self._waiting.discard(waiter)

    def _soon(self, whom: Callable[[Waiter], bool]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake, whom)

    def _wake(self, whom: Callable[[Waiter], bool]) -> None:
        for waiter in filter(whom, self._waiting):
            waiter.wake()
