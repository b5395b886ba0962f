"""What a clinician does with a note: keep what is typed, throw it away, add it to the file that is read by few."""

import datetime

from casework.errors import KnownError
from casework.kinds.work import CaseNote
from desktop_app.clinical.draft import ClinicalDraft, missing
from desktop_app.record_store.records import AlreadyAdded, Changed, Records


class NotComplete(KnownError):
    """Something that a note must say is still missing."""


def keep(records: Records, draft: ClinicalDraft) -> None:
    """Keep the sheet as it stands: on disk, encrypted, when this returns. An untouched one leaves nothing behind."""
    if draft.has_words():
        records.drafts.keep(draft.name, draft.file, "clinical", draft)
    else:
        records.drafts.done(draft.name)


def throw_away(records: Records, draft: ClinicalDraft) -> None:
    """Nothing of the sheet is wanted."""
    records.drafts.done(draft.name)


def add_to_record(records: Records, draft: ClinicalDraft, today: datetime.date) -> Changed:
    """Add the note to the clinical file, and tell the main file that there is something. The draft is put away.

    Raises NotComplete with the first thing that is missing, NotAllowed in a role that does not read such notes, TooLong,
    AlreadyAdded.
    """
    lacking = missing(draft, today)
    if lacking:
        raise NotComplete(lacking[0][1])
    if records.record(draft.file, CaseNote, draft.record) is not None:
        raise AlreadyAdded("This note stands in the record already. What was typed since is not kept: add another.")
    note = CaseNote(
        how="clinical",
        date=draft.date,
        about=draft.about.strip(),
        who_with=draft.who_with.strip() or None,
        said=draft.said.strip() or None,
        analysis=draft.analysis.strip() or None,
        late_because=draft.late_because.strip() or None,
    )
    change = records.create(draft.file, note, record=draft.record, happened=draft.date)
    return records.add(change, draft_done=draft.name)
