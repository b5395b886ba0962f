"""Somebody at a laptop that joined a real store: Daybook unlocked with the passphrase, and used by clicks and keys alone."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from demo.walk.hands import Hands
from demo.walk.people import Person
from desktop_app.shell import tokens
from tests.support.pictures import wear
from tests.support.vaults import PASSPHRASE


class Clock:
    """The clock of a laptop, put on by hand."""

    def __init__(self, time: str) -> None:
        self.day = datetime.date.today()  # noqa: DTZ011 the worker's own day
        self.at(time)

    def at(self, time: str) -> None:
        """It is so late now: "09:30"."""
        self._time = datetime.time.fromisoformat(time)

    def now(self) -> datetime.datetime:
        """What the clock says."""
        return datetime.datetime.combine(self.day, self._time)


@contextmanager
def at_a_laptop(folder: Path, who: str, clock: Clock) -> Iterator[Hands]:
    """Daybook opened and unlocked; closed at the end."""
    wear(tokens.light())
    person = Person(who, folder, clock.now)
    person.open()
    try:
        unlock(person.hands)
        yield person.hands
    finally:
        person.close()


def unlock(hands: Hands) -> None:
    """Type the passphrase where it is asked for."""
    hands.type_into("Your passphrase", PASSPHRASE)
    hands.press("Unlock")
