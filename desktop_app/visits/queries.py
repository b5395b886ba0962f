"""Read-models of visits: the children to choose from, and what was written, newest first. Frozen values; no Qt."""

import datetime
from collections import Counter
from collections.abc import Iterator

import msgspec

from casework.deeds import FileDeed, may
from casework.kinds.people import SUBJECT, Person, Relation, display_name, first_name
from casework.kinds.work import Involvement
from casework.typed_times import read_time
from casework.wording import in_a_row
from desktop_app.network.queries import turned_out_to_be
from desktop_app.record_store.records import Records
from desktop_app.visits.begun import unfinished
from desktop_app.visits.draft import VisitChild, VisitDraft

VISITING_ROLES = ("social_worker", "senior_social_worker", "asye", "family_support_worker")
WORKER = "Worker"


class Sibling(msgspec.Struct, frozen=True):
    """A child who may belong to the same visit. lives_here: with the child whose page is open."""

    child: VisitChild
    lives_here: bool

    @property
    def file(self) -> str:
        """The child's file."""
        return self.child.file


class KnownPerson(msgspec.Struct, frozen=True):
    """Somebody who may be there: the name for the record, what they are called, how they belong ("Mum").

    files: of the children they are family to; none where they are not family, as a worker is.
    """

    name: str
    called: str
    role: str
    is_new: bool = False
    files: tuple[str, ...] = ()


class VisitForm(msgspec.Struct, frozen=True):
    """What the form of a visit shows. family: "the Hart family"; people: those known, who lives here first;
    may_hand: whether this worker may begin direct work with each of the children."""

    draft: VisitDraft
    children: tuple[VisitChild, ...]
    family: str
    people: tuple[KnownPerson, ...]
    may_hand: bool = True


class Unfinished(msgspec.Struct, frozen=True):
    """A visit that was begun and not added yet. on: its day, None where none is written; started: local time, None where none was written."""

    name: str
    files: tuple[str, ...]
    children: tuple[str, ...]
    on: datetime.date | None
    started: datetime.time | None


def children_for_visit(records: Records, file: str) -> tuple[Sibling, ...]:
    """This child first, then brothers and sisters whose files this laptop holds; who lives here comes first."""
    others = {}
    for relation in records.records(file, Relation):
        other = relation.value.other_file
        if other and other not in others and records.record(other, Person, SUBJECT) is not None:
            others[other] = Sibling(child_of(records, other), bool(relation.value.lives_with))
    found = sorted(others.values(), key=lambda sibling: (not sibling.lives_here, _eldest_first(sibling.child)))
    return (Sibling(child_of(records, file), lives_here=True), *found)


def _eldest_first(child: VisitChild) -> tuple[datetime.date, str]:
    return child.born or child.expected or datetime.date.max, child.name


def child_of(records: Records, file: str) -> VisitChild:
    """The child whose file it is; "this child" where nothing is recorded of them."""
    record = records.record(file, Person, SUBJECT)
    if record is None:
        return VisitChild(file, "this child")
    person = record.value
    return VisitChild(file, first_name(person), _day(person.dob), _day(person.expected_dob), person.surname or "")


def visit_form(records: Records, name: str) -> VisitForm | None:
    """The form of a visit that was begun, as it was left; None where it is in the record already or was thrown away."""
    draft = records.drafts.find(name, VisitDraft)
    if draft is None:
        return None
    children = tuple(child_of(records, file) for file in draft.files)
    rights = records.rights()
    may_hand = all(may(rights, FileDeed.DIRECT_WORK, file) for file in draft.files)
    return VisitForm(draft, children, family_words(children), people_for_visit(records, draft.files), may_hand)


def unfinished_visits(records: Records, file: str = "") -> tuple[Unfinished, ...]:
    """Visits that were begun and not added, newest first; those to one child where `file` names it."""
    return tuple(
        Unfinished(
            draft.name,
            draft.files,
            tuple(child_of(records, its).name for its in draft.files),
            draft.day,
            read_time(draft.started),
        )
        for draft in unfinished(records)
        if not file or file in draft.files
    )


def family_words(children: tuple[VisitChild, ...]) -> str:
    """ "the Hart family", by the surname that most of the children have; their names where none is recorded."""
    surnames = [child.surname for child in children if child.surname]
    if not surnames:
        return in_a_row([child.name for child in children])
    return f"the {max(surnames, key=surnames.count)} family"


def people_for_visit(records: Records, files: tuple[str, ...]) -> tuple[KnownPerson, ...]:
    """Who may be there: adults of the homes, workers of ours, people met and not known yet, parents, the family.

    Somebody who stands in several children's files is named once, and whoever belongs to more of the children stands
    first. One who is Dad to some of them only is called so ("Ayla’s dad"): the word goes into every child's record.
    """
    found: dict[str, list[_Met]] = {}
    for file in files:
        child = child_of(records, file).name
        for rank, person in _people_of(records, file):
            found.setdefault(person.name.lower(), []).append(_Met(rank, file, child, person))
    ranked = sorted(found.values(), key=lambda seen: (min(one.rank for one in seen), -len(seen), seen[0].person.name))
    return tuple(_known_once(seen, len(files)) for seen in ranked)


class _Met(msgspec.Struct, frozen=True):
    """How one child's file knows a person."""

    rank: int
    file: str
    child: str
    person: KnownPerson


def _known_once(seen: list[_Met], children: int) -> KnownPerson:
    """One person as all the children together know them."""
    person = min(seen, key=lambda one: one.rank).person
    of: dict[str, list[str]] = {}
    family = [one for one in seen if not one.person.is_new and one.person.role != WORKER]
    for one in family:
        if one.person.role:
            of.setdefault(one.person.role, []).append(one.child)
    if len(family) == len(seen):
        person = msgspec.structs.replace(person, files=tuple(dict.fromkeys(one.file for one in seen)))
    if not of or (len(of) == 1 and len(seen) == children):
        return person
    role = ", ".join(f"{in_a_row(whose)}’s {role[:1].lower()}{role[1:]}" for role, whose in of.items())
    return msgspec.structs.replace(person, role=role)


def _people_of(records: Records, file: str) -> Iterator[tuple[int, KnownPerson]]:
    every = {person.record: person for person in records.records(file, Person)}
    turned_out = turned_out_to_be(every, file)
    people = {key: one.value for key, one in every.items() if key != SUBJECT and key not in turned_out}
    names = Counter(display_name(person).lower() for person in people.values())
    related = set()
    for relation in records.records(file, Relation):
        person = people.get(relation.value.person or b"")
        related.add(relation.value.person)
        if person is not None and not relation.value.other_file:
            word = relation.value.relationship or ""
            role = {"mother": "Mum", "father": "Dad"}.get(word.lower(), word)
            known = KnownPerson(display_name(person), first_name(person), role)
            if names[known.name.lower()] > 1 and role:  # two grandmothers of one name are two who may be there
                known = KnownPerson(f"{known.name}, {role}", f"{known.called}, {role}", "")
            yield (0 if relation.value.lives_with else 3 if role in ("Mum", "Dad") else 4), known
    for record, person in people.items():
        if person.provisional and record not in related:
            yield 2, KnownPerson(display_name(person), first_name(person), person.role or "", is_new=True)
    for involvement in records.records(file, Involvement):
        value = involvement.value
        if value.professional_name and not value.involvement_end_date and _may_come(value, records.professional):
            yield 1, KnownPerson(value.professional_name, value.professional_name, WORKER)


def _may_come(involvement: Involvement, me: str) -> bool:
    return involvement.professional_id != me and involvement.professional_role_id in VISITING_ROLES


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
