"""What a round may carry now: everything; words, while drawings and documents wait; or safety concerns alone.

The worker can pause sending. Of itself Daybook holds back only what is large, where the system says that the connection
counts what is sent or that the battery is low; what is due to a child's safety goes whatever is held.
"""

import threading
from collections.abc import Callable
from enum import IntEnum

import msgspec

PAUSED = "Paused. A safety concern is sent all the same, with your words about that child."


class Goes(IntEnum):
    """How much a round carries."""

    FIRST = 0  # files with a safety concern or a decision, their words; nothing comes
    WORDS = 1  # no part of a drawing or document, either way
    ALL = 2


class Hold(msgspec.Struct, frozen=True):
    """How much goes, and why it is not all: "" where it is. is_paused: because the worker said so."""

    goes: Goes = Goes.ALL
    why: str = ""
    is_paused: bool = False


def nothing_is_against_it() -> str:
    """For who does not look at connection and battery."""
    return ""


class Holding:
    """What is held back, as it stands at each moment. Asked and told from any thread.

    sense: "" or, in a sentence, why drawings and documents wait.
    """

    def __init__(self, sense: Callable[[], str] = nothing_is_against_it) -> None:
        self._sense = sense
        self._lock = threading.Lock()
        self._is_paused = False
        self._all_the_same = ""  # the reason against which the worker had everything sent

    def now(self) -> Hold:
        """What goes now."""
        why = self._sense()
        with self._lock:
            if self._is_paused:
                return Hold(Goes.FIRST, PAUSED, is_paused=True)
            if why and why != self._all_the_same:
                return Hold(Goes.WORDS, why)
            self._all_the_same = why
            return Hold()

    def pause(self) -> None:
        """Nothing goes but safety concerns, until the worker says so or Daybook is opened again."""
        with self._lock:
            self._is_paused = True

    def go_on(self) -> None:
        """Not paused any more."""
        with self._lock:
            self._is_paused = False

    def send_all(self) -> None:
        """Drawings and documents too, for as long as what is against it stays the same."""
        why = self._sense()
        with self._lock:
            self._is_paused, self._all_the_same = False, why
