"""Counting the time without the store while a copy is open; when it is over the copy is locked like at any other lock."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.record_store.lease import LeaseStanding

LOOK_EVERY_MS = 5 * 60_000


class LeaseCare(QObject):
    """One open copy. `lock` keeps everything that was typed and asks for the passphrase; what comes after it says why."""

    def __init__(self, desk: Desk, lock: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._lock = desk, lock
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """The copy is about to be closed."""
        self._timer.stop()

    def look(self) -> None:
        """Count the time, and lock the copy where it is over."""
        from desktop_app.record_store.lease import look_while_open
        from desktop_app.vault.wrong_tries import this_moment

        self._desk.work.ask(look_while_open, self._desk.vault.engine, this_moment(), then=self._looked, owner=self)

    def _looked(self, lease: "LeaseStanding | None") -> None:
        from desktop_app.record_store.lease import Held

        if lease is not None and lease.held is Held.OVER:
            self._lock()
