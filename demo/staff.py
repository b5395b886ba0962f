"""The people who work in the made-up authority: every role in every hub, with made-up numbers to ring.

Those of the first two hubs are named here, one by one; the others are drawn from two rows of names (words/authority.toml).
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from casework.access import TITLES, Role
from casework.errors import KnownError
from casework.kinds.books import Authority, NumberToRing, Professional
from demo.authority import HubShape, groups, hubs
from demo.writing import words

TENANT = "made-up"
AUTHORITY_NAME = "Made-up Council"
HERON, KESTREL = "hub-14", "hub-17"
GROUP = "Protection group"
OUT_OF_HOURS = "01632 960199"
COMPLAINTS = "01632 960150"
WORKER, COLLEAGUE, CONSULTANT, COORDINATOR = "hannah.okafor", "dev.sandhu", "marian.pryce", "sam.oke"
LEFT_MONTHS_AGO = 7


@dataclass(frozen=True)
class Worker:
    """A member of staff. hub: team id, or the name of a group for those who oversee one."""

    id: str
    name: str
    role: Role
    hub: str
    phone: str
    has_left: bool = False

    @property
    def first(self) -> str:
        """How a family calls them."""
        return self.name.split()[0]


def _worker(name: str, role: Role, hub: str, line: int, *, has_left: bool = False) -> Worker:
    return Worker(name.lower().replace(" ", "."), name, role, hub, f"01632 960{line:03}", has_left)


NAMED = (
    _worker("Marian Pryce", Role.CONSULTANT_SOCIAL_WORKER, HERON, 111),
    _worker("Sam Oke", Role.HUB_COORDINATOR, HERON, 110),
    _worker("Judith Amankwah", Role.SENIOR_SOCIAL_WORKER, HERON, 112),
    _worker("Hannah Okafor", Role.SOCIAL_WORKER, HERON, 117),
    _worker("Callum Reyes", Role.SOCIAL_WORKER, HERON, 118),
    _worker("Gareth Pemble", Role.SOCIAL_WORKER, HERON, 119, has_left=True),
    _worker("Ines Marchetti", Role.ASYE, HERON, 124),
    _worker("Dev Sandhu", Role.FAMILY_SUPPORT_WORKER, HERON, 121),
    _worker("Bernice Toll", Role.FAMILY_SUPPORT_WORKER, HERON, 122),
    _worker("Ruth Abelman", Role.CLINICIAN, HERON, 123),
    _worker("Owen Strand", Role.GROUP_MANAGER, GROUP, 101),
    _worker("Philippa Ademola", Role.HEAD_OF_OPERATIONS, GROUP, 100),
    _worker("Lorna Quist", Role.ADMINISTRATOR, HERON, 105),
    _worker("Anwar Siddall", Role.CONSULTANT_SOCIAL_WORKER, KESTREL, 131),
    _worker("Greta Holm", Role.HUB_COORDINATOR, KESTREL, 130),
    _worker("Tomi Faraday", Role.SOCIAL_WORKER, KESTREL, 132),
    _worker("Jess Underhill", Role.FAMILY_SUPPORT_WORKER, KESTREL, 133),
)
_IN_EACH_HUB = (
    Role.CONSULTANT_SOCIAL_WORKER,
    Role.HUB_COORDINATOR,
    Role.SENIOR_SOCIAL_WORKER,
    Role.SOCIAL_WORKER,
    Role.SOCIAL_WORKER,
    Role.ASYE,
    Role.FAMILY_SUPPORT_WORKER,
    Role.FAMILY_SUPPORT_WORKER,
    Role.CLINICIAN,
)
_HOLD_CASES = (Role.SOCIAL_WORKER, Role.SENIOR_SOCIAL_WORKER, Role.ASYE)


def _everybody() -> Iterator[Worker]:
    """Those who are named, and whoever is missing then: in each hub by role, and a manager for each group."""
    yield from NAMED
    names = _names()
    there = {(worker.hub, worker.role) for worker in NAMED}
    for group in groups():
        if (group, Role.GROUP_MANAGER) not in there:
            yield _worker(next(names), Role.GROUP_MANAGER, group, 160 + groups().index(group))
    for hub in hubs().values():
        line = int(hub.phone[-3:])
        for more, role in enumerate(_IN_EACH_HUB, start=1):
            is_lacking = (hub.team_id, role) not in there and (hub.has_clinician or role is not Role.CLINICIAN)
            if hub.team_id != HERON and is_lacking:
                yield _worker(next(names), role, hub.team_id, line + more % 10 + (3 if hub.team_id == KESTREL else 0))


def _names() -> Iterator[str]:
    """Names that come once: every first name with one surname after the other, by a step that reaches all."""
    firsts, lasts = words("authority")["first_names"], words("authority")["surnames"]
    for turn in range(len(lasts)):
        for number, first in enumerate(firsts):
            yield f"{first} {lasts[(number + 7 * turn + 13) % len(lasts)]}"


STAFF = tuple(_everybody())
FIRST_STAFF = tuple(worker.id for worker in NAMED)
BY_ID = {worker.id: worker for worker in STAFF}


def of_role(hub: str, *roles: Role) -> tuple[str, ...]:
    """Ids of those who work in a hub, or manage a group, in these roles now, in the order of the roles."""
    return tuple(one.id for role in roles for one in STAFF if one.hub == hub and one.role is role and not one.has_left)


CASE_HOLDERS = {hub: of_role(hub, *_HOLD_CASES) for hub in hubs()} | {
    HERON: ("hannah.okafor", "judith.amankwah", "callum.reyes", "ines.marchetti")
}
SUPPORTERS = {hub: of_role(hub, Role.FAMILY_SUPPORT_WORKER) for hub in hubs()}
CONSULTANTS = {hub: of_role(hub, Role.CONSULTANT_SOCIAL_WORKER)[0] for hub in hubs()}
COORDINATORS = {hub: of_role(hub, Role.HUB_COORDINATOR)[0] for hub in hubs()}
GROUP_MANAGERS = {hub.team_id: of_role(hub.group, Role.GROUP_MANAGER)[0] for hub in hubs().values()}


def in_the_role(hub: HubShape, role: Role) -> Worker:
    """Who has the role in a hub, or manages its group. Raises KnownError where nobody does."""
    found = of_role(hub.group if role is Role.GROUP_MANAGER else hub.team_id, role)
    if not found:
        raise KnownError(f"{hub.spoken} has no {TITLES[role].lower()}. Choose another role, or another hub.")
    return BY_ID[found[0]]


RING = (
    ("Front door", "01632 960120", "weekdays 9am to 5pm"),
    ("Duty team", OUT_OF_HOURS, "nights and weekends"),
    ("Child health line", "01632 960140", "doctors, day and night"),
    ("Police", "999", "if anyone is in danger"),
    ("Police, other", "101", "not an emergency"),
)
"""Whom a worker rings about a child's safety: name, number, hours."""
HELP = (
    ("IT service desk", "01632 960100", "weekdays 7am to 10pm, weekends 9am to 5pm"),
    ("Duty administrator for Daybook", "01632 960102", "when the service desk is closed"),
)
"""Whom a worker rings who cannot get into Daybook: name, number, hours."""
HOLDERS = ("Rosa Lind", "Sam Okoro", "Tariq Aziz")
"""The administrators who hold a part of the recovery key: any two of them let a locked-out worker in."""
TRIED_DAYS_AGO = 12


def authority(today: datetime.date) -> Authority:
    """What stands in the authority's book about itself."""
    tried = (today - datetime.timedelta(days=TRIED_DAYS_AGO)).isoformat()
    return Authority(
        name=AUTHORITY_NAME,
        out_of_hours=OUT_OF_HOURS,
        complaints=COMPLAINTS,
        ring={f"{at:02}": NumberToRing(at, *one, tried) for at, one in enumerate(RING, start=1)},
        help={f"{at:02}": NumberToRing(at, *one, tried) for at, one in enumerate(HELP, start=1)},
    )


def left_on(worker: Worker, today: datetime.date) -> datetime.date | None:
    """The day a member of staff left, where they did."""
    return today - datetime.timedelta(days=30 * LEFT_MONTHS_AGO) if worker.has_left else None


def professional(worker: Worker, today: datetime.date, years: int = 2) -> Professional:
    """The line in the authority's book of somebody who was there all these years."""
    left = left_on(worker, today)
    is_social_worker = worker.role in (
        Role.CONSULTANT_SOCIAL_WORKER,
        Role.SENIOR_SOCIAL_WORKER,
        Role.SOCIAL_WORKER,
        Role.ASYE,
    )
    return Professional(
        professional_id=worker.id,
        professional_name=worker.name,
        professional_job_title=TITLES[worker.role],
        social_worker_registration_no=f"SW0000{worker.phone[-3:]}" if is_social_worker else None,
        role=worker.role.value,
        phone=worker.phone,
        left_on=left.isoformat() if left else None,
        hubs={worker.hub: (today - datetime.timedelta(days=900 + 366 * (years - 2))).isoformat()},
    )
