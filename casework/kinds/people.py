"""People, where they live and how they belong to the child: ssd_person, ssd_address, ssd_family and our own."""

import msgspec

from casework.changes import derived_record_id
from casework.kinds.reading import Kind

SUBJECT = derived_record_id("person", "subject")
"""The id of the person record of the one whose file it is."""


class Person(Kind, frozen=True):
    """A person named in a file: its subject, a parent, a teacher. Dates are ISO; sex is M, F or U as in ssd_person.

    person_id: id in the authority's system; same_as: {"file#record": why} links to the same person in other files,
    and from somebody met and not known yet to who it turned out to be in this one; undone by setting it to nothing;
    group: opaque id shared by the records of a person who was written down once for several children.
    """

    person_id: str | None = None
    forename: str | None = None
    surname: str | None = None
    preferred_name: str | None = None
    pronouns: str | None = None
    sex: str | None = None
    gender: str | None = None
    ethnicity: str | None = None
    dob: str | None = None
    expected_dob: str | None = None
    death_date: str | None = None
    disability: str | None = None
    send_flag: str | None = None
    nationality: str | None = None
    languages: str | None = None
    interpreter: str | None = None
    communication: str | None = None
    school: str | None = None
    phone: str | None = None
    role: str | None = None
    provisional: bool | None = None
    family: str | None = None
    group: bytes | None = None
    same_as: dict[str, str] = {}


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who may have contact, and how: one nested value, because its parts are unsafe apart."""

    allowed: str
    detail: str = ""
    order: str = ""


class Relation(Kind, frozen=True):
    """How a person belongs to the child. parental_responsibility: "Y", "N" or None for not known; responsibility_source:
    who or what says so ("birth certificate, seen 3 May"), always written together with it.

    person: record id of the person in this file; other_file: the case file of a sibling, where there is one.
    """

    person: bytes | None = None
    relationship: str | None = None
    parental_responsibility: str | None = None
    responsibility_source: str | None = None
    lives_with: bool | None = None
    contact: Contact | None = None
    other_file: str | None = None
    network: str | None = None


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """An address with its confidentiality: one nested value, so that no merge ever shows a refuge."""

    lines: str
    postcode: str = ""
    confidential: bool = False


class Address(Kind, frozen=True):
    """Where somebody lives or lived."""

    person: bytes | None = None
    place: Place | None = None
    address_type: str | None = None
    address_start_date: str | None = None
    address_end_date: str | None = None


class LegalStatus(Kind, frozen=True):
    """A legal status with its dates, one nested value: ssd_legal_status."""

    status: "DatedStatus | None" = None


class DatedStatus(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the status is and from when to when (ISO dates)."""

    legal_status: str
    start_date: str = ""
    end_date: str = ""


def display_name(person: Person, person_id: str = "") -> str:
    """The name to show: preferred or forename with surname; without names "Name not supplied, id 6537810"."""
    name = " ".join(part for part in (person.preferred_name or person.forename, person.surname) if part)
    if name:
        return name
    known_id = person.person_id or person_id
    return f"Name not supplied, id {known_id}" if known_id else "Name not supplied"


def first_name(person: Person) -> str:
    """The name a child is called by, or the whole display name where there is none."""
    return person.preferred_name or person.forename or display_name(person)
