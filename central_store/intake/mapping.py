"""The small file that says which team is which hub and which name is which worker. The import proposes it itself."""

import re
import tomllib
import unicodedata
from pathlib import Path

import msgspec

from casework.access import Role
from casework.errors import KnownError
from central_store.extracts.extract import Extract

LEAVE_OUT = ""
HEAD = """# Which team of the extract is which hub, and who is who. Proposed by the import; change it, then import again.
# A team with "" is left out: its children go to the unallocated tray.
"""


class BadMapping(KnownError):
    """The mapping file cannot be read."""


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
        teams.setdefault(team.team_id or team.name, team.team_id or slug(team.name))
    by_name = {team.name: team.team_id for team in extract.teams if team.team_id}
    for child in extract.children.values():
        for allocation in child.allocations:
            if allocation.team:
                teams.setdefault(allocation.team, by_name.get(allocation.team) or slug(allocation.team))
    return Mapping(teams, _workers(extract, held, teams))


def read_mapping(path: Path) -> Mapping:
    """The mapping as a person left it. Raises BadMapping with the line at fault."""
    try:
        read = tomllib.loads(path.read_text("utf-8"))
        return msgspec.convert(read, Mapping)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise BadMapping(
            f"{path.name} cannot be read: {error}. Mend it, or move it away to have a new one proposed."
        ) from error


def write_mapping(path: Path, mapping: Mapping) -> None:
    """Write it for a person to read and change."""
    lines = [HEAD, "[teams]"]
    lines += [f"{quoted(name)} = {quoted(hub)}" for name, hub in sorted(mapping.teams.items())]
    lines += ["", "[workers]"]
    for name, worker in sorted(mapping.workers.items()):
        hubs = ", ".join(quoted(hub) for hub in worker.hubs)
        lines.append(f"{quoted(name)} = {{ id = {quoted(worker.id)}, role = {quoted(worker.role)}, hubs = [{hubs}] }}")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def slug(name: str) -> str:
    """An id from a name: "Locality 4 Unit 1" is "locality-4-unit-1"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "team"


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
        workers[member.professional_id] = Worker(member.professional_id, role_of(member.job_title), its_hubs)
    ids = {member.name: member.professional_id for member in extract.staff if member.name}
    for name, its in hubs.items():
        if name not in workers:
            worker = Worker(ids.get(name) or f"name-{slug(name)}", hubs=tuple(sorted(its)))
            workers[name] = worker
    return workers | held.workers


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
