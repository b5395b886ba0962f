"""From an extract and a mapping to the records that should stand: {file: {(kind, record id): values}}. No history here."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from casework.case_files import AUTHORITY_BOOK, grants_log, person_file
from casework.changes import derived_record_id
from casework.fold import RecordKey
from casework.ids import UNALLOCATED_TRAY
from casework.kinds import NAME_OF, Kind
from casework.kinds.books import Grant, Hub, Professional, grant_record, hub_record, professional_record
from casework.kinds.people import SUBJECT, Person, Relation
from casework.kinds.reading import values_of
from casework.kinds.work import CaseNote, Involvement
from casework.standing import HELD, UNALLOCATED
from central_store.extracts.extract import Allocation, ChildIn, Extract, Note
from central_store.intake.mapping import Mapping

Wanted: TypeAlias = dict[str, dict[RecordKey, dict[str, Any] | None]]
"""None for a record, or for one of its values: what an import said here before should stand no more."""
NOTE_ABOUT = "From the case management system, as it stood there"
TEAM = "#team"
"""Says of a grant under which team of the extract it was given."""


class Wish:
    """Collects what should stand."""

    def __init__(self) -> None:
        self.files: Wanted = {}

    def add(self, file: str, value: Kind, record: bytes, ended_no_more: Iterable[str] = (), **notes: str) -> None:
        """One record. ended_no_more: fields that are blank now, whatever an import said before."""
        blank: dict[str, Any] = dict.fromkeys(ended_no_more)
        said = {f"#{name}": note for name, note in notes.items()}
        self.files.setdefault(file, {})[NAME_OF[type(value)], record] = blank | values_of(value) | said

    def take_out(self, file: str, kind: type[Kind], record: bytes) -> None:
        """A record that should stand no more, if an import wrote it."""
        self.files.setdefault(file, {})[NAME_OF[kind], record] = None


def wanted(extract: Extract, mapping: Mapping, tenant: str) -> Wanted:
    """Every record that the extract says should stand."""
    wish = Wish()
    _staff(wish, extract, mapping)
    families: dict[str, list[ChildIn]] = {}
    for child in extract.children.values():
        if child.has_file or child.allocations:
            _child(wish, child, extract, mapping, tenant)
            if child.family:
                families.setdefault(child.family, []).append(child)
    for members in families.values():
        _siblings(wish, members, tenant)
    return wish.files


def placed_by(child: ChildIn, mapping: Mapping) -> Allocation | None:
    """The strongest open allocation to a team that is a hub."""
    open_ones = (one for one in child.allocations if one.is_open and mapping.hub_of(one.team))
    return min(open_ones, key=lambda one: one.rank, default=None)


def tray_of(child: ChildIn, mapping: Mapping) -> str:
    """The hub that holds a child's file: of the strongest open allocation, else the unallocated tray."""
    placed = placed_by(child, mapping)
    return mapping.hub_of(placed.team) if placed else UNALLOCATED_TRAY


def _staff(wish: Wish, extract: Extract, mapping: Mapping) -> None:
    names = {member.professional_id: member for member in extract.staff}
    teams = {team.team_id or team.name: team for team in extract.teams}
    for team, hub in mapping.teams.items():
        if hub:
            known = teams.get(team)
            value = Hub(
                team_id=hub,
                team_name=known.name if known else team,
                team_parent_name=(known.parent or None) if known else None,
            )
            wish.add(AUTHORITY_BOOK, value, hub_record(hub))
    hubs: dict[str, list[str]] = {}
    for worker in mapping.workers.values():
        hubs.setdefault(worker.id, []).extend(worker.hubs)
    for name, worker in sorted(mapping.workers.items(), key=lambda one: one[0] in names):  # who has an id knows best
        member = names.get(name)
        person = Professional(
            professional_id=worker.id,
            professional_name=(member.name or name) if member else name,
            professional_job_title=(member.job_title or None) if member else None,
            social_worker_registration_no=(member.registration or None) if member else None,
            role=worker.role,
            hubs=dict.fromkeys(hubs[worker.id], ""),
        )
        wish.add(AUTHORITY_BOOK, person, professional_record(worker.id))


def _child(wish: Wish, child: ChildIn, extract: Extract, mapping: Mapping, tenant: str) -> None:
    file = person_file(tenant, child.person_id)
    known = {field: value for field, value in child.person.items() if field in Person.__struct_fields__}
    person = Person(**{**known, "person_id": child.person_id, "family": child.family or None})  # type: ignore[arg-type]
    wish.add(file, person, SUBJECT, child.ended_no_more)
    for found in child.records:
        record = derived_record_id("import", child.person_id, *found.key)
        wish.add(file, found.value, record, found.ended_no_more)
    for allocation in child.allocations:
        _involvement(wish, file, child, allocation, extract, mapping)
    for note in child.notes:
        _note(wish, file, child, note)
    placed, tray = placed_by(child, mapping), tray_of(child, mapping)
    grant = Grant(file=file, state=UNALLOCATED if tray == UNALLOCATED_TRAY else HELD)
    wish.add(grants_log(tray), grant, grant_record(file), team=placed.team if placed else "")


def _note(wish: Wish, file: str, child: ChildIn, note: Note) -> None:
    record = derived_record_id("import note", child.person_id, *note.key)
    if note.words:
        wish.add(file, CaseNote(how="import", about=NOTE_ABOUT, said=note.words, this_is="told"), record)
    else:
        wish.take_out(file, CaseNote, record)


def _involvement(
    wish: Wish, file: str, child: ChildIn, allocation: Allocation, extract: Extract, mapping: Mapping
) -> None:
    name = allocation.professional_id or allocation.worker
    worker = mapping.workers.get(name)
    if worker is None:
        return
    member = next((one for one in extract.staff if one.professional_id == name), None)
    value = Involvement(
        professional_id=worker.id,
        professional_name=(member.name or name) if member else name,
        professional_role_id=allocation.role or worker.role,
        professional_team=allocation.team or None,
        involvement_start_date=allocation.start,
        involvement_end_date=allocation.end,
    )
    key = allocation.key or f"{worker.id} {allocation.team}"
    wish.add(file, value, derived_record_id("import involvement", child.person_id, key), allocation.ended_no_more)


def _siblings(wish: Wish, members: Iterable[ChildIn], tenant: str) -> None:
    """Each child's file names the others of the family by name and file, and copies nothing else of theirs."""
    family = list(members)
    for child in family:
        file = person_file(tenant, child.person_id)
        for other in family:
            if other.person_id == child.person_id:
                continue
            record = derived_record_id("import family", child.person_id, other.person_id)
            named = {field: other.person[field] for field in ("forename", "surname", "dob") if field in other.person}
            person = Person(**named, person_id=other.person_id)  # type: ignore[arg-type]
            wish.add(file, person, record)
            other_file = person_file(tenant, other.person_id)
            relation = Relation(person=record, relationship="same family", other_file=other_file)
            wish.add(file, relation, derived_record_id("import relation", child.person_id, other.person_id))
