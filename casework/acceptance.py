"""What a store takes into a file and what it refuses: one rule, used by the central store and by every model of it.

Refused only for form, size, seal or right, never for a record's state: histories must not depend on arrival. What is
known, or was once acknowledged, is never refused.
"""

from collections.abc import Callable, Collection, Sequence
from enum import Enum

import msgspec

from casework.access import Standing, may_write
from casework.case_files import FileKind, Room, kind_of_file, room_of
from casework.changes import Change, Header
from casework.errors import BadMessage, BadSeal
from casework.exchange import MOST_BYTES_A_BODY, MOST_BYTES_A_PUSH, MOST_CHANGES_A_PUSH
from casework.kinds.rooms import held_apart_record
from casework.seals import Seal, check_seal

NAME_OF_HELD_APART = "held_apart"


class Reason(Enum):
    """Why a batch was not taken, with the sentence a worker is shown."""

    FORM = "form"
    SIZE = "size"
    SEAL = "seal"
    RIGHT = "right"
    AUTHOR = "author"
    SEAL_NUMBER = "seal number"

    @property
    def sentence(self) -> str:
        """What happened, that nothing is lost, and what to do."""
        return _SENTENCES[self]


_SENTENCES = {
    Reason.FORM: "The central store could not read one of your entries. It is kept on this laptop, set aside.",
    Reason.SIZE: "One of your entries is too long to send. It is kept on this laptop; shorten it or attach it.",
    Reason.SEAL: "The central store could not check this laptop's seal. Nothing is lost. Ring your administrator.",
    Reason.RIGHT: "You may not add this to this child's file. It is kept on this laptop, set aside.",
    Reason.AUTHOR: "An entry names somebody else as its author. It is kept on this laptop, set aside.",
    Reason.SEAL_NUMBER: "This laptop looks like a copy of another one. Nothing is lost. Ring your administrator.",
}


class Refusal(msgspec.Struct, frozen=True):
    """Why a batch is not taken; changes: ids at fault, empty where it is the whole batch."""

    reason: Reason
    changes: tuple[bytes, ...] = ()


class Sealer(msgspec.Struct, frozen=True):
    """The device that sealed a batch: its public key, and the standing of the person it was approved for.

    earlier: devices of the same person from which it took over: it may seal what they wrote (casework.seals.Succession).
    """

    public: bytes
    standing: Standing
    earlier: frozenset[str] = frozenset()


NO_ORDER: frozenset[bytes] = frozenset()


def refusal_of_form(file: str, changes: Sequence[Change], covered: Collection[bytes] = NO_ORDER) -> Refusal | None:
    """Whether the batch has the right form and size. covered: ids that an order to erase names; these alone may lack words."""
    if not changes or len(changes) > MOST_CHANGES_A_PUSH:
        return Refusal(Reason.SIZE)
    if sum(len(change.head) + len(change.body or b"") for change in changes) > MOST_BYTES_A_PUSH:
        return Refusal(Reason.SIZE)
    too_long = tuple(change.id for change in changes if len(change.body or b"") > MOST_BYTES_A_BODY)
    if too_long:
        return Refusal(Reason.SIZE, too_long)
    at_fault = tuple(change.id for change in changes if not _is_well_formed(file, change, covered))
    return Refusal(Reason.FORM, at_fault) if at_fault else None


def refusal_of_seal(tenant: str, file: str, seal: Seal, changes: Sequence[Change], sealer: Sealer) -> Refusal | None:
    """Whether the device sealed these changes, and whether they are its own person's."""
    try:
        check_seal(sealer.public, tenant, file, seal, changes)
    except BadSeal:
        return Refusal(Reason.SEAL)
    own = sealer.earlier | {seal.device}
    strangers = tuple(
        change.id
        for change in changes
        if change.header.author != sealer.standing.professional or change.header.device not in own
    )
    return Refusal(Reason.AUTHOR, strangers) if strangers else None


def refusal_of_right(
    file: str,
    changes: Sequence[Change],
    standing: Standing,
    held_by: frozenset[str],
    is_known: Callable[[bytes], bool],
) -> Refusal | None:
    """Whether the person may add these kinds of record; what the store knows already is never refused."""
    refused = tuple(
        change.id
        for change in changes
        if not is_known(change.id) and not may_add(standing, file, held_by, change.header)
    )
    return Refusal(Reason.RIGHT, refused) if refused else None


def may_add(standing: Standing, file: str, held_by: frozenset[str], header: Header) -> bool:
    """Whether the person may add this change to a file: its kind of record; and that something is kept apart is said, and
    taken back, by those who may write in the room it speaks of. Of a room that a newer release brought it may only be said.
    """
    if not may_write(standing, file, held_by, header.kind):
        return False
    if header.kind != NAME_OF_HELD_APART or kind_of_file(file) is not FileKind.PERSON:
        return True
    its_room = next((one for one in Room if held_apart_record(one) == header.record), None)
    if its_room is None:
        return not header.over
    return may_write(standing, room_of(file, its_room), held_by, "case_note")


def new_ones(changes: Sequence[Change], known: Collection[bytes]) -> list[Change]:
    """The changes to number: those not known yet, in order, each once."""
    seen = set(known)
    fresh = []
    for change in changes:
        if change.id not in seen:
            seen.add(change.id)
            fresh.append(change)
    return fresh


def _is_well_formed(file: str, change: Change, covered: Collection[bytes]) -> bool:
    try:
        change.check_form()
    except BadMessage:
        return False
    return change.header.file == file and (change.id in covered or not change.is_erased)
