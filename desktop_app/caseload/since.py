"""What others added to a child's file since the worker last had it open: who, what, and how much of it."""

import datetime
from collections.abc import Iterable

import msgspec

from casework.access import Role
from casework.case_files import AUTHORITY_BOOK
from casework.changes import PRESENCE, WITHDRAWN, Change
from casework.joined_visits import joined
from casework.kind_words import noun
from casework.kinds import KINDS
from casework.kinds.books import Professional, professional_record
from casework.kinds.people import SUBJECT
from casework.kinds.reading import read_values
from casework.kinds.received import Document
from casework.kinds.visits import SameVisit, Visit
from casework.kinds.work import CaseNote
from casework.wording import in_a_row
from desktop_app.received.in_the_file import title_of
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names

_PARTS = {"shared_words": "visit", "same_visit": "visit", "relation": "person", "plan_copy": "plan"}
"""Kinds that come along with another and need no line of their own when that one is there."""
_NOTES = {
    "call": "Call",
    "text": "Text",
    "message": "Message",
    "email": "Email",
    "meeting": "Meeting",
    "import": "Note from the import",
    "quarantine": "Note left unfinished by a colleague",
}

LATELY = datetime.timedelta(weeks=4)
"""How far back it is told to somebody who opens a child's page for the first time, as one who covers does."""


class News(msgspec.Struct, frozen=True):
    """One line of what is new: "Dev Sandhu added two notes", with what they are about, and the newest day of them."""

    said: str
    about: str
    on: datetime.date | None


class SinceLooked(msgspec.Struct, frozen=True):
    """All that is new, newest last to arrive first; upto: what `actions.looked` is told when the page is left; is_first:
    whether this worker never had the page open: then it is what colleagues added in the last four weeks."""

    upto: int
    news: tuple[News, ...]
    is_first: bool = False


def since_looked(records: Records, file: str, today: datetime.date) -> SinceLooked:
    """What others added since this worker last had the page open; where they never had, what colleagues did lately."""
    since = records.since_last_looked(file, (today - LATELY).isoformat())
    if not since.changes:
        return SinceLooked(since.upto, (), since.is_first)
    names, office = staff_names(records), _office(records, since.changes) if since.is_first else frozenset()
    one = _visits_that_were_one(records, file, since.changes)
    groups: dict[tuple[tuple[str, ...], str, str], dict[bytes, Change]] = {}
    for change in since.changes:
        header = change.header
        if since.is_first and header.author in office:
            continue  # an extract that was brought in is nobody's news
        alone = (header.author,), header.record
        authors, record = alone if header.over else one.get(header.record, alone)
        key = (authors, _did(change), "subject" if header.record == SUBJECT else header.kind)
        groups.setdefault(key, {})[record] = change
    came = {(author, did, kind) for authors, did, kind in groups for author in authors}
    said = [
        _news(in_a_row([names.get(author, "Somebody") for author in authors]), did, kind, list(changes.values()))
        for (authors, did, kind), changes in groups.items()
        if not any((author, did, _PARTS.get(kind, "")) in came for author in authors)
    ]
    return SinceLooked(since.upto, tuple(reversed(said)), since.is_first)


def _office(records: Records, changes: tuple[Change, ...]) -> frozenset[str]:
    """Authors who work with no child: administrators, and whoever does not stand in the authority's book."""
    found = set()
    for author in {change.header.author for change in changes}:
        staff = records.record(AUTHORITY_BOOK, Professional, professional_record(author))
        if staff is None or staff.value.role == Role.ADMINISTRATOR.value:
            found.add(author)
    return frozenset(found)


def _visits_that_were_one(
    records: Records, file: str, changes: Iterable[Change]
) -> dict[bytes, tuple[tuple[str, ...], bytes]]:
    """{record of a new visit: (all who wrote down a new account of it, what it counts as)} of visits that were joined."""
    new = {
        one.header.record: one.header.author for one in changes if one.header.kind == "visit" and not one.header.over
    }
    answers = [one.value for one in records.records(file, SameVisit)] if len(new) > 1 else []
    found = {}
    for its in joined(records.records(file, Visit), answers) if answers else ():
        accounts = [one for one in its if one.record in new]
        authors = tuple(dict.fromkeys(new[one.record] for one in accounts))
        found.update({one.record: (authors, accounts[0].record) for one in accounts})
    return found


def _did(change: Change) -> str:
    if change.values.get(PRESENCE) == WITHDRAWN:
        return "withdrew"
    return "changed" if change.header.over else "added"


def _news(who: str, did: str, kind: str, changes: list[Change]) -> News:
    newest = max(change.header.happened or change.header.written for change in changes)
    about = "; ".join(text for change in changes if (text := _about(change)))
    if kind == "subject":
        return News(f"{who} {did} what is known of the child", "", _day(newest))
    return News(f"{who} {did} {noun(kind).added(len(changes))}", about, _day(newest))


def _about(change: Change) -> str:
    """What a note is about, what a document is; never a child's words, which stay covered until asked for."""
    form = KINDS.get(change.header.kind)
    if form is Document:
        paper = read_values(Document, change.values)
        return title_of(paper) if paper.document_type and not paper.confidential else ""
    if form is not CaseNote:
        return ""
    note = read_values(CaseNote, change.values)
    way = _NOTES.get(note.how or "", "")
    return note.about or (f"{way} with {note.who_with}" if way and note.who_with else way)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
