"""From the books to who stands how to which file."""

from casework.access import Role, Standing
from casework.case_files import Room, grants_log, person_file, room_of
from casework.changes import Change
from casework.editing import Pen, create
from casework.kinds.books import Grant, Hub, Professional
from casework.standing import HANDED_ON, HELD, UNALLOCATED, Rights, held_by, role_when, standing_of

ELLA, MAYA = person_file("made-up", "ella"), person_file("made-up", "maya")
HUBS = [
    Hub(team_id="hub-1", team_parent_name="east"),
    Hub(team_id="hub-2", team_parent_name="east"),
    Hub(team_id="hub-3", team_parent_name="west"),
    Hub(team_name="without an id", team_parent_name="east"),
]


def staff(role: Role | str, *hubs: str, left_on: str | None = None) -> Professional:
    name = role.value if isinstance(role, Role) else role
    return Professional(professional_id="ruth", role=name, hubs=dict.fromkeys(hubs, "2025-01-01"), left_on=left_on)


def test_a_member_of_staff_belongs_to_the_hubs_of_the_book() -> None:
    found = standing_of("ruth", staff(Role.SOCIAL_WORKER, "hub-1", "hub-3"), HUBS)
    assert found == Standing("ruth", Role.SOCIAL_WORKER, frozenset({"hub-1", "hub-3"}))


def test_who_is_unknown_or_has_left_or_has_a_role_nobody_knows_belongs_nowhere() -> None:
    nowhere = Standing("ruth", Role.SOCIAL_WORKER)
    assert standing_of("ruth", None, HUBS) == nowhere
    assert standing_of("ruth", staff(Role.CONSULTANT_SOCIAL_WORKER, "hub-1", left_on="2026-01-05"), HUBS) == nowhere
    assert standing_of("ruth", staff("head of everything", "hub-1"), HUBS) == nowhere
    assert standing_of("ruth", Professional(professional_id="ruth", hubs={"hub-1": "2025"}), HUBS) == nowhere


def test_a_group_manager_oversees_the_hubs_of_the_group_and_others_oversee_nothing() -> None:
    assert standing_of("ruth", staff(Role.GROUP_MANAGER, "east"), HUBS).oversees == {"hub-1", "hub-2"}
    for role in set(Role) - {Role.GROUP_MANAGER}:
        assert standing_of("ruth", staff(role, "east"), HUBS).oversees == frozenset()


def test_a_hub_holds_what_it_was_given_until_it_hands_it_on() -> None:
    grants = [
        ("hub-1", Grant(file=ELLA, state=HANDED_ON)),
        ("hub-2", Grant(file=ELLA, state=HELD)),
        ("hub-1", Grant(file=MAYA, state=UNALLOCATED)),
        ("hub-2", Grant(file=MAYA, state=HELD)),
        ("hub-3", Grant(state=HELD)),
        ("hub-3", Grant(file=ELLA)),
        ("hub-3", Grant(file=ELLA, state="a state of a newer release")),
    ]
    assert held_by(grants) == {ELLA: frozenset({"hub-2"}), MAYA: frozenset({"hub-1", "hub-2"})}
    assert held_by([]) == {}


def test_the_rooms_of_a_child_go_with_the_child() -> None:
    rights = Rights(
        standing_of("ruth", staff(Role.CONSULTANT_SOCIAL_WORKER, "hub-1"), HUBS), {ELLA: frozenset({"hub-1"})}
    )
    for room in Room:
        assert rights.holders(room_of(ELLA, room)) == {"hub-1"}
        assert rights.may_read(room_of(ELLA, room))
        assert not rights.may_read(room_of(MAYA, room))
    assert rights.may_write(ELLA, "visit")
    assert rights.may_decide(ELLA)
    assert not rights.may_decide(MAYA)
    assert not rights.may_write(grants_log("hub-1"), "grant")


def test_a_child_that_nobody_holds_is_read_by_nobody() -> None:
    for role in Role:
        rights = Rights(standing_of("ruth", staff(role, "hub-1", "east"), HUBS), {})
        assert not rights.may_read(ELLA)
        assert not rights.may_write(ELLA, "visit")


def test_a_role_is_judged_as_the_book_had_it_at_that_time() -> None:
    def says(values: dict[str, str], day: str) -> Change:
        pen = Pen("office", "office", f"2026-{day}", f"2026-{day}T10:00:00Z")
        return create("authority", "professional", values, pen, record=b"p" * 16)

    book = [
        says({"role": "consultant_social_worker"}, "06-01"),
        says({"phone": "1"}, "03-01"),
        says({"role": "asye"}, "02-01"),
    ]
    assert role_when(book, "2026-05-31T00:00:00Z") == "asye"
    assert role_when(book, "2026-06-02T00:00:00Z") == "consultant_social_worker"
    assert role_when(book, "2020-01-01T00:00:00Z") == "asye", "before the book began, as it first said"
    assert role_when([], "2026-06-02T00:00:00Z") is None
