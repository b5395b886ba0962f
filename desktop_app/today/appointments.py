"""Read-model of this worker's appointments: each once, however many children it is with. Frozen values; no Qt.

A place is masked where the appointment says that it is confidential, in any of its versions; where it is the child's home
and that address is; and where its words name a confidential address of one of the children.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from casework.access import Role
from casework.case_files import AUTHORITY_BOOK, Room
from casework.deeds import FileDeed, may
from casework.kinds.appointments import Appointment, Slot, Where, visit_group
from casework.kinds.books import Professional
from casework.kinds.people import SUBJECT, Person, display_name, first_name
from casework.kinds.record import Record
from casework.kinds.rooms import HeldApart
from casework.kinds.visits import Visit, visit_id
from casework.wording import in_a_row
from desktop_app.caseload import facts
from desktop_app.network.addresses import home_of
from desktop_app.network.knowing import before_the_knock
from desktop_app.network.secrecy import gives_away, masked, secrets_everywhere
from desktop_app.record_store.records import Records
from desktop_app.today.kept import OpenAppointment, kept_without_starting

BACK = datetime.timedelta(days=7)
"""How long an appointment that came to nothing is still asked about."""
SAFETY = "There is a note about the safety of workers. Before you go, ask {}."
NOBODY_KNOWN = "the consultant social worker of the hub that holds this file"
HOME = "At home"


class AppointmentLine(msgspec.Struct, frozen=True):
    """One appointment. files: of its children on this laptop; elsewhere: how many of its children are not on it.

    where: "" where it is masked or not known; with_whom: the other worker; safety: that there is a note and whom to ask,
    never what it says; two_versions: what of it somebody has to settle; visit: what this worker's visit is kept under
    while it is written; is_done: whether it stands in the record; knowing: who of the family knows what, as the line opens to it.
    """

    group: bytes
    files: tuple[str, ...]
    who: str
    names: tuple[str, ...]
    date: datetime.date
    start: datetime.time | None
    end: datetime.time | None
    purpose: str = ""
    announced: bool | None = None
    where: str = ""
    is_confidential: bool = False
    with_whom: str = ""
    interpreter: str = ""
    access_needs: tuple[str, ...] = ()
    safety: str = ""
    two_versions: tuple[str, ...] = ()
    elsewhere: int = 0
    visit: str = ""
    is_done: bool = False
    knowing: tuple[tuple[str, str], ...] = ()
    may_start: bool = True
    may_change: bool = True


TWO = {"slot": "when it is", "where": "where it is", "purpose": "what it is for", "second_worker": "who comes along"}


def appointments(records: Records, today: datetime.date) -> tuple[AppointmentLine, ...]:
    """Those of this worker from a week back on, in the order of their time; withdrawn ones are left out."""
    groups: dict[bytes, list[Record[Appointment]]] = defaultdict(list)
    for record in records.records_everywhere(Appointment):
        groups[record.value.group or record.record].append(record)
    mine = [its for its in groups.values() if _goes(its, records.professional)]
    wanted = [(slot, its) for its in mine if (slot := _slot(records, its)) and facts.day(slot.date)]
    recent = [(slot, its) for slot, its in wanted if slot.date >= (today - BACK).isoformat()]
    done = _done(records, mine, recent)
    found = [_line(records, slot, its, today, done) for slot, its in recent]
    return tuple(sorted(found, key=lambda line: (line.date, line.start or datetime.time.min, line.who)))


def eldest_first(records: Records, its: Iterable[Record[Appointment]]) -> list[Record[Appointment]]:
    """The children's records of one appointment, in the order of a visit."""
    people = {one.file: _subject(records, one.file) for one in its}
    return sorted(
        its,
        key=lambda one: (people[one.file].dob or people[one.file].expected_dob or "9", first_name(people[one.file])),
    )


def _goes(its: list[Record[Appointment]], professional: str) -> bool:
    return any(
        goer is not None and goer.professional == professional
        for record in its
        for goer in (record.value.worker, record.value.second_worker)
    )


def _slot(records: Records, its: list[Record[Appointment]]) -> Slot | None:
    """When it is; in two versions the earlier of them, so that nobody comes too late to settle it."""
    known = [record.value.slot for record in its if record.value.slot]
    known += [_read(Slot, value) for record in its for value in _versions(records, record, "slot")]
    return min((slot for slot in known if slot), key=lambda slot: (slot.date, slot.start), default=None)


def _versions(records: Records, record: Record[Appointment], field: str) -> list[Any]:
    if field not in record.in_two_versions:
        return []
    return [version.value for version in records.state(*record.key).versions(field)]


def _read(form: type[Any], value: Any) -> Any:
    try:
        return msgspec.convert(value, form)
    except msgspec.ValidationError:
        return None


def _line(
    records: Records, slot: Slot, its: list[Record[Appointment]], today: datetime.date, done: frozenset[bytes]
) -> AppointmentLine:
    its = eldest_first(records, its)
    people = {one.file: _subject(records, one.file) for one in its}
    files, rights = tuple(one.file for one in its), records.rights()
    value = its[0].value
    secrets = secrets_everywhere(records)
    others = [goer for goer in (value.worker, value.second_worker) if goer]
    where, is_confidential = _place(records, its, today, secrets)
    group = _group(its)
    visit = visit_group(group, records.professional)
    return AppointmentLine(
        group=group,
        files=files,
        who=_named([people[file] for file in files]),
        names=tuple(first_name(people[file]) for file in files),
        date=facts.day(slot.date) or today,
        start=_time(slot.start),
        end=_time(slot.end),
        purpose=masked(value.purpose or "", secrets),
        announced=value.announced,
        where=where,
        is_confidential=is_confidential,
        with_whom=in_a_row([goer.name for goer in others if goer.professional != records.professional]),
        interpreter=masked(value.interpreter or "", secrets),
        access_needs=tuple(masked(value.access_needs or "", secrets).splitlines()),
        safety=_safety(records, files),
        two_versions=tuple(words for field, words in TWO.items() if any(field in one.in_two_versions for one in its)),
        elsewhere=len(value.files.keys() - set(files)),
        knowing=before_the_knock(records, files, today),
        visit=f"visit:{visit.hex()}",
        may_start=all(may(rights, FileDeed.VISIT, file) for file in files),
        may_change=all(may(rights, FileDeed.APPOINTMENT, file) for file in files),
        is_done=group in done,
    )


def _group(its: list[Record[Appointment]]) -> bytes:
    return its[0].value.group or its[0].record


def _done(
    records: Records, mine: list[list[Record[Appointment]]], recent: list[tuple[Slot, list[Record[Appointment]]]]
) -> frozenset[bytes]:
    """Those that a visit was made from, and those that one begun from a child's page counts for."""
    from_appointments = {_group(its): visit_group(_group(its), records.professional) for its in mine}
    started = frozenset(
        _group(its)
        for _, its in recent
        if any(records.record(one.file, Visit, visit_id(from_appointments[_group(its)], one.file)) for one in its)
    )
    still_open = [
        OpenAppointment(_group(its), slot, frozenset(one.file for one in its))
        for slot, its in recent
        if _group(its) not in started and _is_at_home(its[0].value)
    ]
    return started | kept_without_starting(records, still_open, frozenset(from_appointments.values()))


def _is_at_home(value: Appointment) -> bool:
    return value.where is not None and value.where.at_home


def _subject(records: Records, file: str) -> Person:
    found = records.record(file, Person, SUBJECT)
    return found.value if found is not None else Person()


def _named(people: list[Person]) -> str:
    """ "Maisie and Tom Hart, Ayla Hart-Mensah": each surname once."""
    by_surname: dict[str, list[str]] = defaultdict(list)
    for person in people:
        by_surname[person.surname or ""].append(first_name(person) if person.surname else display_name(person))
    return ", ".join(f"{in_a_row(names)} {surname}".strip() for surname, names in by_surname.items())


def _place(
    records: Records, its: list[Record[Appointment]], today: datetime.date, secrets: frozenset[str]
) -> tuple[str, bool]:
    """(where it is, whether that is masked); in two versions nothing is shown, and the strictest counts."""
    versions = [_read(Where, value) for one in its for value in _versions(records, one, "where")]
    wheres = [one.value.where for one in its if one.value.where] + [where for where in versions if where]
    homes = [home_of(records, one.file, today) for one in its]
    if any(where.confidential for where in wheres):
        return "", True
    if any(where.at_home for where in wheres) and any(home.is_confidential for home in homes):
        return "", True
    if versions or not wheres:
        return "", False
    if wheres[0].at_home:
        lines = next((home.lines for home in homes if home.lines and not home.two_versions), "")
        return lines or HOME, False
    said = wheres[0].words
    return ("", True) if gives_away(said, secrets) else (said, False)


def _time(clock: str) -> datetime.time | None:
    try:
        return datetime.time.fromisoformat(clock) if clock else None
    except ValueError:
        return None


def _safety(records: Records, files: tuple[str, ...]) -> str:
    """That there is a note about the safety of workers, and whom to ask; nothing of what it says."""
    told = [
        file
        for file in files
        if any(one.value.room == Room.WORKER_SAFETY.value for one in records.records(file, HeldApart))
    ]
    if not told:
        return ""
    holding = frozenset[str]().union(*(records.rights().holders(file) for file in told))
    return SAFETY.format(_whom(records, holding))


def _whom(records: Records, hubs: frozenset[str]) -> str:
    staff: Mapping[str, Professional] = {
        one.value.professional_name or "": one.value for one in records.records(AUTHORITY_BOOK, Professional)
    }
    asked = [
        name
        for name, one in sorted(staff.items())
        if name and not one.left_on and one.role == Role.CONSULTANT_SOCIAL_WORKER.value and set(one.hubs) & hubs
    ]
    return in_a_row(asked, "or") or NOBODY_KNOWN
