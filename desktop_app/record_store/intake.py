"""What comes from the store: checked to the last byte, then kept together with how far it reaches.

Believed are only: changes sealed by a device that the authority approved for their author, in the order that the store's
digest chains, up to a head that the store signed. Anything else is refused and nothing of its page is kept.
"""

from collections.abc import Collection, Iterable, Iterator

import msgspec
from sqlalchemy import Connection

from casework.case_files import AUTHORITY_BOOK, is_case_file
from casework.changes import ID_BYTES, Change
from casework.erasure import without_erased
from casework.errors import BadMessage, BadSeal
from casework.exchange import Cursor, FilePage, from_wire
from casework.seals import FIRST_EPOCH, Head, Seal, check_head, check_seal, first_digest, next_digest
from desktop_app.record_store import erasing, log
from desktop_app.record_store.erasing import Erased
from desktop_app.record_store.identity import Identity, identity_in
from desktop_app.record_store.log import Arrived
from desktop_app.record_store.trust import Trust

KNOWN = "known"
LONGEST_MARK = 32
AT_MOST = 2**62  # numbers come from outside and may be any whole number; this is what a database column holds
IDS_A_QUESTION = 500
A_FEW = 4
WORDS_WITHHELD = (
    "The central store left out the words of an entry, and the authority did not order it. Nothing was taken over; ring"
    " your administrator."
)
NOT_IN_ORDER = "The central store left out a part of a file. Nothing was taken over."


class Taken(msgspec.Struct, frozen=True):
    """What a page brought: how many changes were new to the file's numbers, and kinds of records.

    stepped_back: whether the store showed that it was put back from a backup; cursor: how far the file is held now;
    came_back: how many were sealed by this very laptop, which does not hold them any more; erased: whose words went by
    an order that came with it.
    """

    count: int
    kinds: frozenset[str]
    cursor: Cursor
    stepped_back: bool = False
    came_back: int = 0
    erased: Erased = Erased()


class Sealed(msgspec.Struct, frozen=True):
    """A seal as it is kept. first: the store's number of its first change, below 0 once the store takes that number to be
    free again; ids and marks of what it covers, in order."""

    seal: Seal
    first: int
    ids: list[bytes]
    marks: list[str]


def cursor_of(connection: Connection, tenant: str, file: str) -> Cursor:
    """How far this copy has a file."""
    row = connection.exec_driver_sql("SELECT epoch, number, digest FROM files WHERE file=?", (file,)).first()
    return Cursor(row[0], row[1], row[2]) if row else Cursor(FIRST_EPOCH, 0, first_digest(tenant, file))


def cursors_of(connection: Connection, tenant: str, files: Iterable[str]) -> dict[str, Cursor]:
    """How far this copy has each of these files. One question for a caseload: it is asked in every round."""
    files = list(files)
    if len(files) <= A_FEW:
        return {file: cursor_of(connection, tenant, file) for file in files}
    rows = connection.exec_driver_sql("SELECT file, epoch, number, digest FROM files")
    held = {row[0]: Cursor(row[1], row[2], row[3]) for row in rows}
    return {file: held.get(file) or Cursor(FIRST_EPOCH, 0, first_digest(tenant, file)) for file in files}


def take_page(connection: Connection, identity: Identity, trust: Trust, page: FilePage) -> Taken:
    """Check a page and keep it, with the new cursor, in the caller's transaction. Raises BadSeal or BadMessage."""
    check_head_of(identity, page.head, page.file)
    cursor = cursor_of(connection, identity.tenant, page.file)
    is_newer = page.head.epoch > cursor.epoch
    if is_newer:
        cursor = step_back_to(connection, identity.tenant, page.file, page.fork, page.head.epoch)
    if page.head.epoch < cursor.epoch:
        raise BadSeal("The central store is older than what this laptop has seen of it. Nothing was taken over.")
    number, digest = cursor.number, cursor.digest
    arrived: list[Arrived] = []
    repeated: list[bytes] = []
    sealed: list[Sealed] = []
    covered = erasing.covered(connection, page.file)
    for batch in page.batches:
        changes = [from_wire(wire) for wire in batch.changes]
        if page.file == AUTHORITY_BOOK:
            trust.learn(changes)
        check_batch(identity, trust, page.file, batch.seal, changes, covered)
        changes = without_erased(changes, covered)
        if batch.number != number + 1:
            raise BadSeal(NOT_IN_ORDER)
        for change, wire in zip(changes, batch.changes, strict=True):
            if wire.mark == KNOWN:
                repeated.append(change.id)
                continue
            number += 1
            digest = next_digest(digest, number, change.hash, batch.seal.hash, _mark(wire.mark))
            arrived.append((change, number, wire.mark, True))
        marks = [wire.mark for wire in batch.changes]
        sealed.append(Sealed(batch.seal, batch.number, [change.id for change in changes], marks))
    if not page.more and (number, digest) != (page.head.number, page.head.digest):
        raise BadSeal("A file does not add up to what the central store signed. Nothing was taken over.")
    _check_each_once(connection, page.file, cursor.number, [change.id for change, _, _, _ in arrived], repeated)
    own = {change.id for change, _, _, _ in arrived if change.header.device == identity.device}
    came_back = _that_came_back(connection, page.file, own) if own else 0
    log.add_to_log(connection, page.file, arrived)
    keep_seals(connection, page.file, sealed)
    reached = Cursor(page.head.epoch, number, digest)
    keep_cursor(connection, page.file, reached)
    kinds = frozenset(change.header.kind for change, _, _, _ in arrived)
    is_book = page.file == AUTHORITY_BOOK
    erased = erasing.carry_out(connection, identity, [one for one, _, _, _ in arrived]) if is_book else Erased()
    return Taken(len(arrived), kinds, reached, is_newer, came_back, erased)


def _that_came_back(connection: Connection, file: str, own: set[bytes]) -> int:
    """How many of its own this laptop does not hold any more. What the store had refused, and shows all the same, is in the
    record from now on: it is set aside no longer."""
    unknown = own - log.known(connection, file, list(own))
    if not unknown:
        return 0
    refused = connection.exec_driver_sql("SELECT id FROM set_aside WHERE file=?", (file,))
    taken = unknown & {row[0] for row in refused}
    if taken:
        connection.exec_driver_sql("DELETE FROM set_aside WHERE file=? AND id=?", [(file, name) for name in taken])
    return len(unknown - taken)


def check_head_of(identity: Identity, head: Head, file: str) -> None:
    """Raise BadSeal or BadMessage unless the store signed how far this very file goes, in numbers that can be."""
    if head.file != file or not is_case_file(file):
        raise BadMessage("The central store answered about another file. Nothing was taken over.")
    if not (0 < head.epoch < AT_MOST and 0 <= head.number < AT_MOST):
        raise BadMessage("The central store counted in a way that cannot be. Nothing was taken over.")
    check_head(identity.store, identity.tenant, head)


def _mark(mark: str) -> str:
    """A mark as it goes into the digest; one of a newer release is kept, whatever it says."""
    if len(mark) > LONGEST_MARK:
        raise BadMessage("The central store marked a change in a way that cannot be. Nothing was taken over.")
    return mark


def _check_each_once(connection: Connection, file: str, held: int, fresh: list[bytes], repeated: list[bytes]) -> None:
    """Raise BadSeal unless each change gets one number only, and what is said to be known already has one."""
    of_page = set(fresh)
    known = set(repeated) - of_page
    numbered_ones = set(_numbered_of(connection, file, [*of_page, *known])) if held else set()
    if len(of_page) < len(fresh) or of_page & numbered_ones or known - numbered_ones:
        raise BadSeal("The central store sent a change twice, or left one out. Nothing was taken over.")


def _numbered_of(connection: Connection, file: str, ids: list[bytes]) -> Iterator[bytes]:
    """Those of these changes that this copy holds with a number."""
    for start in range(0, len(ids), IDS_A_QUESTION):
        some = ids[start : start + IDS_A_QUESTION]
        marks = ",".join("?" * len(some))
        asked = f"SELECT id FROM log WHERE file=? AND id IN ({marks}) AND number IS NOT NULL"  # noqa: S608 (only marks)
        yield from (row[0] for row in connection.exec_driver_sql(asked, (file, *some)))


def check_batch(
    identity: Identity, trust: Trust, file: str, seal: Seal, changes: list[Change], covered: Collection[bytes]
) -> None:
    """Raise BadSeal or BadMessage unless an approved device sealed exactly these, all of them its own person's.

    covered: ids of those that an order of the authority names; no other may come without its words.
    """
    approval = trust.approval_of(seal.device)
    if not (0 < seal.number < AT_MOST and changes):
        raise BadMessage("A seal counts in a way that cannot be. Nothing was taken over.")
    check_seal(approval.public, identity.tenant, file, seal, changes)
    devices = trust.devices_of(seal.device)
    for change in changes:
        change.check_form()
        header = change.header
        if header.file != file or header.author != approval.professional or header.device not in devices:
            raise BadSeal("The central store sent a change under another's name. Nothing was taken over.")
        if change.is_erased and change.id not in covered:
            raise BadSeal(WORDS_WITHHELD)


def keep_seals(connection: Connection, file: str, some: Iterable[Sealed]) -> None:
    """Keep seals beside the changes they cover, so that the file can be proved, and offered again, from this copy."""
    rows = [
        (
            file,
            one.seal.device,
            one.seal.number,
            one.first,
            msgspec.msgpack.encode(one.seal),
            b"".join(one.ids),
            msgspec.msgpack.encode(one.marks),
        )
        for one in some
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
    _take_back_numbers(connection, file, number)
    own = _own_without_number(connection, file)
    if own:
        connection.exec_driver_sql("UPDATE log SET sent=0 WHERE file=? AND id=?", [(file, name) for name in own])
    cursor = Cursor(epoch, number, digest)
    keep_cursor(connection, file, cursor)
    return cursor


def forget_order(connection: Connection, tenant: str, file: str, after: Cursor) -> None:
    """Take back the numbers that came after this in the same epoch; the changes stay, sealed by their authors."""
    held = cursor_of(connection, tenant, file)
    if held.epoch == after.epoch and held.number > after.number:
        _take_back_numbers(connection, file, after.number)
        keep_cursor(connection, file, after)


def _take_back_numbers(connection: Connection, file: str, after: int) -> None:
    """What came after this number has none, and its seals no place: it may be numbered again under another seal."""
    connection.exec_driver_sql("UPDATE log SET number=NULL WHERE file=? AND number>?", (file, after))
    connection.exec_driver_sql("UPDATE seals SET first=-first WHERE file=? AND first>?", (file, after))


def _own_without_number(connection: Connection, file: str) -> list[bytes]:
    device = identity_in(connection).device
    rows = connection.exec_driver_sql(
        "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND number IS NULL", (file,)
    )
    changes = [Change(*row) for row in rows]
    return [change.id for change in changes if change.header.device == device]


def numbered(connection: Connection, file: str) -> list[tuple[bytes, str, Change]]:
    """(hash of its seal, mark, change) in the order of the store's numbers."""
    seal_of = seals_of(connection, file)
    rows = connection.exec_driver_sql(
        "SELECT mark, head, hash_of_body, salt, body FROM log WHERE file=? AND number IS NOT NULL ORDER BY number",
        (file,),
    )
    changes = [(row[0], Change(*row[1:])) for row in rows]
    return [(seal_of[change.id], mark, change) for mark, change in changes]


def seals_of(connection: Connection, file: str) -> dict[bytes, bytes]:
    """{id of a change: hash of the seal under which it has its number}."""
    found: dict[bytes, bytes] = {}
    asked = "SELECT seal, changes, marks FROM seals WHERE file=? AND first>0"
    for seal, ids, marks in connection.exec_driver_sql(asked, (file,)):
        name = msgspec.msgpack.decode(seal, type=Seal).hash
        for place, mark in enumerate(msgspec.msgpack.decode(marks, type=list[str])):
            if mark != KNOWN:
                found[ids[ID_BYTES * place : ID_BYTES * (place + 1)]] = name
    return found
