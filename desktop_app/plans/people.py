"""The adults around the children of a plan: each named once however many files they stand in, and nobody taken for another."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from casework.kinds.people import SUBJECT, Person, Relation, display_name, first_name
from casework.kinds.record import Record
from desktop_app.plans.family import called
from desktop_app.record_store.records import Records

YES = "Y"


class Tie(msgspec.Struct, frozen=True):
    """How an adult belongs to one child. has_responsibility is None where it is not recorded."""

    child: str
    relationship: str
    lives_with: bool
    has_responsibility: bool | None
    contact: str = ""
    may_have_contact: bool = True


class Adult(msgspec.Struct, frozen=True):
    """Somebody of the family or network: what they are called, their whole name, and how they belong to each child.

    called: as no other adult here is: "Nan", or of two who are called so "Nan Hart", or "Nan Hart (Dad’s mum)".
    first: what they are called when nobody else is near.
    """

    called: str
    name: str
    ties: tuple[Tie, ...]
    first: str = ""

    def tie(self, child: str) -> Tie | None:
        """How they belong to this child, where that is recorded."""
        return next((tie for tie in self.ties if tie.child == child), None)

    def is_called(self, name: str) -> bool:
        """Whether this may be who is meant by a name; more than one may be."""
        return name in (self.called, self.name, self.first)

    @property
    def lives_here(self) -> bool:
        """Whether they live with one of the children."""
        return any(tie.lives_with for tie in self.ties)


class _Met(msgspec.Struct, frozen=True):
    """An adult as one child's file has them."""

    file: str
    record: bytes
    person: Person
    tie: Tie

    @property
    def name(self) -> str:
        return display_name(self.person)

    @property
    def key(self) -> str:
        """As links of other files name them."""
        return f"{self.file}#{self.record.hex()}"


def adults(records: Records, files: tuple[str, ...]) -> tuple[Adult, ...]:
    """Every adult named in these files, those who live with a child first."""
    met = [one for file in files for one in _adults_of(records, file)]
    several = {name for (_, name), many in Counter(_places(met)).items() if many > 1}
    known: list[list[_Met]] = []
    for one in met:
        same = _same(one, known, several)
        if same is None:
            known.append([one])
        else:
            same.append(one)
    found = [
        Adult(first_name(same[0].person), same[0].name, tuple(one.tie for one in same), first_name(same[0].person))
        for same in known
    ]
    return tuple(sorted(_told_apart(found), key=lambda adult: not adult.lives_here))


def _adults_of(records: Records, file: str) -> Iterator[_Met]:
    child = called(records, file)
    people = {person.record: person.value for person in records.records(file, Person)}
    for relation in records.records(file, Relation):
        who = relation.value.person
        if who is None or relation.value.other_file or who not in people or who == SUBJECT:
            continue
        yield _Met(file, who, people[who], _tie(child, relation))


def _places(met: list[_Met]) -> list[tuple[str, str]]:
    """(file, name) of each person once, however many ties they have there."""
    return [(file, name) for file, name, _ in {(one.file, one.name.casefold(), one.record) for one in met}]


def _same(one: _Met, known: list[list[_Met]], several: set[str]) -> list[_Met] | None:
    """Those who are this person as other files know them. Where a name is two people's, how they belong decides."""
    for same in known:
        if any(_is_linked(one, other) for other in same):
            return same
    fits = [same for same in known if all(_may_be(one, other) for other in same)]
    if len(fits) == 1 and one.name.casefold() not in several:
        return fits[0]
    kin = one.tie.relationship.casefold()
    return next((same for same in fits if kin and same[0].tie.relationship.casefold() == kin), None)


def _is_linked(one: _Met, other: _Met) -> bool:
    if (one.file, one.record) == (other.file, other.record):
        return True
    ids = one.person.person_id, other.person.person_id
    return (
        one.key in other.person.same_as or other.key in one.person.same_as or (ids[0] is not None and ids[0] == ids[1])
    )


def _may_be(one: _Met, other: _Met) -> bool:
    """The same name in another child's file, and nothing that says it is somebody else."""
    if one.file == other.file or one.name.casefold() != other.name.casefold():
        return False
    known = ((one.person.person_id, other.person.person_id), (one.person.dob, other.person.dob))
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in known)


def _told_apart(found: list[Adult]) -> Iterator[Adult]:
    """Each called as nobody else is: by first name, by the whole name, then with how they belong."""
    firsts, names = Counter(one.first for one in found), Counter(one.name for one in found)
    taken: Counter[str] = Counter()
    for one in found:
        said = one.first
        if firsts[one.first] > 1:
            said = one.name
        if firsts[one.first] > 1 and names[one.name] > 1 and one.ties[0].relationship:
            said = f"{one.name} ({one.ties[0].relationship})"
        taken[said] += 1
        yield msgspec.structs.replace(one, called=said if taken[said] == 1 else f"{said} ({taken[said]})")


def _tie(child: str, relation: Record[Relation]) -> Tie:
    value = relation.value
    flag, contact = value.parental_responsibility, value.contact
    return Tie(
        child,
        value.relationship or "",
        bool(value.lives_with),
        None if flag is None else flag == YES,
        contact.detail if contact else "",
        contact is None or contact.allowed.lower() not in ("no", "n"),
    )
