"""The form of one person as the record has them, with what the form was shown of it. No Qt."""

import datetime
from typing import Any

import msgspec

from casework.kinds.people import SUBJECT, Address, Person, Relation, display_name, first_name
from casework.kinds.record import Record
from desktop_app.network.addresses import addresses_now
from desktop_app.network.draft import ELSEWHERE, HERE, Details, PersonDraft, somebody_new
from desktop_app.network.queries import turned_out_to_be
from desktop_app.network.secrecy import gives_away, secrets_everywhere
from desktop_app.network.siblings import Others, copies_of, other_children
from desktop_app.record_store.records import Records


class PersonForm(msgspec.Struct, frozen=True):
    """What the sheet opens with. child: first name of whose file it is; begun: whether it was left unfinished before;
    others: brothers and sisters in whose files the same may be written."""

    draft: PersonDraft
    child: str
    begun: bool = False
    others: Others = ()


class KnownPerson(msgspec.Struct, frozen=True):
    """Somebody whom a person met may turn out to be."""

    key: str
    words: str


def new_person(records: Records, file: str, *, is_provisional: bool) -> PersonForm:
    """An empty form, or the one that was left unfinished."""
    fresh = somebody_new(file, is_provisional=is_provisional)
    return _kept_or(records, fresh)


def person_form(records: Records, file: str, key: str, today: datetime.date) -> PersonForm | None:
    """The form of somebody who stands in the file; None where they do not any more."""
    record = bytes.fromhex(key)
    person = records.record(file, Person, record)
    if person is None or person.is_withdrawn:
        return None
    relation = next((one for one in records.records(file, Relation) if one.value.person == record), None)
    address = addresses_now(records, file, today).get(record)
    details = _details(person.value, relation.value if relation else None, address)
    if gives_away(f"{details.lines}, {details.postcode}", secrets_everywhere(records)):
        details = msgspec.structs.replace(details, is_confidential=True)  # another file on this laptop says so
    others = tuple(file for file, _ in copies_of(records, person))
    parts: list[Record[Any]] = [one for one in (person, relation, address) if one is not None]
    draft = PersonDraft(
        file=file,
        record=record,
        details=details,
        opened=details,
        relation=relation.record if relation else b"",
        address=address.record if address else b"",
        is_new=False,
        is_subject=record == SUBJECT,
        shown={one.kind: one.shown for one in parts},
        also=others,
    )
    return _kept_or(records, draft)


def known_people(records: Records, file: str, key: str) -> tuple[KnownPerson, ...]:
    """Whom somebody met may turn out to be: everybody of the file who is placed."""
    people = {person.record: person for person in records.records(file, Person)}
    relations = {one.value.person: one.value.relationship or "" for one in records.records(file, Relation)}
    turned_out = turned_out_to_be(people, file)
    found = []
    for record, person in people.items():
        if record == SUBJECT or record.hex() == key or record in turned_out:
            continue
        if record in relations or not person.value.provisional:
            how = relations.get(record) or person.value.role or ""
            found.append(
                KnownPerson(record.hex(), ", ".join(part for part in (display_name(person.value), how) if part))
            )
    return tuple(sorted(found, key=lambda one: one.words))


def _kept_or(records: Records, draft: PersonDraft) -> PersonForm:
    kept = records.drafts.find(draft.name, PersonDraft)
    subject = records.record(draft.file, Person, SUBJECT)
    child = first_name(subject.value) if subject else "the child"
    return PersonForm(kept or draft, child, kept is not None, _others(records, draft))


def _others(records: Records, draft: PersonDraft) -> Others:
    """In whose files somebody new can be written too, or stands already."""
    if draft.is_new:
        return other_children(records, draft.file)
    person = records.record(draft.file, Person, draft.record)
    return copies_of(records, person) if person is not None else ()


def _details(person: Person, relation: Relation | None, address: Record[Address] | None) -> Details:
    place = address.value.place if address is not None else None
    contact = relation.contact if relation else None
    return Details(
        forename=person.forename or "",
        surname=person.surname or "",
        preferred_name=person.preferred_name or "",
        role=person.role or "",
        dob=person.dob or "",
        expected=person.expected_dob or "",
        phone=person.phone or "",
        languages=person.languages or "",
        interpreter=person.interpreter or "",
        is_provisional=bool(person.provisional),
        relationship=(relation.relationship or "") if relation else "",
        lives={True: HERE, False: ELSEWHERE, None: ""}[relation.lives_with if relation else None],
        lines=place.lines if place else "",
        postcode=place.postcode if place else "",
        is_confidential=bool(place and place.confidential),
        since=(address.value.address_start_date or "") if address else "",
        responsibility=(relation.parental_responsibility or "") if relation else "",
        responsibility_source=(relation.responsibility_source or "") if relation else "",
        contact=contact.allowed if contact else "",
        contact_detail=contact.detail if contact else "",
        contact_order=contact.order if contact else "",
        network=(relation.network or "") if relation else "",
    )


def form_of_draft(records: Records, name: str) -> PersonForm | None:
    """The form that was kept under this name; None where it was added or thrown away."""
    kept = records.drafts.find(name, PersonDraft)
    return _kept_or(records, kept) if kept is not None else None


def name_of(records: Records, file: str, key: str) -> str:
    """What somebody is called."""
    person = records.record(file, Person, bytes.fromhex(key))
    return display_name(person.value) if person else "this person"


def also_met(records: Records, file: str, key: str) -> tuple[str, ...]:
    """What the brothers and sisters are called in whose files the same person was met."""
    person = records.record(file, Person, bytes.fromhex(key))
    return tuple(name for _, name in copies_of(records, person)) if person is not None else ()
