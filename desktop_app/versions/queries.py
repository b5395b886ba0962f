"""Read-models of what stands in two versions: the question, and who said what, when and where from. No Qt."""

import datetime
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from casework.access import title
from casework.case_files import AUTHORITY_BOOK
from casework.changes import PRESENCE, WITHDRAWN, Change
from casework.editing import WHY, Shown
from casework.fold import Live, RecordState
from casework.kinds import KINDS
from casework.kinds.books import Professional, professional_record
from casework.kinds.people import SUBJECT, Person, Relation, display_name, first_name
from casework.kinds.reading import Kind
from casework.kinds.record import Record
from casework.kinds.visits import Visit
from casework.kinds.work import CaseNote
from casework.wording import long_date, time_of_day
from desktop_app.record_store.records import Records
from desktop_app.record_store.waiting_to_send import TwoVersions
from desktop_app.versions import words

K = TypeVar("K", bound=Kind)


class Version(msgspec.Struct, frozen=True):
    """One of the versions. said: in plain words; value: as it stands in the record; differs: spans of `said` that the
    other version does not have; from_where, written, sent: lines for a person, "" where nothing is known.
    """

    change: bytes
    value: object
    said: str
    author: str
    role: str
    is_mine: bool
    from_where: str
    written: str
    sent: str
    why: str = ""
    differs: tuple[tuple[int, int], ...] = ()


class Question(msgspec.Struct, frozen=True):
    """One field that a person has to settle, as it was when this page opened. shown: ids of the live values then.

    before: what it said before the versions parted, with its day; can_be_written: whether a new answer can be typed.
    """

    file: str
    kind: str
    record: bytes
    field: str
    child: str
    asked: str
    versions: tuple[Version, ...]
    shown: Shown
    before: str = ""
    before_on: str = ""
    can_be_written: bool = False
    more: int = 0
    may_settle: bool = True

    @property
    def is_about_standing(self) -> bool:
        """Whether one withdrew the entry and another went on with it."""
        return self.field == PRESENCE


def questions(records: Records, file: str) -> tuple[Question, ...]:
    """What stands in two versions in a child's file, in the order of arrival."""
    found = [one for one in records.two_versions() if one.file == file]
    return tuple(_question(records, one, len(found) - 1) for one in found)


def _question(records: Records, one: TwoVersions, more: int) -> Question:
    history = records.history(one.file, one.kind, one.record)
    state = records.state(one.file, one.kind, one.record)
    people = {person.record: person.value for person in records.records(one.file, Person)}
    child = people.get(SUBJECT, Person())
    names = {record.hex(): display_name(person) for record, person in people.items()}
    unsent = {waiting.record for waiting in records.waiting_records() if waiting.file == one.file}
    versions = [
        _version(records, one, live, state, names, one.record in unsent) for live in _to_choose_from(state, one.field)
    ]
    before = _before(history, state, one.field)
    return Question(
        file=one.file,
        kind=one.kind,
        record=one.record,
        field=one.field,
        child=display_name(child),
        asked=words.question(one.kind, one.field, first_name(child), _about(records, one, people)),
        versions=_with_differences(versions),
        shown=state.shown(),
        before=words.said(one.field, before.values.get(one.field), _names(names)) if before else "",
        before_on=_day(before.header.happened) if before else "",
        can_be_written=words.is_written_freely(one.kind, one.field),
        more=more,
        may_settle=records.rights().may_write(one.file, one.kind),
    )


def _to_choose_from(state: RecordState, field: str) -> tuple[Live, ...]:
    """One live value for each version. Where an entry was withdrawn by one and worked on by another, what the other
    wrote is named as their version."""
    versions = state.versions(field)
    if field != PRESENCE or len(versions) > 1:
        return versions
    named = {live.change for live in state.fields.get(PRESENCE, ())}
    others = [
        live for name, lives in state.fields.items() if name != PRESENCE for live in lives if live.change not in named
    ]
    newest = max(others, key=lambda live: live.written, default=None)
    return (*versions, newest) if newest is not None else versions


def _version(
    records: Records, one: TwoVersions, live: Live, state: RecordState, names: dict[str, str], unsent: bool
) -> Version:
    author = records.record(AUTHORITY_BOOK, Professional, professional_record(live.author))
    known = author.value if author else Professional()
    is_mine = live.author == records.professional
    return Version(
        change=live.change,
        value=live.value,
        said=_said(one, live, state, names),
        author=known.professional_name or "Somebody who is not in the authority’s book",
        role=title(known.role),
        is_mine=is_mine,
        from_where=_from_where(records, one.file, live, is_mine),
        written=_written(live.written),
        sent=("Waiting to send" if unsent else "Sent") if is_mine else "",
        why=str(live.notes.get(WHY, "")),
    )


def _said(one: TwoVersions, live: Live, state: RecordState, names: dict[str, str]) -> str:
    if one.field != PRESENCE:
        return words.said(one.field, live.value, _names(names))
    if live.value == WITHDRAWN:
        why = live.notes.get(WHY)
        return f"It was withdrawn: {why}" if why else "It was withdrawn."
    known = KINDS[one.kind].__struct_fields__ if one.kind in KINDS else ()
    texts = [value for name, value in state.agreed.items() if name in known and isinstance(value, str) and " " in value]
    return "It stands. " + (max(texts, key=len) if texts else "Somebody went on with it.")


def _with_differences(versions: list[Version]) -> tuple[Version, ...]:
    """Each with what the first does not have; the first with what the second does not have."""
    if len(versions) < 2:
        return tuple(versions)
    against = [versions[1], *[versions[0]] * (len(versions) - 1)]
    return tuple(
        msgspec.structs.replace(version, differs=words.differing(version.said, other.said))
        for version, other in zip(versions, against, strict=True)
    )


def _before(history: list[Change], state: RecordState, field: str) -> Change | None:
    """The newest value that every version was written over: what it said before they parted."""
    by_id = {change.id: change for change in history}
    versions = [by_id[live.change] for live in state.versions(field) if live.change in by_id]
    if field == PRESENCE or not versions:
        return None
    shared = set.intersection(*[_under(change, field, by_id) for change in versions])
    return max((by_id[name] for name in shared), key=lambda change: change.header.written, default=None)


def _under(change: Change, field: str, by_id: dict[bytes, Change]) -> set[bytes]:
    """Everything of this field that a change was written over, however far back."""
    found: set[bytes] = set()
    left = [change]
    while left:
        for name in left.pop().header.over:
            below = by_id.get(name)
            if below is not None and name not in found and field in below.header.fields:
                found.add(name)
                left.append(below)
    return found


def _about(records: Records, one: TwoVersions, people: dict[bytes, Person]) -> str:
    if one.kind == "person" and one.record in people:
        return first_name(people[one.record])
    if one.kind == "relation":
        relation = records.record(one.file, Relation, one.record)
        person = people.get(relation.value.person or b"") if relation else None
        return first_name(person) if person else ""
    return ""


def _from_where(records: Records, file: str, live: Live, is_mine: bool) -> str:
    """The visit or note of that author and day, where the file has one: where the answer most likely comes from."""
    day = live.happened[:10]
    whose = "your" if is_mine else "their"
    for visit in _of(live.author, records.records(file, Visit)):
        if visit.value.date == day:
            return f"From the day of {whose} visit, {_day(day)}"
    for note in _of(live.author, records.records(file, CaseNote)):
        if (note.value.date or note.happened)[:10] == day:
            what = {"call": "call", "text": "text", "email": "email", "meeting": "meeting"}.get(
                note.value.how or "", "note"
            )
            with_whom = f" with {note.value.who_with}" if note.value.who_with else ""
            return f"From the day of {whose} {what}{with_whom}, {_day(day)}"
    return f"About {_day(day)}" if _day(day) else ""


def _of(author: str, entries: Iterable[Record[K]]) -> list[Record[K]]:
    return [entry for entry in entries if entry.author == author]


def _written(at: str) -> str:
    moment = _moment(at)
    if moment is None:
        return ""
    return f"Written on {long_date(moment.date())} at {time_of_day(moment)}"


def _moment(at: str) -> datetime.datetime | None:
    """A UTC time as the laptop's own clock shows it."""
    try:
        return datetime.datetime.fromisoformat(at).astimezone()
    except ValueError:
        return None


def _day(at: str) -> str:
    try:
        return long_date(datetime.date.fromisoformat(at[:10]))
    except ValueError:
        return ""


def _names(names: dict[str, str]) -> words.NameOf:
    return lambda key: names.get(key, "")
