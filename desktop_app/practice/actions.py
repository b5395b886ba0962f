"""What somebody who practises does: begin a visit, begin it again, tick a step, go on, begin the family afresh."""

import datetime
from typing import TypeVar

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change, derived_record_id
from casework.kinds import KINDS, Kind
from casework.kinds.appointments import Appointment, Goer, Slot, Where, appointment_id, visit_group
from casework.kinds.books import Professional, professional_record
from casework.kinds.record import Record
from casework.kinds.visits import Visit
from desktop_app.practice import copy
from desktop_app.practice.family import family
from desktop_app.practice.progress import Attempt, Progress, Time, keep, progress
from desktop_app.practice.scripts import Script
from desktop_app.record_store.records import Changed, Records
from desktop_app.vault.encrypted_database import Database
from desktop_app.vault.vault import OpenVault

QUARTER = 15  # minutes
ANOTHER = "Practice: another visit was begun."
AGAIN = "Practice: this visit was begun again."
A_SECOND = datetime.timedelta(seconds=1)  # times in the record are whole seconds
K = TypeVar("K", bound=Kind)


def begin(records: Records, database: Database, script: Script, now: datetime.datetime) -> Changed:
    """Begin a visit, or take it up again where it was left. Until it stands in the record, its appointment is on Today,
    and no other visit's that nobody has started. now: the worker's own clock, which the appointment is made by.
    """
    before = progress(database)
    since = records.pen().written
    attempts = {key: one.not_after(since) for key, one in _ended(before, since).items()}
    is_new = script.key not in attempts
    attempts[script.key] = Attempt((Time(since),)) if is_new else attempts[script.key].gone_on_with(since)
    attempt = attempts[script.key]
    stand = [
        one for one in _own(records, Appointment) if attempt.holds(one.written) and _still_counts(records, one, now)
    ]
    changes = _not_kept(records, stand)
    if not stand and not any(attempt.holds(visit.written) for visit in _own(records, Visit)):
        changes += _appointment(records, script, now)
    changed = records.add(*changes)
    keep(database, Progress(script.key, attempts))
    return changed


def begin_again(records: Records, database: Database, script: Script, now: datetime.datetime) -> Changed:
    """Begin a visit from its start: what was written in it is withdrawn, what was begun is put away."""
    before = progress(database)
    attempt = before.attempts.get(script.key)
    changes = _withdrawals(records, attempt) if attempt is not None else []
    if changes:
        records.add(*changes)
    if attempt is not None:
        _put_forms_away(records, attempt)
    attempts = {key: one for key, one in before.attempts.items() if key != script.key}
    keep(database, Progress("", attempts))
    begun = begin(records, database, script, now)
    touched = frozenset(change.header.file for change in changes)
    return Changed(begun.files | touched, begun.kinds | frozenset(change.header.kind for change in changes))


def put_script_away(records: Records, database: Database) -> None:
    """No script is shown any more; each visit can be gone on with. What was written in this very second is still of it."""
    before = progress(database)
    until = datetime.datetime.fromisoformat(records.pen().written) + A_SECOND
    keep(database, Progress("", _ended(before, until.isoformat().replace("+00:00", "Z"))))


def tick(_records: Records, database: Database, key: str, is_ticked: bool) -> None:
    """Tick a step of the visit under way, or take the tick back."""
    before = progress(database)
    attempt = before.attempts[before.under_way]
    ticked = tuple(one for one in attempt.ticked if one != key) + ((key,) if is_ticked else ())
    _keep_attempt(database, before, msgspec.structs.replace(attempt, ticked=ticked))


def stand_at(_records: Records, database: Database, at: int) -> None:
    """Show another step of the visit under way."""
    before = progress(database)
    _keep_attempt(database, before, msgspec.structs.replace(before.attempts[before.under_way], at=at))


def begin_family_afresh(_records: Records, vault: OpenVault, now: datetime.datetime) -> Changed:
    """Throw away all that was written; the family stands as before the first visit."""
    copy.fill(vault, now)
    keep(vault.engine, Progress())
    return Changed(frozenset(family().files), frozenset())


# -- inside -----------------------------------------------------------------------------------------------------------


def _ended(before: Progress, at: str) -> dict[str, Attempt]:
    """The attempts, with the one under way ended now: what is written after it belongs to another visit."""
    attempts = dict(before.attempts)
    if before.under_way in attempts:
        attempts[before.under_way] = attempts[before.under_way].ended(at)
    return attempts


def _keep_attempt(database: Database, before: Progress, attempt: Attempt) -> None:
    keep(database, msgspec.structs.replace(before, attempts=before.attempts | {before.under_way: attempt}))


def _appointment(records: Records, script: Script, now: datetime.datetime) -> list[Change]:
    files, group = family().files, derived_record_id("practice appointment", script.key, records.pen().written)
    staff = records.record(AUTHORITY_BOOK, Professional, professional_record(records.professional))
    name = (staff.value.professional_name if staff else None) or records.professional
    start = now.replace(minute=now.minute // QUARTER * QUARTER, second=0, microsecond=0)
    value = Appointment(
        group=group,
        slot=Slot(start.date().isoformat(), f"{start:%H:%M}"),
        purpose=script.purpose,
        where=Where(at_home=True),
        announced=script.announced,
        worker=Goer(name, records.professional),
        files=dict.fromkeys(files, True),
    )
    return [records.create(file, value, record=appointment_id(group, file)) for file in files]


def _own(records: Records, kind: type[K]) -> list[Record[K]]:
    """What whoever practises wrote, of one kind, in every child's file."""
    found = (record for file in family().files for record in records.records(file, kind))
    return [record for record in found if record.author == records.professional]


def _not_kept(records: Records, stand: list[Record[Appointment]]) -> list[Change]:
    """Withdraw the appointments that were left before anybody went, and whose visit nobody has started. stand: those of
    the visit that is taken up."""
    made = {visit.value.group for visit in _own(records, Visit)}
    left = [one for one in _own(records, Appointment) if one not in stand and not _is_started(records, one)]
    return [records.withdraw(one, ANOTHER) for one in left if _its_visit(records, one) not in made]


def _still_counts(records: Records, one: Record[Appointment], now: datetime.datetime) -> bool:
    """Whether the visit can be started from it today, or was."""
    is_today = one.value.slot is not None and one.value.slot.date == now.date().isoformat()
    return is_today or _is_started(records, one)


def _is_started(records: Records, one: Record[Appointment]) -> bool:
    """Whether its visit is being written."""
    return any(line.name == f"visit:{_its_visit(records, one).hex()}" for line in records.drafts.lines())


def _its_visit(records: Records, one: Record[Appointment]) -> bytes:
    return visit_group(one.value.group or b"", records.professional)


def _withdrawals(records: Records, attempt: Attempt) -> list[Change]:
    own = [record for kind in KINDS.values() for record in _own(records, kind) if attempt.holds(record.written)]
    return [records.withdraw(record, AGAIN) for record in own]


def _put_forms_away(records: Records, attempt: Attempt) -> None:
    for line in records.drafts.lines():
        if attempt.holds(line.begun):
            records.drafts.done(line.name)
