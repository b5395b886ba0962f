"""What a worker does with a visit: begin, keep what is typed, add it to every child's record in one go, correct it."""

import datetime

import msgspec

from casework import typed_days
from casework.case_files import FileKind, kind_of_file
from casework.errors import KnownError
from casework.kinds.visits import Present, SeenAlone, SharedWords, Visit, shared_words_id, visit_id
from casework.late import days_late
from casework.moments import as_utc
from casework.typed_times import read_time
from casework.wording import time_of_day
from desktop_app.moments.marks import Moment
from desktop_app.record_store.records import AlreadyAdded, Changed, Records
from desktop_app.visits.begun import unfinished
from desktop_app.visits.captured import captured_on, taken_into, who_showed
from desktop_app.visits.draft import (
    ChildPart,
    VisitChild,
    VisitDraft,
    last_day,
    missing,
    new_draft,
    not_asked,
)
from desktop_app.visits.met import people_met
from desktop_app.visits.named import named_in_visit


class NotComplete(KnownError):
    """Something that a visit must say is still missing."""


def begin(
    records: Records,
    files: tuple[str, ...],
    now: datetime.datetime,
    *,
    group: bytes | None = None,
    purpose: str = "",
    announced: bool | None = None,
    place: str = "",
) -> VisitDraft:
    """A new visit to these children, kept at once. now: local time of this laptop; the rest: what an appointment says."""
    for file in files:
        if kind_of_file(file) is not FileKind.PERSON:
            raise KnownError("A visit is written for children. Choose at least one.")
    draft = new_draft(files, now.date(), time_of_day(now), group)
    draft = draft.with_values(purpose=purpose, announced=announced, place=place)
    keep(records, draft)
    return draft


def keep(records: Records, draft: VisitDraft) -> None:
    """Keep the form as it stands: on disk, encrypted, when this returns. Raises AlreadyAdded, so that none comes back."""
    _check_not_added(records, draft)
    draft = _with_all_marks(records, draft)
    records.drafts.keep(draft.name, draft.files[0], "visit", draft)


def mark(records: Records, moment: Moment, visit: bytes | None, today: datetime.date) -> VisitDraft | None:
    """Put a mark made away from the form into the visit it belongs to: `visit` in the child's file, or else the one begun

    today with this child. None, and nothing is kept, where no visit is under way.
    """
    begun = [draft for draft in unfinished(records) if moment.file in draft.files]
    of_session = [draft for draft in begun if visit_id(draft.group, moment.file) == visit]
    of_today = [draft for draft in begun if draft.date == today.isoformat()]
    draft = next(iter((*of_session, *of_today)), None)
    if draft is not None:
        draft = draft.with_moment(moment)
        keep(records, draft)
    return draft


def throw_away(records: Records, draft: VisitDraft) -> None:
    """The worker says that nothing of the form is wanted."""
    records.drafts.done(draft.name)


def add_to_record(
    records: Records, draft: VisitDraft, children: tuple[VisitChild, ...], today: datetime.date
) -> Changed:
    """Add the visit to each child's file, all or none, and put the draft away; whoever was met there and is not known
    yet stands on Family and network.

    Raises NotComplete with the first thing that is missing, NotAllowed where the person may not write in a file,
    TooLong, AlreadyAdded.
    """
    _check_not_added(records, draft)
    draft = _with_all_marks(records, draft).settled()
    known = {child.file: child for child in children}
    children = tuple(known.get(file, VisitChild(file, "this child")) for file in draft.files)
    captured = captured_on(records, draft)
    lacking = missing(draft, children, today, who_showed(draft, captured))
    if lacking:
        raise NotComplete(lacking[0].sentence)
    named = named_in_visit(records, draft)
    if named:
        raise NotComplete(f"{named[0].sentence} Change it, or keep it.")
    late = bool(days_late(draft.day or today, today))
    happened = _utc(draft.date, draft.started) or draft.date
    changes = people_met(records, draft, happened)
    for child in children:
        record = visit_id(draft.group, child.file)
        visit = _visit(draft, draft.parts[child.file], child, late=late)
        seen, taken = draft.seen_of(child.file) or None, taken_into(draft, captured, child.file)
        visit = msgspec.structs.replace(visit, observation=seen, taken=taken)
        changes.append(records.create(child.file, visit, record=record, happened=happened))
        for position, sentence in enumerate(draft.shared):
            if child.file in sentence.about and sentence.text.strip():
                words = SharedWords(visit=record, group=sentence.group, position=position, text=sentence.text.strip())
                its_record = shared_words_id(sentence.group, child.file)
                changes.append(records.create(child.file, words, record=its_record, happened=happened))
    return records.add(*changes, draft_done=draft.name)


def _check_not_added(records: Records, draft: VisitDraft) -> None:
    if any(records.record(file, Visit, visit_id(draft.group, file)) is not None for file in draft.files):
        raise AlreadyAdded("This visit stands in the record already. What was typed since is not kept: add a note.")


def _with_all_marks(records: Records, draft: VisitDraft) -> VisitDraft:
    """A mark made over the map or in child mode is on the disk before the form knows of it; no keeping takes it away."""
    kept = records.drafts.find(draft.name, VisitDraft)
    return draft if kept is None else draft.with_moments_of(kept)


def _visit(draft: VisitDraft, part: ChildPart, child: VisitChild, *, late: bool) -> Visit:
    """One child's record. What was not asked of this child is not answered, whatever "same for all" once put there."""
    on, last = draft.day, last_day(draft)
    if on is None or last is None:
        raise NotComplete(typed_days.no_day(draft.date, "the day of the visit"))
    seen = None if not_asked(child, "seen", on) else part.seen
    asked_alone = seen and not not_asked(child, "alone", on) and part.alone is not None
    return Visit(
        group=draft.group,
        date=draft.date,
        started=_utc(draft.date, draft.started),
        ended=_utc(last.isoformat(), draft.ended),
        purpose=draft.purpose.strip(),
        announced=draft.announced,
        place=draft.place.strip() or None,
        seen=seen,
        not_seen_reason=part.not_seen_reason.strip() or None if seen is False else None,
        seen_alone=_alone(part) if asked_alone else None,
        bedroom=part.bedroom,
        sleeping_place=part.sleeping_place.strip() or None,
        seemed=part.seemed.strip() or None if seen else None,
        own_part=part.own_part.strip() or None,
        analysis=part.analysis.strip() or None,
        next_steps=draft.next_steps.strip() or None,
        late_because=draft.late_because.strip() if late else None,
        present={str(place): Present(one.name, one.role) for place, one in enumerate(draft.present)},
    )


def _alone(part: ChildPart) -> SeenAlone:
    return SeenAlone(bool(part.alone), "" if part.alone else part.why_not_alone.strip())


def _utc(day: str, typed: str) -> str | None:
    """A time of this laptop's clock as the record keeps times; None where none was written."""
    time = read_time(typed)
    if time is None:
        return None
    return as_utc(datetime.datetime.combine(datetime.date.fromisoformat(day), time))
