"""The visit, without a connection: two children of one family on one form, the map with the family, the child's turn."""

import random
from collections.abc import Iterator

from casework.ink import SHEET
from demo.crayons import Crayon
from demo.walk.people import Company, Person
from demo.walk.steps import Step, press, worker

SHARED = "Gemma was up and dressed, and the kitchen smelled of toast."
STRENGTH = "Gemma rang me herself on Monday, before it was too late."
CHILDS_WORDS = "nan reeds to me evry nite now"
UNCOVER = "Press to show Maisie’s words"
PIN = "704162"
MAISIE, TOM = "Maisie said she slept all night.", "Tom ran to fetch his coat."
WHAT_I_SAW = "Maisie drew her house first, then herself and Nan, and hummed."
MADE_OF_IT = "Maisie slept because Nan was there. The nights without Nan are the ones to ask about."
ONE_SHEET = 1000


def _begin(company: Company, person: Person) -> None:
    """At the door: nothing can be reached any more."""
    company.cut_off()
    hands = person.hands
    hands.press("Start visit")
    hands.press("Ayla, 11 months")
    hands.press("Begin the visit")


def _write(_company: Company, person: Person) -> None:
    hands = person.hands
    hands.type_into("What is the visit for?", "Child protection visit")
    hands.press("No", of="Was it announced?")
    hands.type_into("Where is it?", "Home")
    hands.press("Gemma, Mum")
    for child, seemed in (("Maisie", "Tired"), ("Tom", "Happy")):
        for asked in ("Seen", "Seen alone", "Bedroom seen"):
            hands.press("Yes", of=f"{asked}: {child}")
        hands.type_into(f"How they seemed: {child}", seemed)
    hands.type_into("Write the next sentence", SHARED)
    hands.press("Add this sentence")
    hands.press("Tom’s part, needed")
    hands.type_into("What did Tom say, do or show you?", TOM)
    hands.press("Maisie’s part, needed")
    hands.type_into("What did Maisie say, do or show you?", MAISIE)


def _write_card(_company: Company, person: Person) -> None:
    hands = person.hands
    hands.press("Add to: What is working well?")
    hands.wait_for("Add a card")
    hands.type(STRENGTH)
    hands.press("Told to us")
    hands.type_into("Whose view is this?", "Nan")


def _choose_pin(_company: Company, person: Person) -> None:
    hands = person.hands
    hands.press("Back")
    hands.press("Hand to child")
    hands.press("Maisie")
    hands.press("Hand to Maisie")
    hands.type_into("Six digits", PIN)
    hands.type_into("The same six digits again", PIN)


def _draw(_company: Company, person: Person) -> None:
    hands = person.hands
    hands.press("Keep this PIN")
    hands.wait_for("Three houses")
    held = ""
    for colour, places in _a_childs_drawing():
        if colour != held:
            hands.press(f"{colour.capitalize()} crayon")
            held = colour
        hands.draw("Drawing", [places])


def _a_childs_drawing() -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """(crayon, places) of a house, a girl and her grandmother, as a child of eight draws them."""
    crayon = Crayon(random.Random(8), 8)
    crayon.shape("house", (0.7, 5.2), 2.6)
    crayon.person((3.7, 8.2), 2.2, "pink", "brown")
    crayon.person((4.8, 8.2), 2.9, "teal", "black")
    for stroke in crayon.strokes:
        yield (
            stroke.colour,
            [(point.x / ONE_SHEET / SHEET[0], point.y / ONE_SHEET / SHEET[1]) for point in stroke.points],
        )


def _tell(_company: Company, person: Person) -> None:
    hands = person.hands
    hands.press("Type my words")
    hands.press("Good things")
    hands.type_into("Your words, as you say them", CHILDS_WORDS)
    hands.press("Read it back")


def _ask_who_may_see(_company: Company, person: Person) -> None:
    hands = person.hands
    hands.press("Yes, that’s right")
    hands.press(f"“{CHILDS_WORDS}”…")
    hands.press("Who may see it")


def _give_back(_company: Company, person: Person) -> None:
    hands = person.hands
    hands.press("Everyone who helps me")
    hands.press("That’s right")
    hands.press("Stop")
    hands.press("For the grown-up who brought it")
    hands.type(PIN)
    hands.press("Yes", of="Did you say what you must pass on?")
    hands.press("Yes", of="Alone with you")
    hands.type_into("Where", "Her bedroom")
    hands.type_into("What you saw and heard", WHAT_I_SAW)


def _finish(_company: Company, person: Person) -> None:
    hands = person.hands
    hands.press("Finish visit")
    hands.type_into("What do you make of it for Maisie?", MADE_OF_IT)


STEPS: tuple[Step, ...] = (
    worker("visit-begun", _begin, "Visit to the Hart family", "Maisie’s part, needed", "Tom’s part, needed"),
    worker("visit", _write, SHARED, "Not connected.", "Saved on this laptop", "Tom’s part"),
    worker(
        "visit-map", press("Map"), "What are we worried about?", "How safe are things?", "Did not want to say: Grandad"
    ),
    worker("map-card", _write_card, STRENGTH, "Whose view is this?", "Maisie’s words"),
    worker("map-with-card", press("Done"), "Not added to the record yet: 1 card.", STRENGTH),
    worker("map-added", press("Add to record: 1 card"), "Added to the record: 1 card."),
    worker("pin", _choose_pin, "Keep this PIN"),
    worker("three-houses", _draw, "Your drawing in Good things.", "Type my words", "Hide", "Stop"),
    worker("childs-words", _tell, "Did I get it right?", CHILDS_WORDS, "Your spelling stays."),
    worker("who-may-see", _ask_who_may_see, "Who may see this?", "What I must tell", "Only the people I pick"),
    worker("given-back", _give_back, "Read back: yes", CHILDS_WORDS, "Everyone who helps"),
    worker("session-added", press("Add to record"), "Visit to the Hart family", "Saved on this laptop"),
    worker("visit-finished", _finish, "Everything that is needed is there.", "Maisie’s and Tom’s files"),
    worker("visit-in-record", press("Add to record"), "Added to Maisie’s and Tom’s files.", SHARED, MAISIE),
    worker("their-voice", press("Their voice", UNCOVER), "In Maisie’s own words", CHILDS_WORDS, "Not sent yet"),
)
