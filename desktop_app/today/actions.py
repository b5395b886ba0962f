"""What a worker does with a day: arrange, change and withdraw appointments, start a visit, tick what was promised."""

import datetime
from typing import Any

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.errors import KnownError
from casework.kinds.appointments import Appointment, Goer, Where, appointment_id, visit_group
from casework.kinds.books import Professional
from casework.kinds.plans import Action, Done
from casework.kinds.reading import values_of
from casework.kinds.record import Record
from desktop_app.caseload.actions import ChangedSince
from desktop_app.network.secrecy import gives_away, masked, secrets_everywhere
from desktop_app.record_store.records import AlreadyAdded, Changed, Records
from desktop_app.today.appointments import eldest_first
from desktop_app.today.arrangement import (
    NEW,
    Arrangement,
    arrangement_of,
    missing,
    name_for_change,
    new_arrangement,
    written,
)
from desktop_app.visits import actions as visits
from desktop_app.visits.draft import VisitDraft
from desktop_app.visits.queries import children_for_visit

HOME = "Home"
Appointments = tuple[Record[Appointment], ...]
Promises = tuple[Record[Action], ...]


class NotComplete(KnownError):
    """Something that an appointment must say is still missing."""


class Gone(KnownError):
    """The appointment was withdrawn in the meantime, or is not on this laptop."""


# -- arranging --------------------------------------------------------------------------------------------------------


def open_arrangement(records: Records, name: str, today: datetime.date) -> Arrangement:
    """The form of this name, as it was left or as the record has it. Raises Gone."""
    kept = records.drafts.find(name, Arrangement)
    if kept is not None:
        return kept
    if name == NEW or name.startswith(f"{NEW}:"):
        file = name.removeprefix(NEW).removeprefix(":")
        return new_arrangement(name, today, household(records, file) if file else ())
    found = of_group(records, bytes.fromhex(name.rpartition(":")[2]))
    if not found:
        raise Gone("This appointment is not there any more. Somebody has withdrawn it.")
    return arrangement_of(found, today)


def household(records: Records, file: str) -> tuple[str, ...]:
    """This child, and the brothers and sisters who live here and whose files this laptop holds."""
    return tuple(sibling.file for sibling in children_for_visit(records, file) if sibling.lives_here)


def keep(records: Records, form: Arrangement) -> None:
    """Keep the form as it stands, once it is known whom it is about. Raises AlreadyAdded, so that none comes back."""
    if form.is_new and of_group(records, form.group):
        raise AlreadyAdded("This appointment stands in the record already.")
    if form.files:
        records.drafts.keep(form.name, form.files[0], "appointment", form)


def throw_away(records: Records, form: Arrangement) -> None:
    """The worker says that nothing of the form is wanted."""
    records.drafts.done(form.name)


def add_to_record(records: Records, form: Arrangement, today: datetime.date) -> Changed:
    """Add the appointment to each child's file, or what was changed of it, all or none; and put the form away.

    Raises NotComplete with the first thing that is missing, NotAllowed, TooLong, TwoVersionsOpen.
    """
    lacking = missing(form, today)
    if lacking:
        raise NotComplete(lacking[0].sentence)
    before = {} if form.is_new else {one.file: one for one in of_group(records, form.group)}
    staff = {one.value.professional_id: one.value for one in records.records(AUTHORITY_BOOK, Professional)}
    second = _goer(staff, form.second_worker) if form.second_worker else None
    goes = next((one.value.worker for one in before.values() if one.value.worker), None)
    value = written(form, goes or _goer(staff, records.professional), second)
    changes = [change for file in form.files for change in _into(records, file, value, form, before)]
    changes += [
        records.withdraw(one, "The appointment is not with this child any more.")
        for file, one in before.items()
        if file not in form.files
    ]
    if not changes:
        throw_away(records, form)
        return Changed(frozenset(), frozenset())
    return records.add(*changes, draft_done=form.name)


def _into(
    records: Records, file: str, value: Appointment, form: Arrangement, before: dict[str, Record[Appointment]]
) -> list[Change]:
    """What one child's file needs: a new record, or the fields that are other than what the form opened with."""
    if file not in before:
        return [records.create(file, value, record=appointment_id(form.group, file))]
    record = before[file]
    as_opened = Record(file, record.kind, record.record, record.value, form.shown.get(file, record.shown))
    had, now = values_of(form.before or Appointment()), values_of(value)
    changed: dict[str, Any] = {name: now.get(name) for name in {*had, *now} if had.get(name) != now.get(name)}
    return [records.edit(as_opened, changed)] if changed else []


def _goer(staff: dict[str | None, Professional], professional: str) -> Goer:
    known = staff.get(professional)
    return Goer((known.professional_name if known else None) or professional, professional)


def withdraw(records: Records, shown: Appointments, why: str) -> Changed:
    """The appointment does not take place: withdrawn from every child's file, with the reason."""
    if not why.strip():
        raise NotComplete("Say why it does not take place.")
    changed = records.add(*[records.withdraw(one, why.strip()) for one in shown])
    group = shown[0].value.group
    if group is not None:
        records.drafts.done(name_for_change(group))
    return changed


def bring_back(records: Records, shown: Appointments) -> Changed:
    """Take back `withdraw`: another change, so that both stand in the record."""
    found = [records.record(one.file, Appointment, one.record) for one in shown]
    return records.add(*[records.restore(one, "It takes place after all.") for one in found if one is not None])


def of_group(records: Records, group: bytes) -> Appointments:
    """The records of one appointment, in every file that has one, of the eldest child first."""
    found = [one for one in records.records_everywhere(Appointment) if (one.value.group or one.record) == group]
    return tuple(eldest_first(records, found))


# -- going ------------------------------------------------------------------------------------------------------------


def start_visit(records: Records, group: bytes, now: datetime.datetime) -> VisitDraft:
    """Begin the visit of this appointment, for exactly its children, with what is known of it; or go on with the one
    that was begun. Raises Gone, AlreadyAdded."""
    found = of_group(records, group)
    if not found:
        raise Gone("This appointment is not there any more. Somebody has withdrawn it.")
    value, its_visit = found[0].value, visit_group(group, records.professional)
    begun = records.drafts.find(f"visit:{its_visit.hex()}", VisitDraft)
    if begun is not None:
        return begun
    files = tuple(one.file for one in found)
    secrets = secrets_everywhere(records)
    return visits.begin(
        records,
        files,
        now,
        group=its_visit,
        purpose=masked(value.purpose or "", secrets),
        announced=value.announced,
        place=_place(value.where, secrets),
    )


def _place(where: Where | None, secrets: frozenset[str]) -> str:
    """Where the visit is, as its record says it; a place that is to be covered is not written once more."""
    if where is None or where.confidential or gives_away(where.words, secrets):
        return ""
    return HOME if where.at_home else where.words


# -- promises ---------------------------------------------------------------------------------------------------------


def keep_promise(records: Records, promise: Promises, day: datetime.date) -> Changed:
    """A promise was kept on this day, in every file it stands in; over what was on screen. Raises TwoVersionsOpen."""
    done = Done(day.isoformat())
    return records.add(*[records.edit(one, {"done": done}, happened=day.isoformat()) for one in promise])


def promise_not_kept(records: Records, promise: Promises, day: datetime.date) -> Changed:
    """Take back `keep_promise` of that day: another change, so that both stand in the record. Raises ChangedSince."""
    now = [records.record(one.file, Action, one.record) for one in promise]
    standing = [one for one in now if one is not None and one.value.done == Done(day.isoformat())]
    if len(standing) != len(promise):
        raise ChangedSince("Somebody else has written about this promise since. Nothing was taken back.")
    return records.add(*[records.edit(one, {"done": None}) for one in standing])
