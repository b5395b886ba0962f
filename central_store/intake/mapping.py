"""The small file that says which team is which hub and which name is which worker. The import proposes it itself."""

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec

from casework.access import Role
from casework.errors import KnownError
from casework.ids import UNALLOCATED_TRAY, may_name_a_hub, may_name_a_person
from central_store.extracts.extract import Extract, Place, Problem

LEAVE_OUT = ""
HEAD = """# Which team of the extract is which hub, and who is who. Proposed by the import; change it, then import again.
# A team with "" is left out: its children go to the unallocated tray. Take a hub away from somebody and the next import
# takes the right away; to take all, leave the line and write hubs = [].
"""
HASH_LETTERS = 6


class BadMapping(KnownError):
    """The mapping file cannot be read, or says what cannot be."""


class Worker(msgspec.Struct, frozen=True):
    """A member of staff. role: a Role's value; hubs: ids of the hubs they work in."""

    id: str
    role: str = Role.SOCIAL_WORKER.value
    hubs: tuple[str, ...] = ()


class Mapping(msgspec.Struct, frozen=True):
    """teams: {name or id in the extract: hub id}; workers: {name or id in the extract: who}."""

    teams: dict[str, str] = {}
    workers: dict[str, Worker] = {}

    def hub_of(self, team: str) -> str:
        """The hub of a team, "" where it has none."""
        return self.teams.get(team, LEAVE_OUT)


def propose(extract: Extract, held: Mapping | None = None) -> Mapping:
    """A mapping for everything in the extract; what `held` says already stands."""
    held = held or Mapping()
    teams = dict(held.teams)
    for team in extract.teams:
        teams.setdefault(team.team_id or team.name, _hub_id(team.team_id, team.name))
    by_name = {team.name: team.team_id for team in extract.teams if team.team_id}
    for child in extract.children.values():
        for allocation in child.allocations:
            if allocation.team:
                teams.setdefault(allocation.team, _hub_id(by_name.get(allocation.team, ""), allocation.team))
    return Mapping(teams, _workers(extract, held, teams))


def read_mapping(path: Path) -> Mapping:
    """The mapping as a person left it. Raises BadMapping with the line at fault, or every fault in what it says."""
    try:
        mapping = msgspec.convert(tomllib.loads(path.read_text("utf-8-sig")), Mapping)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError, OSError) as error:
        raise BadMapping(
            f"{path.name} cannot be read: {error}. Mend it, or move it away to have a new one proposed."
        ) from error
    faults = list(_faults(mapping))
    if faults:
        raise BadMapping(f"{path.name}: {' '.join(faults)} Nothing was added.")
    return mapping


def write_mapping(path: Path, mapping: Mapping) -> None:
    """Write it for a person to read and change."""
    lines = [HEAD, "[teams]"]
    lines += [f"{quoted(name)} = {quoted(hub)}" for name, hub in sorted(mapping.teams.items())]
    lines += ["", "[workers]"]
    for name, worker in sorted(mapping.workers.items()):
        hubs = ", ".join(quoted(hub) for hub in worker.hubs)
        lines.append(f"{quoted(name)} = {{ id = {quoted(worker.id)}, role = {quoted(worker.role)}, hubs = [{hubs}] }}")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def strange_ids(extract: Extract, mapping: Mapping) -> list[Problem]:
    """Ids of the extract that cannot be ids here, each with its place and what Daybook calls them instead."""
    found = []
    ids = [(team.team_id, mapping.hub_of(team.team_id), may_name_a_hub(team.team_id)) for team in extract.teams]
    for worker in {one.professional_id for one in extract.staff} | _named_by_id(extract):
        known = mapping.workers.get(worker)
        ids.append((worker, known.id if known else "", may_name_a_person(worker)))
    for name, here, is_fit in sorted(ids):
        if name and not is_fit:
            place = extract.named.get(name, Place(""))
            what = f"“{name}” cannot be an id in Daybook, or is kept for Daybook itself."
            todo = f"It is “{here}” there; mapping.toml says so." if here else "It is left out; mapping.toml says so."
            found.append(Problem(place.sheet, place.column, what, todo, place.row))
    return found


def hubs_without(mapping: Mapping) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Hubs that a team is and nobody reads, and hubs that people read and no team is: where one of two lines was corrected."""
    of_teams = {hub for hub in mapping.teams.values() if hub}
    of_people = {hub for worker in mapping.workers.values() for hub in worker.hubs}
    return tuple(sorted(of_teams - of_people)), tuple(sorted(of_people - of_teams - {UNALLOCATED_TRAY}))


def slug(name: str) -> str:
    """An id from a name: "Locality 4 Unit 1" is "locality-4-unit-1".

    Where letters of another alphabet fall away, or what is too long, a few letters of its hash keep two names apart.
    """
    letters = unicodedata.normalize("NFKD", name)
    plain = re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode().casefold()).strip("-")
    is_whole = plain and len(plain) <= 60 and all(one.isascii() for one in letters if one.isalnum())
    return plain if is_whole else f"{plain[:50] or 'team'}-{_hash(name)}"


def role_of(job_title: str) -> str:
    """The role that a job title most likely means. A person checks it in the mapping file."""
    title = job_title.casefold()
    for words, role in (
        (("consultant",), Role.CONSULTANT_SOCIAL_WORKER),
        (("coordinator", "co-ordinator", "administrator", "business support"), Role.HUB_COORDINATOR),
        (("family support", "support worker", "family worker"), Role.FAMILY_SUPPORT_WORKER),
        (("asye", "newly qualified", "assessed and supported"), Role.ASYE),
        (("clinician", "psycholog", "therapist"), Role.CLINICIAN),
        (("group manager", "service manager"), Role.GROUP_MANAGER),
        (("head of",), Role.HEAD_OF_OPERATIONS),
        (("senior",), Role.SENIOR_SOCIAL_WORKER),
    ):
        if any(word in title for word in words):
            return role.value
    return Role.SOCIAL_WORKER.value


def quoted(text: str) -> str:
    """As TOML writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _workers(extract: Extract, held: Mapping, teams: dict[str, str]) -> dict[str, Worker]:
    hubs: dict[str, dict[str, None]] = {}
    for child in extract.children.values():
        for one in child.allocations:
            name = one.professional_id or one.worker
            if name and teams.get(one.team):
                hubs.setdefault(name, {})[teams[one.team]] = None
    workers = {}
    for member in extract.staff:
        team = teams.get(member.team)
        if team:
            hubs.setdefault(member.professional_id, {})[team] = None
        its_hubs = tuple(sorted(hubs.get(member.professional_id, {})))
        person = _person_id(member.professional_id)
        workers[member.professional_id] = Worker(person, role_of(member.job_title), its_hubs)
    by_name = {member.name: workers[member.professional_id] for member in extract.staff if member.name}
    ids = _named_by_id(extract)
    for name, its in hubs.items():
        if name not in workers:
            known = by_name.get(name) or Worker(_person_id(name) if name in ids else f"name-{slug(name)}")
            workers[name] = msgspec.structs.replace(known, hubs=tuple(sorted(its)))
    return workers | held.workers


def _named_by_id(extract: Extract) -> set[str]:
    children = extract.children.values()
    return {one.professional_id for child in children for one in child.allocations if one.professional_id}


def _hub_id(team_id: str, name: str) -> str:
    if team_id:
        is_tray = team_id.casefold() == UNALLOCATED_TRAY
        return team_id if may_name_a_hub(team_id) else LEAVE_OUT if is_tray else _stand_in(team_id)
    hub = slug(name)
    return hub if may_name_a_hub(hub) else LEAVE_OUT


def _person_id(professional_id: str) -> str:
    return professional_id if may_name_a_person(professional_id) else _stand_in(professional_id)


def _stand_in(name: str) -> str:
    """For an id that cannot be one here: the same every time, and no other's."""
    plain = slug(name)
    return plain if plain.endswith(f"-{_hash(name)}") else f"{plain}-{_hash(name)}"


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:HASH_LETTERS]


def _faults(mapping: Mapping) -> Iterator[str]:
    for team, hub in mapping.teams.items():
        if hub != LEAVE_OUT and not may_name_a_hub(hub):
            yield f"“{hub}”, for the team “{team}”, cannot be a hub's id."
    roles: dict[str, str] = {}
    for name, worker in mapping.workers.items():
        if not may_name_a_person(worker.id):
            yield f"“{worker.id}”, for “{name}”, cannot be a person's id, or is kept for Daybook itself."
        if worker.role not in {role.value for role in Role}:
            yield f"“{worker.role}”, for “{name}”, is no role. Roles: {', '.join(role.value for role in Role)}."
        if roles.setdefault(worker.id, worker.role) != worker.role:
            yield f"Two lines give “{worker.id}” different roles."
        for hub in worker.hubs:
            if not may_name_a_hub(hub) and hub != UNALLOCATED_TRAY:
                yield f"“{hub}”, for “{name}”, cannot be a hub's id."
