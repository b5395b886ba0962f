"""What the main file of a person says of the files beside it that only some may read."""

from casework.case_files import Room
from casework.changes import derived_record_id
from casework.kinds.reading import Kind


class HeldApart(Kind, frozen=True):
    """That something about this person stands in a file of its own beside the main one, and nothing of what it says.

    room: a Room's value (casework.case_files). Whom to ask follows from who may read that room, so that it never names
    somebody who has left.
    """

    room: str | None = None


def held_apart_record(room: Room) -> bytes:
    """The record of one room: there is one for each, whoever says so first."""
    return derived_record_id("held_apart", room.value)
