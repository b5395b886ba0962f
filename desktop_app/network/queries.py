"""Read-model of a child's family and network: who lives where, everybody else, people not known yet, workers. Frozen; no Qt."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import Professional, professional_record
from casework.kinds.people import SUBJECT, Contact, Person, Relation, display_name, first_name
from casework.kinds.reading import element
from casework.kinds.record import Record
from casework.kinds.work import Involvement
from casework.wording import in_a_row, long_date
from casework.workers import Workers, workers
from desktop_app.network.addresses import Whereabouts, day, where_they_live
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names

RESPONSIBILITY = {"Y": "Has parental responsibility", "N": "No parental responsibility"}
NOT_KNOWN = "Parental responsibility not known: ask before a plan is given"
SETTLE_RESPONSIBILITY = "Parental responsibility: there are two versions. Settle them before anybody relies on one."
ALLOWED = {"no": "No contact", "supervised": "Supervised contact only"}
SETTLE_CONTACT = "Contact: there are two versions. Settle them first."
CALLED = {"mother": "Mum", "father": "Dad"}


class MetAs(msgspec.Struct, frozen=True):
    """Under which name somebody was met before it was known who it is. key: of that record; words: "Met as “Dave”"."""

    key: str
    words: str


class SaidToBe(msgspec.Struct, frozen=True):
    """One of several answers to who somebody met is. known: key of the person it names; name: theirs; words: who said so,
    and when."""

    known: str
    name: str
    words: str


class Member(msgspec.Struct, frozen=True):
    """One person: how they belong, and what is recorded of them. facts: lines to read, in order.

    restriction: "" or what nobody may overlook before this person meets the child, with where it comes from; answers: who
    this person is said to be, where people said it differently.
    """

    key: str
    name: str
    relationship: str
    facts: tuple[str, ...]
    lives_at: Whereabouts = Whereabouts()
    other_file: str = ""
    dob: datetime.date | None = None
    restriction: str = ""
    met_as: tuple[MetAs, ...] = ()
    answers: tuple[SaidToBe, ...] = ()


class Household(msgspec.Struct, frozen=True):
    """Who lives together. title: "With Maisie", "Lee’s home"."""

    title: str
    lives_at: Whereabouts
    members: tuple[Member, ...]


class Family(msgspec.Struct, frozen=True):
    """Everybody who belongs to a child. households: the child's own first; placeless: those of whom no address is recorded;
    not_known: people met who nobody has placed yet."""

    child: str
    households: tuple[Household, ...]
    placeless: tuple[Member, ...]
    not_known: tuple[Member, ...]
    workers: Workers = Workers()

    @property
    def lives_at(self) -> Whereabouts:
        """Where the child lives."""
        return self.households[0].lives_at

    @property
    def home(self) -> tuple[Member, ...]:
        """Who lives with the child."""
        return self.households[0].members

    @property
    def elsewhere(self) -> tuple[Member, ...]:
        """Everybody else who belongs to the child."""
        return (*(one for household in self.households[1:] for one in household.members), *self.placeless)


def family(records: Records, file: str, today: datetime.date) -> Family:
    """Family and network of one child, who lives with the child first."""
    people = {person.record: person for person in records.records(file, Person)}
    subject = people.pop(SUBJECT, None)
    homes = where_they_live(records, file, today)
    turned_out = turned_out_to_be(people, file)
    related = {
        relation.value.person: relation
        for relation in records.records(file, Relation)
        if relation.value.person in people and relation.value.person not in turned_out
    }
    known = [one for key, one in people.items() if key not in turned_out]
    strangers = [one for one in known if one.record not in related and one.value.provisional]
    met = _met_as(people, turned_out)
    members: list[tuple[bool, Member]] = []
    for person in known:
        if person in strangers:
            continue
        relation = related.get(person.record)
        lives_at = homes.get(person.record, Whereabouts())
        member = _member(person, relation, lives_at, met.get(person.record, ()), _answers(records, person, people))
        members.append((bool(relation and relation.value.lives_with), member))
    members.sort(key=lambda pair: (bool(pair[1].other_file), pair[1].dob or datetime.date.min, pair[1].name))
    child = subject.value if subject else Person()
    households, placeless = _households(first_name(child), homes.get(SUBJECT, Whereabouts()), members)
    return Family(
        child=display_name(child),
        households=households,
        placeless=placeless,
        not_known=tuple(_stranger(person, _answers(records, person, people)) for person in strangers),
        workers=workers(_with_phones(records, file), today),
    )


def _with_phones(records: Records, file: str) -> Iterator[Involvement]:
    """Who works with the child, each with the number of the authority's book where the involvement says none."""
    for one in records.records(file, Involvement):
        staff = records.record(AUTHORITY_BOOK, Professional, professional_record(one.value.professional_id or ""))
        phone = one.value.phone or (staff.value.phone if staff is not None else None)
        yield msgspec.structs.replace(one.value, phone=phone)


def turned_out_to_be(people: Mapping[bytes, Record[Person]], file: str) -> dict[bytes, bytes]:
    """{somebody met: who it turned out to be, in the same file}. Nobody, where that was answered in two ways (`SaidToBe`)."""
    said = {key: _said_to_be(person, people, file) for key, person in people.items()}
    found = {key: others[0] for key, others in said.items() if len(others) == 1}
    return {
        key: other for key, other in found.items() if other not in found
    }  # of two that point at each other, neither


def _said_to_be(person: Record[Person], people: Mapping[bytes, Record[Person]], file: str) -> list[bytes]:
    links = [link.rpartition("#") for link in person.value.same_as]
    keys = [_as_key(record) for where, _, record in links if where == file]
    return [key for key in keys if key in people and key != person.record]


def _answers(records: Records, person: Record[Person], people: Mapping[bytes, Record[Person]]) -> tuple[SaidToBe, ...]:
    """Who said what of somebody met, where they said it differently: both, until one is taken back."""
    others = _said_to_be(person, people, person.file)
    if len(others) < 2:
        return ()
    state, names = records.state(*person.key), staff_names(records)
    found = []
    for other in others:
        (live, *_) = state.versions(element("same_as", f"{person.file}#{other.hex()}"))
        on = day(live.written)
        when = f" on {long_date(on)}" if on else ""
        name = display_name(people[other].value)
        found.append(SaidToBe(other.hex(), name, f"{name}: said by {names.get(live.author, live.author)}{when}"))
    return tuple(sorted(found, key=lambda one: one.words))


def _as_key(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _met_as(
    people: Mapping[bytes, Record[Person]], turned_out: Mapping[bytes, bytes]
) -> dict[bytes, tuple[MetAs, ...]]:
    found: dict[bytes, tuple[MetAs, ...]] = {}
    for key, other in turned_out.items():
        value, on = people[key].value, day(people[key].happened)
        when = f" on {long_date(on)}" if on else ""
        who = f": {value.role}" if value.role else ""
        met = MetAs(key.hex(), f"Met as “{display_name(value)}”{when}{who}")
        found[other] = (*found.get(other, ()), met)
    return found


def _households(
    child: str, home: Whereabouts, members: list[tuple[bool, Member]]
) -> tuple[tuple[Household, ...], tuple[Member, ...]]:
    """Those at one address together; whoever lives with the child, in the child's own, whatever is recorded of it."""
    together: dict[str, list[Member]] = {}
    at_home, placeless = [], []
    for lives_with, member in members:
        place = " ".join(member.lives_at.lines.lower().replace(",", " ").split())
        if lives_with:
            at_home.append(member)
        elif place or member.lives_at.two_versions:
            together.setdefault(place or member.key, []).append(member)
        else:
            placeless.append(member)
    others = [Household(_home_of(theirs), _strictest(theirs), tuple(theirs)) for theirs in together.values()]
    return (Household(f"With {child}", home, tuple(at_home)), *others), tuple(placeless)


def _home_of(members: list[Member]) -> str:
    names = [member.name.split()[0] for member in members]
    return f"{in_a_row(names)}’s home" if not names[-1].endswith("s") else f"{in_a_row(names)}’ home"


def _strictest(members: Iterable[Member]) -> Whereabouts:
    """One address for all: confidential where it is so for any of them."""
    found = [member.lives_at for member in members]
    return next((one for one in found if one.is_confidential), found[0])


def _member(
    person: Record[Person],
    relation: Record[Relation] | None,
    lives_at: Whereabouts,
    met: tuple[MetAs, ...],
    answers: tuple[SaidToBe, ...],
) -> Member:
    value, how = person.value, relation.value if relation else Relation()
    facts = [] if relation is None or how.other_file else [_responsibility(relation)]
    restriction = ""
    if relation is not None and "contact" in relation.in_two_versions:
        restriction = SETTLE_CONTACT
    elif how.contact is not None:
        said = _contact(how.contact)
        if how.contact.allowed.lower() in ALLOWED:
            restriction = said
        else:
            facts.append(said)
    facts += [how.network] if how.network else []
    facts += [f"Phone {value.phone}"] if value.phone else []
    facts += [f"Speaks {value.languages}"] if value.languages else []
    facts += [f"Needs an interpreter: {value.interpreter}"] if value.interpreter else []
    facts += ["Met, and not fully known yet"] if value.provisional else []
    how_they_belong = how.relationship or value.role or ""
    return Member(
        key=person.record.hex(),
        name=display_name(value),
        relationship=CALLED.get(how_they_belong.lower(), how_they_belong),
        facts=tuple(facts),
        lives_at=lives_at,
        other_file=how.other_file or "",
        dob=day(value.dob),
        restriction=restriction,
        met_as=met,
        answers=answers,
    )


def _responsibility(relation: Record[Relation]) -> str:
    """Who has it, and who says so; what is not known is said as not known."""
    if {"parental_responsibility", "responsibility_source"} & set(relation.in_two_versions):
        return SETTLE_RESPONSIBILITY
    said = RESPONSIBILITY.get(relation.value.parental_responsibility or "", NOT_KNOWN)
    source = relation.value.responsibility_source
    return f"{said} ({source})" if source and said != NOT_KNOWN else said


def _contact(contact: Contact) -> str:
    said = ": ".join(part for part in (ALLOWED.get(contact.allowed.lower(), "Contact"), contact.detail) if part)
    return f"{said} (from: {contact.order})" if contact.order else said


def _stranger(person: Record[Person], answers: tuple[SaidToBe, ...]) -> Member:
    facts = [f"Phone {person.value.phone}"] if person.value.phone else []
    return Member(
        person.record.hex(),
        display_name(person.value),
        person.value.role or "",
        (*facts, "Not known yet who this is"),
        answers=answers,
    )
