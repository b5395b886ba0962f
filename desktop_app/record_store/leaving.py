"""Everything of this copy that the store does not have: what a revoked laptop hands over before it is destroyed.

Changes go under the seals they would have been pushed with, so that they can be added to their files in their author's
words; drafts and what was set aside go as they are; and every sealed piece that one of these names, with its key in what
names it. Nothing is altered here: packed again it is the same, so a hand-over that broke off goes on.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from casework.exchange import to_wire
from casework.leaving import (
    CHANGES,
    DRAFT,
    PIECE,
    SET_ASIDE,
    HandedAside,
    HandedChanges,
    HandedOver,
    Item,
    names_of_parts,
)
from desktop_app.record_store import outbox
from desktop_app.record_store.identity import Identity
from desktop_app.record_store.records import Records
from desktop_app.record_store.schema import drafts
from desktop_app.record_store.waiting_to_send import set_aside_changes
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.vault import OpenVault

HEX = frozenset("0123456789abcdef")
NAME_LETTERS = 64


class Packed(NamedTuple):
    """One thing, and how to read its bytes."""

    item: Item
    content: Callable[[], bytes]


def pack(vault: OpenVault, records: Records) -> list[Packed]:
    """All of it, in the order in which it is shown: what was added to the record first, then drafts, then pieces."""
    identity = records.identity
    with reading(vault.engine) as connection:
        found = [*_changes(connection, identity, vault), *_set_aside(connection), *_drafts(connection)]
        waiting = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT name, file FROM pieces WHERE sent=0")}
    named = {name: packed.item.file for packed in found for name in _names_in(packed.content())}
    for name, file in sorted((named | waiting).items()):
        if vault.pieces.has(name):
            found.append(_piece(vault, file, name))
    return found


def listed(identity: Identity, packed: list[Packed]) -> HandedOver:
    """The list of it, to be signed."""
    return HandedOver(identity.tenant, identity.device, tuple(one.item for one in packed))


def things(packed: list[Packed]) -> int:
    """How many things a worker would say that these are: pieces belong to what names them."""
    return sum(one.item.what != PIECE for one in packed)


def _changes(connection: Connection, identity: Identity, vault: OpenVault) -> Iterator[Packed]:
    for file in outbox.files_with_unsent(connection):
        for push in outbox.all_sealed(connection, identity, vault.signing_key, file):
            yield _packed(CHANGES, file, msgspec.msgpack.encode(HandedChanges(file, push.batch)))


def _set_aside(connection: Connection) -> Iterator[Packed]:
    for one in set_aside_changes(connection):
        content = msgspec.msgpack.encode(HandedAside(to_wire(one.change), one.reason, one.since))
        yield _packed(SET_ASIDE, one.change.header.file, content, one.reason, one.since, one.since)


def _drafts(connection: Connection) -> Iterator[Packed]:
    for row in connection.execute(drafts.select().order_by(drafts.c.begun, drafts.c.name)):
        yield _packed(DRAFT, row.file, row.content, row.what, row.begun, row.changed)


def _piece(vault: OpenVault, file: str, name: str) -> Packed:
    """As it lies there: one that is damaged goes under the name that its bytes have now."""
    data = vault.pieces.read_as_it_is(name)
    return Packed(Item(PIECE, file, names_of_parts(data), len(data)), lambda: vault.pieces.read_as_it_is(name))


def _packed(what: str, file: str, content: bytes, name: str = "", begun: str = "", changed: str = "") -> Packed:
    item = Item(what, file, names_of_parts(content), len(content), name, begun, changed)
    return Packed(item, lambda: content)


def _names_in(content: bytes) -> set[str]:
    """Every name of a piece that stands anywhere in it: forms differ, names do not."""
    try:
        return set(_names(msgspec.msgpack.decode(content)))
    except (msgspec.DecodeError, ValueError, RecursionError):
        return set()


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) == NAME_LETTERS and HEX.issuperset(value):
            yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _names(key)
            yield from _names(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _names(one)
    elif isinstance(value, bytes):  # a change's body, inside the batch
        yield from _names_in(value)
