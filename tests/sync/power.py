"""The power goes while a laptop writes: at the nth statement or commit of its database, and nothing after that reaches the disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from tests.sync.laptop import Laptop
from tests.sync.wire import PowerCut


class Power:
    """asked: statements and commits so far."""

    def __init__(self, goes_at: int) -> None:
        self._goes_at = goes_at
        self.asked = 0

    def _tick(self, *_told: Any) -> None:
        self.asked += 1
        if self.asked >= self._goes_at:
            raise PowerCut


@contextmanager
def power_goes(laptop: Laptop, at: int) -> Iterator[Power]:
    """Raises PowerCut out of whatever the laptop does at that statement; the laptop is then opened again, as after the cut."""
    power, engine = Power(at), laptop.vault.engine
    for moment in ("before_cursor_execute", "commit"):
        event.listen(engine, moment, power._tick)
    try:
        yield power
    finally:
        for moment in ("before_cursor_execute", "commit"):
            event.remove(engine, moment, power._tick)
