"""Walking everything the store holds: digests, seals, approvals, pieces and the audit. What `verify` says."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Connection, RowMapping, select, union
from sqlalchemy.exc import DatabaseError

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.errors import BadMessage, BadSeal
from casework.fold import fold
from casework.kinds import NAME_OF
from casework.kinds.books import Release
from casework.kinds.reading import read_as
from casework.leaving import hash_of
from casework.seals import (
    FIRST_EPOCH,
    NO_SEAL_BEFORE,
    Seal,
    check_seal,
    check_signature,
    check_store_approval,
    first_digest,
    next_digest,
)
from central_store import tables
from central_store.audit import broken_lines
from central_store.erasing import is_unfinished
from central_store.ledger import Ledger, change_in, ids_in
from central_store.people import Register
from central_store.quarantine import RELEASED, Quarantine
from central_store.serving.pieces import path_of_piece
from central_store.store import Store

Progress = Callable[[int, int], None]
UNREADABLE = (msgspec.DecodeError, BadMessage, ValueError, TypeError, KeyError)


def problems(store: Store, progress: Progress) -> list[str]:
    """Every problem found, one plain line each; empty where all holds. `progress` is told (done, of) in files."""
    found: list[str] = []
    try:
        with store.engine.connect() as connection:
            found.extend(_Walk(store, connection, progress).problems())
    except DatabaseError as error:
        found.append(f"The database itself is damaged: {error.orig}.")
    return found


class _Walk:
    """One walk over a store."""

    def __init__(self, store: Store, connection: Connection, progress: Progress) -> None:
        self._store = store
        self._tenant = store.tenant
        self._connection = connection
        self._progress = progress
        self._register = Register(store.tenant, store.about.authority)

    def problems(self) -> Iterator[str]:
        """Every problem found."""
        yield from self._of_database()
        yield from self._of_authority()
        files = self._files()
        for done, file in enumerate(files, start=1):
            self._progress(done, len(files))
            try:
                yield from self._of_file(file)
            except UNREADABLE:
                yield f"{file}: a line of this file cannot be read."
        yield from self._of_pieces()
        if is_unfinished(self._store.folder):
            yield "An erasure was cut short, and what it destroyed was not written over yet. Start the store: that finishes it."
        yield from self._of_quarantine()
        for number in broken_lines(self._connection, self._tenant):
            yield f"Audit line {number} was changed, or one beside it is missing."

    def _of_database(self) -> Iterator[str]:
        if self._store.is_embedded:
            for (line,) in self._connection.exec_driver_sql("PRAGMA integrity_check"):
                if line != "ok":
                    yield f"The database itself is damaged: {line}"

    def _of_authority(self) -> Iterator[str]:
        about = self._store.about
        try:
            check_store_approval(about.authority, about.tenant, about.store)
        except BadSeal:
            yield "The store's own key is not approved by the authority."
        if about.store.public != self._store.key.public:
            yield "The store's key file holds another key than the one that the authority approved."
        if about.tls_root.strip() not in self._store.folder.certificate.read_text("ascii"):
            yield "The TLS certificate is not signed by the root that laptops were told."
        try:
            self._register.refresh(self._connection)
        except UNREADABLE:
            yield "The authority's book, or a log of grants, cannot be read."
        for device in self._register.books.unbelieved:
            yield f"The approval of device {device} is not signed by the authority; the device is refused."
        if self._register.ever_approved(about.administrator) is None:
            yield "The administrator's device was never approved by the authority."

    def _files(self) -> list[str]:
        tables_with_files = (tables.files, tables.changes, tables.seals)
        asked = union(*(select(table.c.file).where(table.c.tenant == self._tenant) for table in tables_with_files))
        return sorted(self._connection.execute(asked).scalars())

    def _of_file(self, file: str) -> Iterator[str]:
        is_it = (tables.changes.c.tenant == self._tenant) & (tables.changes.c.file == file)
        asked = tables.changes.select().where(is_it).order_by(tables.changes.c.number)
        rows = self._connection.execute(asked).mappings().all()
        by_id = {row["id"]: row for row in rows}
        held = self._seals_of(file)
        seals = {key: seal for key, (seal, _) in held.items()}
        digest, ordered = first_digest(self._tenant, file), self._register.erased(file)
        for number, row in enumerate(rows, start=1):
            change, seal = change_in(row), seals.get((row["device"], row["seal"]))
            if seal is None or row["number"] != number:
                yield f"{file}: change {row['number']} has no seal, or one before it is missing."
                return
            digest = next_digest(digest, number, change.hash, seal.hash, row["mark"])
            yield from _of_change(file, row, change)
            if change.is_erased is not (change.id in ordered):
                why = (
                    "has no words, and no order to erase them" if change.is_erased else "was to be erased, and was not"
                )
                yield f"{file}: change {row['number']} {why}."
        yield from self._of_head(file, len(rows), digest)
        before: dict[str, Seal] = {}
        for _, (seal, line) in sorted(held.items()):
            yield from self._of_seal(file, seal, line, by_id)
            yield from self._of_order(file, seal, before.get(seal.device))
            before[seal.device] = seal

    def _of_head(self, file: str, number: int, digest: bytes) -> Iterator[str]:
        is_it = (tables.files.c.tenant == self._tenant) & (tables.files.c.file == file)
        head = self._connection.execute(tables.files.select().where(is_it)).first()
        if head is None or (head.number, head.digest) != (number, digest):
            yield f"{file}: the digest does not hold; a change was altered, added or taken away."
        elif head.epoch not in self._epochs(file):
            yield f"{file}: its epoch is not one that this store ever began."

    def _seals_of(self, file: str) -> dict[tuple[str, int], tuple[Seal, RowMapping]]:
        is_it = (tables.seals.c.tenant == self._tenant) & (tables.seals.c.file == file)
        rows = self._connection.execute(tables.seals.select().where(is_it)).mappings()
        return {(row["device"], row["seal"]): (msgspec.msgpack.decode(row["content"], type=Seal), row) for row in rows}

    def _of_seal(self, file: str, seal: Seal, line: RowMapping, by_id: dict[bytes, RowMapping]) -> Iterator[str]:
        name = f"{file}: seal {line['seal']} of device {line['device']}"
        sealed = [by_id[one] for one in ids_in(line["ids"]) if one in by_id]
        known = self._register.ever_approved(seal.device)
        if known is None or b"".join(row["id"] for row in sealed) != line["ids"]:
            yield f"{name} names a device or a change that is not here."
            return
        try:
            check_seal(known.public, self._tenant, file, seal, [change_in(row) for row in sealed])
        except BadSeal:
            yield f"{name} does not hold."
        own = [row for row in sealed if (row["device"], row["seal"]) == (line["device"], line["seal"])]
        first = min((row["number"] for row in own), default=0)
        if (line["device"], line["seal"], line["first"]) != (seal.device, seal.number, first):
            yield f"{name} is not in its place."
        headers = [change_in(row).header for row in own]
        devices = known.earlier | {seal.device}
        if any(header.author != known.professional or header.device not in devices for header in headers):
            yield f"{name} covers a change under another's name."

    def _of_order(self, file: str, seal: Seal, before: Seal | None) -> Iterator[str]:
        number, its_hash = (before.number, before.hash) if before else (0, NO_SEAL_BEFORE)
        follows = seal.number == number + 1 and seal.before == its_hash
        if not follows and max(self._epochs(file), default=FIRST_EPOCH) == FIRST_EPOCH:
            yield f"{file}: seal {seal.number} of device {seal.device} does not follow the one before it."

    def _epochs(self, file: str) -> set[int]:
        is_it = (tables.epochs.c.tenant == self._tenant) & (tables.epochs.c.file == file)
        return set(self._connection.execute(select(tables.epochs.c.epoch).where(is_it)).scalars())

    def _of_pieces(self) -> Iterator[str]:
        asked = tables.pieces.select().where(tables.pieces.c.tenant == self._tenant)
        for piece in self._connection.execute(asked):
            path = path_of_piece(self._store.folder.pieces, piece.file, piece.name)
            if not _is_whole(path, piece.name, piece.length):
                yield f"A piece of an attachment of {piece.file} is missing or changed."

    def _of_quarantine(self) -> Iterator[str]:
        """What was handed over is here and as its laptop signed it; what was released of it was the administrator's deed."""
        quarantine = Quarantine(self._connection, self._tenant, self._store.folder)
        for delivery in quarantine.deliveries():
            name = f"What device {delivery.device} handed over"
            known = self._register.ever_approved(delivery.device)
            public = known.public if known is not None else b""
            try:
                check_signature(public, delivery.signature, "handed over", self._tenant, hash_of(delivery.content))
                missing = list(quarantine.missing(delivery))
            except (BadSeal, BadMessage):
                yield f"{name} is not what that laptop signed."
                continue
            if missing:
                yield f"{name} is not whole: {len(missing)} parts are missing or changed."
        yield from self._of_released()

    def _of_released(self) -> Iterator[str]:
        book = fold(Ledger(self._connection, self._tenant).changes_of(AUTHORITY_BOOK)).values()
        told = [read_as(Release, state) for state in book if state.kind == NAME_OF[Release] and state.is_kept]
        covered = {(one.file, one.device, seal) for one in told for seal in one.seals}
        asked = select(tables.changes.c.file, tables.changes.c.device, tables.changes.c.seal).where(
            tables.changes.c.tenant == self._tenant, tables.changes.c.mark == RELEASED
        )
        for row in self._connection.execute(asked.distinct()).all():
            seal, _ = self._seals_of(row.file)[row.device, row.seal]
            if (row.file, row.device, seal.hash.hex()) not in covered:
                yield f"{row.file}: seal {row.seal} of device {row.device} was released by nobody who may."


def _of_change(file: str, row: RowMapping, change: Change) -> Iterator[str]:
    try:
        change.check_form()
    except BadMessage:
        yield f"{file}: change {row['number']} is damaged."
        return
    if (row["id"], row["kind"], row["file"]) != (change.id, change.header.kind, change.header.file):
        yield f"{file}: change {row['number']} is not what its line says."


def _is_whole(path: Path, name: str, length: int) -> bool:
    if not path.exists():
        return False
    data = path.read_bytes()
    return hashlib.sha256(data).hexdigest() == name and len(data) == length
