"""The day of a first home visit to three half-siblings, minute by minute, on the real screens by clicks and keys.

Its twin has no store from the front door until the car: the day is the same, and all of it arrives when the store is back.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from casework.kinds.concerns import DecisionAnswer, SafetyConcern
from casework.kinds.mapping import MapEntry
from casework.kinds.people import Person
from casework.kinds.visits import SeenAlone, SharedWords, Visit, visit_id
from demo.walk.hands import Hands
from desktop_app.record_store.records import Records
from tests.journeys import harts
from tests.journeys.harts import AYLA, MAISIE, TOM
from tests.support.at_a_laptop import Clock, at_a_laptop, unlock
from tests.support.laptops import Laptop, new_laptop
from tests.support.store import RunningStore

THE_HARTS = "Maisie and Tom Hart, Ayla Mensah"
KITCHEN = "Gemma was up and dressed, and the kitchen smelled of toast."
ABOUT_KOFI = "Gemma said Kofi takes Ayla on Fridays."
STRENGTH = "Gemma rang me herself on Monday."
TOMS_PART = "Tom said he does not like it when Kofi shouts."
SAW = "Tom went quiet and pulled his sleeve down."
FELL = "I fell off the bunk"
DECIDED = "Hold a strategy discussion today."
MADE_OF_IT = "Tom and Maisie were calm with their mum."


@pytest.fixture
def clock() -> Clock:
    return Clock("08:35")


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[RunningStore]:
    """The evening before: the children are allocated when Hannah has gone home."""
    with RunningStore(tmp_path) as running:
        harts.add_hub(running)
        harts.laptop_of(running, tmp_path / "hannah", harts.HANNAH)
        harts.allocate(running, clock.day)
        yield running


@pytest.fixture
def dev(store: RunningStore, tmp_path: Path) -> Iterator[Laptop]:
    """The colleague who comes along, at his own laptop."""
    with new_laptop(tmp_path / "dev", store, harts.DEV) as laptop:
        laptop.sync()
        yield laptop


def in_the_car_outside(hands: Hands) -> None:
    """A sentence is begun, and the lid is closed in the middle of it: on the sofa she writes on where she was."""
    hands.press(f"Start visit: {THE_HARTS}")
    hands.wait_for("Visit to the Hart family", "Maisie’s part, needed", "Ayla’s part, needed")
    hands.press("Write the next sentence")
    hands.type(KITCHEN.replace(" of toast", ""))
    hands.key(Qt.Key.Key_Left)
    hands.press("Hide the screen")
    hands.key(Qt.Key.Key_Space)
    assert "Hart" not in hands.words()
    hands.press("Lock Daybook")
    hands.wait_for("You will come back to the page you were on.")
    assert "Hart" not in hands.words()


def on_the_sofa(hands: Hands) -> None:
    unlock(hands)
    hands.wait_for("Visit to the Hart family")
    hands.wait_until(
        lambda: (at := QApplication.focusWidget()) is not None and at.accessibleName() == "Write the next sentence",
        lambda: "The cursor was not led back",
    )
    hands.type(" of toast")
    hands.press("Add this sentence")
    assert KITCHEN in hands.words()
    assert harts.KOFIS_STREET not in hands.words()


def before_anybody_speaks(hands: Hands) -> None:
    """She looks once more why they are involved: what worries us and what Maisie said is covered until asked for."""
    hands.press("Map")
    hands.press("Now")
    hands.wait_for("a visit is under way", "Press to show her words")
    assert harts.WORRY not in hands.words()
    assert harts.HER_WORDS not in hands.words()
    hands.press("Show why we are involved")
    hands.wait_for(harts.WORRY)
    hands.press("Back to The visit")


def the_grid(hands: Hands) -> None:
    """Three half-siblings; one answer for all, and Tom was not alone."""
    hands.press("Gemma, Mum")
    hands.press("Add somebody who is here")
    hands.type_into("Name", "Dave")
    hands.type_into("Who they are", "about 30, in the kitchen")
    hands.press("Add this person")
    for asked in ("Seen", "Seen alone"):
        hands.press("Yes", of=f"{asked}: Maisie")
        hands.press(f"{asked}: the same for all as for Maisie")
    hands.press("No", of="Seen alone: Tom")
    hands.type_into("Why was Tom not seen alone?", "He wanted Maisie there.")


def map_at_the_table(hands: Hands) -> None:
    hands.press("Map")
    hands.press("Add to: What is working well?")
    hands.wait_for("Add a card")
    hands.type(STRENGTH)
    hands.press("Told to us")
    hands.type_into("Whose view is this?", "Gemma")
    hands.press("Done")
    hands.press("Add to record: 1 card")
    hands.wait_for("Added to the record: 1 card.")
    hands.press("Back")
    hands.type_into("Write the next sentence", ABOUT_KOFI)
    hands.press("Add this sentence")
    hands.wait_for("Ayla is named, so only Ayla is chosen.")


def each_childs_own_part(hands: Hands) -> None:
    hands.press("Ayla’s part, needed")
    hands.type_into("What did Ayla do or show you?", "Ayla reached for her mum.")
    hands.press("Maisie’s part, needed")
    hands.type_into("What did Maisie say, do or show you?", "Maisie drew her house.")
    hands.press("Tom’s part, needed")
    hands.type_into("What did Tom say, do or show you?", TOMS_PART)
    hands.press("Moment mark")


def a_bruise(hands: Hands) -> None:
    """Marked, told, and decided by telephone."""
    hands.press("Safety concern")
    hands.wait_for("Safety concern: Tom Hart, 5", "Home visit")
    hands.press("Mark a place on the body")
    hands.choose("Which part of the body?", "Left forearm, front")
    hands.choose("What kind of mark?", "Bruise")
    hands.type_into("Size in cm", "2")
    hands.press("What was said about it")
    hands.type_into("Who said it?", "Tom")
    hands.type_into("What did you ask?", "Tell me about that.")
    hands.type_into("Their words, exactly", FELL)
    hands.press("I rang Marian, 01632 960014: note it with the time")
    hands.press("Yes", of="Were the parents told?")
    hands.press("Write down a decision")
    hands.type_into("What was decided?", DECIDED)
    hands.type_into("Why?", "Tom is 5 and cannot say how.")
    hands.press("Add to record")
    hands.wait_for("Told by phone, not yet confirmed", "Added to the record. It goes before anything else.")
    hands.press("Close")
    hands.wait_for("Visit to the Hart family")


def in_the_car(hands: Hands) -> None:
    """What she saw at the moment she marked, whom she named, what she makes of it."""
    hands.press("Finish visit")
    hands.wait_for("Kofi is named in what enters Tom’s file")
    hands.press("Keep Kofi here")
    hands.type_into("10:20am, with Tom’s part open: what did you see?", SAW)
    hands.type_into("What do you make of it for Tom?", MADE_OF_IT)
    hands.press("Add to record")
    hands.wait_for("Added to Maisie’s, Tom’s and Ayla’s files.", "Back to Children")


def devs_own_account(dev: Laptop, day: datetime.date) -> None:
    """Dev came along, and writes down what he saw of Tom on his own laptop."""
    group = b"the visit of dev"
    visit = Visit(
        group=group, date=day.isoformat(), purpose="First visit", seen=True, own_part="Tom showed me his car."
    )
    dev.records.add(dev.records.create(TOM, visit, record=visit_id(group, TOM), happened=day.isoformat()))
    dev.sync()


def reads_her_word(dev: Laptop) -> bool:
    dev.sync()
    return bool(dev.records.records(TOM, DecisionAnswer))


def everything_is_at_devs(records: Records) -> None:
    visits = {one.value.own_part: one.value for one in records.records(TOM, Visit)}
    assert set(visits) == {TOMS_PART, "Tom showed me his car."}
    hannahs = visits[TOMS_PART]
    assert hannahs.seen_alone == SeenAlone(alone=False, why_not="He wanted Maisie there.")
    assert SAW in (hannahs.observation or "")
    assert hannahs.analysis == MADE_OF_IT
    assert [one.value.text for one in records.records(TOM, SharedWords)] == [KITCHEN]
    assert {one.value.text for one in records.records(AYLA, SharedWords)} == {KITCHEN, ABOUT_KOFI}
    assert STRENGTH in {one.value.text for one in records.records(MAISIE, MapEntry)}
    for file in (MAISIE, TOM, AYLA):
        (dave,) = [one.value for one in records.records(file, Person) if one.value.provisional]
        assert (dave.forename, dave.role) == ("Dave", "about 30, in the kitchen")
    (concern,) = [one.value for one in records.records(TOM, SafetyConcern)]
    assert [(mark.part, mark.mark) for mark in concern.marks.values()] == [("Left forearm, front", "Bruise")]
    assert [said.words for said in concern.said.values()] == [FELL]
    assert [one.value.answer.is_theirs for one in records.records(TOM, DecisionAnswer) if one.value.answer] == [True]
    assert records.records(MAISIE, SafetyConcern) == []


@pytest.mark.parametrize("is_twin", [False, True], ids=["connected", "no store until the car"])
def test_the_day_of_a_first_visit(
    store: RunningStore, dev: Laptop, clock: Clock, tmp_path: Path, qapp: QApplication, is_twin: bool
) -> None:
    with at_a_laptop(tmp_path / "hannah", harts.HANNAH, clock) as hands:
        hands.wait_for(THE_HARTS, "with Dev", "Ask for the dog to be shut in", "in 55 min", "All sent")
        hands.wait_for("Ready for this visit.", "All three files are on this laptop, as of")
        if is_twin:
            store.kill()
        clock.at("09:26")
        in_the_car_outside(hands)
        clock.at("09:31")
        on_the_sofa(hands)
        before_anybody_speaks(hands)
        the_grid(hands)
        map_at_the_table(hands)
        clock.at("10:20")
        each_childs_own_part(hands)
        a_bruise(hands)
        clock.at("10:55")
        in_the_car(hands)
        if is_twin:
            hands.wait_for("4 things waiting to send")
            store.start()
            hands.press("Waiting to send, 4")
            hands.press("Try now")
        devs_own_account(dev, clock.day)
        hands.wait_for("All sent")
    clock.at("11:30")
    with at_a_laptop(harts.laptop_of(store, tmp_path / "marian", harts.MARIAN), harts.MARIAN, clock) as hands:
        hands.wait_for("Hannah wrote down your decision, not yet confirmed.", DECIDED)
        hands.press("Confirm. Safety concern about Tom Hart…")
        hands.wait_for("Confirmed. Everybody reads it so.")
        hands.wait_until(lambda: reads_her_word(dev), lambda: "What Marian confirmed never reached Dev")
    everything_is_at_devs(dev.records)
    assert store.problems() == []
