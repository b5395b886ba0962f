"""With the family: a plan begun from the record, finished and agreed, its paper printed, and a protected copy of it."""

import datetime

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from casework.wording import MONTHS
from demo.trying import today
from demo.walk.hands import NotThere
from demo.walk.people import Company, Person
from demo.walk.steps import Step, press, worker
from desktop_app.plans.view.printing import a4_printer
from desktop_app.start.plan_paper import PaperOnTheTable

HER_WORDS, MORE_WORDS = "I want to be just the sister.", "Biscit is the best dog even tho he smels"
LEES_VIEW = "It was one morning."
IF_BETTER = "We meet less often. After three good months we agree an end date together."
IF_SAME = "We ask for a bigger meeting. We will tell you before, and why."
PLAN, PRINTED = "plan.pdf", "plan-printed.pdf"
DAYS_TO_LOOK_AGAIN = 28
WALKS_RESOLUTION = 150


def _begin(_company: Company, person: Person) -> None:
    person.hands.press("Plan")
    person.hands.press("New plan")
    person.hands.wait_for(HER_WORDS)
    person.hands.press(f"Put “{MORE_WORDS}” in the plan")


def _finish(_company: Company, person: Person) -> None:
    """What the record cannot know: what comes next, when they look again, and what each of them says of the plan."""
    hands = person.hands
    day = today() + datetime.timedelta(days=DAYS_TO_LOOK_AGAIN)
    hands.type_into("We look at it again", f"{day.day} {MONTHS[day.month - 1]} {day.year}")
    hands.type_into("Where", "at home")
    hands.type_into("If things get better", IF_BETTER)
    hands.type_into("If things stay the same", IF_SAME)
    hands.press("Agrees", of="Gemma")
    hands.press("Does not agree", of="Lee")
    hands.type_into("What Lee said about it", LEES_VIEW)


def _see_on_paper(_company: Company, person: Person) -> None:
    person.hands.press("See the plan of…")
    person.hands.wait_for("Page 1 of 3", "999", "Choose who gets this copy.")
    person.hands.choose("Copy for", "Gemma, mother")


def _look(person: Person) -> None:
    person.hands.press("I have looked at all of it. It may go to Gemma.")


def _print(company: Company, person: Person) -> None:
    """The printer is a file in the walk's folder; the dialog in which one is chosen is the system's own."""
    _look(person)
    found = person.hands.window.findChild(PaperOnTheTable)
    if found is None:
        raise NotThere("There is no paper to print.")
    printer = a4_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(company.out / PRINTED))
    printer.setResolution(WALKS_RESOLUTION)
    found.print_on(printer)


def _protect(_company: Company, person: Person) -> None:
    _look(person)
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
    worker("plan-finished", _finish, "What Lee said about it", "Saved on this laptop at", "Add to record"),
    worker("plan-agreed", press("Add to record"), "Agreed by Gemma, not by Lee", "No copy given yet"),
    worker(
        "plan-paper", _see_on_paper, "Page 1 of 3", "Our family plan", "Copy for Gemma", "I have looked at all of it."
    ),
    worker("plan-printed", _print, "Copy 1 for Gemma is noted.", "Copy 2."),
    worker("protected-copy", _protect, "The copy opens only with this passphrase.", "Say it by phone."),
    worker("copy-saved", _save, "Saved and protected.", "It is noted in the record who was given it."),
    worker("copy-given", press("Done"), "On paper"),
)
