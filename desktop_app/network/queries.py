"""Read-model of a child's family and network: the home, everybody else, people not known yet, workers. Frozen values; no Qt.

An address that is confidential in any of its live versions is confidential: the strictest counts until somebody settles it.
"""

import datetime
from collections.abc import Mapping

import msgspec

from casework.kinds.people import SUBJECT, Address, Person, Relation, display_name
from casework.kinds.record import Record
from casework.kinds.work import Involvement
from desktop_app.record_store.records import Records

RESPONSIBILITY = {"Y": "Has parental responsibility", "N": "No parental responsibility"}
NOT_KNOWN = "Parental responsibility not known"


class Whereabouts(msgspec.Struct, frozen=True):
    """Where somebody lives. lines: "" where nothing is recorded; two_versions: nothing is shown until it is settled."""

    lines: str = ""
    is_confidential: bool = False
    two_versions: bool = False


class Member(msgspec.Struct, frozen=True):
    """One person: how they belong, and what is recorded of them. facts: lines to read, in order."""

    key: str
    name: str
    relationship: str
    facts: tuple[str, ...]
    lives_at: Whereabouts = Whereabouts()
    other_file: str = ""
    dob: datetime.date | None = None


class Family(msgspec.Struct, frozen=True):
    """Everybody who belongs to a child. not_known: people met who nobody has placed yet."""

    child: str
    lives_at: Whereabouts
    home: tuple[Member, ...]
    elsewhere: tuple[Member, ...]
    not_known: tuple[Member, ...]
    workers: tuple[Member, ...]


def family(records: Records, file: str, today: datetime.date) -> Family:
    """Family and network of one child, who lives with the child first."""
    people = {person.record: person for person in records.records(file, Person)}
    subject = people.pop(SUBJECT, None)
    addresses = _addresses(records, file, today)
    related: dict[bytes, Record[Relation]] = {}
    for relation in records.records(file, Relation):
        if relation.value.person in people and relation.value.person is not None:
            related[relation.value.person] = relation
    members = [
        (relation.value, _member(people[record], relation, addresses.get(record, Whereabouts())))
        for record, relation in related.items()
    ]
    members.sort(key=lambda pair: (bool(pair[1].other_file), pair[1].dob or datetime.date.min, pair[1].name))
    return Family(
        child=display_name(subject.value) if subject else display_name(Person()),
        lives_at=addresses.get(SUBJECT, Whereabouts()),
        home=tuple(member for relation, member in members if relation.lives_with),
        elsewhere=tuple(member for relation, member in members if not relation.lives_with),
        not_known=tuple(
            _stranger(person) for record, person in people.items() if record not in related and person.value.provisional
        ),
        workers=tuple(
            _worker(involvement)
            for involvement in records.records(file, Involvement)
            if not involvement.value.involvement_end_date and involvement.value.professional_name
        ),
    )


def home_of(records: Records, file: str, today: datetime.date) -> Whereabouts:
    """Where the child lives now, as strictly as on the child's own page."""
    return _addresses(records, file, today).get(SUBJECT, Whereabouts())


def _addresses(records: Records, file: str, today: datetime.date) -> Mapping[bytes, Whereabouts]:
    """{person: where they live now}; the newest where there are several, the strictest of its versions."""
    found: dict[bytes, tuple[str, Whereabouts]] = {}
    for address in records.records(file, Address):
        value, person = address.value, address.value.person
        if person is None or (value.address_end_date or "9999") < today.isoformat():
            continue
        since = value.address_start_date or ""
        if person not in found or since >= found[person][0]:
            found[person] = since, _whereabouts(records, address)
    return {person: lives_at for person, (_, lives_at) in found.items()}


def _whereabouts(records: Records, address: Record[Address]) -> Whereabouts:
    if "place" in address.in_two_versions:
        versions = records.state(*address.key).versions("place")
        strict = any(
            version.value.get("confidential", False) for version in versions if isinstance(version.value, dict)
        )
        return Whereabouts("", strict, two_versions=True)
    place = address.value.place
    if place is None:
        return Whereabouts()
    lines = ", ".join(part for part in (place.lines, place.postcode) if part)
    return Whereabouts(lines, place.confidential)


def _member(person: Record[Person], relation: Record[Relation], lives_at: Whereabouts) -> Member:
    value, how = person.value, relation.value
    facts = [] if how.other_file else [RESPONSIBILITY.get(how.parental_responsibility or "", NOT_KNOWN)]
    if "contact" in relation.in_two_versions:
        facts.append("Contact: there are two versions. Settle them before anybody relies on one.")
    elif how.contact is not None:
        allowed = {"no": "No contact", "supervised": "Supervised contact"}.get(how.contact.allowed.lower(), "Contact")
        detail = ": ".join(part for part in (allowed, how.contact.detail) if part)
        facts.append(f"{detail} (order: {how.contact.order})" if how.contact.order else detail)
    facts += [how.network] if how.network else []
    facts += [f"Phone {value.phone}"] if value.phone else []
    facts += [f"Speaks {value.languages}"] if value.languages else []
    facts += [f"Needs an interpreter: {value.interpreter}"] if value.interpreter else []
    return Member(
        person.record.hex(),
        display_name(value),
        {"mother": "Mum", "father": "Dad"}.get((how.relationship or "").lower(), how.relationship or ""),
        tuple(facts),
        lives_at,
        how.other_file or "",
        _day(value.dob),
    )


def _stranger(person: Record[Person]) -> Member:
    return Member(
        person.record.hex(), display_name(person.value), person.value.role or "", ("Not known yet who this is",)
    )


def _worker(involvement: Record[Involvement]) -> Member:
    value = involvement.value
    role = (value.professional_role_id or "").replace("_", " ").capitalize()
    facts = [value.agency] if value.agency else []
    facts += [f"Phone {value.phone}"] if value.phone else []
    return Member(involvement.record.hex(), value.professional_name or "", role, tuple(facts))


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
