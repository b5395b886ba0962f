"""An appointment with a family: kept in the file of each child it is with, as a visit is."""

import msgspec

from casework.changes import derived_record_id
from casework.kinds.reading import Kind


class Slot(msgspec.Struct, frozen=True, omit_defaults=True):
    """When it is: one nested value. date: ISO; start, end: "14:30" by the clock on the wall, end "" where it is open."""

    date: str
    start: str = ""
    end: str = ""


class Where(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where it is, with its confidentiality: one nested value, so that no merge ever shows a refuge.

    at_home: at the child's own address, which the file holds; words: any other place.
    """

    at_home: bool = False
    words: str = ""
    confidential: bool = False


class Goer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A worker who goes. professional: their id in the authority's book, "" for somebody of another agency."""

    name: str
    professional: str = ""


class Appointment(Kind, frozen=True):
    """One child's record of an appointment. group: opaque id shared by the records of the children it is with.

    files: {case file of each of those children: true}; announced: whether the family knows of it; access_needs: what to
    know at the door, one thing a line. No word about the safety of workers stands here: it has a room of its own.
    """

    group: bytes | None = None
    slot: Slot | None = None
    purpose: str | None = None
    where: Where | None = None
    announced: bool | None = None
    worker: Goer | None = None
    second_worker: Goer | None = None
    interpreter: str | None = None
    access_needs: str | None = None
    files: dict[str, bool] = {}


def appointment_id(group: bytes, file: str) -> bytes:
    """The id of a child's record of an appointment."""
    return derived_record_id("appointment", group, file)


def visit_group(group: bytes, professional: str) -> bytes:
    """The group of the visit that one worker makes of an appointment: begun twice it is one visit, and a colleague who
    comes along writes a visit of their own."""
    return derived_record_id("visit of appointment", group, professional)
