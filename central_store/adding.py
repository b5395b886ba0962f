"""Batches added to case files in one transaction, from however many requests: numbered under each file's row lock, without gaps.

    form and seals were checked, before any lock
    lock the rows of all the files; ask which changes and seals are known, *after* the lock, in one question for all
    one batch after the other: drop what is known, head = head + n
    insert and move the heads, in one statement for all; commit
Number k+1 never exists before k can be read. Sequences, timestamps and max(id) are known to lose changes to readers.
"""

import functools
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Connection, LargeBinary, Text, TextClause, bindparam, select, text

from casework.acceptance import new_ones
from casework.changes import Change
from casework.seals import FIRST_EPOCH, NO_SEAL_BEFORE, Seal, first_digest, next_digest
from central_store.database import note_grown
from central_store.tables import Name, about, changes, epochs, files, seals

ROWS_A_QUESTION = 200

# The questions of every push, made once: making them anew would take longer than the answers.
_EPOCH = select(about.c.epoch).where(about.c.tenant == bindparam("its_tenant"))
_LOCKED_HEADS = (
    files.select()
    .where(files.c.tenant == bindparam("its_tenant"), files.c.file.in_(bindparam("its_files", expanding=True)))
    .order_by(files.c.file)
    .with_for_update()
)
_NEW_HEAD = (
    files.update()
    .where(files.c.tenant == bindparam("its_tenant"), files.c.file == bindparam("its_file"))
    .values(number=bindparam("new_number"), digest=bindparam("new_digest"))
)
_NEW_FILES, _NEW_EPOCHS, _NEW_CHANGES, _NEW_SEALS = files.insert(), epochs.insert(), changes.insert(), seals.insert()
_NEWEST_SEAL = (
    select(seals.c.content)
    .where(
        seals.c.tenant == bindparam("its_tenant"),
        seals.c.file == bindparam("its_file"),
        seals.c.device == bindparam("its_device"),
    )
    .order_by(seals.c.seal.desc())
    .limit(1)
)
_KNOWN = "SELECT c.file, c.id FROM asked JOIN changes c ON c.tenant = :its_tenant AND c.file = asked.file AND c.id = asked.id"
_SEALS = (
    "SELECT s.file, s.device, s.seal, s.content, s.first FROM asked JOIN seals s"
    " ON s.tenant = :its_tenant AND s.file = asked.file AND s.device = asked.device AND s.seal = asked.seal"
)
_KINDS: dict[str, Any] = {"file": Name, "device": Name, "id": LargeBinary(), "seal": BigInteger()}


class FileHead(msgspec.Struct, frozen=True):
    """How far a file goes."""

    file: str
    epoch: int
    number: int
    digest: bytes


class Added(msgspec.Struct, frozen=True):
    """What a batch came to. first: number of its first new change, 0 if all were known."""

    head: FileHead
    first: int
    known: tuple[bytes, ...]


class Sealed(msgspec.Struct, frozen=True):
    """A batch whose form and seal were checked. is_given_back: by another device than the one that sealed it."""

    file: str
    seal: Seal
    batch: Sequence[Change]
    is_given_back: bool = False
    mark: str = ""


class SealOutOfOrder(Exception):
    """A seal's number or what it follows does not fit what the store holds from that device."""


Check = Callable[[Collection[bytes]], None]


def no_check(_known: Collection[bytes]) -> None:
    """What is new may be added."""


class Adding:
    """Some batches, in the caller's transaction: made once they are known, then each added or refused, then all written."""

    def __init__(self, connection: Connection, tenant: str, some: Sequence[Sealed]) -> None:
        self._connection = connection
        self._tenant = tenant
        names = {one.file for one in some}
        self._heads = locked_heads(connection, tenant, names)
        self._new_files = names - self._heads.keys()
        if self._new_files:
            epoch = epoch_of(connection, tenant)
            self._heads |= {file: empty_head(tenant, file, epoch) for file in self._new_files}
        ids = {(one.file, change.id) for one in some for change in one.batch}
        self._known = {(row.file, row.id) for row in self._ask(_KNOWN, ("file", "id"), ids)}
        numbers = {
            (one.file, one.seal.device, number) for one in some for number in (one.seal.number, one.seal.number - 1)
        }
        rows = self._ask(_SEALS, ("file", "device", "seal"), numbers)
        self._seals = {(row.file, row.device, row.seal): (_seal(row.content), row.first) for row in rows}
        self._newest: dict[tuple[str, str], Seal] = {}
        self._new_changes: list[dict[str, Any]] = []
        self._new_seals: list[dict[str, Any]] = []
        self._moved: set[str] = set()

    def add(self, one: Sealed, check: Check = no_check) -> Added:
        """Number a batch. A replay changes nothing.

        check: told which of its ids the file has already, and raises where what is new may not be added. Raises
        SealOutOfOrder. Where it raises, nothing of this batch will be written.
        """
        file, seal, head = one.file, one.seal, self._heads[one.file]
        known = {change.id for change in one.batch if (file, change.id) in self._known}
        check(known)
        of_batch = tuple(change.id for change in one.batch if change.id in known)
        held = self._seals.get((file, seal.device, seal.number))
        if held is not None and held[0] == seal:
            return Added(head, held[1], of_batch)
        if held is not None or not self._is_in_order(one, head):
            raise SealOutOfOrder
        fresh = new_ones(one.batch, known)
        if not fresh and head.epoch > FIRST_EPOCH:
            return Added(
                head, 0, of_batch
            )  # no page would ever show its seal to a laptop that has forgotten its number
        digest = head.digest
        for number, change in enumerate(fresh, start=head.number + 1):
            digest = next_digest(digest, number, change.hash, seal.hash, one.mark)
            self._new_changes.append(self._row(change, number, one))
        first = head.number + 1 if fresh else 0
        now = FileHead(file, head.epoch, head.number + len(fresh), digest)
        self._keep(one, now, first)
        return Added(now, first, of_batch)

    def write(self) -> None:
        """Write what was added."""
        if self._new_changes:
            self._connection.execute(_NEW_CHANGES, self._new_changes)
        if self._new_seals:
            self._connection.execute(_NEW_SEALS, self._new_seals)
        self._move_heads()

    def _move_heads(self) -> None:
        moved = [self._heads[file] for file in sorted(self._moved)]
        new = [one for one in moved if one.file in self._new_files]
        if new:
            whose = {"tenant": self._tenant}
            self._connection.execute(_NEW_FILES, [whose | msgspec.structs.asdict(one) for one in new])
            its_epochs = [whose | {"file": one.file, "epoch": one.epoch, "fork": 0} for one in new]
            self._connection.execute(_NEW_EPOCHS, its_epochs)
        known = [
            {"its_tenant": self._tenant, "its_file": one.file, "new_number": one.number, "new_digest": one.digest}
            for one in moved
            if one.file not in self._new_files
        ]
        if known:
            self._connection.execute(_NEW_HEAD, known)
        for one in moved:
            note_grown(self._connection, one.file)

    def _is_in_order(self, one: Sealed, head: FileHead) -> bool:
        """Whether a seal that is not held may come next.

        It follows the device's newest one. A store that was put back from a backup may miss seals: what is given back
        fills any gap, and a device's own must have been made when it had heard of the epoch, so that it has none of the
        numbers that were lost (casework.seals.seal_number_after).
        """
        seal = one.seal
        if head.epoch == FIRST_EPOCH:
            before = self._seals.get((one.file, seal.device, seal.number - 1))
            return seal.before == (before[0].hash if before else NO_SEAL_BEFORE) and (
                before is not None or seal.number == 1
            )
        if one.is_given_back:
            return True
        newest = self._newest.get((one.file, seal.device)) or newest_seal(
            self._connection, self._tenant, one.file, seal.device
        )
        return seal.seen.epoch >= head.epoch and seal.number > (newest.number if newest else 0)

    def _keep(self, one: Sealed, now: FileHead, first: int) -> None:
        seal, key = one.seal, (one.file, one.seal.device)
        self._heads[one.file] = now
        self._known.update((one.file, change.id) for change in one.batch)
        self._seals[*key, seal.number] = (seal, first)
        if key not in self._newest or self._newest[key].number < seal.number:
            self._newest[key] = seal
        self._new_seals.append(
            {
                "tenant": self._tenant,
                "file": one.file,
                "device": seal.device,
                "seal": seal.number,
                "first": first,
                "content": msgspec.msgpack.encode(seal),
                "ids": b"".join(change.id for change in one.batch),
            }
        )
        self._moved.add(one.file)

    def _row(self, change: Change, number: int, one: Sealed) -> dict[str, Any]:
        return {
            "tenant": self._tenant,
            "file": change.header.file,
            "number": number,
            "id": change.id,
            "kind": change.header.kind,
            "head": change.head,
            "hash_of_body": change.hash_of_body,
            "salt": change.salt,
            "body": change.body,
            "mark": one.mark,
            "device": one.seal.device,
            "seal": one.seal.number,
        }

    def _ask(self, question: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Iterable[Any]:
        """The answers of a question about rows of keys: they are looked up one by one, whatever their number."""
        rest = sorted(rows)
        while rest:
            some, rest = rest[:ROWS_A_QUESTION], rest[ROWS_A_QUESTION:]
            given = {
                f"{name}{at}": value for at, row in enumerate(some) for name, value in zip(columns, row, strict=True)
            }
            yield from self._connection.execute(
                _about(question, columns, len(some)), given | {"its_tenant": self._tenant}
            )


def locked_heads(connection: Connection, tenant: str, names: Collection[str]) -> dict[str, FileHead]:
    """The heads of those of these files that were ever written, their rows locked until the transaction ends."""
    rows = connection.execute(_LOCKED_HEADS, {"its_tenant": tenant, "its_files": sorted(names)})
    return {row.file: FileHead(row.file, row.epoch, row.number, row.digest) for row in rows}


def empty_head(tenant: str, file: str, epoch: int) -> FileHead:
    """How far a file goes that was never written."""
    return FileHead(file, epoch, 0, first_digest(tenant, file))


def epoch_of(connection: Connection, tenant: str) -> int:
    """The store's epoch: in which a file that is new now begins."""
    return int(connection.execute(_EPOCH, {"its_tenant": tenant}).scalar_one())


def newest_seal(connection: Connection, tenant: str, file: str, device: str) -> Seal | None:
    """A device's newest seal over a file, of those that are written."""
    its = {"its_tenant": tenant, "its_file": file, "its_device": device}
    row = connection.execute(_NEWEST_SEAL, its).first()
    return _seal(row.content) if row else None


@functools.cache
def _about(question: str, columns: tuple[str, ...], count: int) -> TextClause:
    rows = ", ".join("(" + ", ".join(f":{name}{at}" for name in columns) + ")" for at in range(count))
    kinds = [bindparam(f"{name}{at}", type_=_KINDS[name]) for at in range(count) for name in columns]
    asked = f"WITH asked ({', '.join(columns)}) AS (VALUES {rows}) {question}"
    return text(asked).bindparams(bindparam("its_tenant", type_=Text()), *kinds)


def _seal(content: bytes) -> Seal:
    return msgspec.msgpack.decode(content, type=Seal)
