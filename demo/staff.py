"""The people who work in the two made-up hubs: every role once at least, with made-up numbers to ring."""

import datetime
from dataclasses import dataclass

from casework.access import TITLES, Role
from casework.kinds.books import Authority, Hub, NumberToRing, Professional

TENANT = "made-up"
AUTHORITY_NAME = "Made-up Council"
HERON, KESTREL = "hub-14", "hub-17"
GROUP, OTHER_GROUP = "Protection group", "Permanency group"
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


STAFF = (
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
BY_ID = {worker.id: worker for worker in STAFF}
HUBS = (
    Hub(team_id=HERON, team_name="Heron hub", team_parent_name=GROUP, phone="01632 960110"),
    Hub(team_id=KESTREL, team_name="Kestrel hub", team_parent_name=OTHER_GROUP, phone="01632 960130"),
)
CASE_HOLDERS = {
    HERON: ("hannah.okafor", "judith.amankwah", "callum.reyes", "ines.marchetti"),
    KESTREL: ("tomi.faraday",),
}
SUPPORTERS = {HERON: ("dev.sandhu", "bernice.toll"), KESTREL: ("jess.underhill",)}
CONSULTANTS = {HERON: CONSULTANT, KESTREL: "anwar.siddall"}
COORDINATORS = {HERON: COORDINATOR, KESTREL: "greta.holm"}


RING = (
    ("Front door", "01632 960120", "weekdays 9am to 5pm"),
    ("Duty team", OUT_OF_HOURS, "nights and weekends"),
    ("Child health line", "01632 960140", "doctors, day and night"),
    ("Police", "999", "if anyone is in danger"),
    ("Police, other", "101", "not an emergency"),
)
"""Whom a worker rings about a child's safety: name, number, hours."""
TRIED_DAYS_AGO = 12


def authority(today: datetime.date) -> Authority:
    """What stands in the authority's book about itself."""
    tried = (today - datetime.timedelta(days=TRIED_DAYS_AGO)).isoformat()
    return Authority(
        name=AUTHORITY_NAME,
        out_of_hours=OUT_OF_HOURS,
        complaints=COMPLAINTS,
        ring={f"{at:02}": NumberToRing(at, *one, tried) for at, one in enumerate(RING, start=1)},
    )


def left_on(worker: Worker, today: datetime.date) -> datetime.date | None:
    """The day a member of staff left, where they did."""
    return today - datetime.timedelta(days=30 * LEFT_MONTHS_AGO) if worker.has_left else None


def professional(worker: Worker, today: datetime.date) -> Professional:
    """The line in the authority's book."""
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
        hubs={worker.hub: (today - datetime.timedelta(days=900)).isoformat()},
    )
