"""The adults of a plan: each named once however many children’s files they stand in, and two people stay two."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.kinds.people import Contact, Person, Relation
from desktop_app.plans.checking import about_reader
from desktop_app.plans.people import Adult, adults
from desktop_app.record_store.records import Records
from tests.support.copies import CHILD, SISTER, open_copy


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path / "copy") as (_, opened):
        yield opened


def add(records: Records, file: str, name: str, relationship: str = "", **more: object) -> bytes:
    """An adult in one child’s file; more: of the person, or lives_with and contact of how they belong."""
    tie = {name: more.pop(name) for name in ("lives_with", "contact", "parental_responsibility") if name in more}
    forename, _, surname = name.partition(" ")
    person = records.create(file, Person(forename=forename, surname=surname or None, **more))  # type: ignore[arg-type]
    relation = Relation(person=person.header.record, relationship=relationship or None, **tie)  # type: ignore[arg-type]
    records.add(person, records.create(file, relation))
    return person.header.record


def both(records: Records) -> tuple[Adult, ...]:
    return adults(records, (CHILD, SISTER))


def ties(adult: Adult) -> list[tuple[str, str]]:
    return [(tie.child, tie.relationship) for tie in adult.ties]


def test_one_person_in_two_childrens_files_is_named_once_with_both_ties(records: Records) -> None:
    add(records, CHILD, "Carly Hart", "Mother", lives_with=True)
    add(records, SISTER, "Carly Hart", "Mother", lives_with=True)
    (carly,) = both(records)
    assert (carly.called, carly.name) == ("Carly", "Carly Hart")
    assert ties(carly) == [("Ella", "Mother"), ("Maya", "Mother")]


def test_two_grandmothers_of_one_name_in_one_file_stay_two(records: Records) -> None:
    add(records, CHILD, "Nan Hart", "Mum’s mum", lives_with=True)
    add(records, CHILD, "Nan Hart", "Dad’s mum", contact=Contact("no"))
    first, second = adults(records, (CHILD,))
    assert (first.called, second.called) == ("Nan Hart (Mum’s mum)", "Nan Hart (Dad’s mum)")
    assert (first.ties[0].lives_with, second.ties[0].lives_with) == (True, False)


def test_they_stay_two_over_two_children_and_each_keeps_her_own_ties(records: Records) -> None:
    for file in (CHILD, SISTER):
        add(records, file, "Nan Hart", "Mum’s mum")
        add(records, file, "Nan Hart", "Dad’s mum")
    found = both(records)
    assert [ties(one) for one in found] == [
        [("Ella", "Mum’s mum"), ("Maya", "Mum’s mum")],
        [("Ella", "Dad’s mum"), ("Maya", "Dad’s mum")],
    ]


def test_a_copy_for_one_of_them_warns_of_that_one_alone(records: Records) -> None:
    add(records, CHILD, "Nan Hart", "Mum’s mum", lives_with=True, parental_responsibility="Y")
    add(records, CHILD, "Nan Hart", "Dad’s mum", contact=Contact("no"))
    family = adults(records, (CHILD,))
    assert about_reader("Nan Hart (Mum’s mum)", family, ("Ella",)) == ()
    about_the_other = [warned.sentence for warned in about_reader("Nan Hart (Dad’s mum)", family, ("Ella",))]
    assert about_the_other[0] == "Nan Hart (Dad’s mum) is not to see Ella. Check that a copy may be given."
    either = [warned.sentence for warned in about_reader("Nan Hart", family, ("Ella",))]
    assert either[0] == "Nan Hart is not to see Ella. Check that a copy may be given.", "it may be her who is meant"


def test_two_of_one_name_in_different_files_are_two_where_something_says_so(records: Records) -> None:
    add(records, CHILD, "Nan Hart", "Grandmother", dob="1955-03-01")
    add(records, SISTER, "Nan Hart", "Grandmother", dob="1962-07-09")
    assert [(one.called, ties(one)) for one in both(records)] == [
        ("Nan Hart (Grandmother)", [("Ella", "Grandmother")]),
        ("Nan Hart (Grandmother) (2)", [("Maya", "Grandmother")]),
    ]


def test_other_numbers_in_the_authoritys_system_are_other_people(records: Records) -> None:
    add(records, CHILD, "Lee Hart", "Father", person_id="100")
    add(records, SISTER, "Lee Hart", "Father", person_id="200")
    assert len(both(records)) == 2


def test_the_same_number_is_the_same_person_whatever_they_are_called(records: Records) -> None:
    add(records, CHILD, "Lee Hart", "Father", person_id="100")
    add(records, SISTER, "Leigh Hart", "Stepfather", person_id="100")
    (lee,) = both(records)
    assert ties(lee) == [("Ella", "Father"), ("Maya", "Stepfather")]


def test_a_link_between_files_says_who_is_who_among_people_of_one_name(records: Records) -> None:
    mums = add(records, CHILD, "Nan Hart", "Grandmother")
    add(records, CHILD, "Nan Hart", "Gran")
    add(records, SISTER, "Nan Hart", "Nana", same_as={f"{CHILD}#{mums.hex()}": "said so herself"})
    assert [ties(one) for one in both(records)] == [
        [("Ella", "Grandmother"), ("Maya", "Nana")],
        [("Ella", "Gran")],
    ]


def test_who_is_dad_to_one_child_and_stepdad_to_the_other_is_one_person(records: Records) -> None:
    add(records, CHILD, "Kofi Mensah", "Stepfather")
    add(records, SISTER, "Kofi Mensah", "Father")
    (kofi,) = both(records)
    assert ties(kofi) == [("Ella", "Stepfather"), ("Maya", "Father")]


def test_where_nobody_can_tell_which_of_two_it_is_nobody_is_merged(records: Records) -> None:
    add(records, CHILD, "Nan Hart", "Mum’s mum")
    add(records, CHILD, "Nan Hart", "Dad’s mum")
    add(records, SISTER, "Nan Hart", "Grandmother")
    assert len(both(records)) == 3


def test_one_person_with_two_ties_to_a_child_is_one(records: Records) -> None:
    person = add(records, CHILD, "Nan Hart", "Grandmother")
    records.add(records.create(CHILD, Relation(person=person, relationship="Carer", lives_with=True)))
    (nan,) = adults(records, (CHILD,))
    assert nan.lives_here
    assert len(nan.ties) == 2


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (("Lee Hart", "Lee Barker"), ["Lee Hart", "Lee Barker"]),
        (("Lee Hart", "Ray Hart"), ["Lee", "Ray"]),
        (("Lee", "Lee"), ["Lee", "Lee (2)"]),
        (("Łukasz Żak", "Łukasz Nowak"), ["Łukasz Żak", "Łukasz Nowak"]),
        (("مريم", "Mary"), ["مريم", "Mary"]),
    ],
)
def test_everybody_is_called_as_nobody_else_is(records: Records, names: tuple[str, ...], called: list[str]) -> None:
    for name in names:
        add(records, CHILD, name)
    assert [one.called for one in adults(records, (CHILD,))] == called


def test_people_without_any_name_are_not_taken_for_one_another(records: Records) -> None:
    add(records, CHILD, "", "Father", person_id="7")
    add(records, CHILD, "", "Uncle", person_id="8")
    assert [one.called for one in adults(records, (CHILD,))] == ["Name not supplied, id 7", "Name not supplied, id 8"]
