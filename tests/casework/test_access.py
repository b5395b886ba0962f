"""Who may read, write and decide: every role against every kind of file, room and relation, from the handbook's table."""

import itertools

import pytest

from casework.access import TITLES, Relation, Role, Standing, may_decide, may_read, may_write, relation_to, title
from casework.case_files import AUTHORITY_BOOK, Room, grants_log, hub_book, person_file, practice_book, room_of
from casework.kinds import KINDS

CHILD = person_file("made-up", "child-1")
HELD = frozenset({"hub-1"})
PRACTITIONERS = {
    Role.CONSULTANT_SOCIAL_WORKER,
    Role.SENIOR_SOCIAL_WORKER,
    Role.SOCIAL_WORKER,
    Role.FAMILY_SUPPORT_WORKER,
    Role.ASYE,
}
IN_A_HUB = PRACTITIONERS | {Role.HUB_COORDINATOR, Role.CLINICIAN}
READERS_OF_A_ROOM = {
    Room.MAIN: IN_A_HUB,
    Room.CLINICAL: {Role.CLINICIAN, Role.CONSULTANT_SOCIAL_WORKER},
    Room.PROTECTED: {Role.CONSULTANT_SOCIAL_WORKER},
    Room.WORKER_SAFETY: IN_A_HUB,
}
ACCESS_KINDS = {"device", "grant", "professional", "hub", "authority", "policy", "erasure", "quarantine"}
POWERS_TO_COME = ("revocation", "transfer", "restriction", "approval", "recovery", "wipe")
STATUTORY = {"assessment", "section_47", "care_stage", "legal_status", "referral"}
ASSESSING = STATUTORY | {"map_entry", "rating", "plan"}
VISITING = {"visit", "shared_words", "same_visit"}
WITH_A_CHILD = {"session", "quote", "drawing", "recording"}
OF_THE_FAMILY = {"person", "relation", "address", "who_knows", "involvement"}


def member(role: Role, *hubs: str) -> Standing:
    return Standing("ruth", role, frozenset(hubs or ("hub-1",)))


def overseer(role: Role) -> Standing:
    return Standing("ruth", role, frozenset({"group-1"}), frozenset({"hub-1"}))


@pytest.mark.parametrize(("role", "room"), list(itertools.product(Role, Room)), ids=lambda one: one.value)
def test_a_hub_reads_the_rooms_of_its_children_by_role(role: Role, room: Room) -> None:
    may = role in READERS_OF_A_ROOM[room]
    assert may_read(member(role), room_of(CHILD, room), HELD) is may


@pytest.mark.parametrize(("role", "room"), list(itertools.product(Role, Room)), ids=lambda one: one.value)
def test_nobody_reads_or_writes_or_decides_in_a_file_of_another_hub(role: Role, room: Room) -> None:
    stranger, file = member(role, "hub-2"), room_of(CHILD, room)
    assert not may_read(stranger, file, HELD)
    assert not may_decide(stranger, file, HELD)
    assert not any(may_write(stranger, file, HELD, kind) for kind in KINDS)


@pytest.mark.parametrize(("role", "room"), list(itertools.product(Role, Room)), ids=lambda one: one.value)
def test_oversight_is_for_group_managers_and_never_of_clinical_notes(role: Role, room: Room) -> None:
    may = role is Role.GROUP_MANAGER and room is not Room.CLINICAL
    assert may_read(overseer(role), room_of(CHILD, room), HELD) is may


@pytest.mark.parametrize("kind", KINDS)
def test_a_group_manager_writes_management_notes_and_nothing_else(kind: str) -> None:
    theirs = ("case_note", "held_apart", "management_decision", "decision_answer")
    assert may_write(overseer(Role.GROUP_MANAGER), CHILD, HELD, kind) is (kind in theirs)
    assert not may_decide(overseer(Role.GROUP_MANAGER), CHILD, HELD)


@pytest.mark.parametrize(
    ("role", "kind"), list(itertools.product(Role, KINDS)), ids=lambda one: getattr(one, "value", one)
)
def test_what_each_role_writes_in_a_child_s_file(role: Role, kind: str) -> None:
    not_theirs = {
        Role.HUB_COORDINATOR: ASSESSING | VISITING | WITH_A_CHILD,
        Role.FAMILY_SUPPORT_WORKER: ASSESSING,
        Role.CLINICIAN: ASSESSING | VISITING | WITH_A_CHILD | OF_THE_FAMILY | {"plan_copy"},
    }
    may = role in IN_A_HUB and kind not in ACCESS_KINDS and kind not in not_theirs.get(role, set())
    if kind == "decision_answer":  # whoever hears a decision writes it down; that it is theirs, deciders alone say
        may = role is Role.CONSULTANT_SOCIAL_WORKER
    assert may_write(member(role), CHILD, HELD, kind) is may


@pytest.mark.parametrize("role", list(Role), ids=lambda one: one.value)
def test_only_the_consultant_social_worker_of_the_hub_decides(role: Role) -> None:
    assert may_decide(member(role), CHILD, HELD) is (role is Role.CONSULTANT_SOCIAL_WORKER)
    assert not may_decide(overseer(role), CHILD, HELD)


@pytest.mark.parametrize(
    ("role", "file", "kind"),
    list(
        itertools.product(Role, [AUTHORITY_BOOK, grants_log("hub-1"), hub_book("hub-1"), CHILD], sorted(ACCESS_KINDS))
    ),
    ids=lambda one: getattr(one, "value", one),
)
def test_nobody_writes_who_may_read_what(role: Role, file: str, kind: str) -> None:
    for standing in (member(role), overseer(role)):
        assert not may_write(standing, file, HELD, kind)


@pytest.mark.parametrize("kind", POWERS_TO_COME)
def test_a_name_that_is_kept_for_a_power_is_refused_in_a_child_s_file_to_everybody(kind: str) -> None:
    everybody = [one for role in Role for one in (member(role), overseer(role))]
    assert not any(may_write(one, room_of(CHILD, room), HELD, kind) for one in everybody for room in Room)


@pytest.mark.parametrize("role", sorted(IN_A_HUB, key=lambda one: one.value), ids=lambda one: one.value)
def test_what_a_newer_release_of_a_colleague_writes_in_a_child_s_file_survives(role: Role) -> None:
    assert may_write(member(role), CHILD, HELD, "wellbeing_check")


@pytest.mark.parametrize("role", list(Role), ids=lambda one: one.value)
def test_the_books_of_the_authority_are_read_by_all_and_written_by_nobody(role: Role) -> None:
    for standing in (member(role), member(role, "hub-2"), Standing("nobody", role)):
        assert may_read(standing, AUTHORITY_BOOK, frozenset())
        assert not any(may_write(standing, AUTHORITY_BOOK, frozenset(), kind) for kind in KINDS)


@pytest.mark.parametrize("role", list(Role), ids=lambda one: one.value)
def test_the_log_of_what_a_hub_holds_is_read_by_it_and_written_by_nobody(role: Role) -> None:
    assert may_read(member(role), grants_log("hub-1"), frozenset())
    assert may_read(overseer(role), grants_log("hub-1"), frozenset())
    assert not may_read(member(role, "hub-2"), grants_log("hub-1"), frozenset())
    assert not any(may_write(member(role), grants_log("hub-1"), frozenset(), kind) for kind in KINDS)


def test_a_hub_s_book_belongs_to_the_hub_it_names_whoever_is_said_to_hold_it() -> None:
    assert may_read(member(Role.SOCIAL_WORKER), hub_book("hub-1"), frozenset())
    assert not may_read(member(Role.SOCIAL_WORKER), hub_book("hub-2"), HELD)


@pytest.mark.parametrize("role", list(Role), ids=lambda one: one.value)
def test_a_hub_s_book_has_no_word_about_a_child_whoever_writes(role: Role) -> None:
    for standing in (member(role), overseer(role)):
        about_a_child = (kind for kind in (*KINDS, "management_decision"))
        assert not any(may_write(standing, hub_book("hub-1"), HELD, kind) for kind in about_a_child)


def test_what_a_newer_release_keeps_in_a_hub_s_book_is_let_through() -> None:
    assert may_write(member(Role.HUB_COORDINATOR), hub_book("hub-1"), HELD, "meeting")


@pytest.mark.parametrize("role", list(Role), ids=lambda one: one.value)
def test_a_practice_book_is_its_worker_s_alone(role: Role) -> None:
    ruth, omar = Standing("ruth", role, HELD, HELD), Standing("omar", role, HELD, HELD)
    assert may_read(ruth, practice_book("ruth"), HELD)
    assert not may_read(omar, practice_book("ruth"), HELD)
    assert not may_write(omar, practice_book("ruth"), HELD, "case_note")


def test_membership_comes_before_oversight_and_none_is_none() -> None:
    both = Standing("ruth", Role.GROUP_MANAGER, HELD, HELD)
    assert relation_to(both, CHILD, HELD) is Relation.SAME_HUB
    assert relation_to(overseer(Role.GROUP_MANAGER), CHILD, HELD) is Relation.OVERSIGHT
    assert relation_to(both, CHILD, frozenset()) is Relation.NONE
    assert relation_to(both, practice_book("ruth"), frozenset()) is Relation.OWN
    assert relation_to(both, practice_book("omar"), HELD) is Relation.NONE


def test_every_role_has_a_title() -> None:
    assert set(TITLES) == set(Role)
    assert len(set(TITLES.values())) == len(Role)


def test_a_role_is_said_as_people_say_it() -> None:
    assert title("social_worker") == "Social worker"
    assert title("asye") == "Social worker in their assessed and supported year"
    assert (title(None), title(""), title("family_friend"), title("Nan")) == ("", "", "family friend", "Nan")
