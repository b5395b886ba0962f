"""Who is offered as being there: everybody of the homes once, as all the children know them, and two people as two."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.kinds.people import Person, Relation
from casework.kinds.work import Involvement
from desktop_app.record_store.records import Records
from desktop_app.visits.draft import VisitChild
from desktop_app.visits.queries import children_for_visit, family_words, people_for_visit
from tests.support.copies import CHILD, SISTER, open_copy


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path / "copy") as (_, opened):
        yield opened


def add(records: Records, file: str, person: Person, relationship: str = "", *, lives_with: bool = False) -> None:
    made = records.create(file, person)
    tie = Relation(person=made.header.record, relationship=relationship or None, lives_with=lives_with)
    records.add(made, records.create(file, tie))


def offered(records: Records, *files: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.called, one.role) for one in people_for_visit(records, files or (CHILD, SISTER))]


def test_two_grandmothers_of_one_name_are_offered_as_two(records: Records) -> None:
    for kin in ("Mum’s mum", "Dad’s mum"):
        add(records, CHILD, Person(forename="Nan", surname="Hart"), kin)
    assert offered(records, CHILD) == [
        ("Nan Hart, Dad’s mum", "Nan, Dad’s mum", ""),
        ("Nan Hart, Mum’s mum", "Nan, Mum’s mum", ""),
    ]


def test_over_two_children_each_of_them_is_still_one(records: Records) -> None:
    for file in (CHILD, SISTER):
        for kin in ("Mum’s mum", "Dad’s mum"):
            add(records, file, Person(forename="Nan", surname="Hart"), kin)
    assert [name for name, _, _ in offered(records)] == ["Nan Hart, Dad’s mum", "Nan Hart, Mum’s mum"]


def test_who_is_dad_to_one_and_stepdad_to_the_other_is_called_so(records: Records) -> None:
    add(records, CHILD, Person(forename="Kofi"), "Father")
    add(records, SISTER, Person(forename="Kofi"), "Stepfather")
    assert offered(records) == [("Kofi", "Kofi", "Ella’s dad, Maya’s stepfather")]


def test_a_preferred_name_is_what_is_offered(records: Records) -> None:
    add(records, CHILD, Person(forename="Sunniva", preferred_name="Sunny", surname="Hart"), "Aunt")
    assert offered(records, CHILD) == [("Sunny Hart", "Sunny", "Aunt")]


def test_who_was_withdrawn_or_has_left_is_not_offered(records: Records) -> None:
    add(records, CHILD, Person(forename="Dave"), "Friend")
    (dave,) = [one for one in records.records(CHILD, Person) if one.value.forename == "Dave"]
    records.add(records.withdraw(dave, "A mistake"))
    records.add(
        records.create(
            CHILD,
            Involvement(
                professional_id="p-2",
                professional_name="Dev Sandhu",
                professional_role_id="asye",
                involvement_end_date="2026-05-01",
            ),
        ),
        records.create(
            CHILD, Involvement(professional_id="p-3", professional_name="Jo", professional_role_id="group_manager")
        ),
    )
    assert offered(records, CHILD) == []


def test_a_brother_without_a_file_here_is_no_child_of_the_visit_and_no_adult_either(records: Records) -> None:
    brother = records.create(CHILD, Person(forename="Joe"))
    elsewhere = "person:" + "0" * 32
    records.add(brother, records.create(CHILD, Relation(person=brother.header.record, other_file=elsewhere)))
    assert [one.file for one in children_for_visit(records, CHILD)] == [CHILD]
    assert offered(records, CHILD) == []


@pytest.mark.parametrize(
    ("surnames", "said"),
    [
        (("Hart", "Hart", "Mensah"), "the Hart family"),
        (("", "Hart", ""), "the Hart family"),
        (("", "", ""), "Ella, Maya and Tom"),
        (("O’Neill", "O’Neill", ""), "the O’Neill family"),
        (("Żak", "Nowak", "Nowak"), "the Nowak family"),
    ],
)
def test_the_family_is_called_as_most_of_its_children(surnames: tuple[str, ...], said: str) -> None:
    children = tuple(
        VisitChild(name, name, surname=surname) for name, surname in zip(("Ella", "Maya", "Tom"), surnames, strict=True)
    )
    assert family_words(children) == said
