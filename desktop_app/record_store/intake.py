"""What comes from the store: checked to the last byte, then kept together with how far it reaches.

Believed are only: changes sealed by a device that the authority approved for their author, in the order that the store's
digest chains, up to a head that the store signed. Anything else is refused and nothing of its page is kept.
"""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.errors import BadMessage, BadSeal
from casework.exchange import Batch, Cursor, FilePage, from_wire
from casework.kinds import NAME_OF
from casework.kinds.books import Device
from casework.kinds.reading import read_values
from casework.seals import (
    Approval,
    Seal,
    check_approval,
    check_head,
    check_seal,
    device_id,
    first_digest,
    next_digest,
)
from desktop_app.record_store import log
from desktop_app.record_store.identity import Identity, identity_in
from desktop_app.record_store.log import Arrived

FIRST_EPOCH = 1
KNOWN = "known"


class Taken(msgspec.Struct, frozen=True):
    """What a page brought: how many changes were new to the file's numbers, and kinds of records."""

    count: int
    kinds: frozenset[str]


class Trust:
    """Whose seals are believed: devices that the authority approved, from the book as far as it is held."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._approved: dict[str, Approval] = {}

    def learn(self, changes: Iterable[Change]) -> None:
        """Take approvals from changes of the authority's book; each stands on the authority's signature alone."""
        for change in changes:
            if change.header.kind == NAME_OF[Device] and "approval" in change.values:
                self._take(read_values(Device, change.values))

    def learn_from_copy(self, connection: Connection) -> None:
        """Take the approvals that this copy holds already."""
        rows = connection.exec_driver_sql(
            "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND kind=?", (AUTHORITY_BOOK, NAME_OF[Device])
        )
        self.learn(Change(*row) for row in rows)

    def approval_of(self, device: str) -> Approval:
        """The authority's word for a device. Raises BadSeal where it gave none."""
        approval = self._approved.get(device)
        if approval is None:
            raise BadSeal("The central store sent work of a laptop that was never approved. It was not taken over.")
        return approval

    def _take(self, device: Device) -> None:
        if device.approval is None:
            return
        told = device.approval
        approval = Approval(told.public, told.professional, told.given, told.signature)
        try:
            check_approval(self._identity.authority, self._identity.tenant, approval)
        except BadSeal:
            return  # not the authority's word: nothing that this device sealed will be believed
        self._approved[device_id(approval.public)] = approval


def cursor_of(connection: Connection, tenant: str, file: str) -> Cursor:
    """How far this copy has a file."""
    row = connection.exec_driver_sql("SELECT epoch, number, digest FROM files WHERE file=?", (file,)).first()
    return Cursor(row[0], row[1], row[2]) if row else Cursor(FIRST_EPOCH, 0, first_digest(tenant, file))


def take_page(connection: Connection, identity: Identity, trust: Trust, page: FilePage) -> Taken:
    """Check a page and keep it, with the new cursor, in the caller's transaction. Raises BadSeal or BadMessage."""
    check_head(identity.store, identity.tenant, page.head)
    if page.head.file != page.file:
        raise BadMessage("The central store answered about another file. Nothing was taken over.")
    cursor = cursor_of(connection, identity.tenant, page.file)
    if page.head.epoch > cursor.epoch:
        cursor = step_back_to(connection, identity.tenant, page.file, page.fork, page.head.epoch)
    if page.head.epoch < cursor.epoch:
        raise BadSeal("The central store is older than what this laptop has seen of it. Nothing was taken over.")
    number, digest = cursor.number, cursor.digest
    arrived: list[Arrived] = []
    for batch in page.batches:
        changes = [from_wire(wire) for wire in batch.changes]
        if page.file == AUTHORITY_BOOK:
            trust.learn(changes)
        check_batch(identity, trust, page.file, batch.seal, changes)
        if batch.number != number + 1:
            raise BadSeal("The central store left out a part of a file. Nothing was taken over.")
        for change, wire in zip(changes, batch.changes, strict=True):
            if wire.mark != KNOWN:
                number += 1
                digest = next_digest(digest, number, change.hash, batch.seal.hash, wire.mark)
                arrived.append((change, number, wire.mark, True))
    if not page.more and (number, digest) != (page.head.number, page.head.digest):
        raise BadSeal("A file does not add up to what the central store signed. Nothing was taken over.")
    log.add_to_log(connection, page.file, arrived)
    keep_seals(connection, page.file, page.batches)
    keep_cursor(connection, page.file, Cursor(page.head.epoch, number, digest))
    return Taken(len(arrived), frozenset(change.header.kind for change, _, _, _ in arrived))


def check_batch(identity: Identity, trust: Trust, file: str, seal: Seal, changes: list[Change]) -> None:
    """Raise BadSeal or BadMessage unless an approved device sealed exactly these, all of them its own person's."""
    approval = trust.approval_of(seal.device)
    check_seal(approval.public, identity.tenant, file, seal, changes)
    for change in changes:
        change.check_form()
        header = change.header
        if header.file != file or header.author != approval.professional or header.device != seal.device:
            raise BadSeal("The central store sent a change under another's name. Nothing was taken over.")


def keep_seals(connection: Connection, file: str, batches: Iterable[Batch]) -> None:
    """Keep seals beside the changes they cover, so that the file can be proved, and offered again, from this copy."""
    rows = [
        (
            file,
            batch.seal.device,
            batch.seal.number,
            batch.number,
            msgspec.msgpack.encode(batch.seal),
            b"".join(from_wire(wire).id for wire in batch.changes),
            msgspec.msgpack.encode([wire.mark for wire in batch.changes]),
        )
        for batch in batches
    ]
    if rows:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO seals(file, device, number, first, seal, changes, marks) VALUES(?,?,?,?,?,?,?)",
            rows,
        )


def keep_cursor(connection: Connection, file: str, cursor: Cursor) -> None:
    """Keep how far a file is held."""
    connection.exec_driver_sql(
        "INSERT INTO files(file, epoch, number, digest, synced, looked) VALUES(?,?,?,?,'',0)"
        " ON CONFLICT(file) DO UPDATE SET epoch=excluded.epoch, number=excluded.number, digest=excluded.digest",
        (file, cursor.epoch, cursor.number, cursor.digest),
    )


def step_back_to(connection: Connection, tenant: str, file: str, fork: int, epoch: int) -> Cursor:
    """The store was put back from a backup: what came after the fork keeps its words and loses its number.

    Nothing is forgotten. What this device wrote after the fork waits to be sent again.
    """
    held = cursor_of(connection, tenant, file)
    number, digest = 0, first_digest(tenant, file)
    for seal_hash, mark, change in numbered(connection, file):
        if number >= min(fork, held.number):
            break
        number += 1
        digest = next_digest(digest, number, change.hash, seal_hash, mark)
    connection.exec_driver_sql("DELETE FROM outgoing WHERE file=?", (file,))
    connection.exec_driver_sql("UPDATE log SET number=NULL WHERE file=? AND number>?", (file, number))
    own = _own_without_number(connection, file)
    if own:
        connection.exec_driver_sql("UPDATE log SET sent=0 WHERE file=? AND id=?", [(file, name) for name in own])
    cursor = Cursor(epoch, number, digest)
    keep_cursor(connection, file, cursor)
    return cursor


def _own_without_number(connection: Connection, file: str) -> list[bytes]:
    device = identity_in(connection).device
    rows = connection.exec_driver_sql(
        "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND number IS NULL", (file,)
    )
    changes = [Change(*row) for row in rows]
    return [change.id for change in changes if change.header.device == device]


def numbered(connection: Connection, file: str) -> list[tuple[bytes, str, Change]]:
    """(hash of its seal, mark, change) in the order of the store's numbers."""
    seal_of: dict[bytes, bytes] = {}
    for seal, ids, marks in connection.exec_driver_sql("SELECT seal, changes, marks FROM seals WHERE file=?", (file,)):
        name = msgspec.msgpack.decode(seal, type=Seal).hash
        for place, mark in enumerate(msgspec.msgpack.decode(marks, type=list[str])):
            if mark != KNOWN:
                seal_of[ids[16 * place : 16 * place + 16]] = name
    rows = connection.exec_driver_sql(
        "SELECT mark, head, hash_of_body, salt, body FROM log WHERE file=? AND number IS NOT NULL ORDER BY number",
        (file,),
    )
    changes = [(row[0], Change(*row[1:])) for row in rows]
    return [(seal_of[change.id], mark, change) for mark, change in changes]
