"""Counting wrong passphrases. The count is on disk before the try, so that ending the program does not reset it.

No wait for the first four; then 30 s, doubled each time, at most an hour: fewer than ten tries in five minutes (Cyber
Essentials), and half a second between any two, whatever was ended in between. Never destruction: a child who presses keys
must not cost a worker her notes. It is a front door only; a copied folder is guarded by Argon2id alone.

Waits are counted by how long the machine has run, which nobody can set; only after the machine was started again is its
clock believed, and starting it takes longer than the waits that could be saved by it.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from desktop_app.vault.errors import MustWait, how_long
from desktop_app.vault.safe_files import write_whole

FREE_TRIES = 4
LEAST_SECONDS_A_TRY = 0.5
FIRST_WAIT_SECONDS = 30.0
LONGEST_WAIT_SECONDS = 3600.0
WORST = 12
"""Wrong tries that are taken to have been made where the count is gone or damaged: the longest wait."""
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Moment(NamedTuple):
    """Now, three ways: the clock (seconds since 1970), how long the machine has run, and which run of it this is."""

    clock: float
    uptime: float
    boot: str = ""


class Tries(msgspec.Struct, frozen=True):
    """How many wrong tries in a row, and when the last one was made."""

    wrong: int = 0
    clock: float = 0.0
    uptime: float = 0.0
    boot: str = ""


def wait_after(wrong: int) -> float:
    """Seconds to wait after so many wrong tries."""
    if wrong <= FREE_TRIES:
        return LEAST_SECONDS_A_TRY if wrong else 0.0
    return float(min(FIRST_WAIT_SECONDS * 2 ** min(wrong - FREE_TRIES - 1, 20), LONGEST_WAIT_SECONDS))


def seconds_left(tries: Tries, now: Moment) -> float:
    """Until the next try may be made, wherever the count is kept."""
    return min(LONGEST_WAIT_SECONDS, wait_after(tries.wrong) - _elapsed(tries, now))


def this_moment() -> Moment:
    """Now. Linux counts the time asleep too and names each run; elsewhere the run is known by going backwards."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return Moment(time.time(), time.clock_gettime(time.CLOCK_BOOTTIME), _boot())
    return Moment(time.time(), time.monotonic())


class TryCounter:
    """The count of one copy. A clock that is put back or forward changes nothing while the machine runs."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], Moment] = this_moment,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self._path = path
        self._now = now
        self._pause = pause

    def begin_anew(self) -> None:
        """The first count, of a copy that is being made: one without a count is taken to have had the worst."""
        self._keep(0)

    def read(self) -> Tries:
        """The count as it stands; where it is gone or damaged the worst, from now on."""
        try:
            return msgspec.msgpack.decode(self._path.read_bytes(), type=Tries)
        except (msgspec.DecodeError, UnicodeDecodeError, OSError):
            return self._keep(WORST)

    def begin(self) -> None:
        """Count a try before it is made. Raises MustWait with the seconds left; waits out what is less than a second."""
        tries = self.read()
        left = self._left(tries)
        if left > LEAST_SECONDS_A_TRY:
            raise MustWait(left)
        if left > 0:
            self._pause(left)
        self._keep(tries.wrong + 1)

    def what_comes(self) -> str:
        """After a wrong one: how many more there are before a wait, or how long the wait is."""
        wrong = self.read().wrong
        more = FREE_TRIES + 1 - wrong
        if more > 1:
            return f"You have {more} more tries before Daybook waits for a while."
        if more == 1:
            return f"After one more wrong one Daybook waits {how_long(FIRST_WAIT_SECONDS)}."
        return f"The next try can be made in {how_long(wait_after(wrong))}."

    def what_is_left(self) -> str:
        """How many tries there are before a wait, or how long it still is; "" where none was wrong."""
        left = self.seconds_left()
        if left > LEAST_SECONDS_A_TRY:
            return f"The next try can be made in {how_long(left)}."
        return self.what_comes() if self.read().wrong else ""

    def succeeded(self) -> None:
        """Forget the wrong tries."""
        self._keep(0)

    def seconds_left(self) -> float:
        """Until the next try may be made."""
        return self._left(self.read())

    def _left(self, tries: Tries) -> float:
        return seconds_left(tries, self._now())

    def _keep(self, wrong: int) -> Tries:
        tries = Tries(wrong, *self._now())
        write_whole(self._path, msgspec.msgpack.encode(tries))
        return tries


def _elapsed(tries: Tries, now: Moment) -> float:
    """Seconds since the last try, never more than there were while the machine ran on."""
    if tries.boot == now.boot and now.uptime >= tries.uptime:
        return now.uptime - tries.uptime
    return max(now.uptime, now.clock - tries.clock)


def _boot() -> str:
    try:
        return BOOT_ID.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
