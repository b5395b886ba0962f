"""Read-model of the page of clinical notes: who reads them, and whether the person at this laptop does. Frozen; no Qt."""

import datetime

import msgspec

from casework.case_files import Room, room_of
from casework.kinds import NAME_OF
from casework.kinds.people import SUBJECT, Person, first_name
from casework.kinds.work import CaseNote
from desktop_app.caseload.hidden import Hidden, who_reads
from desktop_app.clinical.draft import ClinicalDraft, child_of, new_note
from desktop_app.record_store.records import Records


class ClinicalFile(msgspec.Struct, frozen=True):
    """What stands at the head of the page. readers: by name; may_read: whether this worker is one of them; hidden: what is
    said to everybody else."""

    child: str
    readers: str
    may_read: bool
    may_write: bool
    hidden: str


class ClinicalForm(msgspec.Struct, frozen=True):
    """What the sheet opens with. begun: whether it was left unfinished before."""

    draft: ClinicalDraft
    child: str
    readers: str
    begun: bool = False


def clinical_file(records: Records, child: str) -> ClinicalFile:
    """How the clinical notes of this child stand to this worker."""
    file, rights = room_of(child, Room.CLINICAL), records.rights()
    readers = who_reads(records, file)
    return ClinicalFile(
        _called(records, child),
        who_reads(records, file, "and"),
        rights.may_read(file),
        rights.may_write(file, NAME_OF[CaseNote]),
        Hidden("Clinical notes", readers).said,
    )


def clinical_form(records: Records, child: str, today: datetime.date) -> ClinicalForm:
    """The sheet of a new note, or the one about this child that was begun."""
    kept = records.drafts.find(new_note(child, today).name, ClinicalDraft)
    readers = who_reads(records, room_of(child, Room.CLINICAL), "and")
    return ClinicalForm(kept or new_note(child, today), _called(records, child), readers, kept is not None)


def form_of_draft(records: Records, name: str, today: datetime.date) -> ClinicalForm | None:
    """The sheet that stood open before a lock; None where it was added or thrown away since."""
    found = clinical_form(records, child_of(name), today)
    return found if found.begun else None


def _called(records: Records, child: str) -> str:
    subject = records.record(child, Person, SUBJECT)
    return first_name(subject.value) if subject else "this child"
