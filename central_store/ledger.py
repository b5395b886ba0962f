"""The ledger: case files as the store keeps them. Numbers are given under the file's row lock, without gaps.

    check form and seals, before any lock
    lock the file's row; drop ids already known, *after* the lock
    head = head + n; insert; commit
Number k+1 never exists before k can be read. Sequences, timestamps and max(id) are known to lose changes to readers.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, select

from casework.acceptance import Reason, Refusal, Sealer, new_ones, refusal_of_form, refusal_of_seal
from casework.changes import ID_BYTES, Change
from casework.exchange import MOST_BYTES_A_PUSH, MOST_CHANGES_A_PUSH, Batch, Cursor, WireChange
from casework.seals import (
    NO_SEAL_BEFORE,
    Head,
    Seal,
    Seen,
    SigningKey,
    device_id,
    first_digest,
    make_seal,
    next_digest,
    sign_head,
)
from central_store.tables import changes, files, seals

FIRST_EPOCH = 1


class FileHead(msgspec.Struct, frozen=True):
    """How far a file goes. fork: the number up to which this epoch is the same as the one before."""

    file: str
    epoch: int
    fork: int
    number: int
    digest: bytes


class Added(msgspec.Struct, frozen=True):
    """What a batch came to. first: number of its first new change, or where it stands if all were known."""

    head: FileHead
    first: int
    known: tuple[bytes, ...]


class SealOutOfOrder(Exception):
    """A seal's number or what it follows does not fit what the store holds from that device."""


class Ledger:
    """The case files of one authority. Every method works inside the caller's transaction."""

    def __init__(self, connection: Connection, tenant: str) -> None:
        self._connection = connection
        self._tenant = tenant

    # -- reading ------------------------------------------------------------------------------------------------

    def heads(self) -> list[FileHead]:
        """How far every file goes, by name."""
        rows = self._connection.execute(files.select().where(files.c.tenant == self._tenant).order_by(files.c.file))
        return [_file_head(row._mapping) for row in rows]

    def head(self, file: str) -> FileHead:
        """How far a file goes; number 0 where it was never written."""
        return self._head(file, locked=False)

    def changes_of(self, file: str) -> list[Change]:
        """The whole log of a file, in the order of its numbers."""
        asked = changes.select().where(changes.c.tenant == self._tenant, changes.c.file == file)
        return [_change(row._mapping) for row in self._connection.execute(asked.order_by(changes.c.number))]

    def marked_changes(self, file: str) -> list[tuple[Change, str, Seal]]:
        """(change, mark, its seal) in the order of numbers: what the digest is walked over."""
        by_key = {(seal.device, seal.number): seal for seal, _ in self.seals_of(file)}
        asked = changes.select().where(changes.c.tenant == self._tenant, changes.c.file == file)
        rows = self._connection.execute(asked.order_by(changes.c.number)).mappings()
        return [(_change(row), row["mark"], by_key[row["device"], row["seal"]]) for row in rows]

    def seals_of(self, file: str) -> list[tuple[Seal, list[bytes]]]:
        """Every seal of a file with the ids of what it covers, by device and number."""
        asked = seals.select().where(seals.c.tenant == self._tenant, seals.c.file == file)
        rows = self._connection.execute(asked.order_by(seals.c.device, seals.c.seal))
        return [(msgspec.msgpack.decode(row.content, type=Seal), _ids_in(row.ids)) for row in rows]

    def known_ids(self, file: str, ids: Iterable[bytes]) -> set[bytes]:
        """Which of these changes the file has."""
        asked = select(changes.c.id).where(
            changes.c.tenant == self._tenant,
            changes.c.file == file,
            changes.c.id.in_(bindparam("ids", expanding=True)),
        )
        return {row.id for row in self._connection.execute(asked, {"ids": list(ids)})}

    def batches_after(self, file: str, number: int, most_bytes: int) -> tuple[list[Batch], bool]:
        """Sealed batches whose changes come after `number`, in order, and whether more follow. At least one is given."""
        asked = (
            changes.select()
            .where(changes.c.tenant == self._tenant, changes.c.file == file, changes.c.number > number)
            .order_by(changes.c.number)
        )
        grouped: list[tuple[tuple[str, int], list[RowMapping]]] = []
        size, more = 0, False
        rows = self._connection.execute(asked)
        for row in rows.mappings():
            key = (row["device"], row["seal"])
            if not grouped or grouped[-1][0] != key:
                if size > most_bytes:
                    more = True
                    break
                grouped.append((key, []))
            grouped[-1][1].append(row)
            size += len(row["head"]) + len(row["body"] or b"")
        rows.close()
        return [self._batch(file, key, its) for key, its in grouped], more

    # -- adding -------------------------------------------------------------------------------------------------

    def add_sealed_by(self, file: str, seal: Seal, batch: Sequence[Change], mark: str = "") -> Added:
        """Number a batch whose form, seal and right were checked. Raises SealOutOfOrder; a replay changes nothing."""
        head = self._head(file, locked=True)
        known = self.known_ids(file, [change.id for change in batch])
        if self._is_replay(file, seal, head):
            return Added(head, self._first_of(file, seal), tuple(change.id for change in batch if change.id in known))
        fresh = new_ones(batch, known)
        digest, number = head.digest, head.number
        rows = []
        for change in fresh:
            number += 1
            digest = next_digest(digest, number, change.hash, seal.hash, mark)
            rows.append(self._row(change, number, mark, seal))
        if rows:
            self._connection.execute(changes.insert(), rows)
        first = head.number + 1 if fresh else 0
        self._connection.execute(
            seals.insert().values(
                tenant=self._tenant,
                file=file,
                device=seal.device,
                seal=seal.number,
                first=first,
                content=msgspec.msgpack.encode(seal),
                ids=b"".join(change.id for change in batch),
            )
        )
        now = FileHead(file, head.epoch, head.fork, number, digest)
        self._connection.execute(
            files.update()
            .where(files.c.tenant == self._tenant, files.c.file == file)
            .values(number=number, digest=digest)
        )
        return Added(now, first, tuple(change.id for change in batch if change.id in known))

    def add_sealed(self, batches: Mapping[str, Sequence[Change]], key: SigningKey) -> dict[str, int]:
        """Seal changes with a device's key and number them, all files in the caller's one transaction.

        Returns {file: how many were new}. What is known already is skipped. Only for the administrator's door: the
        right of the sealer is not asked.
        """
        added = {}
        for file, its_changes in batches.items():
            known = self.known_ids(file, [change.id for change in its_changes])
            fresh = new_ones(its_changes, known)
            for some in in_batches(fresh):
                self.add_sealed_by(file, self.next_seal(file, some, key), some)
            added[file] = len(fresh)
        return added

    def next_seal(self, file: str, batch: Sequence[Change], key: SigningKey) -> Seal:
        """The seal that a device whose work is all here would make next."""
        device = device_id(key.public)
        newest = self._newest_seal(file, device)
        head = self._head(file, locked=True)
        number, before = (newest.number + 1, newest.hash) if newest else (1, NO_SEAL_BEFORE)
        return make_seal(key, self._tenant, file, number, before, batch, Seen(head.epoch, head.number, head.digest))

    # -- inside -------------------------------------------------------------------------------------------------

    def _head(self, file: str, *, locked: bool) -> FileHead:
        asked = files.select().where(files.c.tenant == self._tenant, files.c.file == file)
        found = self._connection.execute(asked.with_for_update() if locked else asked).mappings().first()
        if found is not None:
            return _file_head(found)
        empty = FileHead(file, FIRST_EPOCH, 0, 0, first_digest(self._tenant, file))
        if locked:
            self._connection.execute(
                files.insert().values(
                    tenant=self._tenant, file=file, epoch=FIRST_EPOCH, fork=0, number=0, digest=empty.digest
                )
            )
        return empty

    def _is_replay(self, file: str, seal: Seal, head: FileHead) -> bool:
        """Whether this very seal is here. Raises SealOutOfOrder where it does not follow the device's newest one."""
        held = self._seal(file, seal.device, seal.number)
        if held is not None:
            if held == seal:
                return True
            raise SealOutOfOrder
        newest = self._newest_seal(file, seal.device)
        number, before = (newest.number, newest.hash) if newest else (0, NO_SEAL_BEFORE)
        follows = seal.number == number + 1 and seal.before == before
        if not follows and not (head.epoch > FIRST_EPOCH and seal.number > number):
            raise SealOutOfOrder  # only a store that was put back from a backup may miss seals
        return False

    def _seal(self, file: str, device: str, number: int) -> Seal | None:
        row = self._connection.execute(
            select(seals.c.content).where(
                seals.c.tenant == self._tenant,
                seals.c.file == file,
                seals.c.device == device,
                seals.c.seal == number,
            )
        ).first()
        return msgspec.msgpack.decode(row.content, type=Seal) if row else None

    def _newest_seal(self, file: str, device: str) -> Seal | None:
        row = self._connection.execute(
            select(seals.c.content)
            .where(seals.c.tenant == self._tenant, seals.c.file == file, seals.c.device == device)
            .order_by(seals.c.seal.desc())
            .limit(1)
        ).first()
        return msgspec.msgpack.decode(row.content, type=Seal) if row else None

    def _first_of(self, file: str, seal: Seal) -> int:
        return int(
            self._connection.execute(
                select(seals.c.first).where(
                    seals.c.tenant == self._tenant,
                    seals.c.file == file,
                    seals.c.device == seal.device,
                    seals.c.seal == seal.number,
                )
            ).scalar_one()
        )

    def _batch(self, file: str, key: tuple[str, int], rows: list[RowMapping]) -> Batch:
        held = self._connection.execute(
            select(seals.c.content, seals.c.ids).where(
                seals.c.tenant == self._tenant, seals.c.file == file, seals.c.device == key[0], seals.c.seal == key[1]
            )
        ).one()
        by_id: dict[bytes, WireChange] = {row["id"]: _wire(row, row["mark"]) for row in rows}
        ids = _ids_in(held.ids)
        missing = [name for name in ids if name not in by_id]
        if missing:
            asked = changes.select().where(
                changes.c.tenant == self._tenant,
                changes.c.file == file,
                changes.c.id.in_(bindparam("ids", expanding=True)),
            )
            for row in self._connection.execute(asked, {"ids": missing}).mappings():
                by_id[row["id"]] = _wire(row, "known")
        seal = msgspec.msgpack.decode(held.content, type=Seal)
        return Batch(seal, tuple(by_id[name] for name in ids), rows[0]["number"])

    def _row(self, change: Change, number: int, mark: str, seal: Seal) -> dict[str, Any]:
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
            "mark": mark,
            "device": seal.device,
            "seal": seal.number,
        }


def refusal(tenant: str, file: str, seal: Seal, batch: Sequence[Change], sealer: Sealer) -> Refusal | None:
    """What can be said before any lock: form, size, seal and author."""
    return refusal_of_form(file, batch) or refusal_of_seal(tenant, file, seal, batch, sealer)


def out_of_order() -> Refusal:
    """What is answered to a seal that does not follow the device's newest one."""
    return Refusal(Reason.SEAL_NUMBER)


def signed(key: SigningKey, tenant: str, head: FileHead) -> Head:
    """The head with the store's signature."""
    return sign_head(key, tenant, head.file, head.epoch, head.number, head.digest)


def start_after(head: FileHead, cursor: Cursor) -> int:
    """From which number on a device has to be sent a file: after a restore, from where the epochs part."""
    return cursor.number if cursor.epoch == head.epoch else min(cursor.number, head.fork)


def in_batches(some: Sequence[Change]) -> Iterable[Sequence[Change]]:
    """The changes in runs that each fit one seal."""
    batch: list[Change] = []
    size = 0
    for change in some:
        length = len(change.head) + len(change.body or b"")
        if batch and (len(batch) == MOST_CHANGES_A_PUSH or size + length > MOST_BYTES_A_PUSH):
            yield batch
            batch, size = [], 0
        batch.append(change)
        size += length
    if batch:
        yield batch


def _file_head(row: RowMapping | Any) -> FileHead:
    return FileHead(row["file"], row["epoch"], row["fork"], row["number"], row["digest"])


def _change(row: RowMapping | Any) -> Change:
    return Change(row["head"], row["hash_of_body"], row["salt"], row["body"])


def _ids_in(data: bytes) -> list[bytes]:
    return [data[start : start + ID_BYTES] for start in range(0, len(data), ID_BYTES)]


def _wire(row: RowMapping, mark: str) -> WireChange:
    erased = row["body"] is None
    return WireChange(row["head"], row["salt"], row["body"], row["hash_of_body"] if erased else None, mark)
