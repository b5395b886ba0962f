"""With the family: a new plan begun from what the record holds, the agreed one on paper, and a protected copy of it."""

from PySide6.QtCore import Qt

from demo.walk.people import Company, Person
from demo.walk.steps import Step, press, worker

HER_WORDS = "I want to be just the sister."
PLAN = "plan.pdf"


def _begin(_company: Company, person: Person) -> None:
    person.hands.press("Plan")
    person.hands.press("New plan")
    person.hands.wait_for(HER_WORDS)
    person.hands.press(f"Put “{HER_WORDS}” in the plan")


def _see_agreed(_company: Company, person: Person) -> None:
    person.hands.press("Back to Plans")
    person.hands.press("See the plan of…")
    person.hands.wait_for("Page 1 of 3", "999", "Choose who gets this copy.")
    person.hands.choose("Copy for", "Gemma, mother")


def _protect(_company: Company, person: Person) -> None:
    person.hands.press("I have looked at all of it. It may go to Gemma.")
    person.hands.press("Save protected copy")


def _save(company: Company, person: Person) -> None:
    hands = person.hands
    said = next(line for line in hands.words().splitlines() if line.startswith("Passphrase: "))
    company.passphrase = said.removeprefix("Passphrase: ").replace(", ", "")
    hands.press("Choose where to save it")
    hands.press("File name:")
    hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.type(str(company.out / PLAN))
    hands.press("Save")


STEPS: tuple[Step, ...] = (
    worker("plan", _begin, "Plan with the family", "Map, Agreed by four", HER_WORDS, "Not in the record yet."),
    worker(
        "plan-paper", _see_agreed, "Page 1 of 3", "Our family plan", "Copy for Gemma", "I have looked at all of it."
    ),
    worker("protected-copy", _protect, "The copy opens only with this passphrase.", "Say it by phone."),
    worker("copy-saved", _save, "Saved and protected.", "It is noted in the record who was given it."),
    worker("copy-given", press("Done"), "On paper"),
)
