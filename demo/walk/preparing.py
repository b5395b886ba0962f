"""Before leaving: join, unlock, find the child, read what matters, with a connection."""

from PySide6.QtCore import Qt

from demo.ground import PASSPHRASE
from demo.laptops import approve, code_for, waiting
from demo.walk.people import Company, Person
from demo.walk.steps import Step, press, worker


def join(company: Company, person: Person) -> None:
    """A new laptop: the store's address, the code, a passphrase."""
    person.open()
    hands = person.hands
    hands.type_into("Address of the central store", company.store.address)
    hands.type_into("One-time code", code_for(company.ground, person.professional))
    hands.type_into("Choose a passphrase", PASSPHRASE)
    hands.press("Join")


def be_approved(company: Company, person: Person) -> None:
    """The administrator's part; Daybook finds out and opens by itself."""
    person.hands.wait_for("Ring your administrator")
    for device, professional in waiting(company.ground):
        if professional == person.professional:
            approve(company.ground, device)


def _lock(_company: Company, person: Person) -> None:
    person.hands.press("Hide the screen")
    person.hands.key(Qt.Key.Key_Space)
    person.hands.press("Lock Daybook")


def _find(_company: Company, person: Person) -> None:
    person.hands.type_into("Your passphrase", PASSPHRASE)
    person.hands.press("Unlock")
    person.hands.type_into("Find a child by name", "hart")


def _read_notes(_company: Company, person: Person) -> None:
    person.hands.press("Close for now")
    person.hands.press("Visits and notes")


STEPS: tuple[Step, ...] = (
    worker("join", join, "Ring your administrator", "Ask again now"),
    worker(
        "today", be_approved, "Your day", "Ayla Hart-Mensah", "Ready for this visit.", "What you promised", "All sent"
    ),
    worker("children", press("Children"), "Find a child by name", "All sent"),
    worker("unlock", _lock, "Your passphrase", "You will come back to the page you were on."),
    worker("find-a-child", _find, "Tom Hart", "Ayla"),
    worker("child-now", press("Maisie Hart"), "Maisie Hart", "There are two versions of"),
    worker("her-words", press("Press to show her words"), "I hide in the wardrob wen they showt"),
    worker("two-versions", press("See both"), "Two versions", "Nan collects Maisie and Tom every day"),
    worker("visits-and-notes", _read_notes, "Saturday night", "Management decision"),
)
