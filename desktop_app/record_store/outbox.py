"""What goes to the store: sealed once, kept with its seal until answered, so that a crash sends the same bytes again."""

import datetime
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from casework.acceptance import Reason
from casework.changes import ID_BYTES, Change
from casework.errors import BadMessage
from casework.exchange import (
    MOST_BYTES_A_PUSH,
    MOST_CHANGES_A_PUSH,
    Batch,
    Cursor,
    FilePush,
    NotTaken,
    Taken,
    from_wire,
    to_wire,
)
from casework.kinds.concerns import BEFORE_ANYTHING_ELSE
from casework.seals import (
    FIRST_EPOCH,
    NO_SEAL_BEFORE,
    Seal,
    Seen,
    SigningKey,
    make_seal,
    next_digest,
    seal_number_after,
)
from desktop_app.record_store import log
from desktop_app.record_store.identity import Identity
from desktop_app.record_store.intake import (
    AT_MOST,
    KNOWN,
    Sealed,
    check_head_of,
    cursor_of,
    keep_cursor,
    keep_seals,
)

OUR_WHOLE_BATCH = frozenset({Reason.SEAL.value, Reason.SEAL_NUMBER.value})
REASONS = frozenset(reason.value for reason in Reason)


def files_with_unsent(connection: Connection) -> list[str]:
    """Files that have something to send, the longest waiting first."""
    rows = connection.exec_driver_sql("SELECT file FROM log WHERE sent=0 GROUP BY file ORDER BY min(row)")
    return [row[0] for row in rows]


def has_unsent(connection: Connection) -> bool:
    """Whether anything waits to be sent."""
    return connection.exec_driver_sql("SELECT 1 FROM log WHERE sent=0 LIMIT 1").first() is not None


def files_that_go_first(connection: Connection) -> list[str]:
    """Files with a safety concern, a decision or an answer to one that is not sent: nothing else goes until these went."""
    kinds = tuple(sorted(BEFORE_ANYTHING_ELSE))
    marks = ",".join("?" * len(kinds))
    asked = (
        f"SELECT file FROM log INDEXED BY log_unsent WHERE sent=0 AND kind IN ({marks}) GROUP BY file ORDER BY min(row)"  # noqa: S608
    )
    return [row[0] for row in connection.exec_driver_sql(asked, kinds)]


def next_push(connection: Connection, identity: Identity, key: SigningKey, file: str) -> FilePush | None:
    """The batch to send for a file: the one that waits for its answer, else a new one, sealed and kept first.

    What goes before anything else is in the first new one, however much of the file waits longer.
    """
    held = connection.exec_driver_sql("SELECT seal, changes FROM outgoing WHERE file=?", (file,)).first()
    if held is not None:
        changes = _changes(connection, file, _ids(held[1]))
        return _push(file, msgspec.msgpack.decode(held[0], type=Seal), changes)
    changes = _next_changes(connection, file)
    if not changes:
        return None
    cursor = cursor_of(connection, identity.tenant, file)
    number, before = _newest_own_seal(connection, file, identity.device)
    seen = Seen(cursor.epoch, cursor.number, cursor.digest)
    seal_number = seal_number_after(number, cursor.epoch)
    seal = make_seal(key, identity.tenant, file, seal_number, before, changes, seen)
    connection.exec_driver_sql(
        "INSERT INTO outgoing(file, seal, changes) VALUES(?,?,?)",
        (file, msgspec.msgpack.encode(seal), b"".join(change.id for change in changes)),
    )
    return _push(file, seal, changes)


def all_sealed(connection: Connection, identity: Identity, key: SigningKey, file: str) -> list[FilePush]:
    """Everything of a file that waits, under the seals that would come next. Nothing is kept: asked again it is the same."""
    held = connection.exec_driver_sql("SELECT seal, changes FROM outgoing WHERE file=?", (file,)).first()
    found, known = list[FilePush](), set[bytes]()
    number, before = _newest_own_seal(connection, file, identity.device)
    if held is not None:
        seal = msgspec.msgpack.decode(held[0], type=Seal)
        number, before, known = seal.number, seal.hash, set(_ids(held[1]))
        found.append(_push(file, seal, _changes(connection, file, _ids(held[1]))))
    cursor = cursor_of(connection, identity.tenant, file)
    seen = Seen(cursor.epoch, cursor.number, cursor.digest)
    rest = [change for change in log.unsent_of_file(connection, file) if change.id not in known]
    while rest:
        some = _that_fit(sorted(rest, key=_goes_later))
        number = seal_number_after(number, cursor.epoch)
        seal = make_seal(key, identity.tenant, file, number, before, some, seen)
        found.append(_push(file, seal, some))
        before, gone = seal.hash, {change.id for change in some}
        rest = [change for change in rest if change.id not in gone]
    return found


def was_taken(connection: Connection, identity: Identity, push: FilePush, answer: Taken) -> bool:
    """The store has it: mark it sent, keep its seal, and reach further if nobody else wrote in between.

    True where this copy has seen by that that the file holds it; else the next pull must show it (`not_shown`).
    Raises BadSeal or BadMessage, with the batch still waiting.
    """
    check_head_of(identity, answer.head, push.file)
    if not 0 <= answer.number < AT_MOST:
        raise BadMessage("The central store counted in a way that cannot be. Your work is kept and sent again.")
    ids = [from_wire(wire).id for wire in push.batch.changes]
    changes = _changes(connection, push.file, ids)
    connection.exec_driver_sql("UPDATE log SET sent=1 WHERE file=? AND id=?", [(push.file, name) for name in ids])
    known = set(answer.known)
    marks = [KNOWN if name in known else "" for name in ids]
    keep_seals(connection, push.file, [Sealed(push.batch.seal, answer.number, ids, marks)])
    connection.exec_driver_sql("DELETE FROM outgoing WHERE file=?", (push.file,))
    cursor = cursor_of(connection, identity.tenant, push.file)
    if answer.head.epoch != cursor.epoch or answer.number != cursor.number + 1:
        return False
    number, digest, numbers = cursor.number, cursor.digest, []
    for change in changes:
        if change.id not in known:
            number += 1
            digest = next_digest(digest, number, change.hash, push.batch.seal.hash)
            numbers.append((number, push.file, change.id))
    if not numbers or (number, digest) != (answer.head.number, answer.head.digest):
        return False
    connection.exec_driver_sql("UPDATE log SET number=? WHERE file=? AND id=?", numbers)
    keep_cursor(connection, push.file, Cursor(cursor.epoch, number, digest))
    return True


def files_to_be_shown(connection: Connection, device: str) -> list[str]:
    """Files in which the store acknowledged this device's newest batch and has not shown it yet."""
    newest = connection.exec_driver_sql(
        "SELECT file, changes FROM seals AS one WHERE device=? AND number="
        "(SELECT max(number) FROM seals AS other WHERE other.file=one.file AND other.device=one.device)",
        (device,),
    ).all()
    return [file for file, ids in newest if _without_number(connection, file, _ids(ids))]


def not_shown(connection: Connection, file: str, device: str) -> int:
    """How many of this device's acknowledged changes a file, held to its end, does not hold: they wait again.

    A store that was asked for the whole file and does not show what it acknowledged has lost it, or never took it.
    """
    lost: list[bytes] = []
    newest_first = "SELECT number, changes FROM seals WHERE file=? AND device=? ORDER BY number DESC"
    for number, ids in connection.exec_driver_sql(newest_first, (file, device)).all():
        missing = _without_number(connection, file, _ids(ids))
        if not missing:
            break  # batches are numbered in the order they were taken
        lost += missing
        connection.exec_driver_sql("DELETE FROM seals WHERE file=? AND device=? AND number=?", (file, device, number))
    if lost:
        connection.exec_driver_sql("UPDATE log SET sent=0 WHERE file=? AND id=?", [(file, name) for name in lost])
    return len(lost)


def _without_number(connection: Connection, file: str, ids: Iterable[bytes]) -> list[bytes]:
    asked = "SELECT 1 FROM log WHERE file=? AND id=? AND number IS NULL AND sent=1"
    return [name for name in ids if connection.exec_driver_sql(asked, (file, name)).first() is not None]


def to_give_back(connection: Connection, device: str) -> list[FilePush]:
    """Others' batches that a store put back from a backup has lost and this copy holds, under the seals they came with."""
    found = []
    files = connection.exec_driver_sql("SELECT file FROM files WHERE epoch>? ORDER BY file", (FIRST_EPOCH,))
    for file in [row[0] for row in files]:
        lost = connection.exec_driver_sql("SELECT id FROM log WHERE file=? AND number IS NULL AND sent=1", (file,))
        names = {row[0] for row in lost}
        if names:
            rows = connection.exec_driver_sql(
                "SELECT seal, changes FROM seals WHERE file=? AND device<>? ORDER BY abs(first), device, number",
                (file, device),
            )
            for seal, ids in rows.all():
                if not names.isdisjoint(_ids(ids)):
                    changes = _changes(connection, file, _ids(ids))
                    found.append(_push(file, msgspec.msgpack.decode(seal, type=Seal), changes))
    return found


def was_refused(connection: Connection, push: FilePush, answer: NotTaken) -> bool:
    """Set aside what the store refused, whole and shown; what is left is sealed anew. False where the laptop itself,
    not a change, is what the store does not accept: then everything stays waiting. So does what has no words any more: a
    store that was put back takes it once it has the order of the authority again.
    """
    connection.exec_driver_sql("DELETE FROM outgoing WHERE file=?", (push.file,))
    if answer.reason in OUR_WHOLE_BATCH:
        return False
    in_push = [from_wire(wire).id for wire in push.batch.changes]
    at_fault = [name for name in in_push if name in set(answer.changes)] or in_push
    refused = _changes(connection, push.file, at_fault)
    if any(change.is_erased for change in refused):
        return False
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    reason = answer.reason if answer.reason in REASONS else Reason.FORM.value  # a newer store may have more reasons
    rows = [(push.file, change.id, change.head, change.salt, change.body, reason, now) for change in refused]
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO set_aside(file, id, head, salt, body, reason, since) VALUES(?,?,?,?,?,?,?)", rows
    )
    log.take_out(connection, push.file, at_fault)
    return True


def _next_changes(connection: Connection, file: str) -> list[Change]:
    return _that_fit(sorted(log.unsent_of_file(connection, file), key=_goes_later))


def _that_fit(changes: Iterable[Change]) -> list[Change]:
    """The first of them that go under one seal."""
    chosen: list[Change] = []
    size = 0
    for change in changes:
        size += len(change.head) + len(change.body or b"")
        if chosen and (size > MOST_BYTES_A_PUSH or len(chosen) == MOST_CHANGES_A_PUSH):
            break
        chosen.append(change)
    return chosen


def _goes_later(change: Change) -> bool:
    return change.header.kind not in BEFORE_ANYTHING_ELSE


def _newest_own_seal(connection: Connection, file: str, device: str) -> tuple[int, bytes]:
    row = connection.exec_driver_sql(
        "SELECT number, seal FROM seals WHERE file=? AND device=? ORDER BY number DESC LIMIT 1", (file, device)
    ).first()
    return (row[0], msgspec.msgpack.decode(row[1], type=Seal).hash) if row else (0, NO_SEAL_BEFORE)


def _push(file: str, seal: Seal, changes: Iterable[Change]) -> FilePush:
    return FilePush(file, Batch(seal, tuple(to_wire(change) for change in changes)))


def _changes(connection: Connection, file: str, ids: Iterable[bytes]) -> list[Change]:
    found = []
    for name in ids:
        row = connection.exec_driver_sql(
            "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND id=?", (file, name)
        ).one()
        found.append(Change(*row))
    return found


def _ids(data: bytes) -> list[bytes]:
    return [data[start : start + ID_BYTES] for start in range(0, len(data), ID_BYTES)]
