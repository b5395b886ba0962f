"""What others added to a child's file since the worker last had it open: who, what, and how much of it."""

import datetime

import msgspec

from casework.access import Role
from casework.case_files import AUTHORITY_BOOK
from casework.changes import PRESENCE, WITHDRAWN, Change
from casework.kind_words import noun
from casework.kinds import KINDS
from casework.kinds.books import Professional, professional_record
from casework.kinds.people import SUBJECT
from casework.kinds.reading import read_values
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names

_PARTS = {"shared_words": "visit", "relation": "person", "plan_copy": "plan"}
"""Kinds that come along with another and need no line of their own when that one is there."""
_NOTES = {
    "call": "Call",
    "text": "Text",
    "message": "Message",
    "email": "Email",
    "meeting": "Meeting",
    "import": "Note from the import",
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
    groups: dict[tuple[str, str, str], dict[bytes, Change]] = {}
    for change in since.changes:
        header = change.header
        if since.is_first and header.author in office:
            continue  # an extract that was brought in is nobody's news
        key = (header.author, _did(change), "subject" if header.record == SUBJECT else header.kind)
        groups.setdefault(key, {})[header.record] = change
    said = [
        _news(names.get(author, "Somebody"), did, kind, list(changes.values()))
        for (author, did, kind), changes in groups.items()
        if (author, did, _PARTS.get(kind, "")) not in groups
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
    """What a note is about; never a child's words, which stay covered until asked for."""
    if KINDS.get(change.header.kind) is not CaseNote:
        return ""
    note = read_values(CaseNote, change.values)
    way = _NOTES.get(note.how or "", "")
    return note.about or (f"{way} with {note.who_with}" if way and note.who_with else way)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
