"""Walking everything the store holds: digests, seals, approvals, pieces and the audit. What `verify` says."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from casework.changes import Change
from casework.errors import BadMessage, BadSeal
from casework.seals import Seal, check_approval, check_seal, first_digest, next_digest
from central_store import tables
from central_store.audit import broken_lines
from central_store.ledger import FileHead, Ledger
from central_store.people import Register
from central_store.store import Store


def problems(store: Store, progress: Callable[[int, int], None]) -> list[str]:
    """Every problem found, one plain line each; empty where all holds. `progress` is told (done, of) in files."""
    found = []
    with store.engine.connect() as connection:
        register = Register(store.tenant, store.about.authority)
        register.refresh(connection)
        try:
            check_approval(store.about.authority, store.tenant, store.about.store)
        except BadSeal:
            found.append("The store's own key is not approved by the authority.")
        ledger = Ledger(connection, store.tenant)
        heads = ledger.heads()
        for done, head in enumerate(heads, start=1):
            progress(done, len(heads))
            found += _problems_of_file(store, ledger, register, head)
        found += [
            f"Audit line {number} was changed, or one before it is missing."
            for number in broken_lines(connection, store.tenant)
        ]
        pieces = connection.execute(tables.pieces.select()).all()
    for piece in pieces:
        path = store.folder.pieces / hashlib.sha256(piece.file.encode()).hexdigest()[:32] / piece.name
        if not _is_whole(path, piece.name):
            found.append(f"A piece of an attachment of {piece.file} is missing or changed.")
    return found


def _problems_of_file(store: Store, ledger: Ledger, register: Register, head: FileHead) -> Iterator[str]:
    marked = ledger.marked_changes(head.file)
    digest, by_id = first_digest(store.tenant, head.file), {}
    for number, (change, mark, seal) in enumerate(marked, start=1):
        by_id[change.id] = change
        digest = next_digest(digest, number, change.hash, seal.hash, mark)
        yield from _problems_of_change(head.file, number, change)
    if len(marked) != head.number or digest != head.digest:
        yield f"{head.file}: the digest does not hold; a change was altered, added or taken away."
    for seal, ids in ledger.seals_of(head.file):
        yield from _problems_of_seal(store, register, head.file, seal, [by_id.get(name) for name in ids])


def _problems_of_change(file: str, number: int, change: Change) -> Iterator[str]:
    try:
        change.check_form()
    except BadMessage:
        yield f"{file}: change {number} is damaged."


def _problems_of_seal(
    store: Store, register: Register, file: str, seal: Seal, sealed: list[Change | None]
) -> Iterator[str]:
    whole = [change for change in sealed if change is not None]
    public = register.public_of(seal.device)
    if public is None or len(whole) != len(sealed):
        yield f"{file}: seal {seal.number} of device {seal.device} names a device or a change that is not here."
        return
    try:
        check_seal(public, store.tenant, file, seal, whole)
    except BadSeal:
        yield f"{file}: seal {seal.number} of device {seal.device} does not hold."


def _is_whole(path: Path, name: str) -> bool:
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == name
