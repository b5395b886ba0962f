"""Several kinds of one file are read in one go, and say what each kind says when it is read by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.kinds.people import Person, Relation
from casework.kinds.plans import Action
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Records
from desktop_app.record_store.waiting_to_send import WaitingRecord, as_things
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, SISTER, office, open_copy, put

Copy = tuple[OpenVault, Records]
KINDS = (Person, Relation, Action, CaseNote)


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        vault, records = opened
        put(vault, office(CHILD, CaseNote(said="from the office")), office(CHILD, Person(forename="Nan")))
        records.add(
            records.create(CHILD, CaseNote(said="mine")), records.create(SISTER, CaseNote(said="of the sister"))
        )
        yield opened


def test_each_kind_is_as_it_is_by_itself(copy: Copy) -> None:
    _, records = copy
    read = records.kinds(CHILD, *KINDS)
    for kind in KINDS:
        assert read.records(kind) == records.records(CHILD, kind)
        assert read.values(kind) == [record.value for record in records.records(CHILD, kind)]
    assert [(note.value.said, note.unsent) for note in read.records(CaseNote)] == [
        ("from the office", False),
        ("mine", True),
    ]


def test_what_was_withdrawn_is_not_among_them(copy: Copy) -> None:
    _, records = copy
    note = records.records(CHILD, CaseNote)[0]
    records.add(records.withdraw(note, "another child's"))
    assert [one.said for one in records.kinds(CHILD, CaseNote).values(CaseNote)] == ["mine"]


def test_it_is_one_moment(copy: Copy) -> None:
    _, records = copy
    read = records.kinds(CHILD, CaseNote, Person)
    records.add(records.create(CHILD, CaseNote(said="later")))
    assert len(read.records(CaseNote)) == 2
    assert len(records.kinds(CHILD, CaseNote).records(CaseNote)) == 3


def test_a_kind_that_was_not_asked_for_is_a_mistake_of_ours(copy: Copy) -> None:
    with pytest.raises(KeyError):
        copy[1].kinds(CHILD, Person).records(CaseNote)


def test_a_file_that_is_not_here_has_none(copy: Copy) -> None:
    assert copy[1].kinds("person:unknown", *KINDS).values(Person) == []


def test_two_versions_of_one_file_are_those_of_all_that_are_of_it(copy: Copy) -> None:
    vault, records = copy
    note = next(one for one in records.records(CHILD, CaseNote) if one.value.said == "from the office")
    mine = records.edit(note, {"said": "said otherwise"})
    theirs = records.edit(note, {"said": "and otherwise again"})
    put(vault, theirs)
    records.add(mine)
    assert [one.field for one in records.two_versions(CHILD)] == ["said"]
    assert records.two_versions(SISTER) == []
    assert records.two_versions() == records.two_versions(CHILD)


@pytest.mark.parametrize(
    "typed", ['"', "a OR b", "NEAR(x", "said:mine", "*", "-mine", "(", "mine)", "'; DROP TABLE log", "\x00", "é" * 500]
)
def test_whatever_is_typed_into_the_search_is_words_and_no_command(copy: Copy, typed: str) -> None:
    _, records = copy
    assert isinstance(records.find(typed), list)
    assert len(records.find("mine")) == 1


@pytest.mark.parametrize(
    ("times", "things"),
    [
        (("2026-11-10T09:00:00Z", "2026-11-10T09:00:04Z"), 1),
        (("2026-11-10T09:00:00Z", "2026-11-10T09:00:06Z"), 2),
        (("2026-11-10T09:00:00Z", "2026-11-10T09:00:04Z", "2026-11-10T09:00:08Z"), 1),
        (("2026-11-10T09:00:00Z", "2026-11-10T09:00:04"), 2),
        (("soon", "soon"), 1),
        (("soon", "later"), 2),
    ],
)
def test_what_was_written_in_one_go_is_one_thing_whatever_the_times_look_like(
    times: tuple[str, ...], things: int
) -> None:
    records = [WaitingRecord(CHILD, "case_note", bytes([at]), time) for at, time in enumerate(times)]
    assert len(as_things(records)) == things


def test_a_visit_and_its_shared_sentences_are_one_thing_and_a_note_is_another() -> None:
    at = "2026-11-10T09:00:00Z"
    kinds = ("visit", "shared_words", "case_note", "visit", "quote", "session", "rating", "map_entry")
    records = [WaitingRecord(CHILD, kind, bytes([number]), at) for number, kind in enumerate(kinds)]
    assert [[one.kind for one in thing] for thing in as_things(records)] == [
        ["visit", "shared_words", "visit"],
        ["case_note"],
        ["quote", "session"],
        ["rating", "map_entry"],
    ]
