"""What somebody asks of `./run`: which hub, as whom, how many children and years. What cannot be is said in a sentence."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from casework.access import Role
from casework.errors import KnownError
from demo import staff
from demo.authority import HOME_NUMBER, TEAM, HubShape, hub_called
from demo.staff import Worker

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = {"worker": staff.WORKER, "colleague": staff.COLLEAGUE, "consultant": staff.CONSULTANT}
ROLES = {
    "consultant social worker": Role.CONSULTANT_SOCIAL_WORKER,
    "senior social worker": Role.SENIOR_SOCIAL_WORKER,
    "social worker": Role.SOCIAL_WORKER,
    "ASYE": Role.ASYE,
    "family support worker": Role.FAMILY_SUPPORT_WORKER,
    "hub coordinator": Role.HUB_COORDINATOR,
    "clinician": Role.CLINICIAN,
    "group manager": Role.GROUP_MANAGER,
}
FEWEST_YEARS, MOST_YEARS = 2, 10
FEWEST_CHILDREN, MOST_CHILDREN = 3, 150


@dataclass(frozen=True)
class Asked:
    """What is to be opened. children, years: None where nothing was said of them."""

    hub: HubShape
    worker: Worker
    children: int | None = None
    years: int | None = None
    anew: bool = False


def parser() -> argparse.ArgumentParser:
    """The options of `./run`."""
    made = argparse.ArgumentParser(
        prog="./run",
        description="Opens Daybook on a made-up authority: fifteen hubs and one team. Without a display it walks a visit off screen.",
    )
    made.add_argument(
        "--hub", metavar="N", help=f"which hub: its number ({HOME_NUMBER} where you do not say), or {TEAM}"
    )
    made.add_argument("--role", help=f"who you are there: {', '.join(ROLES)}")
    made.add_argument("--as", dest="who", choices=PEOPLE, help="or one of three people of hub 14, by a short name")
    made.add_argument(
        "--years", type=int, metavar="N", help=f"how many years of work, {FEWEST_YEARS} to {MOST_YEARS} (with --anew)"
    )
    made.add_argument("--children", type=int, metavar="N", help="how many children the hub has, about")
    made.add_argument("--anew", action="store_true", help="forget what was tried and make the authority afresh")
    made.add_argument("--walk", action="store_true", help="walk the journey off screen, although there is a display")
    made.add_argument("--out", type=Path, default=ROOT / "out", help="where the walk leaves its pictures")
    return made


def understood(options: argparse.Namespace) -> Asked:
    """What was asked for. Raises KnownError with a sentence where it cannot be."""
    hub = hub_called(options.hub or HOME_NUMBER)
    worker = _worker(options, hub)
    _within(options.years, FEWEST_YEARS, MOST_YEARS, "years of work")
    _within(options.children, FEWEST_CHILDREN, MOST_CHILDREN, "children")
    return Asked(hub, worker, options.children, options.years, options.anew)


def _worker(options: argparse.Namespace, hub: HubShape) -> Worker:
    if options.who and (options.role or hub.number != HOME_NUMBER):
        raise KnownError(f"--as names people of hub {HOME_NUMBER}. In another hub, or for another role, say --role.")
    if not options.role:
        return staff.BY_ID[
            PEOPLE[options.who or "worker"] if hub.number == HOME_NUMBER else staff.CASE_HOLDERS[hub.team_id][0]
        ]
    wanted = " ".join(options.role.replace("-", " ").replace("_", " ").lower().split())
    role = next((one for name, one in ROLES.items() if name.lower() == wanted), None)
    if role is None:
        raise KnownError(f"Daybook knows no role “{options.role}”. Roles: {', '.join(ROLES)}.")
    if hub.number == HOME_NUMBER and role is Role.SOCIAL_WORKER:
        return staff.BY_ID[staff.WORKER]
    return staff.in_the_role(hub, role)


def _within(number: int | None, fewest: int, most: int, what: str) -> None:
    if number is not None and not fewest <= number <= most:
        raise KnownError(f"There can be {fewest} to {most} {what}, not {number}.")
