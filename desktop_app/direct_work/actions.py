"""What a worker does with direct work: begin, keep each stroke and sentence, add it to the child's record, change who may see."""

import contextlib
import datetime
from typing import TypeAlias

from casework.changes import Change
from casework.errors import KnownError
from casework.ink import MEDIA, in_sheets, pack
from casework.kinds.direct_work import Drawing, Quote, Recording, Session, Sharing
from casework.kinds.record import Record
from desktop_app.direct_work import recordings
from desktop_app.direct_work.draft import SessionDraft, missing, new_session
from desktop_app.direct_work.houses import House, name_of, strokes_of
from desktop_app.record_store.drafts import AnotherReleases
from desktop_app.record_store.records import AlreadyAdded, Changed, Records

WHAT = "session"
ChildsOwn: TypeAlias = Record[Quote] | Record[Drawing] | Record[Recording]
"""What a child said, drew, or said aloud."""


class NotComplete(KnownError):
    """Something that a session must say is still missing."""


def begin(records: Records, file: str, now: datetime.datetime, visit: bytes | None = None) -> SessionDraft:
    """A new session with this child, kept at once. now: local time."""
    draft = new_session(file, now, visit)
    keep(records, draft)
    return draft


def keep(records: Records, draft: SessionDraft) -> None:
    """Keep the session as it stands: on disk, encrypted, when this returns. Raises AlreadyAdded, so that none comes back."""
    _check_not_added(records, draft)
    records.drafts.keep(draft.name, draft.file, WHAT, draft)


def throw_away(records: Records, draft: SessionDraft) -> None:
    """Nothing of the session is wanted, and nothing that was recorded in it."""
    recordings.throw_away(records, recordings.of_session(records, draft.file, draft.record))
    records.drafts.done(draft.name)


def unfinished(records: Records, file: str) -> tuple[SessionDraft, ...]:
    """Sessions with this child that were begun and not added, newest first. One of another release hides no other."""
    found = []
    for line in records.drafts.lines(file):
        if line.what == WHAT:
            with contextlib.suppress(AnotherReleases):
                draft = records.drafts.find(line.name, SessionDraft)
                if draft is not None:
                    found.append(draft)
    return tuple(found)


def unreadable(records: Records, file: str) -> str:
    """Why a session that was begun cannot be gone on with here; "" where each of them can."""
    for line in records.drafts.lines(file):
        if line.what == WHAT:
            try:
                records.drafts.find(line.name, SessionDraft)
            except AnotherReleases as error:
                return error.sentence
    return ""


def add_to_record(records: Records, draft: SessionDraft, child: str) -> Changed:
    """Add the session, each of the child's words, each house's drawing and each recording, all or none; the draft is put
    away with it.

    child: what the child is called, for sentences. Raises NotComplete, NotAllowed, TooLong, AlreadyAdded.
    """
    _check_not_added(records, draft)
    if missing(draft, child):
        raise NotComplete("Something is still missing. Nothing was added, and all of it is kept on this laptop.")
    changes = [records.create(draft.file, _session(draft), record=draft.record, happened=draft.date)]
    for one in draft.said:
        if one.counts:
            quote = Quote(
                words=one.words,
                language=one.language or None,
                said_on=draft.date,
                setting=_setting(draft),
                said_to=records.professional,
                session=draft.record,
                visit=draft.visit,
                house=one.house or None,
                confirmed=True,
                may_see=one.may_see if draft.limits_explained else None,
            )
            changes.append(records.create(draft.file, quote, record=one.record, happened=draft.date))
    drawn = draft.drawn()
    for house in House:
        for strokes in in_sheets(strokes_of(house, drawn)):
            drawing = Drawing(
                session=draft.record,
                house=house.value,
                title=name_of(house, draft.houses),
                drawn_on=draft.date,
                ink=records.keep_attachment(draft.file, pack(strokes), MEDIA),
                may_see=draft.drawings_may_see.get(house.value) if draft.limits_explained else None,
            )
            changes.append(records.create(draft.file, drawing, happened=draft.date))
    recorded = recordings.of_session(records, draft.file, draft.record)
    changes += [
        records.create(draft.file, _voice(draft, one), record=one.record, happened=draft.date) for one in recorded
    ]
    return records.add(
        *changes,
        draft_done=draft.name,
        parts_done=[one.name for one in recorded],
        attached={draft.file: [one.sound for one in recorded]},
    )


def change_who_may_see(records: Records, sharing: Sharing, *shown: ChildsOwn) -> Changed:
    """The child chose again, on another day. shown: words, drawing or both, as they stood when the child was asked."""
    return records.add(*(_chosen_anew(records, sharing, one) for one in shown))


def take_away(records: Records, why: str, *shown: ChildsOwn) -> Changed:
    """The child, or the worker with a reason, takes words or a drawing out of what counts. Raises KnownError without one."""
    if not why.strip():
        raise KnownError("Say why it is taken away. It stays readable in the history.")
    return records.add(*(records.withdraw(one, why.strip()) for one in shown))


def _chosen_anew(records: Records, sharing: Sharing, shown: ChildsOwn) -> Change:
    """What the child says now also answers what two workers wrote down apart: nobody else can settle it better."""
    if "may_see" in shown.in_two_versions:
        return records.settle(shown, "may_see", sharing, "The child chose again.")
    return records.edit(shown, {"may_see": sharing})


def _check_not_added(records: Records, draft: SessionDraft) -> None:
    if records.record(draft.file, Session, draft.record) is not None:
        raise AlreadyAdded("This session stands in the record already. What was typed since is not kept: add a note.")


def _session(draft: SessionDraft) -> Session:
    return Session(
        tool=draft.tool,
        date=draft.date,
        place=draft.place.strip() or None,
        alone=draft.alone,
        present=draft.present.strip() or None,
        chosen_by=draft.chosen_by or None,
        held_pen=draft.held_pen or None,
        limits_explained=draft.limits_explained,
        started_with=draft.started_with or None,
        visit=draft.visit,
        ended=draft.ended or None,
        observation=draft.seen or None,
        analysis=draft.analysis.strip() or None,
        told_next=draft.told_next.strip() or None,
        houses=draft.houses,
    )


def _voice(draft: SessionDraft, recorded: recordings.RecordingDraft) -> Recording:
    return Recording(
        session=draft.record,
        visit=draft.visit,
        recorded_on=recorded.started[:10],
        started=recorded.started,
        sound=recorded.sound,
        agreed=recorded.agreed,
    )


def _setting(draft: SessionDraft) -> str:
    with_whom = "alone" if draft.alone else f"with {draft.present.strip()}" if draft.present.strip() else "not alone"
    return f"{draft.place.strip()}, {with_whom}" if draft.place.strip() else with_whom
