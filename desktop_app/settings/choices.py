"""What a worker may choose for this laptop. No Qt, and nothing that takes time to import: it is read before unlocking."""

from dataclasses import dataclass

TEXT_SIZES = (100, 125, 150, 175, 200)
LOCK_MINUTES, LOCK_MINUTES_WITH_A_FAMILY = 5, 20
"""After which a laptop that nobody touches locks, where neither the authority nor the worker says otherwise."""
LESS, LESS_WITH_A_FAMILY = (1, 2, 3, 5, 10, 15), (5, 10, 15, 20, 30, 45, 60)
"""Minutes that may be chosen, as far as the authority's limit."""
THEMES = {"laptop": "As on this laptop", "light": "Light", "dark": "Dark", "contrast": "High contrast"}


@dataclass(frozen=True)
class Choices:
    """text_percent: of 100 to 200; theme: one of THEMES; minutes: None where the authority's limit holds."""

    text_percent: int = 100
    theme: str = "laptop"
    lock_minutes: int | None = None
    lock_minutes_with_a_family: int | None = None


@dataclass(frozen=True)
class Limits:
    """The longest that the authority allows, in minutes."""

    lock_minutes: int = LOCK_MINUTES
    lock_minutes_with_a_family: int = LOCK_MINUTES_WITH_A_FAMILY

    def minutes(self, choices: Choices) -> tuple[int, int]:
        """(at a desk, with a family) that hold: the worker's choice, never longer than the limit nor under a minute."""
        return (
            _within(choices.lock_minutes, self.lock_minutes),
            _within(choices.lock_minutes_with_a_family, self.lock_minutes_with_a_family),
        )

    def may_choose(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The minutes to offer at a desk and with a family: everything up to the limit, and the limit itself."""
        return (
            _up_to(self.lock_minutes, LESS),
            _up_to(self.lock_minutes_with_a_family, LESS_WITH_A_FAMILY),
        )


def _within(chosen: int | None, limit: int) -> int:
    return limit if chosen is None else max(1, min(chosen, limit))


def _up_to(limit: int, offered: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({*(one for one in offered if one < limit), limit}))
