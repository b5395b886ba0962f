"""What a device is sent of a file: sealed batches after its cursor, whole, and from where after a restore."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, select

from casework.exchange import Batch, Cursor, WireChange
from casework.seals import Seal
from central_store.adding import FileHead
from central_store.ledger import ids_in
from central_store.tables import changes, epochs, seals

KNOWN = "known"
AT_MOST = 2**62  # numbers of seals come from outside and may be any whole number
MOST_CHANGES = 2**31 - 1  # in one file; and cursors too may be any whole number
SealKey = tuple[str, int]
"""(device, number of its seal) within one file."""


class Pages:
    """Reading case files for devices, inside the caller's transaction."""

    def __init__(self, connection: Connection, tenant: str) -> None:
        self._connection = connection
        self._tenant = tenant

    def fork(self, head: FileHead, epoch: int) -> int:
        """Up to which number a file of that epoch is as it is now; 0 where the store never knew such an epoch."""
        rows = self._connection.execute(
            select(epochs.c.epoch, epochs.c.fork).where(
                epochs.c.tenant == self._tenant, epochs.c.file == head.file, epochs.c.epoch <= head.epoch
            )
        ).all()
        if epoch not in {row.epoch for row in rows}:
            return 0
        return min((row.fork for row in rows if row.epoch > epoch), default=head.number)

    def start_after(self, head: FileHead, cursor: Cursor) -> tuple[int, int]:
        """(number after which to send, fork to tell): after a restore from where the cursor's epoch parts from ours."""
        number = min(max(cursor.number, 0), MOST_CHANGES)
        if cursor.epoch == head.epoch:
            return number, self._newest_fork(head)
        fork = self.fork(head, cursor.epoch)
        return min(number, fork), fork

    def batches_after(self, file: str, number: int, most_bytes: int) -> tuple[list[Batch], bool]:
        """Batches whose changes come after `number`, in order, and whether more follow. At least one is given."""
        asked = (
            changes.select()
            .where(changes.c.tenant == self._tenant, changes.c.file == file, changes.c.number > number)
            .order_by(changes.c.number)
        )
        grouped: list[tuple[SealKey, list[RowMapping]]] = []
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
        held = self._seals(file, [key for key, _ in grouped])
        return [self._batch(file, *held[key], its) for key, its in grouped], more

    def _newest_fork(self, head: FileHead) -> int:
        asked = select(epochs.c.fork).where(
            epochs.c.tenant == self._tenant, epochs.c.file == head.file, epochs.c.epoch == head.epoch
        )
        return int(self._connection.execute(asked).scalar() or 0)

    def _seals(self, file: str, keys: Iterable[SealKey]) -> dict[SealKey, tuple[Seal, list[bytes]]]:
        """The seals of a page, asked for by device, since each device's stand in a row there."""
        spans: dict[str, tuple[int, int]] = {}
        for device, number in keys:
            least, most = spans.get(device, (number, number))
            spans[device] = (min(least, number), max(most, number))
        asked = select(seals.c.seal, seals.c.content, seals.c.ids).where(
            seals.c.tenant == self._tenant,
            seals.c.file == file,
            seals.c.device == bindparam("of_device"),
            seals.c.seal.between(bindparam("least"), bindparam("most")),
        )
        found = {}
        for device, (least, most) in spans.items():
            rows = self._connection.execute(asked, {"of_device": device, "least": least, "most": most})
            for row in rows:
                found[device, row.seal] = (msgspec.msgpack.decode(row.content, type=Seal), ids_in(row.ids))
        return found

    def _batch(self, file: str, seal: Seal, ids: list[bytes], rows: list[RowMapping]) -> Batch:
        by_id: dict[bytes, WireChange] = {row["id"]: _wire(row, row["mark"]) for row in rows}
        missing = [name for name in ids if name not in by_id]
        if missing:
            asked = changes.select().where(
                changes.c.tenant == self._tenant,
                changes.c.file == file,
                changes.c.id.in_(bindparam("ids", expanding=True)),
            )
            for row in self._connection.execute(asked, {"ids": missing}).mappings():
                by_id[row["id"]] = _wire(row, KNOWN)
        return Batch(seal, tuple(by_id[name] for name in ids), rows[0]["number"])


def _wire(row: RowMapping, mark: str) -> WireChange:
    is_erased = row["body"] is None
    return WireChange(row["head"], row["salt"], row["body"], row["hash_of_body"] if is_erased else None, mark)
