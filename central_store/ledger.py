"""The ledger: case files as the store keeps them. Read here; what is added is numbered in `adding`."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, select

from casework.acceptance import new_ones
from casework.changes import ID_BYTES, Change
from casework.errors import BadMessage
from casework.exchange import MOST_BYTES_A_PUSH, MOST_CHANGES_A_PUSH
from casework.seals import (
    NO_SEAL_BEFORE,
    Head,
    Seal,
    Seen,
    SigningKey,
    device_id,
    make_seal,
    seal_number_after,
    sign_head,
)
from central_store.adding import Added, Adding, FileHead, Sealed, empty_head, epoch_of, newest_seal
from central_store.tables import changes, files

IDS_A_QUESTION = 500

# The questions of every push, made once: making them anew would take longer than the answers.
_OF_FILE = (files.c.tenant == bindparam("its_tenant")) & (files.c.file == bindparam("its_file"))
_HEAD = files.select().where(_OF_FILE)
_LOCKED_HEAD = _HEAD.with_for_update()
_KNOWN = select(changes.c.id).where(
    changes.c.tenant == bindparam("its_tenant"),
    changes.c.file == bindparam("its_file"),
    changes.c.id.in_(bindparam("ids", expanding=True)),
)


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
        return epoch_of(self._connection, self._tenant)

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

    def add_sealed_by(self, one: Sealed) -> Added:
        """Number a batch whose form and seal were checked. A replay changes nothing. Raises SealOutOfOrder."""
        adding = Adding(self._connection, self._tenant, [one])
        added = adding.add(one)
        adding.write()
        return added

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
                self.add_sealed_by(Sealed(file, self.next_seal(file, some, key), _well_formed(file, some)))
            added[file] = len(fresh)
        return added

    def next_seal(self, file: str, batch: Sequence[Change], key: SigningKey) -> Seal:
        """The seal that a device whose work is all here would make next."""
        newest = newest_seal(self._connection, self._tenant, file, device_id(key.public))
        head = self.head(file)
        number, before = (newest.number, newest.hash) if newest else (0, NO_SEAL_BEFORE)
        seen = Seen(head.epoch, head.number, head.digest)
        return make_seal(key, self._tenant, file, seal_number_after(number, head.epoch), before, batch, seen)

    # -- inside -------------------------------------------------------------------------------------------------

    def _its(self, file: str) -> dict[str, Any]:
        return {"its_tenant": self._tenant, "its_file": file}

    def _changes_of(self, file: str) -> Select[Any]:
        return changes.select().where(changes.c.tenant == self._tenant, changes.c.file == file)

    def _empty(self, file: str) -> FileHead:
        return empty_head(self._tenant, file, self.epoch())


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
