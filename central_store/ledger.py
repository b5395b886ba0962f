"""The ledger: case files as the store keeps them. Numbers are given under the file's row lock, without gaps.

    check form and seals, before any lock
    lock the file's row; drop ids already known, *after* the lock
    head = head + n; insert; commit
Number k+1 never exists before k can be read. Sequences, timestamps and max(id) are known to lose changes to readers.
"""

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Select, bindparam, select

from casework.acceptance import new_ones
from casework.changes import ID_BYTES, Change
from casework.errors import BadMessage
from casework.exchange import MOST_BYTES_A_PUSH, MOST_CHANGES_A_PUSH
from casework.seals import (
    FIRST_EPOCH,
    NO_SEAL_BEFORE,
    Head,
    Seal,
    Seen,
    SigningKey,
    device_id,
    first_digest,
    make_seal,
    next_digest,
    seal_number_after,
    sign_head,
)
from central_store.database import note_grown
from central_store.tables import about, changes, epochs, files, seals

IDS_A_QUESTION = 500

# The questions of every push, made once: making them anew would take longer than the answers.
_OF_FILE = (files.c.tenant == bindparam("its_tenant")) & (files.c.file == bindparam("its_file"))
_HEAD = files.select().where(_OF_FILE)
_LOCKED_HEAD = _HEAD.with_for_update()
_NEW_HEAD = files.update().where(_OF_FILE).values(number=bindparam("new_number"), digest=bindparam("new_digest"))
_NEW_CHANGES, _NEW_SEAL = changes.insert(), seals.insert()
_KNOWN = select(changes.c.id).where(
    changes.c.tenant == bindparam("its_tenant"),
    changes.c.file == bindparam("its_file"),
    changes.c.id.in_(bindparam("ids", expanding=True)),
)
_OF_DEVICE = (
    (seals.c.tenant == bindparam("its_tenant"))
    & (seals.c.file == bindparam("its_file"))
    & (seals.c.device == bindparam("its_device"))
)
_SEAL = select(seals.c.content, seals.c.first).where(_OF_DEVICE, seals.c.seal == bindparam("its_number"))
_NEWEST_SEAL = select(seals.c.content).where(_OF_DEVICE).order_by(seals.c.seal.desc()).limit(1)


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


class SealOutOfOrder(Exception):
    """A seal's number or what it follows does not fit what the store holds from that device."""


Check = Callable[[Collection[bytes]], None]


def _no_check(_known: Collection[bytes]) -> None: ...


class Ledger:
    """The case files of one authority. Every method works inside the caller's transaction."""

    def __init__(self, connection: Connection, tenant: str) -> None:
        self._connection = connection
        self._tenant = tenant

    # -- reading ------------------------------------------------------------------------------------------------

    def heads(self) -> list[FileHead]:
        """How far every file goes, by name."""
        rows = self._connection.execute(files.select().where(files.c.tenant == self._tenant).order_by(files.c.file))
        return [FileHead(row.file, row.epoch, row.number, row.digest) for row in rows]

    def head(self, file: str) -> FileHead:
        """How far a file goes; number 0 where it was never written."""
        row = self._connection.execute(_HEAD, self._its(file)).first()
        return FileHead(file, row.epoch, row.number, row.digest) if row else self._empty(file)

    def epoch(self) -> int:
        """The store's epoch: in which a file that is new now begins."""
        asked = select(about.c.epoch).where(about.c.tenant == self._tenant)
        return int(self._connection.execute(asked).scalar_one())

    def changes_of(self, file: str) -> list[Change]:
        """The whole log of a file, in the order of its numbers."""
        asked = self._changes_of(file).order_by(changes.c.number)
        return [change_in(row) for row in self._connection.execute(asked).mappings()]

    def known_ids(self, file: str, ids: Iterable[bytes]) -> set[bytes]:
        """Which of these changes the file has."""
        its = self._its(file)
        asked = ({**its, "ids": some} for some in _by(IDS_A_QUESTION, ids))
        return {row.id for some in asked for row in self._connection.execute(_KNOWN, some)}

    def lock(self, file: str) -> None:
        """Let nobody add to a file until the transaction ends; nothing to do where it was never written."""
        self._connection.execute(_LOCKED_HEAD, self._its(file)).first()

    # -- adding -------------------------------------------------------------------------------------------------

    def add_sealed_by(
        self,
        file: str,
        seal: Seal,
        batch: Sequence[Change],
        check: Check = _no_check,
        *,
        is_given_back: bool = False,
        mark: str = "",
    ) -> Added:
        """Number a batch whose form and seal were checked. A replay changes nothing.

        check: told which ids the file has already, and raises where what is new may not be added; is_given_back: by
        another device than the one that sealed it. Raises SealOutOfOrder.
        """
        head = self._locked(file)
        known = self.known_ids(file, [change.id for change in batch])
        check(known)
        of_batch = tuple(change.id for change in batch if change.id in known)
        held_first = self._held_first(file, seal, head, is_given_back=is_given_back)
        if held_first is not None:
            return Added(head, held_first, of_batch)
        fresh = new_ones(batch, known)
        digest, rows = head.digest, []
        for number, change in enumerate(fresh, start=head.number + 1):
            digest = next_digest(digest, number, change.hash, seal.hash, mark)
            rows.append(self._row(change, number, mark, seal))
        if rows:
            self._connection.execute(_NEW_CHANGES, rows)
        first = head.number + 1 if fresh else 0
        self._keep_seal(file, seal, batch, first)
        now = FileHead(file, head.epoch, head.number + len(fresh), digest)
        self._connection.execute(_NEW_HEAD, {**self._its(file), "new_number": now.number, "new_digest": digest})
        note_grown(self._connection, file)
        return Added(now, first, of_batch)

    def add_sealed(self, batches: Mapping[str, Sequence[Change]], key: SigningKey) -> dict[str, int]:
        """Seal changes with a device's key and number them, all files in the caller's one transaction.

        Returns {file: how many were new}. What is known already is skipped. Only for the administrator's door: the
        right of the sealer is not asked. Raises BadMessage where a change has not its form or names another file.
        """
        added = {}
        for file, its_changes in batches.items():
            known = self.known_ids(file, [change.id for change in its_changes])
            fresh = new_ones(its_changes, known)
            for some in in_batches(fresh):
                self.add_sealed_by(file, self.next_seal(file, some, key), _well_formed(file, some))
            added[file] = len(fresh)
        return added

    def next_seal(self, file: str, batch: Sequence[Change], key: SigningKey) -> Seal:
        """The seal that a device whose work is all here would make next."""
        newest = self._newest_seal(file, device_id(key.public))
        head = self._locked(file)
        number, before = (newest.number, newest.hash) if newest else (0, NO_SEAL_BEFORE)
        seen = Seen(head.epoch, head.number, head.digest)
        return make_seal(key, self._tenant, file, seal_number_after(number, head.epoch), before, batch, seen)

    # -- inside -------------------------------------------------------------------------------------------------

    def _its(self, file: str) -> dict[str, Any]:
        return {"its_tenant": self._tenant, "its_file": file}

    def _changes_of(self, file: str) -> Select[Any]:
        return changes.select().where(changes.c.tenant == self._tenant, changes.c.file == file)

    def _empty(self, file: str) -> FileHead:
        return FileHead(file, self.epoch(), 0, first_digest(self._tenant, file))

    def _locked(self, file: str) -> FileHead:
        """The file's head, its row locked until the transaction ends; the row is made where there is none."""
        row = self._connection.execute(_LOCKED_HEAD, self._its(file)).first()
        if row is not None:
            return FileHead(file, row.epoch, row.number, row.digest)
        empty = self._empty(file)
        itself = {"tenant": self._tenant, "file": file, "epoch": empty.epoch}
        self._connection.execute(files.insert().values(itself | {"number": 0, "digest": empty.digest}))
        self._connection.execute(epochs.insert().values(itself | {"fork": 0}))
        return empty

    def _held_first(self, file: str, seal: Seal, head: FileHead, *, is_given_back: bool) -> int | None:
        """The number of this seal's first change if this very seal is here, else None.

        Raises SealOutOfOrder where it does not follow the device's newest one, or another has its number. A store that
        was put back from a backup may miss seals: what is given back fills any gap, and a device's own must have been
        made when it had heard of the epoch, so that it has none of the numbers that were lost (seal_number_after).
        """
        held = self._seal(file, seal.device, seal.number)
        if held is not None:
            if held[0] == seal:
                return held[1]
            raise SealOutOfOrder
        newest = self._newest_seal(file, seal.device)
        number, before = (newest.number, newest.hash) if newest else (0, NO_SEAL_BEFORE)
        if head.epoch == FIRST_EPOCH:
            is_in_order = seal.number == number + 1 and seal.before == before
        else:
            is_in_order = is_given_back or (seal.seen.epoch >= head.epoch and seal.number > number)
        if not is_in_order:
            raise SealOutOfOrder
        return None

    def _seal(self, file: str, device: str, number: int) -> tuple[Seal, int] | None:
        its = {**self._its(file), "its_device": device, "its_number": number}
        row = self._connection.execute(_SEAL, its).first()
        return (msgspec.msgpack.decode(row.content, type=Seal), row.first) if row else None

    def _newest_seal(self, file: str, device: str) -> Seal | None:
        row = self._connection.execute(_NEWEST_SEAL, {**self._its(file), "its_device": device}).first()
        return msgspec.msgpack.decode(row.content, type=Seal) if row else None

    def _keep_seal(self, file: str, seal: Seal, batch: Sequence[Change], first: int) -> None:
        row = {
            "tenant": self._tenant,
            "file": file,
            "device": seal.device,
            "seal": seal.number,
            "first": first,
            "content": msgspec.msgpack.encode(seal),
            "ids": b"".join(change.id for change in batch),
        }
        self._connection.execute(_NEW_SEAL, row)

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


def signed(key: SigningKey, tenant: str, head: FileHead) -> Head:
    """The head with the store's signature."""
    return sign_head(key, tenant, head.file, head.epoch, head.number, head.digest)


def in_batches(some: Sequence[Change]) -> Iterator[Sequence[Change]]:
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


def change_in(row: RowMapping) -> Change:
    """The change of one row."""
    return Change(row["head"], row["hash_of_body"], row["salt"], row["body"])


def ids_in(data: bytes) -> list[bytes]:
    """The ids that a seal's row names, in the order sealed."""
    return [data[start : start + ID_BYTES] for start in range(0, len(data), ID_BYTES)]


def _well_formed(file: str, some: Sequence[Change]) -> Sequence[Change]:
    for change in some:
        change.check_form()
        if change.header.file != file:
            raise BadMessage("A change was to be added to another case file than the one it names.")
    return some


def _by(count: int, ids: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(ids)
    while some := list(itertools.islice(rest, count)):
        yield some
