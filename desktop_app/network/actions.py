"""What a worker does with the people of a child's file: add them, correct them, say who somebody met turned out to be."""

from typing import Any

import msgspec

from casework.changes import Change
from casework.errors import KnownError
from casework.kinds.people import Address, Contact, Person, Place, Relation
from casework.kinds.reading import Kind, element
from casework.kinds.record import Record
from desktop_app.network.draft import ELSEWHERE, HERE, Details, PersonDraft, missing, place_differs
from desktop_app.network.siblings import corrected_too, housed_too, met_elsewhere, other_copies, written_too
from desktop_app.record_store.records import AlreadyAdded, Changed, Records

GONE = "This person does not stand in the file any more: somebody has withdrawn the entry."


class NotComplete(KnownError):
    """Something that must be said of a person is still missing."""


def keep(records: Records, draft: PersonDraft) -> None:
    """Keep the form as it stands: on disk, encrypted, when this returns. An untouched one leaves nothing behind."""
    if not draft.has_words():
        records.drafts.done(draft.name)
    else:
        records.drafts.keep(draft.name, draft.file, "person", draft)


def throw_away(records: Records, draft: PersonDraft) -> None:
    """The worker says that nothing of the form is wanted."""
    records.drafts.done(draft.name)


def add_to_record(records: Records, draft: PersonDraft) -> Changed:
    """Add somebody, or what was corrected of them, with how they belong and where they live: all or none, in the files of
    brothers and sisters too where the worker said so.

    Raises NotComplete with the first thing that is missing, TwoVersionsOpen where a field stands in two versions.
    """
    lacking = missing(draft)
    if lacking:
        raise NotComplete(lacking[0].sentence)
    if draft.is_new and records.record(draft.file, Person, draft.record) is not None:
        raise AlreadyAdded("This person was added already. Open them from the list to change something.")
    changes = _new(records, draft) if draft.is_new else _corrected(records, draft)
    return records.add(*changes, draft_done=draft.name)


def same_person(records: Records, file: str, met: str, known: str, *, also: bool = False) -> Changed:
    """Somebody who was met is this person. Both records stay; `not_the_same` undoes it. also: in the files of brothers and
    sisters too, where they were met on the same visit and the same person is known."""
    return records.add(*(_link(records, *link, "same person") for link in _links(records, file, met, known, also=also)))


def not_the_same(records: Records, file: str, met: str, *, also: bool = False) -> Changed:
    """It was not that person after all. also: in the other files too, where the same was said of them."""
    person = _person(records, file, bytes.fromhex(met))
    found = [person, *(other_copies(records, person) if also else ())]
    return records.add(
        *(
            _link(records, one.file, one.record.hex(), link.rpartition("#")[2], None)
            for one in found
            for link in _in(one.file, one.value)
        )
    )


def not_this_one(records: Records, file: str, met: str, known: str, *, also: bool = False) -> Changed:
    """One answer is taken back: it was not this person. What anybody else answered stands. also: as in `same_person`."""
    links = _links(records, file, met, known, also=also)
    said = [one for one in links if _is_said(records, *one)]
    return records.add(*(_link(records, *link, None) for link in said))


def _links(records: Records, file: str, met: str, known: str, *, also: bool) -> list[tuple[str, str, str]]:
    elsewhere = met_elsewhere(records, file, bytes.fromhex(met), bytes.fromhex(known)) if also else []
    return [(file, met, known), *((other, one.hex(), its.hex()) for other, one, its in elsewhere)]


def _is_said(records: Records, file: str, met: str, known: str) -> bool:
    return f"{file}#{known}" in _person(records, file, bytes.fromhex(met)).value.same_as


def _link(records: Records, file: str, met: str, known: str, why: str | None) -> Change:
    person = _person(records, file, bytes.fromhex(met))
    return records.edit(person, {element("same_as", f"{file}#{known}"): why})


def _in(file: str, person: Person) -> list[str]:
    return [link for link in person.same_as if link.rpartition("#")[0] == file]


def _person(records: Records, file: str, record: bytes) -> Record[Person]:
    found = records.record(file, Person, record)
    if found is None or found.is_withdrawn:
        raise KnownError(GONE)
    return found


# -- what is written ----------------------------------------------------------------------------------------------------


def _new(records: Records, draft: PersonDraft) -> list[Change]:
    now = draft.details
    person = Person(**person_values(now), group=draft.record if draft.also else None)
    changes = [records.create(draft.file, person, record=draft.record)]
    relation = Relation(person=draft.record, **relation_values(now))
    if relation != Relation(person=draft.record) or not now.is_provisional:
        changes.append(records.create(draft.file, relation))
    address = Address(person=draft.record, **_address_values(now)) if now.lines.strip() else None
    if address is not None:
        changes.append(records.create(draft.file, address))
    for file in draft.also:
        changes += written_too(records, draft, file, person, relation, address)
    return changes


def _corrected(records: Records, draft: PersonDraft) -> list[Change]:
    """Only what differs from what stood there when the form opened; nothing else is set over what others wrote."""
    changes = _edit(records, draft, Person, draft.record, person_values)
    if not draft.is_subject:
        if draft.relation:
            changes += _edit(records, draft, Relation, draft.relation, relation_values)
        elif relation_values(draft.details):
            values = {"person": draft.record, **relation_values(draft.details)}
            changes.append(records.create(draft.file, _filled(Relation, values)))
    if draft.address and draft.details.moved == "moved" and place_differs(draft):
        changes += _moved(records, draft)
    elif draft.address:
        changes += _edit(records, draft, Address, draft.address, _address_values)
    elif draft.details.lines.strip():
        values = {"person": draft.record, **_address_values(draft.details)}
        changes.append(records.create(draft.file, _filled(Address, values)))
    before, after = draft.opened, draft.details
    for file in draft.also:
        person = _person(records, draft.file, draft.record)
        changes += corrected_too(records, person, file, _said_of(before), _said_of(after))
        changes += housed_too(records, person, file, _lived(before), _lived(after), moved=after.moved == "moved")
    return changes


def _lived(details: Details) -> Address:
    return Address(**_address_values(details))


def _said_of(details: Details) -> dict[str, Any]:
    return {**relation_values(details), **person_values(details)}


def _moved(records: Records, draft: PersonDraft) -> list[Change]:
    """The old address ends on the day the new one begins, and stays in the history."""
    old = _as_shown(records, draft, Address, draft.address)
    changes = [records.edit(old, {"address_end_date": draft.details.since})]
    if draft.details.lines.strip():
        values = {"person": draft.record, **_address_values(draft.details)}
        changes.append(records.create(draft.file, _filled(Address, values)))
    return changes


def _edit(records: Records, draft: PersonDraft, form: type[Kind], record: bytes, values_of: Any) -> list[Change]:
    before, after = values_of(draft.opened), values_of(draft.details)
    values = {field: after.get(field) for field in {**before, **after} if before.get(field) != after.get(field)}
    return [records.edit(_as_shown(records, draft, form, record), values)] if values else []


def _as_shown(records: Records, draft: PersonDraft, form: type[Kind], record: bytes) -> Record[Any]:
    found = records.record(draft.file, form, record)
    if found is None or found.is_withdrawn:
        raise KnownError(GONE)
    return msgspec.structs.replace(found, shown=draft.shown.get(found.kind, found.shown))


def _filled(form: type[Kind], values: dict[str, Any]) -> Kind:
    return form(**values)


def person_values(now: Details) -> dict[str, Any]:
    """{field: value} of the person; what is empty is not set."""
    named = {
        "forename": now.forename,
        "surname": now.surname,
        "preferred_name": now.preferred_name,
        "role": now.role,
        "dob": now.dob,
        "expected_dob": now.expected,
        "phone": now.phone,
        "languages": now.languages,
        "interpreter": now.interpreter,
    }
    return _said(named) | ({"provisional": True} if now.is_provisional else {})


def relation_values(now: Details) -> dict[str, Any]:
    """{field: value} of how they belong."""
    found = _said(
        {
            "relationship": now.relationship,
            "parental_responsibility": now.responsibility,
            "responsibility_source": now.responsibility_source if now.responsibility else "",
            "network": now.network,
        }
    )
    if now.lives in (HERE, ELSEWHERE):
        found["lives_with"] = now.lives == HERE
    if now.contact:
        found["contact"] = Contact(now.contact, now.contact_detail.strip(), now.contact_order.strip())
    return found


def _address_values(now: Details) -> dict[str, Any]:
    found: dict[str, Any] = _said({"address_start_date": now.since})
    if now.lines.strip():
        found["place"] = Place(now.lines.strip(), now.postcode.strip().upper(), now.is_confidential)
    return found


def _said(named: dict[str, str]) -> dict[str, Any]:
    return {field: words.strip() for field, words in named.items() if words.strip()}
