"""One person in the files of several children of a family: a record in each, written at once and corrected together. No Qt.

What differs from child to child is never copied: parental responsibility, contact, and whether they live together.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from casework.changes import Change, derived_record_id
from casework.deeds import FileDeed, may
from casework.errors import KnownError
from casework.kinds.people import SUBJECT, Address, Person, Relation, display_name, first_name
from casework.kinds.record import AnyRecord, Record
from desktop_app.network.draft import PersonDraft
from desktop_app.record_store.records import Records
from desktop_app.visits.queries import children_for_visit

OF_ALL = ("relationship", "network")
"""What of how somebody belongs is said of every child of a family alike."""
Others = tuple[tuple[str, str], ...]
"""(file, what the child is called)."""


def other_children(records: Records, file: str) -> Others:
    """Brothers and sisters in whose files somebody new may be written too."""
    rights = records.rights()
    found = [one.child for one in children_for_visit(records, file)[1:]]
    return tuple((one.file, one.name) for one in found if may(rights, FileDeed.FAMILY, one.file))


def other_copies(records: Records, person: Record[Person]) -> list[Record[Person]]:
    """The records of the same person in other children's files, where this worker may write."""
    group, rights = person.value.group, records.rights()
    if group is None:
        return []
    everywhere = records.records_everywhere(Person)
    same = [one for one in everywhere if one.value.group == group and one.file != person.file]
    return [one for one in same if may(rights, FileDeed.FAMILY, one.file)]


def copies_of(records: Records, person: Record[Person]) -> Others:
    """In whose files the same person stands."""
    return tuple((one.file, _called(records, one.file)) for one in other_copies(records, person))


def copy_id(group: bytes, file: str) -> bytes:
    """The id of a person's record in the file of another child: the same wherever they are written there twice."""
    return derived_record_id("person of several children", group, file)


def written_too(
    records: Records, draft: PersonDraft, file: str, person: Person, relation: Relation, address: Address | None
) -> list[Change]:
    """What adds somebody new to the file of a brother or sister. Raises KnownError where one of that name stands there."""
    _check_not_known(records, file, person)
    record = copy_id(draft.record, file)
    lives = _lives_there(records, draft.file, file) if relation.lives_with else None
    theirs = Relation(person=record, relationship=relation.relationship, network=relation.network, lives_with=lives)
    changes = [records.create(file, person, record=record)]
    if theirs != Relation(person=record) or not person.provisional:
        changes.append(records.create(file, theirs))
    if address is not None:
        changes.append(
            records.create(
                file, Address(person=record, place=address.place, address_start_date=address.address_start_date)
            )
        )
    return changes


def corrected_too(
    records: Records, person: Record[Person], file: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Change]:
    """The correction of a person in another child's file, of whatever says there what it said here.

    before, after: {field: value} of the person and of how they belong, as the form opened and as it stands now.
    """
    copy = _copy_in(records, person, file)
    if copy is None:
        return []
    relations = [one for one in records.records(file, Relation) if one.value.person == copy.record]
    changed = {name: after.get(name) for name in {**before, **after} if before.get(name) != after.get(name)}
    of_person = {name: value for name, value in changed.items() if name in Person.__struct_fields__}
    of_all = {name: value for name, value in changed.items() if name in OF_ALL}
    found: list[Change] = []
    theirs: list[tuple[AnyRecord, dict[str, Any]]] = [(copy, of_person), *((one, of_all) for one in relations[:1])]
    for record, values in theirs:
        same = {
            name: value
            for name, value in values.items()
            if getattr(record.value, name) == before.get(name) and name not in record.in_two_versions
        }
        found += [records.edit(record, same)] if same else []
    return found


def housed_too(
    records: Records, person: Record[Person], file: str, before: Address, after: Address, *, moved: bool
) -> list[Change]:
    """Another address in another child's file, where they live there as they lived here. moved: the old one ends on the day
    the new one begins; else it was written wrongly."""
    copy = _copy_in(records, person, file)
    if copy is None or before.place == after.place:
        return []
    theirs = [one for one in records.records(file, Address) if one.value.person == copy.record]
    same = [one for one in theirs if one.value.place == before.place and not one.value.address_end_date]
    new = records.create(file, msgspec.structs.replace(after, person=copy.record)) if after.place is not None else None
    if before.place is None or not same:
        return [new] if new is not None and not theirs and before.place is None else []
    if not moved:
        return [records.edit(same[0], {"place": after.place})]
    ended = records.edit(same[0], {"address_end_date": after.address_start_date})
    return [ended, new] if new is not None else [ended]


def _copy_in(records: Records, person: Record[Person], file: str) -> Record[Person] | None:
    return next((one for one in other_copies(records, person) if one.file == file), None)


def _check_not_known(records: Records, file: str, person: Person) -> None:
    """Nobody is written twice into a file where somebody is called so."""
    if not (person.forename or person.preferred_name or person.surname):
        return
    name, known = display_name(person), [one.value for one in records.records(file, Person)]
    if any(name.casefold() in (display_name(one).casefold(), first_name(one).casefold()) for one in known):
        called = _called(records, file)
        raise KnownError(
            f"{called}’s file has somebody called {name} already. Take out the tick at {called}, and look there."
        )


def met_elsewhere(records: Records, file: str, met: bytes, known: bytes) -> list[tuple[str, bytes, bytes]]:
    """(file, who was met, who it is) of the other children in whose files the same two stand: the one who was met on the same
    visit, and one who is the same person, or alone of that name there."""
    one, other = records.record(file, Person, met), records.record(file, Person, known)
    if one is None or other is None:
        return []
    found = []
    for copy in other_copies(records, one):
        there = [
            its for its in records.records(copy.file, Person) if _is_same(its, other) and its.record != copy.record
        ]
        found += [(copy.file, copy.record, there[0].record)] if len(there) == 1 else []
    return found


def _is_same(one: Record[Person], other: Record[Person]) -> bool:
    if other.value.group is not None and one.value.group == other.value.group:
        return True
    return display_name(one.value).casefold() == display_name(other.value).casefold() and one.record != SUBJECT


def _lives_there(records: Records, file: str, other: str) -> bool | None:
    """Whoever lives with one child lives with the other too where those two live together; else nobody knows."""
    together = [one.value.lives_with for one in records.records(file, Relation) if one.value.other_file == other]
    return True if any(together) else None


def _called(records: Records, file: str) -> str:
    subject = records.record(file, Person, SUBJECT)
    return first_name(subject.value) if subject else "this child"
