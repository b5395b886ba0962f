"""A file that several processes may hold a share of, or one alone; given back when a process ends, however it ends."""

import fcntl
from pathlib import Path
from typing import IO


class Share:
    """A hold on a file. Nothing is read from it or written to it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Hold it together with others; waits while one holds it alone."""
        self._hold(fcntl.LOCK_SH)

    def take_alone(self) -> bool:
        """Hold it alone; False where anybody else holds it."""
        try:
            self._hold(fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.give_back()
            return False
        return True

    def wait_to_take_alone(self) -> None:
        """Hold it alone as soon as nobody else does."""
        self._hold(fcntl.LOCK_EX)

    def give_back(self) -> None:
        """Let go."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _hold(self, how: int) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._file is None:
            self._file = self._path.open("ab")
        fcntl.flock(self._file, how)


def is_anybody_there(path: Path) -> bool:
    """Whether anybody holds a share."""
    asking = Share(path)
    alone = asking.take_alone()
    asking.give_back()
    return not alone
