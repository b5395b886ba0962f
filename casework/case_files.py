"""The names of case files: whose file it is, and which of its rooms.

A case file is the unit of scope, order, digest and erasure: a person's file with its rooms, a hub's book, a worker's
practice book, the authority's book, and one log of grants per hub.
"""

import hashlib
from enum import Enum

from casework.errors import BadMessage

AUTHORITY_BOOK = "authority"
LONGEST_NAME = 100
PRACTICE_TENANT = "practice"
"""The tenant of every laptop's made-up family. No store has it, so that none takes what was written there."""


class Room(Enum):
    """The part of a person's file: a log is read whole or not at all, so what only some may read has its own."""

    MAIN = "main"
    CLINICAL = "clinical"
    PROTECTED = "protected"
    WORKER_SAFETY = "worker-safety"


class FileKind(Enum):
    """What a case file is about."""

    PERSON = "person"
    HUB = "hub"
    PRACTICE = "practice"
    AUTHORITY = "authority"
    GRANTS = "grants"


def person_file(tenant: str, person_id: str, room: Room = Room.MAIN) -> str:
    """The file of one person, from the id the authority's case management system gives: the same on every machine."""
    name = hashlib.sha256(f"daybook/person/1\0{tenant}\0{person_id}".encode()).hexdigest()[:32]
    return f"person:{name}" if room is Room.MAIN else f"person:{name}:{room.value}"


def room_of(file: str, room: Room) -> str:
    """Another room of the same person's file."""
    base = ":".join(file.split(":")[:2])
    return base if room is Room.MAIN else f"{base}:{room.value}"


def hub_book(hub: str) -> str:
    """A hub's book: members, meetings' times and order by id, settings. No word about a child."""
    return f"hub:{hub}"


def practice_book(professional: str) -> str:
    """One worker's own book."""
    return f"practice:{professional}"


def grants_log(hub: str) -> str:
    """Which case files a hub holds."""
    return f"grants:{hub}"


def kind_of_file(file: str) -> FileKind:
    """What a file's name says it is about. Raises BadMessage for a name that is none of ours."""
    try:
        return FileKind(file.split(":", maxsplit=1)[0])
    except ValueError as error:
        raise BadMessage("A case file has a name that this Daybook does not know.") from error


def room(file: str) -> Room:
    """Which room of a person's file this is; MAIN for every other kind of file."""
    parts = file.split(":")
    return Room(parts[2]) if len(parts) > 2 else Room.MAIN


def is_case_file(name: str) -> bool:
    """Whether a name is one that a case file can have: asked of every name that comes from outside."""
    kind, between, rest = name.partition(":")
    if kind == FileKind.AUTHORITY.value:
        return not between
    if kind == FileKind.PERSON.value:
        person, has_room, its_room = rest.partition(":")
        is_hex = len(person) == 32 and set(person) <= set("0123456789abcdef")
        return is_hex and (not has_room or its_room in {one.value for one in Room if one is not Room.MAIN})
    return kind in {one.value for one in FileKind} and 0 < len(rest) <= LONGEST_NAME and not {":", "\0"} & set(rest)
