"""Counting the time since this laptop spoke to its store, by a clock that anybody can set.

    reckoned    the highest time the clock ever showed, and what the machine ran beyond it
    over        where `reckoned` is past the days that were given
    put back    where the clock shows less than it did before, by more than five minutes

So a clock that stands still gains nothing while the laptop is used, one that is put back is noticed, and one that jumped
ahead ends the time too early, which an administrator's code mends. While Daybook runs only the time that it runs counts: a
clock that jumps under a worker's hands, in a family's home, is judged when the copy is opened next.
"""

import msgspec

from desktop_app.vault.wrong_tries import Moment

DAY = 24 * 3600.0
SLACK = 300.0
"""Seconds by which a clock may be put back, as it is when it is set right by the network."""


class Count(msgspec.Struct, frozen=True):
    """The time since a lease came, or a code was given. All in seconds.

    began: what the clock showed then; highest: the most it showed since; reckoned: that, and use that it did not show;
    uptime, boot: of the machine when it was last counted.
    """

    began: float
    highest: float
    reckoned: float
    uptime: float
    boot: str

    @property
    def seconds(self) -> float:
        """How long it has been, at least."""
        return self.reckoned - self.began


def begin(now: Moment) -> Count:
    """From this moment on."""
    return Count(now.clock, now.clock, now.clock, now.uptime, now.boot)


def at_opening(count: Count, now: Moment) -> Count:
    """The copy is being opened: the clock counts as far as it is ahead, and the machine's running in any case."""
    return Count(
        count.began,
        max(count.highest, now.clock),
        max(count.reckoned + _ran(count, now), now.clock),
        now.uptime,
        now.boot,
    )


def while_open(count: Count, now: Moment) -> Count:
    """The copy is open: the clock is believed only as far as the machine ran."""
    reckoned = count.reckoned + _ran(count, now)
    believed = now.clock if now.clock <= reckoned + SLACK else count.highest
    return Count(count.began, max(count.highest, believed), max(reckoned, believed), now.uptime, now.boot)


def is_put_back(count: Count, now: Moment) -> bool:
    """Whether the clock shows less than it did before."""
    return now.clock < count.highest - SLACK


def _ran(count: Count, now: Moment) -> float:
    """Seconds that the machine ran since the last count: after another start at least since that."""
    if count.boot == now.boot and now.uptime >= count.uptime:
        return now.uptime - count.uptime
    return now.uptime
