"""Connected again: what waits is sent, and a colleague's laptop shows it all: the visit, the words, the map, the plan."""

from demo.walk.people import Company, Person
from demo.walk.preparing import be_approved, join
from demo.walk.steps import Step, colleague, press, worker
from demo.walk.visiting import CHILDS_WORDS, MAISIE, SHARED, UNCOVER


def _connect(company: Company, person: Person) -> None:
    company.connect()
    person.hands.press("Try now")


def _join(company: Company, person: Person) -> None:
    join(company, person)
    be_approved(company, person)
    person.hands.wait_for("Your day")
    person.hands.press("Children")


def _read_visit(_company: Company, person: Person) -> None:
    person.hands.type_into("Find a child by name", "maisie")
    person.hands.press("Maisie Hart")
    person.hands.press("Visits and notes")


STEPS: tuple[Step, ...] = (
    worker("who-sees", press("Waiting to send"), "Can the family see your screen?"),
    worker(
        "waiting-to-send",
        press("Show “Waiting to send”"),
        "All of them are safe on this laptop.",
        "Visit to Maisie and Tom",
    ),
    worker("sent", _connect, "All sent. Connected."),
    worker("about", press("About Daybook"), "About Daybook", "On this laptop", "Signs of Safety®"),
    colleague("colleague", _join, "Find a child by name", "All sent"),
    colleague("colleague-reads", _read_visit, SHARED, MAISIE, "Hannah Okafor"),
    colleague("colleague-voice", press("Their voice", UNCOVER), CHILDS_WORDS, "Everyone who helps"),
    colleague("colleague-map", press("Map"), "What is working well?", CHILDS_WORDS),
    colleague("colleague-plan", press("Plan"), "Agreed by Gemma, not by Lee", "2 copies given"),
)
