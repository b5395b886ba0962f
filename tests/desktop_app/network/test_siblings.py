"""One person of a family with several children: written into each file at once, corrected together, never twice."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.errors import KnownError
from casework.kinds.people import Address, Person, Place, Relation
from casework.kinds.record import Record
from desktop_app.network import actions
from desktop_app.network.draft import Details, PersonDraft, somebody_new
from desktop_app.network.person_form import also_met, new_person, person_form
from desktop_app.record_store.records import Records
from tests.support import made_up

TODAY = datetime.date(2026, 11, 10)
MAISIE, TOM, AYLA = made_up.hub().showcase


@pytest.fixture
def hannah(tmp_path: Path) -> Iterator[Records]:
    with made_up.open_made_up(tmp_path / "hannah", made_up.hub()) as (_, records):
        yield records


def add(records: Records, *also: str, **words: object) -> PersonDraft:
    draft = somebody_new(MAISIE, is_provisional=False)
    details = msgspec.structs.replace(draft.details, **words)
    draft = msgspec.structs.replace(draft.with_details(details), also=also)
    actions.add_to_record(records, draft)
    return draft


def called(records: Records, file: str, name: str) -> Record[Person]:
    (found,) = [one for one in records.records(file, Person) if one.value.forename == name]
    return found


def correct(records: Records, file: str, person: Record[Person], *also: str, **words: object) -> None:
    form = person_form(records, file, person.record.hex(), TODAY)
    assert form is not None
    details: Details = msgspec.structs.replace(form.draft.details, **words)
    actions.add_to_record(records, msgspec.structs.replace(form.draft.with_details(details), also=also))


def relation(records: Records, person: Record[Person]) -> Relation:
    (found,) = [one.value for one in records.records(person.file, Relation) if one.value.person == person.record]
    return found


def test_a_new_baby_stands_in_each_childs_file_with_a_record_of_its_own(hannah: Records) -> None:
    form = new_person(hannah, MAISIE, is_provisional=False)
    assert {name for _, name in form.others} == {"Tom", "Ayla"}
    assert form.draft.also == (), "the worker says in whose files"
    add(hannah, TOM, AYLA, forename="Noah", relationship="Brother or sister", lives="here", expected="2027-02-01")
    babies = [called(hannah, file, "Noah") for file in (MAISIE, TOM, AYLA)]
    assert len({one.record for one in babies}) == 3
    assert len({one.value.group for one in babies}) == 1
    assert [one.value.expected_dob for one in babies] == ["2027-02-01"] * 3
    assert [relation(hannah, one).lives_with for one in babies] == [True] * 3


def test_what_is_each_childs_own_is_not_copied(hannah: Records) -> None:
    add(
        hannah, TOM, forename="Rob", relationship="Father", lives="elsewhere", lines="3 Old Yard", is_confidential=True,
        responsibility="Y", responsibility_source="birth certificate", contact="no", contact_order="order of 2 March",
    )  # fmt: skip
    theirs = relation(hannah, called(hannah, TOM, "Rob"))
    assert (theirs.relationship, theirs.lives_with) == ("Father", None)
    assert (theirs.parental_responsibility, theirs.contact) == (None, None)
    rob = called(hannah, TOM, "Rob")
    (address,) = [one.value for one in hannah.records(TOM, Address) if one.value.person == rob.record]
    assert address.place == Place("3 Old Yard", "", True), "covered there too"


def test_nobody_is_written_twice_and_nothing_at_all_where_one_file_knows_them(hannah: Records) -> None:
    add(hannah, forename="Noah", relationship="Brother or sister")
    draft = somebody_new(TOM, is_provisional=False)
    details = msgspec.structs.replace(draft.details, forename="Noah", relationship="Brother or sister")
    with pytest.raises(KnownError, match="Maisie’s file has somebody called Noah already"):
        actions.add_to_record(hannah, msgspec.structs.replace(draft.with_details(details), also=(MAISIE, AYLA)))
    assert not [one for file in (TOM, AYLA) for one in hannah.records(file, Person) if one.value.forename == "Noah"]


def test_a_correction_is_offered_to_the_other_copies_and_leaves_what_they_say_otherwise(hannah: Records) -> None:
    add(hannah, TOM, AYLA, forename="Noah", relationship="Brother or sister", expected="2027-02-01", phone="1")
    noah = called(hannah, MAISIE, "Noah")
    correct(hannah, AYLA, called(hannah, AYLA, "Noah"), phone="2")
    form = person_form(hannah, MAISIE, noah.record.hex(), TODAY)
    assert form is not None
    assert set(form.draft.also) == {TOM, AYLA} == {file for file, _ in form.others}
    correct(hannah, MAISIE, noah, TOM, AYLA, surname="Hart", dob="2027-01-29", expected="", phone="3")
    toms, aylas = called(hannah, TOM, "Noah").value, called(hannah, AYLA, "Noah").value
    assert (toms.surname, toms.dob, toms.expected_dob, toms.phone) == ("Hart", "2027-01-29", None, "3")
    assert (aylas.surname, aylas.phone) == ("Hart", "2"), "somebody corrected it there by itself"
    correct(hannah, MAISIE, called(hannah, MAISIE, "Noah"), surname="Mensah")
    assert called(hannah, TOM, "Noah").value.surname == "Hart", "in this file alone, where the worker says so"


def test_whoever_moves_moves_in_every_file_where_they_lived_so(hannah: Records) -> None:
    add(hannah, TOM, forename="Rob", relationship="Father", lines="3 Old Yard", since="2026-02-01", lives="elsewhere")
    rob = called(hannah, MAISIE, "Rob")
    correct(hannah, MAISIE, rob, TOM, lines="9 New Road", moved="moved", since="2026-11-01")
    toms = called(hannah, TOM, "Rob").record
    lived = [one.value for one in hannah.records(TOM, Address) if one.value.person == toms]
    assert {(one.place.lines if one.place else "", one.address_end_date) for one in lived} == {
        ("3 Old Yard", "2026-11-01"),
        ("9 New Road", None),
    }


def test_whoever_was_met_with_several_children_is_known_in_all_their_files_at_once(hannah: Records) -> None:
    for file in (MAISIE, TOM):  # two who are the same and were written down apart
        hannah.add(hannah.create(file, Person(forename="David", surname="Okoro")))
    draft = somebody_new(MAISIE, is_provisional=True)
    met = msgspec.structs.replace(
        draft.with_details(msgspec.structs.replace(draft.details, forename="Davey")), also=(TOM, AYLA)
    )
    actions.add_to_record(hannah, met)
    assert set(also_met(hannah, MAISIE, met.record.hex())) == {"Tom", "Ayla"}
    known = called(hannah, MAISIE, "David").record.hex()
    actions.same_person(hannah, MAISIE, met.record.hex(), known, also=True)
    linked = {file: called(hannah, file, "Davey").value.same_as for file in (MAISIE, TOM, AYLA)}
    assert list(linked[MAISIE]) == [f"{MAISIE}#{known}"]
    assert list(linked[TOM]) == [f"{TOM}#{called(hannah, TOM, 'David').record.hex()}"]
    assert linked[AYLA] == {}, "nobody of that name is known there"
    actions.not_the_same(hannah, MAISIE, met.record.hex(), also=True)
    assert [called(hannah, file, "Davey").value.same_as for file in (MAISIE, TOM)] == [{}, {}]
