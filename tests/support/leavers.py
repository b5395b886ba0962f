"""A worker who leaves in the middle of everything: eleven drafts, a session with a drawing that is not finished, a voice that is
being recorded in it, entries that were not sent, one that the store refused. Every sentence holds a marker of its own."""

import datetime
import random

from casework.changes import new_record_id
from casework.ink import MEDIA, Stroke, pack, point_at
from casework.kinds.direct_work import Agreed, Drawing, Session
from casework.kinds.work import CaseNote
from casework.sound import BYTES_A_SECOND
from desktop_app.concerns import actions as concerns
from desktop_app.concerns.draft import ConcernDraft
from desktop_app.direct_work import actions as sessions
from desktop_app.direct_work import recordings
from desktop_app.direct_work.draft import Said
from desktop_app.notes import actions as notes
from desktop_app.notes.draft import NoteDraft
from desktop_app.received import actions as received
from desktop_app.received.draft import ChosenFile, DocumentDraft
from desktop_app.visits import actions as visits
from tests.support import papers
from tests.support.laptops import Laptop
from tests.support.store import RunningStore

NOON = datetime.datetime(2026, 11, 26, 12)  # noqa: DTZ001 the worker's own clock
DRAFTS = 11
OPEN = 2  # the session, and what is being recorded in it
SPOKEN_SECONDS = 20
VOICE = random.Random(32).randbytes(SPOKEN_SECONDS * BYTES_A_SECOND)
LETTER = "Marker-of-the-letter"
FINISHED = (Stroke("blue", 60, tuple(point_at(0.1 * at, 0.2, 10 * at) for at in range(1, 9))),)
UNFINISHED = (
    Stroke("red", 60, tuple(point_at(0.1 * at, 0.5, 10 * at) for at in range(1, 7))),
    Stroke("green", 40, tuple(point_at(0.5, 0.1 * at, 80 + 10 * at) for at in range(1, 5))),
)


def leave_in_the_middle(laptop: Laptop, ella: str, maya: str) -> list[str]:
    """Everything that a leaver can have open, through the product's own doors; the markers of all of it."""
    return [*_entries(laptop, ella, maya), *_eleven_drafts(laptop, ella, maya), *_open_session(laptop, ella)]


def refuse_one(laptop: Laptop, store: RunningStore, file: str, hubs: tuple[str, str]) -> str:
    """An entry that the store refuses, because the child went to another hub meanwhile: it is set aside."""
    marker = "Marker-set-aside"
    laptop.records.add(laptop.records.create(file, CaseNote(how="call", said=f"{marker}: Gran rang about the school.")))
    store.hand_on(file, *hubs)
    laptop.sync()
    assert laptop.records.waiting().set_aside == 1
    return marker


def _entries(laptop: Laptop, ella: str, maya: str) -> list[str]:
    records = laptop.records
    for file, marker in ((ella, "Marker-entry-1"), (ella, "Marker-entry-2"), (maya, "Marker-entry-3")):
        records.add(records.create(file, CaseNote(how="call", said=f"{marker}: school rang.")))
    session = records.create(ella, Session(tool="three_houses", observation="Marker-session: she drew first."))
    ink = records.seal(pack(FINISHED), MEDIA)
    drawing = records.create(
        ella, Drawing(session=session.header.record, house="dreams", title="Marker-title", ink=ink)
    )
    records.add(session, drawing, attached={ella: (ink,)})
    return ["Marker-entry-1", "Marker-entry-2", "Marker-entry-3", "Marker-session", "Marker-title"]


def _eleven_drafts(laptop: Laptop, ella: str, maya: str) -> list[str]:
    records = laptop.records
    markers = [f"Marker-note-{number}" for number in range(1, 9)]
    for number, marker in enumerate(markers):
        files = ((ella,), (maya,), (ella, maya), ())[number % 4]
        notes.keep(
            records, NoteDraft(new_record_id(), "2026-11-26", files=files, how="call", said=f"{marker}: half of")
        )
    visit = visits.begin(records, (ella, maya), NOON)
    visits.keep(records, visit.with_values(purpose="Marker-visit"))
    concern = ConcernDraft(new_record_id(), (ella,), "2026-11-26", seen="Marker-concern: a bruise on the left arm")
    concerns.keep(records, concern)
    content = records.seal(papers.pdf(LETTER), "application/pdf")
    preview = records.seal(papers.photograph(), "image/jpeg")
    chosen = ChosenFile("letter.pdf", content, preview)
    received.keep(records, DocumentDraft(new_record_id(), (maya,), "2026-11-26", (chosen,), about="Marker-document"))
    assert len(records.drafts.lines()) == DRAFTS
    return [*markers, "Marker-visit", "Marker-concern", "Marker-document"]


def _open_session(laptop: Laptop, ella: str) -> list[str]:
    session = sessions.begin(laptop.records, ella, NOON)
    session = session.with_said(Said("Marker-said: I want Nan to come", "dreams")).with_strokes(UNFINISHED)
    sessions.keep(laptop.records, session)
    agreed = Agreed("Marker-why: for the court", "Marker-yes", "agreed", "Marker-mother: on the phone")
    recording = recordings.begin(laptop.records, ella, session.record, NOON.isoformat(), agreed)
    for second in range(SPOKEN_SECONDS):
        recordings.append(laptop.records, recording.record, VOICE[second * BYTES_A_SECOND :][:BYTES_A_SECOND])
    return ["Marker-said", "Marker-why", "Marker-yes", "Marker-mother"]
