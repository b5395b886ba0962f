"""What goes wrong with a laptop's disk while it makes a round: the power goes at the nth statement or commit of its database,
and nothing after that reaches the disk; or there is room for a few more pages and no more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

from desktop_app.vault.encrypted_database import reading
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


@contextmanager
def disk_has_room_for(laptop: Laptop, pages: int) -> Iterator[None]:
    """SQLite itself refuses the page after these, as on a full disk; afterwards there is room again."""
    engine, everything = laptop.vault.engine, 2**31
    with reading(engine) as connection:
        most = connection.exec_driver_sql("PRAGMA page_count").scalar_one() + pages

    def bounded(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={most}")

    def unbounded(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={everything}")

    event.listen(engine, "begin", bounded)
    try:
        yield
    finally:
        event.remove(engine, "begin", bounded)
        event.listen(engine, "begin", unbounded)
