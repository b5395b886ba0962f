"""What a worker does with a visit: begin, keep what is typed, add it to every child's record in one go, correct it."""

import datetime

import msgspec

from casework.case_files import FileKind, kind_of_file
from casework.errors import KnownError
from casework.kinds.visits import Present, SeenAlone, SharedWords, Visit, shared_words_id, visit_id
from desktop_app.record_store.records import Changed, Records
from desktop_app.visits.draft import ChildPart, VisitDraft, missing, new_draft


class NotComplete(KnownError):
    """Something that a visit must say is still missing."""


def begin(records: Records, files: tuple[str, ...], now: datetime.datetime) -> VisitDraft:
    """A new visit to these children, kept at once. now: local time of this laptop."""
    for file in files:
        if kind_of_file(file) is not FileKind.PERSON:
            raise KnownError("A visit is written for children. Choose at least one.")
    draft = new_draft(files, now.date(), now.isoformat(timespec="minutes"))
    keep(records, draft)
    return draft


def keep(records: Records, draft: VisitDraft) -> None:
    """Keep the form as it stands: on disk, encrypted, when this returns."""
    records.drafts.keep(draft.name, draft.files[0], "visit", draft)


def throw_away(records: Records, draft: VisitDraft) -> None:
    """The worker says that nothing of the form is wanted."""
    records.drafts.done(draft.name)


def add_to_record(records: Records, draft: VisitDraft, names: dict[str, str], today: datetime.date) -> Changed:
    """Add the visit to each child's file, all or none, and put the draft away.

    Raises NotComplete with the first thing that is missing, NotAllowed where the person may not write in a file.
    """
    lacking = missing(draft, names, today)
    if lacking:
        raise NotComplete(lacking[0].sentence)
    changes = []
    for file, part in draft.parts.items():
        record = visit_id(draft.group, file)
        changes.append(records.create(file, _visit(draft, part), record=record, happened=draft.date))
        for position, sentence in enumerate(draft.shared):
            if file in sentence.about and sentence.text.strip():
                words = SharedWords(visit=record, group=sentence.group, position=position, text=sentence.text.strip())
                changes.append(
                    records.create(file, words, record=shared_words_id(sentence.group, file), happened=draft.date)
                )
    return records.add(*changes, draft_done=draft.name)


def _visit(draft: VisitDraft, part: ChildPart) -> Visit:
    alone = None if part.alone is None else SeenAlone(part.alone, "" if part.alone else part.why_not_alone.strip())
    return Visit(
        group=draft.group,
        date=draft.date,
        started=draft.started or None,
        ended=draft.ended or None,
        purpose=draft.purpose.strip(),
        announced=draft.announced,
        place=draft.place.strip() or None,
        seen=part.seen,
        not_seen_reason=part.not_seen_reason.strip() or None,
        seen_alone=alone if part.seen else None,
        bedroom=part.bedroom,
        seemed=part.seemed.strip() or None,
        own_part=part.own_part.strip() or None,
        observation=draft.observation.strip() or None,
        analysis=draft.analysis.strip() or None,
        next_steps=draft.next_steps.strip() or None,
        present={str(place): Present(one.name, one.role) for place, one in enumerate(draft.present)},
    )


def unfinished(records: Records) -> list[VisitDraft]:
    """Visits that were begun and not added, newest first."""
    found = []
    for line in records.drafts.lines():
        if line.what == "visit":
            try:
                draft = records.drafts.find(line.name, VisitDraft)
            except msgspec.ValidationError as error:  # another release's form: never thrown away in silence
                raise KnownError(
                    "A visit that was begun with another release of Daybook cannot be opened by this one."
                ) from error
            if draft is not None:
                found.append(draft)
    return found
