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
    person.hands.press("Unlock Daybook")


def _unlock(_company: Company, person: Person) -> None:
    person.hands.type_into("Your passphrase", PASSPHRASE)
    person.hands.press("Unlock")


def _find(_company: Company, person: Person) -> None:
    person.hands.type_into("Find a child by name", "hart")


def _open_maisie(_company: Company, person: Person) -> None:
    person.hands.press("Maisie Hart")


def _uncover(_company: Company, person: Person) -> None:
    person.hands.press("Press to show her words")


def _see_both(_company: Company, person: Person) -> None:
    person.hands.press("See both")


def _read_notes(_company: Company, person: Person) -> None:
    person.hands.press("Close for now")
    person.hands.press("Visits and notes")


def _cut_off(company: Company, person: Person) -> None:
    company.cut_off()
    person.hands.press("Waiting to send")


STEPS: tuple[Step, ...] = (
    Step(
        "join",
        "worker",
        _join,
        ("Join your hub", "Ring your administrator.", "When they have approved it, unlock Daybook."),
    ),
    Step("unlock", "worker", _be_approved, ("Your passphrase", "No connection is needed.")),
    Step("children", "worker", _unlock, ("Children", "Maisie Hart", "All sent")),
    Step("find-a-child", "worker", _find, ("Tom Hart", "Ayla")),
    Step("child-now", "worker", _open_maisie, ("Maisie Hart", "There are two versions of")),
    Step("her-words", "worker", _uncover, ("I hide in the wardrob wen they showt",)),
    Step("two-versions", "worker", _see_both, ("Two versions", "Nan collects Maisie and Tom every day")),
    Step("visits-and-notes", "worker", _read_notes, ("Visits and notes",)),
    Step("waiting-to-send", "worker", _cut_off, ("Waiting to send",)),
)
