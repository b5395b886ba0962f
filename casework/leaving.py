"""What a revoked laptop hands over before its copy is destroyed: the list of it, which both machines read alike.

Everything goes as parts of at most one wire piece each, named by the SHA-256 of their bytes, so that what broke off goes on
where it was and nothing is sent twice. The list is signed by the laptop; the store signs that it holds all of it. Only then
is anything destroyed.
"""

import hashlib

import msgspec

from casework.errors import BadMessage
from casework.exchange import MOST_BYTES_A_MESSAGE, PIECE_BYTES, Batch, WireChange

CHANGES, SET_ASIDE, DRAFT, PIECE = "changes", "set aside", "draft", "piece"
MOST_ITEMS, MOST_PARTS = 20_000, 20_000
MOST_BYTES_OF_ALL = 2 * 1024 * 1024 * 1024
"""What a store takes from one laptop. More than that is not destroyed: somebody has to look."""


class Item(msgspec.Struct, frozen=True):
    """One thing handed over. what: "changes" (a sealed batch), "set aside", "draft" or "piece" (of an attachment).

    file: the case file it is about; name: a draft's kind, or the reason for which a change was set aside; begun, changed:
    UTC times; parts: names of its bytes, in order; length: of all of them.
    """

    what: str
    file: str
    parts: tuple[str, ...]
    length: int
    name: str = ""
    begun: str = ""
    changed: str = ""


class HandedOver(msgspec.Struct, frozen=True):
    """All that a laptop had not sent, in the order in which it is shown to whoever looks through it."""

    tenant: str
    device: str
    items: tuple[Item, ...]


class HandedChanges(msgspec.Struct, frozen=True):
    """A batch as it would have been pushed, under the laptop's next seal."""

    file: str
    batch: Batch


class HandedAside(msgspec.Struct, frozen=True):
    """A change that the store had refused, and why."""

    change: WireChange
    reason: str
    since: str


def parts_of(content: bytes) -> dict[str, bytes]:
    """The bytes in parts, by name; nothing is one empty part."""
    pieces = [content[start : start + PIECE_BYTES] for start in range(0, max(len(content), 1), PIECE_BYTES)]
    return {hashlib.sha256(piece).hexdigest(): piece for piece in pieces}


def names_of_parts(content: bytes) -> tuple[str, ...]:
    """The names of its parts, in order; two equal parts have one name."""
    return tuple(
        hashlib.sha256(content[start : start + PIECE_BYTES]).hexdigest()
        for start in range(0, max(len(content), 1), PIECE_BYTES)
    )


def written(handed: HandedOver) -> bytes:
    """The list as it is signed."""
    return msgspec.msgpack.encode(handed)


def read_list(data: bytes) -> HandedOver:
    """The list as a laptop signed it. Raises BadMessage for one that cannot be, or has more than a store takes."""
    try:
        handed = msgspec.msgpack.decode(data, type=HandedOver)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage("The list of what a laptop handed over cannot be read.") from error
    parts = sum(len(item.parts) for item in handed.items)
    if len(data) > MOST_BYTES_A_MESSAGE or len(handed.items) > MOST_ITEMS or parts > MOST_PARTS:
        raise BadMessage("A laptop handed over more than the central store takes.")
    return handed


def hash_of(data: bytes) -> bytes:
    """What stands for the list in signatures: 32 bytes."""
    return hashlib.sha256(b"daybook/handed over/1" + data).digest()
