"""Who knows what: written down by household, shown before the knock, and kept off paper that goes to who must not hear it."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.changes import new_record_id
from casework.errors import KnownError
from casework.kinds.appointments import Appointment, Goer, Slot
from casework.kinds.knowing import WhoKnows
from casework.kinds.people import SUBJECT, Address, Person, Place, Relation
from desktop_app.network import matter
from desktop_app.network.knowing import before_the_knock, listeners, matters, unheard_in, who_knows_what
from desktop_app.network.matter import MatterDetails, MatterDraft
from desktop_app.network.secrecy import INSTEAD
from desktop_app.plans import actions as plans
from desktop_app.plans.draft import Agreed, PlanDraft, Ring, Sentence, Step
from desktop_app.plans.previewing import preview
from desktop_app.record_store.records import Records
from desktop_app.today.appointments import appointments
from tests.support.copies import CHILD, SISTER, WORKER, open_copy

TODAY = datetime.date(2026, 11, 10)
CARLY, LEE, NAN = (letter * 16 for letter in (b"c", b"l", b"n"))
MATTER = "that Carly has asked for a refuge"


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path / "copy") as (_, opened):
        for record, name, how, here in (
            (CARLY, "Carly", "Mother", True),
            (LEE, "Lee", "Father", True),
            (NAN, "Nan", "Grandmother", False),
        ):
            opened.add(
                opened.create(CHILD, Person(forename=name, surname="Hart"), record=record),
                opened.create(
                    CHILD, Relation(person=record, relationship=how, lives_with=here, parental_responsibility="Y")
                ),
            )
        yield opened


def form_of(records: Records, key: str = "") -> MatterDraft:
    form = matter.matter_form(records, CHILD, TODAY, key)
    assert form is not None
    return form.draft


def write(records: Records, **people: str) -> str:
    keys = {"carly": CARLY, "lee": LEE, "nan": NAN, "ella": SUBJECT}
    its = {keys[name].hex(): what for name, what in people.items()}
    draft = form_of(records).with_details(MatterDetails(MATTER, "refuge\nsafe house", "He has threatened her.", its))
    matter.add_to_record(records, draft)
    return draft.record.hex()


def test_everybody_is_asked_about_by_household_the_child_too(records: Records) -> None:
    asked = [(one.household, one.called) for one in listeners(records, CHILD, TODAY)]
    assert asked[0] == ("With Ella", "Ella")
    assert set(asked[1:3]) == {("With Ella", "Carly"), ("With Ella", "Lee")}
    assert asked[3:] == [("No address recorded", "Nan")]


def test_before_the_knock_it_says_of_each_what_they_know_and_must_not_hear(records: Records) -> None:
    write(records, carly="knows", lee="must_not_hear", ella="does_not_know")
    found = {one.name: one.lines for one in who_knows_what(records, (CHILD,), TODAY)}
    assert found == {
        "Carly Hart": (f"Knows: {MATTER}",),
        "Lee Hart": (f"Must not hear: {MATTER}",),
        "Ella Hart": (f"Does not know: {MATTER}",),
    }
    (one,) = matters(records, CHILD, TODAY)
    assert one.lines == ("Lee must not hear it.", "Ella does not know it.", "Carly knows it.")


def test_it_stands_on_the_appointment_also_of_a_sister_and_names_no_confidential_address(records: Records) -> None:
    records.add(
        records.create(SISTER, Relation(person=new_record_id(), other_file=CHILD)),
        records.create(SISTER, Address(person=SUBJECT, place=Place("4 Quiet Lane", confidential=True))),
        records.create(
            CHILD, WhoKnows(matter="that she went to 4 Quiet Lane", words="x", people={LEE.hex(): "must_not_hear"})
        ),
    )
    slot, goer = Slot(TODAY.isoformat(), "10:00"), Goer("Ruth", WORKER)
    records.add(records.create(SISTER, Appointment(slot=slot, worker=goer, group=b"g" * 16, files={SISTER: True})))
    (line,) = appointments(records, TODAY)
    assert line.knowing == (("Lee Hart (With Ella)", f"Must not hear: that she went to {INSTEAD}"),)
    assert before_the_knock(records, (CHILD,), TODAY)[0][0] == "Lee Hart (With Ella)"


@pytest.mark.parametrize("words", ["A Refuge place is looked for.", "She goes to the safe-house.", "refuges"])
def test_words_that_give_it_away_are_found_however_they_are_written(records: Records, words: str) -> None:
    write(records, lee="must_not_hear", carly="knows")
    (found,) = unheard_in(records, (CHILD,), words, TODAY)
    assert (found.who, found.must_not) == ("Lee Hart", True)
    assert unheard_in(records, (CHILD,), "We fused the sockets safely in the house.", TODAY) == ()


def plan(records: Records, why: str) -> PlanDraft:
    draft = msgspec.structs.replace(
        plans.begin(records, (CHILD,), TODAY),
        why=(Sentence(why),),
        needs_to_change=(Sentence("Bedtimes without shouting"),),
        steps=(Step("Ring the school", "Ruth", "2026-12-11"),),
        contacts=(Ring("Ruth Mensah", "your social worker", "01632 960123"),),
        look_again="2026-12-02",
        agreed=(Agreed("Carly", "yes"),),
    )
    plans.keep(records, draft)
    return draft


@pytest.mark.parametrize(
    ("reader", "stops"),
    [("Lee", True), ("Carly", True), ("", True), ("Nan", False)],
    ids=["he", "his home", "nobody", "elsewhere"],
)
def test_a_plan_for_a_home_must_not_say_what_somebody_there_must_not_hear(
    records: Records, reader: str, stops: bool
) -> None:
    write(records, carly="knows", lee="must_not_hear")
    draft = plan(records, "Carly would like a place in a refuge.")
    found = preview(records, CHILD, "", draft.name, TODAY, reader)
    assert found is not None
    (warned,) = [one for one in found.checks.warnings if "Lee Hart must not hear this" in one.sentence]
    assert f"{MATTER}. The plan says “refuge”." in warned.sentence
    assert warned.stops is stops


def test_what_somebody_does_not_know_yet_is_said_and_stops_nothing(records: Records) -> None:
    write(records, carly="does_not_know")
    found = preview(records, CHILD, "", plan(records, "Nan found a refuge.").name, TODAY, "Carly")
    assert found is not None
    warned = [one for one in found.checks.warnings if "Tell Carly Hart first" in one.sentence]
    assert [one.stops for one in warned] == [False]


def test_a_plan_without_the_words_is_not_held_up(records: Records) -> None:
    write(records, lee="must_not_hear")
    found = preview(records, CHILD, "", plan(records, "Bedtimes have been loud.").name, TODAY, "Lee")
    assert found is not None
    assert not [one for one in found.checks.warnings if "must not hear" in one.sentence]


def test_what_is_missing_is_asked_first(records: Records) -> None:
    draft = form_of(records)
    assert matter.missing_of(draft).startswith("Say what it is about")
    draft = draft.with_details(MatterDetails(MATTER))
    assert matter.missing_of(draft).startswith("Say of at least one person")
    draft = draft.with_details(MatterDetails(MATTER, people={LEE.hex(): "must_not_hear"}))
    assert matter.missing_of(draft).startswith("Write the words")
    with pytest.raises(KnownError):
        matter.add_to_record(records, draft)


def test_two_workers_who_say_it_of_two_people_do_not_stand_in_each_others_way(records: Records) -> None:
    key = write(records, lee="must_not_hear")
    mine, theirs = form_of(records, key), form_of(records, key)
    for draft, who in ((mine, NAN), (theirs, CARLY)):
        people = {**draft.details.people, who.hex(): "knows"}
        matter.add_to_record(records, draft.with_details(msgspec.structs.replace(draft.details, people=people)))
    (one,) = records.records(CHILD, WhoKnows)
    assert one.value.people == {LEE.hex(): "must_not_hear", NAN.hex(): "knows", CARLY.hex(): "knows"}
    assert records.two_versions(CHILD) == []


def test_what_need_not_be_kept_any_more_is_taken_off_and_put_back(records: Records) -> None:
    key = write(records, lee="must_not_hear")
    matter.take_off(records, CHILD, key)
    assert matters(records, CHILD, TODAY) == ()
    assert before_the_knock(records, (CHILD,), TODAY) == ()
    matter.put_back(records, CHILD, key)
    assert len(matters(records, CHILD, TODAY)) == 1


def test_what_was_begun_is_kept(records: Records) -> None:
    draft = form_of(records).with_details(MatterDetails("that"))
    matter.keep(records, draft)
    form = matter.matter_form(records, CHILD, TODAY)
    assert form is not None
    assert (form.begun, form.draft) == (True, draft)
    assert matter.matter_form_of_draft(records, draft.name, TODAY) == form
    matter.throw_away(records, draft)
    assert matter.matter_form_of_draft(records, draft.name, TODAY) is None
