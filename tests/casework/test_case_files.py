"""The names of case files: the same on every machine, and none that could be mistaken for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.case_files import (
    AUTHORITY_BOOK,
    LONGEST_NAME,
    FileKind,
    Room,
    grants_log,
    hub_book,
    is_case_file,
    kind_of_file,
    person_file,
    practice_book,
    room,
    room_of,
)
from casework.errors import BadMessage

ELLA = person_file("made-up", "ella")


def test_a_child_s_file_is_named_by_authority_and_id_and_tells_neither() -> None:
    assert person_file("made-up", "ella") == ELLA
    assert person_file("elsewhere", "ella") != ELLA
    assert person_file("made-up", "maya") != ELLA
    assert "ella" not in ELLA


@pytest.mark.parametrize("one", list(Room))
def test_a_room_of_a_file_is_found_from_any_other(one: Room) -> None:
    named = person_file("made-up", "ella", one)
    assert room(named) is one
    assert is_case_file(named)
    assert {room_of(person_file("made-up", "ella", other), one) for other in Room} == {named}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (ELLA, FileKind.PERSON),
        (hub_book("hub-1"), FileKind.HUB),
        (practice_book("ruth"), FileKind.PRACTICE),
        (grants_log("hub-1"), FileKind.GRANTS),
        (AUTHORITY_BOOK, FileKind.AUTHORITY),
    ],
)
def test_a_name_says_what_a_file_is_about(name: str, kind: FileKind) -> None:
    assert kind_of_file(name) is kind
    assert is_case_file(name)
    assert room(name) is Room.MAIN


@pytest.mark.parametrize(
    "name",
    [
        "",
        ":",
        "person",
        "person:",
        "person:ella",
        "person:" + "G" * 32,
        "person:" + "A" * 32,
        "person:" + "a" * 31,
        "person:" + "a" * 33,
        ELLA + ":",
        ELLA + ":main",  # the main room has one name only
        ELLA + ":attic",
        ELLA + ":clinical:clinical",
        "authority:",
        "authority:other",
        "Authority",
        "hub:",
        "hub:a:b",
        "hub:" + "h" * (LONGEST_NAME + 1),
        "practice:",
        "grants:",
        "settings",
        "../person:" + "a" * 32,
    ],
)
def test_other_names_are_no_case_files(name: str) -> None:
    assert not is_case_file(name)


@pytest.mark.parametrize("name", ["", "settings", "Hub:1", "../authority"])
def test_a_kind_that_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(BadMessage):
        kind_of_file(name)


@given(st.text(max_size=120))
def test_whatever_is_taken_for_a_case_file_can_be_read_as_one(name: str) -> None:
    if is_case_file(name):
        assert isinstance(kind_of_file(name), FileKind)
        assert isinstance(room(name), Room)
