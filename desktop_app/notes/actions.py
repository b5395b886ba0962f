"""What a worker does with a note: keep what is typed, add it to every child's record in one go, throw it away."""

import datetime

from casework.case_files import FileKind, kind_of_file, practice_book
from casework.changes import Change
from casework.errors import KnownError
from casework.kinds.plans import Action, WhoByWhen
from casework.kinds.work import CaseNote, note_action_id, note_id
from casework.moments import as_utc
from casework.typed_times import read_time
from casework.wording import in_a_row
from desktop_app.notes.draft import NoteDraft, happened_at, missing
from desktop_app.notes.named import named_in_note
from desktop_app.record_store.records import AlreadyAdded, Changed, Records


class NotComplete(KnownError):
    """Something that a note must say is still missing."""


def keep(records: Records, draft: NoteDraft) -> None:
    """Keep the sheet as it stands: on disk, encrypted, when this returns. Raises AlreadyAdded, so that none comes back.

    A note that says no child yet is kept with the worker's own book.
    """
    _check_not_added(records, draft)
    file = draft.files[0] if draft.files else practice_book(records.professional)
    records.drafts.keep(draft.name, file, "note", draft)


def throw_away(records: Records, draft: NoteDraft) -> None:
    """The worker says that nothing of the sheet is wanted."""
    records.drafts.done(draft.name)


def add_to_record(records: Records, draft: NoteDraft, now: datetime.datetime) -> Changed:
    """Add the note to each child's file, with what will be done after it, all or none, and put the draft away.

    Raises NotComplete with the first thing that is missing, NotAllowed where the person may not write in a file,
    TooLong, AlreadyAdded. now: local time of this laptop.
    """
    _check_not_added(records, draft)
    draft = draft.settled()
    lacking = missing(draft, now)
    if lacking:
        raise NotComplete(lacking[0].sentence)
    if any(kind_of_file(file) is not FileKind.PERSON for file in draft.files):
        raise KnownError("A note is written about children. Choose at least one.")
    named = named_in_note(records, draft)
    if named:
        raise NotComplete(f"{named[0].sentence} Change it, or keep it.")
    time = _utc(draft)
    changes: list[Change] = []
    for file in draft.files:
        note, happened = _note(draft, time), time or draft.date
        changes.append(records.create(file, note, record=note_id(draft.group, file), happened=happened))
        if draft.what.strip():
            action = _action(draft)
            changes.append(records.create(file, action, record=note_action_id(draft.group, file), happened=happened))
    return records.add(*changes, draft_done=draft.name)


def _note(draft: NoteDraft, time: str | None) -> CaseNote:
    """One child's record. What somebody tells us is told; what the worker makes of it stands apart."""
    return CaseNote(
        how=draft.how,
        date=draft.date,
        time=time,
        who_with=in_a_row(draft.who_with),
        said=draft.said.strip(),
        this_is="told",
        analysis=draft.analysis.strip() or None,
        late_because=draft.late_because.strip() or None,
        group=draft.group,
    )


def _action(draft: NoteDraft) -> Action:
    return Action(what=draft.what.strip(), who_by_when=WhoByWhen(draft.who.strip(), draft.by), group=draft.group)


def _utc(draft: NoteDraft) -> str | None:
    """The moment as the record keeps times; None where no time was written."""
    at = happened_at(draft)
    return as_utc(at) if at is not None and read_time(draft.time) is not None else None


def _check_not_added(records: Records, draft: NoteDraft) -> None:
    if any(records.record(file, CaseNote, note_id(draft.group, file)) is not None for file in draft.files):
        raise AlreadyAdded("This note stands in the record already. What was typed since is not kept: add another.")


def unfinished(records: Records) -> list[NoteDraft]:
    """Notes that were begun and not added, newest first; without those of another release, which wait."""
    return records.drafts.begun("note", NoteDraft)
