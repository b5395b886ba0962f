"""The steps of the walk, in the order of the journey: prepare, visit, write up, give, sync.

Each leaves a picture of its name, and is done only when all its words can be read on the screen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from demo.ground import PASSPHRASE
from demo.laptops import approve, code_for, waiting
from demo.walk.people import Company, Person

Do = Callable[[Company, Person], object]


@dataclass(frozen=True)
class Step:
    """who: "worker" or "colleague"; do: what they press; words: what can then be read, all of it."""

    name: str
    who: str
    do: Do
    words: tuple[str, ...]


def _join(company: Company, person: Person) -> None:
    person.open()
    hands = person.hands
    hands.type_into("Address of the central store", company.store.address)
    hands.type_into("One-time code", code_for(company.ground, person.professional))
    hands.type_into("Choose a passphrase", PASSPHRASE)
    hands.press("Join")
    hands.wait_for("Ring your administrator.")


def _be_approved(company: Company, person: Person) -> None:
    for device, professional in waiting(company.ground):
        if professional == person.professional:
            approve(company.ground, device)
    person.close()
    person.open()
    person.hands.wait_for("Unlock")


def _unlock(_company: Company, person: Person) -> None:
    person.hands.type_into("Your passphrase", PASSPHRASE)
    person.hands.press("Unlock")


STEPS: tuple[Step, ...] = (
    Step("join", "worker", _join, ("Join your hub", "Ring your administrator.", "Then unlock Daybook.")),
    Step("unlock", "worker", _be_approved, ("Your passphrase", "No connection is needed.")),
    Step("children", "worker", _unlock, ("Children", "Maisie Hart", "All sent")),
)
