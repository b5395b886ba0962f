"""The first hour of somebody who covers: eighteen children she has never opened, on the real screens by clicks and keys.

Its twin has no store from the moment the copy is there: all she needs is on the laptop, and her note travels later.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from casework.changes import new_record_id
from casework.kinds.knowing import DOES_NOT_KNOW, MUST_NOT_HEAR, WhoKnows
from casework.kinds.people import Person, Relation
from casework.kinds.plans import Action, WhoByWhen
from casework.kinds.work import CaseNote, Involvement
from demo.walk.hands import Hands
from tests.journeys import harts
from tests.journeys.harts import HUB, MAISIE
from tests.support.at_a_laptop import Clock, at_a_laptop
from tests.support.laptops import Laptop, new_laptop
from tests.support.store import RunningStore

OTHERS = [f"child {number}" for number in range(1, 16)]
COVER = "ines"
PROMISED = "Bring Maisie the book about the fox"
MATTER = "that Gemma has asked for a flat of her own"
RANG = "The school says Maisie was collected by her nan."
NOTED = "Gemma asked who comes instead of Hannah."


@pytest.fixture
def clock() -> Clock:
    return Clock("09:05")


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        harts.add_hub(running)
        harts.allocate(running, clock.day)
        running.add_hub(HUB, [COVER], OTHERS)
        before(running, clock.day)
        yield running


@pytest.fixture
def dev(store: RunningStore, tmp_path: Path, clock: Clock) -> Iterator[Laptop]:
    """A colleague, who noted a call last week."""
    with new_laptop(tmp_path / "dev", store, harts.DEV) as laptop:
        laptop.sync()
        note = CaseNote(
            how="call", date=clock.day.isoformat(), about="Collected from school", who_with="school", said=RANG
        )
        laptop.records.add(laptop.records.create(MAISIE, note))
        laptop.sync()
        yield laptop


def before(store: RunningStore, today: datetime.date) -> None:
    """What stands in Maisie's file from before: what was promised, what Lee must not hear, who worked with her until March."""
    lee, nan = new_record_id(), new_record_id()
    by = (today + datetime.timedelta(days=2)).isoformat()
    store.write(
        (MAISIE, Action(what=PROMISED, promised_to="Maisie", who_by_when=WhoByWhen("Hannah", by)), None),
        (MAISIE, Person(forename="Rob", surname="Hart", phone="01632 960555"), lee),
        (MAISIE, Relation(person=lee, relationship="uncle"), None),
        (MAISIE, Person(forename="Joan", surname="Hart", preferred_name="Nan", phone="01632 960777"), nan),
        (MAISIE, Relation(person=nan, relationship="grandmother"), None),
        (
            MAISIE,
            WhoKnows(matter=MATTER, words="flat", people={lee.hex(): MUST_NOT_HEAR, nan.hex(): DOES_NOT_KNOW}),
            None,
        ),
        (MAISIE, worker_until(today), None),
    )


def worker_until(today: datetime.date) -> Involvement:
    return Involvement(
        professional_name="Petra Wills",
        professional_role_id="social_worker",
        involvement_start_date="2024-05-02",
        involvement_end_date=(today - datetime.timedelta(days=2)).isoformat(),
    )


def her_children(hands: Hands) -> None:
    """She works with none of them, and has all of them on this laptop."""
    hands.press("Children")
    hands.wait_for("You work with 0 of the 18 children", "Whole hub, 18")
    hands.type_into("Find a child by name", "mais")
    hands.press("Maisie Hart")


def how_maisie_is(hands: Hands) -> None:
    """Why, what was promised, what happened lately, who works with her and since when, who did before."""
    hands.wait_for(harts.WORRY, PROMISED, "To Maisie, by", "You have not opened this page before")
    hands.wait_for("Dev added a note", "Who works with the child", "Hannah, Social worker, since")
    assert "Petra Wills" not in hands.words()
    hands.press("1 person before")
    hands.wait_for("Petra Wills, Social worker, 2 May 2024 to")
    hands.press("You have not opened this page before…")
    hands.wait_for("Collected from school")


def whom_to_ring_and_what_not_to_say(hands: Hands) -> None:
    hands.press("Family and network")
    hands.wait_for("Phone 01632 960777", "Phone 01632 960012", "1 thing that not everybody here knows.")
    assert MATTER not in hands.words()
    hands.press("Show it")
    hands.wait_for(MATTER, "Rob must not hear it.", "Nan does not know it.")
    hands.press("Now")
    hands.press("Family and network")
    hands.wait_for("1 thing that not everybody here knows.")
    assert MATTER not in hands.words()


def looked_up(hands: Hands) -> None:
    """What the school said, found by a part of a word."""
    hands.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.wait_for("Search everything about this child")
    hands.type("collec")
    hands.wait_for("Collected from school")


def a_call(hands: Hands) -> None:
    """The phone rings while she reads, and she notes it."""
    hands.press("Note a call or message")
    hands.wait_for("What was said?")
    hands.press("Call")
    hands.type_into("Who was it with?", "Gemma")
    hands.type_into("What was said?", NOTED)
    hands.press("Add to record")
    hands.wait_for("Added")


def reads_the_note(dev: Laptop) -> bool:
    dev.sync()
    return NOTED in {note.value.said for note in dev.records.records(MAISIE, CaseNote)}


@pytest.mark.parametrize("is_twin", [False, True], ids=["connected", "no store once the copy is there"])
def test_the_first_hour_of_cover(
    store: RunningStore, dev: Laptop, clock: Clock, tmp_path: Path, qapp: QApplication, is_twin: bool
) -> None:
    folder = harts.laptop_of(store, tmp_path / "ines", COVER)
    with at_a_laptop(folder, COVER, clock) as hands:
        hands.wait_for("All sent")
        if is_twin:
            store.kill()
        her_children(hands)
        how_maisie_is(hands)
        whom_to_ring_and_what_not_to_say(hands)
        looked_up(hands)
        a_call(hands)
        if is_twin:
            hands.wait_for("1 thing waiting to send")
            store.start()
            hands.press("Waiting to send, 1")
            hands.press("Try now")
        hands.wait_until(lambda: reads_the_note(dev), lambda: "The note never reached Dev")
    with at_a_laptop(folder, COVER, clock) as hands:
        hands.press("Children")
        hands.press("Maisie Hart")
        hands.wait_for("Who works with the child")
        assert "You have not opened this page before" not in hands.words()
