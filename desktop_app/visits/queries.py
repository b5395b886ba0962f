"""Read-models of visits: the children to choose from, and what was written, newest first. Frozen values; no Qt."""

import datetime

import msgspec

from casework.kinds.people import SUBJECT, Person, Relation, display_name, first_name
from casework.kinds.record import Record
from casework.kinds.visits import SharedWords, Visit
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Records


class Sibling(msgspec.Struct, frozen=True):
    """A child who may belong to the same visit. lives_here: with the child whose page is open."""

    file: str
    name: str
    lives_here: bool


class Entry(msgspec.Struct, frozen=True):
    """One visit or note of a child, for the list. shared: sentences that stand in several files."""

    record: Record[Visit] | Record[CaseNote]
    on: datetime.date | None
    title: str
    who: str
    text: str
    shared: tuple[str, ...] = ()
    unsent: bool = False


def children_for_visit(records: Records, file: str) -> tuple[Sibling, ...]:
    """This child first, then brothers and sisters whose files this laptop holds; who lives here comes first."""
    own = records.record(file, Person, SUBJECT)
    found = [Sibling(file, first_name(own.value) if own else "This child", lives_here=True)]
    people = {person.record: person.value for person in records.records(file, Person)}
    others = []
    for relation in records.records(file, Relation):
        other = relation.value.other_file
        if other and relation.value.person in people and records.record(other, Person, SUBJECT) is not None:
            name = first_name(people[relation.value.person])
            others.append(Sibling(other, name, bool(relation.value.lives_with)))
    return (*found, *sorted(others, key=lambda child: (not child.lives_here, child.name)))


def names_of(records: Records, files: tuple[str, ...]) -> dict[str, str]:
    """{file: what the child is called}."""
    found = {}
    for file in files:
        person = records.record(file, Person, SUBJECT)
        found[file] = first_name(person.value) if person else display_name(Person())
    return found


def shown_name(records: Records, file: str) -> str:
    """How a child is shown: by name, or by the id where the extract had none."""
    person = records.record(file, Person, SUBJECT)
    return display_name(person.value if person else Person())


def people_at_home(records: Records, file: str) -> tuple[tuple[str, str], ...]:
    """(name, relationship) of everybody known to live with the child or to matter to them: to be ticked as present."""
    people = {person.record: person.value for person in records.records(file, Person)}
    lines = [
        (not relation.value.lives_with, display_name(people[relation.value.person]), relation.value.relationship or "")
        for relation in records.records(file, Relation)
        if relation.value.person in people and not relation.value.other_file
    ]
    return tuple((name, relationship) for _, name, relationship in sorted(lines))


def entries(records: Records, file: str) -> tuple[Entry, ...]:
    """Visits and notes of a child, newest first; withdrawn ones are left out."""
    shared: dict[bytes, list[tuple[int, str]]] = {}
    for words in records.records(file, SharedWords):
        if words.value.visit and words.value.text:
            shared.setdefault(words.value.visit, []).append((words.value.position or 0, words.value.text))
    found = [_of_visit(visit, shared.get(visit.record, [])) for visit in records.records(file, Visit)]
    found += [_of_note(note) for note in records.records(file, CaseNote)]
    return tuple(sorted(found, key=lambda entry: (entry.on or datetime.date.min, entry.record.written), reverse=True))


def _of_visit(visit: Record[Visit], shared: list[tuple[int, str]]) -> Entry:
    value = visit.value
    return Entry(
        visit,
        _day(value.date),
        "Visit" + (f": {value.purpose}" if value.purpose else ""),
        visit.author,
        value.own_part or value.not_seen_reason or "",
        tuple(text for _, text in sorted(shared)),
        visit.unsent,
    )


def _of_note(note: Record[CaseNote]) -> Entry:
    value = note.value
    title = value.about or {"call": "Call", "text": "Text", "meeting": "Meeting"}.get(value.how or "", "Note")
    return Entry(note, _day(value.date or note.happened), title, note.author, value.said or "", (), note.unsent)


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
