"""Counting wrong passphrases. The count is on disk before the try, so that ending the program does not reset it.

No wait for the first four; then 30 s, doubled each time, at most an hour: fewer than ten tries in five minutes (Cyber
Essentials). Never destruction: a child who presses keys must not cost a worker her notes. It is a front door only; a
copied folder is guarded by Argon2id alone.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec

from desktop_app.vault.errors import MustWait
from desktop_app.vault.safe_files import write_whole

FREE_TRIES = 4
FIRST_WAIT_SECONDS = 30.0
LONGEST_WAIT_SECONDS = 3600.0


class Tries(msgspec.Struct, frozen=True):
    """How many wrong tries in a row, and when the last one was (seconds since 1970, by this machine's clock)."""

    wrong: int = 0
    last: float = 0.0


def wait_after(wrong: int) -> float:
    """Seconds to wait after so many wrong tries."""
    if wrong <= FREE_TRIES:
        return 0.0
    return float(min(FIRST_WAIT_SECONDS * 2 ** min(wrong - FREE_TRIES - 1, 20), LONGEST_WAIT_SECONDS))


class TryCounter:
    """The count of one copy. A clock put back makes the wait longer, never shorter."""

    def __init__(self, path: Path, now: Callable[[], float]) -> None:
        self._path = path
        self._now = now

    def read(self) -> Tries:
        """The count as it stands; a damaged file counts as the most tries that cost no waiting."""
        try:
            return msgspec.msgpack.decode(self._path.read_bytes(), type=Tries)
        except FileNotFoundError:
            return Tries()
        except (msgspec.DecodeError, OSError):
            return Tries(FREE_TRIES, self._now())

    def begin(self) -> None:
        """Count a try before it is made. Raises MustWait with the seconds left."""
        tries = self.read()
        left = tries.last + wait_after(tries.wrong) - self._now()
        if left > 0:
            raise MustWait(min(left, LONGEST_WAIT_SECONDS))
        write_whole(self._path, msgspec.msgpack.encode(Tries(tries.wrong + 1, self._now())))

    def succeeded(self) -> None:
        """Forget the wrong tries."""
        write_whole(self._path, msgspec.msgpack.encode(Tries()))

    @property
    def free_tries_left(self) -> int:
        """How many more tries cost no waiting."""
        return max(0, FREE_TRIES - self.read().wrong)
