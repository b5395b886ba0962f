"""The second to the fifth visit to the made-up family, each from its first step to its last, by clicks and keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.practice.view.script_panel import BEGUN, SEEN
from tests.desktop_app.practice.practising import NOW, practising
from tests.journeys.practised import Practised

FRIDAY = "Craig rang Mo and went for a walk with her dog."
PLATE = "Craig threw a plate at the wall. Rory was under the table."
DANGER = "I am worried that Craig drinks and throws things when the children hear it."
GOAL = "When Craig wants to drink he rings Mo, and the children are with her."
GOOD, WORRY = "gran mos house is qiet", "i dont like fridays. i lisen for the car"
PIN = "704162"


@pytest.fixture
def hands(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Practised]:
    with practising(tmp_path / "own") as daybook:
        daybook.window.show()
        walked = Practised(daybook, request.param)
        walked.begin()
        yield walked


@pytest.mark.parametrize("hands", [2], indirect=True)
def test_the_map_is_made_with_both_parents(hands: Practised) -> None:
    make_the_map(hands)


@pytest.mark.parametrize("hands", [3], indirect=True)
def test_effie_has_the_laptop_and_her_words_stay_hers(hands: Practised) -> None:
    work_with_effie(hands)


@pytest.mark.parametrize("hands", [4], indirect=True)
def test_nobody_expects_the_visit_and_a_mark_is_seen(hands: Practised) -> None:
    visit_unannounced(hands)


@pytest.mark.parametrize("hands", [5], indirect=True)
def test_the_plan_is_made_at_mos_table(hands: Practised) -> None:
    make_the_plan(hands)


def make_the_map(hands: Practised) -> None:
    """Visit 2."""
    _add_card(hands, "What is working well?", "Times it went well", FRIDAY)
    hands.wait_for(BEGUN)
    hands.next()
    _add_card(hands, "What are we worried about?", "What has happened", PLATE)
    hands.next()
    _add_card(hands, "What are we worried about?", "Danger statement", DANGER)
    hands.next()
    hands.go()
    hands.press("Add to: What needs to happen?")
    hands.wait_for("Add a card")
    hands.type(GOAL)
    hands.press("Safety goal")
    hands.type_into("Whose view is this?", "Dani")
    hands.choose("None", f"Pair 2: {DANGER[:55]}…")
    hands.press("Done")
    hands.next()
    hands.press("Ask someone")
    _rate(hands, "Craig…", "7")
    hands.press("Ask somebody else")
    _rate(hands, "Dani…", "4")
    hands.press("Done")
    hands.next()
    hands.press("Add to: What needs to happen?")
    hands.wait_for("Add a card")
    hands.type("Mo has the children on Fridays.")
    hands.type_into("Who does it?", "Gran Mo")
    hands.press("In words")
    hands.type_into("When, in words", "every Friday")
    hands.press("Done")
    hands.press("Add to record…")
    hands.wait_for("Added to the record", SEEN)
    hands.end()


def _add_card(hands: Practised, column: str, kind: str, words: str) -> None:
    hands.go()
    hands.press(f"Add to: {column}")
    hands.wait_for("Add a card")
    hands.type(words)
    hands.press(kind)
    hands.press("Told to us")
    hands.type_into("Whose view is this?", "Dani")
    hands.press("Done")


def _rate(hands: Practised, who: str, score: str) -> None:
    hands.choose("Who?", who)
    hands.press(score)
    hands.type_into("Their words why", "As things are now.")


def work_with_effie(hands: Practised) -> None:
    """Visit 3."""
    hands.go()
    hands.press("Begin direct work")
    hands.press("Yes", of="Did you say what you must pass on?")
    hands.press("Yes", of="Alone with you")
    hands.wait_for(BEGUN)
    hands.next()
    hands.go()
    hands.press("Hand to Effie")
    hands.type_into("Six digits", PIN)
    hands.type_into("The same six digits again", PIN)
    hands.press("Keep this PIN")
    hands.wait_for("Three houses")
    hands.draw("Drawing", [[(0.3, 0.3), (0.5, 0.5)]])
    for house, words in (("Good things", GOOD), ("Worries", WORRY)):
        hands.press("Type my words")
        hands.press(house)
        hands.type_into("Your words, as you say them", words)
        hands.press("Leave it")
    hands.press("Hide")
    hands.wait_for("My drawing")
    hands.leave_the_childs_screen(PIN)
    hands.press("Back to what we were doing")
    hands.wait_for(WORRY)
    hands.give_back(PIN)
    hands.wait_for(BEGUN)
    hands.next()
    hands.press("Hand to Effie again")
    for words in (GOOD, WORRY):
        hands.press(f"“{words}”…")
        hands.press("Yes, that’s right")
        hands.press(f"“{words}”…")
        hands.press("Who may see it")
        hands.press("Only the people I pick")
        hands.press("Gran Mo: not decided…")
        hands.press("That’s right")
    hands.give_back(PIN)
    hands.next()
    hands.type_into("What you saw and heard", "She pulled her sleeves over her hands.")
    hands.type_into("What you make of it", "She watches the door.")
    hands.type_into("What you said will happen next", "I come again on Thursday.")
    hands.press("Add to record")
    hands.next()
    hands.go()
    hands.end()


def visit_unannounced(hands: Practised) -> None:
    """Visit 4."""
    hands.go()
    hands.press("Start visit…")
    hands.press("Add somebody who is here")
    hands.type_into("Name", "Stu")
    hands.type_into("Who they are", "Friend of Craig")
    hands.press("Add this person")
    hands.wait_for(BEGUN)
    hands.next()
    hands.go()
    hands.press("Safety concern")
    hands.press("Mark a place on the body")
    hands.choose("Which part of the body?", "Left upper arm…")
    hands.choose("What kind of mark?", "Bruise")
    hands.type_into("Colour, in words", "yellow and brown")
    hands.press("What was said about it")
    hands.type_into("Who said it?", "Rory")
    hands.type_into("What did you ask?", "Tell me about it.")
    hands.type_into("Their words, exactly", "Craig grabbed me so I did not fall")
    hands.press("Done")
    hands.press("Add what was said")
    hands.press("Stu")
    hands.type_into("Their words, exactly", "He is always falling, that one.")
    hands.press("Done")
    hands.next()
    hands.go()
    hands.press("I rang Abigail Fosu…")
    hands.press("Done")
    hands.press("Told")
    hands.wait_for(BEGUN)
    hands.next()
    hands.go()
    hands.press("Write down a decision")
    hands.type_into("What was decided?", "Rory sees a doctor tonight.")
    hands.type_into("Why?", "Three marks that are not explained.")
    hands.press("Add to record")
    hands.wait_for("not yet confirmed", SEEN)
    hands.next()
    hands.go()
    for child in ("Effie", "Rory", "Nell"):
        hands.press("Yes", of=f"Seen: {child}")
        hands.press("No", of=f"Bedroom seen: {child}")
        hands.type_into(f"How they seemed: {child}", "Tired")
        hands.press(f"{child}’s part, needed")
        said = "do or show you" if child == "Nell" else "say, do or show you"  # she is a baby
        hands.type_into(f"What did {child} {said}?", "Stood close to Mo.")
    for child in ("Effie", "Rory"):
        hands.press("No", of=f"Seen alone: {child}")
        hands.type_into(f"Why was {child} not seen alone?", "Everybody stood in the hall.")
    hands.press("Finish visit")
    hands.wait_for(
        "From this visit", "Safety concern: 1 mark, what Rory and Stu said", "Everything that is needed is there."
    )
    hands.press("Add to record")
    hands.wait_for("Added to Effie’s, Rory’s and Nell’s files.", SEEN)
    hands.press("Family and network")
    hands.wait_for("Stu")
    hands.end()


def make_the_plan(hands: Practised) -> None:
    """Visit 5."""
    hands.go()
    hands.press("New plan")
    hands.wait_for(BEGUN, "Effie", "Nell")
    hands.next()
    hands.go()
    hands.press("Add a line: Why we are involved")
    hands.type("We heard you, Effie says.")
    hands.wait_for(BEGUN)
    hands.next()
    hands.press("Add a step")
    hands.type_into("Who, step 2", "Mo")
    hands.type_into("What, step 2", "Has the children on Fridays")
    hands.type_into("Before the day, step 2", "From")
    hands.type_into("What needs to change, line 1", "Fridays are quiet.")
    hands.type_into("We look at it again", f"11 December {NOW.year}")
    hands.type_into("If things stay the same", "We meet again.")
    hands.next()
    hands.press("Agrees", of="Dani")
    hands.press("Does not agree", of="Craig")
    hands.type_into("What Craig said about it", "I held him so he did not fall.")
    hands.press("Add to record")
    hands.next()
    hands.go()
    hands.press("See…")
    hands.choose("Copy for", "Gran Mo…")
    hands.press("I have looked at all of it…")
    hands.end()
