"""What one round of keeping in step did, and how it is told and stopped while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


class Outcome(msgspec.Struct, frozen=True):
    """What one round did. files, kinds: touched by what came; refused: whether the store refuses this laptop's seals;
    agrees: whether this copy now holds all that the store had; trouble: a sentence where something that came cannot be
    believed: it was left out, and nothing else with it; came_back: entries of this very laptop that it did not hold;
    has_erased: whether an order took words that this copy held, which a form that is open may hold still."""

    sent: int = 0
    received: int = 0
    files: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    refused: bool = False
    agrees: bool = False
    trouble: str = ""
    came_back: int = 0
    has_erased: bool = False


class Cancelled(Exception):
    """The worker, or the end of the program, asked a round to stop; what was done stays done."""


@dataclass
class Tally:
    """What a round did so far. troubled: {file: sentence}."""

    sent: int = 0
    received: int = 0
    files: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    refused: bool = False
    troubled: dict[str, str] = field(default_factory=dict)
    came_back: int = 0
    has_erased: bool = False

    def outcome(self, *, agrees: bool) -> Outcome:
        """The round as it is told."""
        trouble = next(iter(self.troubled.values()), "")
        return Outcome(
            self.sent,
            self.received,
            frozenset(self.files),
            frozenset(self.kinds),
            self.refused,
            agrees and not trouble,
            trouble,
            self.came_back,
            self.has_erased,
        )


def no_progress(_done: int, _of: int) -> None:
    """For who does not look."""


def never() -> bool:
    """For who does not cancel."""
    return False


def check(is_cancelled: IsCancelled) -> None:
    """Raise Cancelled where that was asked for."""
    if is_cancelled():
        raise Cancelled
