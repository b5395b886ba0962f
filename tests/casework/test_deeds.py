"""What each role may do with a child's file: the handbook's table, and nothing offered that a store would refuse."""

import itertools

import pytest

from casework.access import Role, Standing
from casework.case_files import person_file
from casework.deeds import ADDS, FileDeed, allowed, may
from casework.kinds import KINDS
from casework.standing import Rights

CHILD = person_file("made-up", "child-1")
ALL = set(FileDeed)
OF_A_WORKER = ALL - {FileDeed.CONFIRM_DECISION}
OF_EVERYBODY_IN_A_HUB = {
    FileDeed.APPOINTMENT,
    FileDeed.NOTE,
    FileDeed.DOCUMENT,
    FileDeed.NEXT_STEP,
    FileDeed.CONCERN,
    FileDeed.WRITE_DECISION,
}
MAY = {
    Role.CONSULTANT_SOCIAL_WORKER: ALL,
    Role.SENIOR_SOCIAL_WORKER: OF_A_WORKER,
    Role.SOCIAL_WORKER: OF_A_WORKER,
    Role.ASYE: OF_A_WORKER,
    Role.FAMILY_SUPPORT_WORKER: OF_A_WORKER - {FileDeed.MAP, FileDeed.PLAN},
    Role.CLINICIAN: OF_EVERYBODY_IN_A_HUB,
    Role.HUB_COORDINATOR: OF_EVERYBODY_IN_A_HUB | {FileDeed.FAMILY, FileDeed.GIVE_PLAN},
    Role.GROUP_MANAGER: {FileDeed.NOTE, FileDeed.WRITE_DECISION, FileDeed.CONFIRM_DECISION},
    Role.HEAD_OF_OPERATIONS: set(),
    Role.ADMINISTRATOR: set(),
}
"""What the handbook gives each role in a hub's files; a group manager oversees."""


def rights(role: Role, hub: str = "hub-14") -> Rights:
    is_over = role is Role.GROUP_MANAGER
    standing = Standing("ruth", role, frozenset(() if is_over else (hub,)), frozenset((hub,) if is_over else ()))
    return Rights(standing, {CHILD: frozenset({"hub-14"})})


@pytest.mark.parametrize(("role", "deed"), list(itertools.product(Role, FileDeed)), ids=lambda one: one.name)
def test_each_role_does_what_the_handbook_says_and_nothing_else(role: Role, deed: FileDeed) -> None:
    assert may(rights(role), deed, CHILD) is (deed in MAY[role])


@pytest.mark.parametrize("role", list(Role), ids=lambda one: one.value)
def test_nobody_does_anything_with_a_child_of_another_hub(role: Role) -> None:
    assert allowed(rights(role, "hub-3"), CHILD) == frozenset()


def test_a_deed_is_made_of_kinds_that_there_are_and_each_says_what_it_adds() -> None:
    assert set(ADDS) == ALL
    assert {kind for kinds in ADDS.values() for kind in kinds} <= set(KINDS)
