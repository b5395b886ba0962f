"""Read-models of notes: which child, who it may have been with, and what was begun. Frozen values; no Qt."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from casework.case_files import FileKind, Room, kind_of_file, room
from casework.deeds import FileDeed, may
from casework.kinds import NAME_OF
from casework.kinds.people import SUBJECT, Person, Relation, display_name, first_name
from casework.kinds.work import CaseNote, Involvement
from casework.typed_times import read_time
from casework.wording import age_in_words, in_a_row, time_of_day, years_old
from desktop_app.caseload.facts import day, family_word
from desktop_app.notes.actions import unfinished
from desktop_app.notes.draft import HOW, NoteDraft
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names


class Child(msgspec.Struct, frozen=True):
    """A child a note may be about. name: whole; called: first name; words: with the age, for a list."""

    file: str
    name: str
    called: str
    words: str

    def matches(self, typed: str) -> bool:
        """Whether the words typed begin words of the name."""
        words = self.name.casefold().replace("-", " ").split()
        parts = typed.casefold().replace("-", " ").split()
        return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)


class Known(msgspec.Struct, frozen=True):
    """Somebody the note may have been with. name: for the record; words: as they are offered ("Gemma Hart, Mum")."""

    name: str
    words: str

    def matches(self, typed: str) -> bool:
        """Whether the words typed begin words of the name, or of what they are to the child."""
        words = self.words.casefold().replace("-", " ").replace(",", " ").split()
        return all(any(word.startswith(part) for word in words) for part in typed.casefold().split())


class Begun(msgspec.Struct, frozen=True):
    """A note that was begun and not added yet, and how it is offered."""

    draft: NoteDraft
    words: str


class Around(msgspec.Struct, frozen=True):
    """What goes with the children chosen: they, their brothers and sisters, and the people of both their files."""

    children: tuple[Child, ...] = ()
    siblings: tuple[Child, ...] = ()
    people: tuple[Known, ...] = ()


class NoteForm(msgspec.Struct, frozen=True):
    """What the sheet opens with. draft: one begun; me: the worker's name; caseload: whom it may be about;
    may_promise: whether a next step may go with it."""

    draft: NoteDraft
    me: str
    caseload: tuple[Child, ...]
    around: Around
    begun: tuple[Begun, ...]
    may_promise: bool = True


def note_form(records: Records, draft: NoteDraft, today: datetime.date) -> NoteForm:
    """The sheet for a note, new or begun. Others that were begun are offered only about the same children.

    Where a page about one family is open, no other family's name may be offered to whoever sees the screen.
    """
    caseload, rights = caseload_by_name(records, today), records.rights()
    names = {child.file: child.called for child in caseload}
    begun = [other for other in unfinished(records) if other.group != draft.group]
    if draft.files:
        begun = [other for other in begun if set(other.files) & set(draft.files)]
    return NoteForm(
        draft,
        staff_names(records).get(records.professional, ""),
        caseload,
        around(records, draft.files, today),
        tuple(Begun(other, _begun_words(other, names)) for other in begun[:2]),
        all(may(rights, FileDeed.NEXT_STEP, child.file) for child in caseload),
    )


def caseload_by_name(records: Records, today: datetime.date) -> tuple[Child, ...]:
    """Every child in whose file this worker may write a note, by name."""
    rights, kind = records.rights(), NAME_OF[CaseNote]
    found = [
        _child(record.file, record.value, today)
        for record in records.records_everywhere(Person)
        if record.record == SUBJECT
        and kind_of_file(record.file) is FileKind.PERSON
        and room(record.file) is Room.MAIN
        and rights.may_write(record.file, kind)
    ]
    return tuple(sorted(found, key=lambda child: child.name.casefold()))


def around(records: Records, files: tuple[str, ...], today: datetime.date) -> Around:
    """The children chosen, their brothers and sisters whose files this laptop holds, and the people of their files."""
    chosen = tuple(child for file in files if (child := _child_of(records, file, today)))
    others = {
        relation.value.other_file: None
        for file in files
        for relation in records.records(file, Relation)
        if relation.value.other_file and relation.value.other_file not in files
    }
    siblings = tuple(child for file in others if (child := _child_of(records, file, today)))
    return Around(chosen, siblings, _people(records, files))


def files_at(records: Records, where: Mapping[str, Any]) -> tuple[str, ...]:
    """The children of the page that is open: the child's own, or those of the draft that is being written."""
    if "file" in where:
        return (str(where["file"]),)
    lines = records.drafts.lines() if "draft" in where else []
    return next((line.files for line in lines if line.name == where["draft"]), ())


def draft_to_go_on_with(records: Records, file: str) -> NoteDraft | None:
    """The note about this child that was written at last; `file` as Waiting to send has it."""
    lines = [line for line in records.drafts.lines() if line.what == "note" and line.file == file]
    by_name = {draft.name: draft for draft in unfinished(records)}
    return next((by_name[line.name] for line in lines if line.name in by_name), None)


def draft_named(records: Records, name: str) -> NoteDraft | None:
    """The note kept under this name, such as the one whose sheet stood open when the copy was locked."""
    return next((draft for draft in unfinished(records) if draft.name == name), None)


def _child(file: str, person: Person, today: datetime.date) -> Child:
    name = display_name(person)
    born = day(person.dob)
    age = age_in_words(born, today) if born else ""
    if born and age.endswith(("years", "year")):
        age = str(years_old(born, today))
    return Child(file, name, first_name(person), f"{name}, {age}" if age else name)


def _child_of(records: Records, file: str, today: datetime.date) -> Child | None:
    record = records.record(file, Person, SUBJECT) if kind_of_file(file) is FileKind.PERSON else None
    return _child(file, record.value, today) if record else None


def _people(records: Records, files: tuple[str, ...]) -> tuple[Known, ...]:
    """Who it may have been with, once each: who lives there, the rest of the family, professionals."""
    found: dict[str, tuple[int, str, set[str]]] = {}
    for file in files:
        for rank, name, what in _people_of(records, file):
            least, first, whats = found.get(name.lower(), (rank, name, set()))
            found[name.lower()] = (min(least, rank), first, whats | {what})
    ordered = sorted(found.values(), key=lambda one: one[0])
    return tuple(
        # Dad to one child and not to the other: the word would be wrong in a file
        Known(name, f"{name}, {next(iter(whats))}" if len(whats) == 1 and "" not in whats else name)
        for _, name, whats in ordered
    )


def _people_of(records: Records, file: str) -> Iterator[tuple[int, str, str]]:
    people = {person.record: person.value for person in records.records(file, Person) if person.record != SUBJECT}
    related = set()
    for relation in records.records(file, Relation):
        person = people.get(relation.value.person or b"")
        related.add(relation.value.person)
        if person is not None and not relation.value.other_file:
            word = family_word(relation.value.relationship or "")
            is_parent = word in ("Mum", "Dad")
            rank = 0 if relation.value.lives_with else 1 if is_parent else 2
            yield rank, display_name(person), word if is_parent else word.lower()
    for record, person in people.items():
        if record not in related:
            yield 4, display_name(person), person.role or ""
    for involvement in records.records(file, Involvement):
        value = involvement.value
        if value.professional_name and not value.involvement_end_date and value.professional_id != records.professional:
            what = value.agency or (value.professional_role_id or "").replace("_", " ")
            yield 3, value.professional_name, what


def _begun_words(draft: NoteDraft, names: Mapping[str, str]) -> str:
    """ "Go on with the call about Maisie and Tom, begun at 9:52am"."""
    way = dict(HOW).get(draft.how, "Note").lower()
    whose = [names[file] for file in draft.files if file in names]
    about = f" about {in_a_row(whose)}" if whose else ""
    at = read_time(draft.time)
    return f"Go on with the {way}{about}" + (f", {time_of_day(at)}" if at else "")
