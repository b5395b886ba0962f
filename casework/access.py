"""Who may read, write and decide: role x kind of record x relation to the file. Screens and both stores ask here.

Reading is by whole files; writing and deciding also by kind of record. Sources: the roles of the hub model (the
founding report's allocation of every child to the consultant social worker) and the handbook of practice.
"""

from enum import Enum

import msgspec

from casework.case_files import FileKind, Room, kind_of_file, room
from casework.kind_words import NOUNS


class Role(Enum):
    """A person's role, as the authority's book has it."""

    CONSULTANT_SOCIAL_WORKER = "consultant_social_worker"
    HUB_COORDINATOR = "hub_coordinator"
    SENIOR_SOCIAL_WORKER = "senior_social_worker"
    SOCIAL_WORKER = "social_worker"
    FAMILY_SUPPORT_WORKER = "family_support_worker"
    ASYE = "asye"
    CLINICIAN = "clinician"
    GROUP_MANAGER = "group_manager"
    HEAD_OF_OPERATIONS = "head_of_operations"
    ADMINISTRATOR = "administrator"


TITLES = {
    Role.CONSULTANT_SOCIAL_WORKER: "Consultant social worker",
    Role.HUB_COORDINATOR: "Hub coordinator",
    Role.SENIOR_SOCIAL_WORKER: "Senior social worker",
    Role.SOCIAL_WORKER: "Social worker",
    Role.FAMILY_SUPPORT_WORKER: "Family support worker",
    Role.ASYE: "Social worker in their assessed and supported year",
    Role.CLINICIAN: "Clinician",
    Role.GROUP_MANAGER: "Group manager",
    Role.HEAD_OF_OPERATIONS: "Head of operations",
    Role.ADMINISTRATOR: "Administrator",
}


def title(role: str | None) -> str:
    """A role as people say it: "Social worker". What is no role of ours is said as it stands; "" for none."""
    try:
        return TITLES[Role(role)]
    except ValueError:
        return (role or "").replace("_", " ")


class Relation(Enum):
    """How a person stands to a file. Involvements describe who works with a child and give no right."""

    OWN = "own"  # their own practice book
    SAME_HUB = "same hub"  # the file is granted to a hub they belong to
    OVERSIGHT = "oversight"  # the file is granted to a hub of their group
    NONE = "none"


class Standing(msgspec.Struct, frozen=True):
    """Who asks: professional id, role, the hubs they belong to and those they oversee (team ids)."""

    professional: str
    role: Role
    hubs: frozenset[str] = frozenset()
    oversees: frozenset[str] = frozenset()


_PRACTITIONERS = frozenset(
    {
        Role.CONSULTANT_SOCIAL_WORKER,
        Role.SENIOR_SOCIAL_WORKER,
        Role.SOCIAL_WORKER,
        Role.FAMILY_SUPPORT_WORKER,
        Role.ASYE,
    }
)
_HUB_MEMBERS = _PRACTITIONERS | {Role.HUB_COORDINATOR, Role.CLINICIAN}
_ROOM_READERS = {
    Room.MAIN: _HUB_MEMBERS,
    Room.CLINICAL: frozenset({Role.CLINICIAN, Role.CONSULTANT_SOCIAL_WORKER}),
    Room.PROTECTED: frozenset({Role.CONSULTANT_SOCIAL_WORKER}),
    Room.WORKER_SAFETY: _HUB_MEMBERS,
}
_POWERS = frozenset(
    {
        *("authority", "policy", "setting", "settings", "hub", "professional", "role", "member"),
        *("device", "approval", "enrolment", "recovery", "revocation", "wipe", "quarantine"),
        *("grant", "transfer", "restriction", "access", "erasure"),
    }
)  # kinds that give or take a power, and names kept for such: they stand in the authority's books, never in a push
_DECIDERS = frozenset({Role.CONSULTANT_SOCIAL_WORKER, Role.GROUP_MANAGER})
_STATUTORY = frozenset({"assessment", "section_47", "care_stage", "legal_status", "referral"})
_ASSESSING = _STATUTORY | {"map_entry", "rating", "plan"}  # the map is where it is assessed, the plan what follows
_VISITING = frozenset({"visit", "shared_words", "same_visit"})
_WITH_A_CHILD = frozenset({"session", "quote", "drawing", "recording"})
_NOT_BY = {  # docs/decisions/0030: what each role does, and where that is said
    Role.HUB_COORDINATOR: _ASSESSING | _VISITING | _WITH_A_CHILD,
    Role.FAMILY_SUPPORT_WORKER: _ASSESSING,
    Role.CLINICIAN: _ASSESSING
    | _VISITING
    | _WITH_A_CHILD
    | {"plan_copy", "person", "relation", "address", "who_knows", "involvement"},
}
_MANAGEMENT = frozenset({"management_decision", "case_note"})
_ONLY_BY_DECIDERS = frozenset({"decision_answer"})
_BY_OVERSIGHT = (
    _MANAGEMENT | _ONLY_BY_DECIDERS | {"held_apart"}
)  # the main file must say that there is more, whoever wrote it
_ABOUT_A_PERSON = frozenset(NOUNS) | _MANAGEMENT  # a hub's book says no word about a child: its own readers are others


def relation_to(standing: Standing, file: str, held_by: frozenset[str]) -> Relation:
    """How the person stands to a file that these hubs hold (team ids, from the logs of grants)."""
    kind = kind_of_file(file)
    name = file.split(":", maxsplit=1)[-1]
    if kind is FileKind.PRACTICE:
        return Relation.OWN if name == standing.professional else Relation.NONE
    if kind in (FileKind.HUB, FileKind.GRANTS):
        held_by = frozenset({name})
    if held_by & standing.hubs:
        return Relation.SAME_HUB
    if held_by & standing.oversees:
        return Relation.OVERSIGHT
    return Relation.NONE


def may_read(standing: Standing, file: str, held_by: frozenset[str]) -> bool:
    """Whether the person may read a file, whole."""
    kind = kind_of_file(file)
    if kind is FileKind.AUTHORITY:
        return True
    relation = relation_to(standing, file, held_by)
    if kind is FileKind.PRACTICE:
        return relation is Relation.OWN
    if kind in (FileKind.HUB, FileKind.GRANTS):
        return relation is not Relation.NONE
    if relation is Relation.OVERSIGHT:
        return standing.role is Role.GROUP_MANAGER and room(file) is not Room.CLINICAL
    return relation is Relation.SAME_HUB and standing.role in _ROOM_READERS[room(file)]


def may_write(standing: Standing, file: str, held_by: frozenset[str], record_kind: str) -> bool:
    """Whether the person may add changes of this kind of record to a file. Access itself is never written by push.

    A kind that this release does not know is let through, so that what a colleague's newer release writes survives.
    """
    if record_kind in _POWERS or not may_read(standing, file, held_by):
        return False
    kind = kind_of_file(file)
    if kind in (FileKind.AUTHORITY, FileKind.GRANTS) or (kind is FileKind.HUB and record_kind in _ABOUT_A_PERSON):
        return False
    if relation_to(standing, file, held_by) is Relation.OVERSIGHT:
        return record_kind in _BY_OVERSIGHT
    if record_kind in _ONLY_BY_DECIDERS:
        return may_decide(standing, file, held_by)
    return record_kind not in _NOT_BY.get(standing.role, frozenset())


def takes_decisions(role: str | None) -> bool:
    """Whether decisions about children are taken in this role: those who may give their word on one (`may_write`)."""
    return role in {one.value for one in _DECIDERS}


def may_decide(standing: Standing, file: str, held_by: frozenset[str]) -> bool:
    """Whether the person takes decisions for the child: the consultant social worker of the hub that holds the file."""
    return (
        standing.role is Role.CONSULTANT_SOCIAL_WORKER
        and relation_to(standing, file, held_by) is Relation.SAME_HUB
        and may_read(standing, file, held_by)
    )
