"""Carrying out the authority's orders to erase, at the store: in the record, in attachments, in what the database freed.

    in the transaction that brought the order into the authority's book
      changes     salt and body of what it names; header, hash and id stay
      pieces      that they are held
      quarantine  that it is destroyed: what goes with the order by itself, and what was named besides
    after it, and again at the next start where the process ended before (`finish`)
      the files of those pieces and of the quarantine; every page of the database, and its log, in which destroyed words
      would still lie

Words that a laptop gives back later are kept without what an order names (casework.erasure.without_erased).
"""

import datetime
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, bindparam

from casework.case_files import AUTHORITY_BOOK
from casework.editing import create
from casework.erasure import MOST_CHANGES_AN_ORDER, MOST_PIECES_AN_ORDER, are_two_people, may_be_erased
from casework.errors import KnownError
from casework.kinds import NAME_OF
from casework.kinds.books import Erasure, ErasureOrder
from casework.kinds.reading import values_of
from casework.seals import order_erasure
from central_store import tables
from central_store.audit import COMMAND, write_line
from central_store.database import writing
from central_store.devices.key_files import AuthorityKeys
from central_store.disk import to_disk
from central_store.erased_quarantine import Lying, Named, that_goes
from central_store.ledger import Ledger
from central_store.people import Register
from central_store.quarantine import Quarantine
from central_store.serving.pieces import path_of_piece, remove_pieces
from central_store.store import Folder, Store

LONGEST_REASON = 400
LARGEST_WRITTEN_ANEW = 512 * 1024 * 1024  # bytes: the new database is made in memory, where nobody else reads it
_ITS_CHANGE = (
    (tables.changes.c.tenant == bindparam("its_tenant"))
    & (tables.changes.c.file == bindparam("its_file"))
    & (tables.changes.c.id == bindparam("its_id"))
)
_WITHOUT_WORDS = tables.changes.update().where(_ITS_CHANGE).values(salt=None, body=None)
_WITHOUT_PIECE = tables.pieces.delete().where(
    tables.pieces.c.tenant == bindparam("its_tenant"),
    tables.pieces.c.file == bindparam("its_file"),
    tables.pieces.c.name == bindparam("its_name"),
)


class NotErased(KnownError):
    """What was asked for cannot be erased. Nothing was changed."""


class Going(msgspec.Struct, frozen=True):
    """What one file is to lose: ids of changes, and names (32 bytes) of the pieces that they alone name."""

    file: str
    changes: tuple[bytes, ...]
    pieces: tuple[bytes, ...] = ()


def check_order(reason: str, by: Sequence[str]) -> None:
    """Raise NotErased unless two different people ordered it, with a reason."""
    if not are_two_people(by):
        raise NotErased("Two different people order an erasure. Name both: --by NAME --by NAME. Nothing was erased.")
    if not reason.strip():
        raise NotErased("Say why, with --reason, in words that name nobody. Nothing was erased.")
    if len(reason) > LONGEST_REASON:
        raise NotErased(f"The reason may have {LONGEST_REASON} letters, and names nobody. Nothing was erased.")


def erase(
    store: Store,
    keys: AuthorityKeys,
    going: Iterable[Going],
    reason: str,
    by: Sequence[str],
    besides: Iterable[Lying] = (),
) -> bool:
    """Order it and carry it out, in one transaction; whether it is also finished (`finish`).

    besides: what goes of the quarantine that the order does not take by itself. Raises NotErased, with nothing changed.
    """
    check_order(reason, by)
    pen = store.pen(keys)
    asked = [ErasureOrder(one.file, one.changes, reason.strip(), tuple(by), pen.written, one.pieces) for one in going]
    if not all(may_be_erased(order.file) for order in asked):
        raise NotErased("The authority's book and the logs of grants are never erased. Nothing was changed.")
    orders = [order_erasure(keys.authority_key(), store.tenant, part) for order in asked for part in _in_parts(order)]
    made = [create(AUTHORITY_BOOK, NAME_OF[Erasure], values_of(Erasure(order=order)), pen) for order in orders]
    mark_unfinished(store.folder)
    with writing(store.engine) as connection:
        Ledger(connection, store.tenant).add_sealed({AUTHORITY_BOOK: made}, keys.administrator_key())
        _destroy(Quarantine(connection, store.tenant, store.folder), besides, connection, COMMAND)
        carry_out(connection, store, orders, COMMAND)
    return finish(store)


def _in_parts(order: ErasureOrder) -> Iterator[ErasureOrder]:
    """Orders that each fit one change."""
    changes, pieces = order.changes, order.pieces
    while changes or pieces:
        its, changes = changes[:MOST_CHANGES_AN_ORDER], changes[MOST_CHANGES_AN_ORDER:]
        with_them, pieces = pieces[:MOST_PIECES_AN_ORDER], pieces[MOST_PIECES_AN_ORDER:]
        yield msgspec.structs.replace(order, changes=its, pieces=with_them)


def carry_out(connection: Connection, store: Store, orders: Sequence[ErasureOrder], who: str) -> None:
    """Destroy what orders name, in the caller's transaction; `mark_unfinished` comes before it and `finish` after it.

    who: brought them, for the audit.
    """
    tenant, quarantine = store.tenant, Quarantine(connection, store.tenant, store.folder)
    _destroy(quarantine, taken_along(connection, store, orders), connection, who)
    for order in orders:
        its = {"its_tenant": tenant, "its_file": order.file}
        if order.changes:
            connection.execute(_WITHOUT_WORDS, [{**its, "its_id": name} for name in order.changes])
        if order.pieces:
            connection.execute(_WITHOUT_PIECE, [{**its, "its_name": name.hex()} for name in order.pieces])
        detail = f"{len(order.changes)} changes, ordered by {' and '.join(order.by)}"
        write_line(connection, tenant, who, "erase", order.file, detail)


def taken_along(connection: Connection, store: Store, orders: Iterable[ErasureOrder]) -> list[Lying]:
    """What these orders take of the quarantine by themselves."""
    ledger, by_file = Ledger(connection, store.tenant), defaultdict[str, list[ErasureOrder]](list)
    for order in orders:
        by_file[order.file].append(order)
    named = [_named(ledger, file, its) for file, its in by_file.items()]
    return list(that_goes(Quarantine(connection, store.tenant, store.folder), named))


def _named(ledger: Ledger, file: str, orders: Sequence[ErasureOrder]) -> Named:
    ids = frozenset(name for order in orders for name in order.changes)
    records = frozenset(change.header.record for change in ledger.changes_of(file) if change.id in ids)
    return Named(file, ids, records, frozenset(name.hex() for order in orders for name in order.pieces))


def _destroy(quarantine: Quarantine, some: Iterable[Lying], connection: Connection, who: str) -> None:
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    for one in some:
        item = quarantine.destroy(one.device, one.kept.number, now)
        write_line(connection, quarantine.tenant, who, "quarantine destroyed", item.file, f"erased: {one.name}")


# -- what would still lie on the disk -----------------------------------------------------------------------------


def mark_unfinished(folder: Folder) -> None:
    """From now on something may have been destroyed that still lies on the disk."""
    _mark(folder).touch(mode=0o600)
    to_disk(folder.root)


def is_unfinished(folder: Folder) -> bool:
    """Whether an erasure has still to be finished."""
    return _mark(folder).exists()


def finish(store: Store) -> bool:
    """Write over what was destroyed, and remove the pieces that orders name; False where that must be tried again.

    Whoever reads from the database just now, a backup say, keeps its log from being emptied. Of a PostgreSQL database the
    pieces alone are removed: its own tools write its tables and logs anew.
    """
    with store.engine.connect() as connection:
        Quarantine(connection, store.tenant, store.folder).remove_destroyed()
    if not is_unfinished(store.folder):
        return True
    register = Register(store.tenant, store.about.authority)
    with store.engine.connect() as connection:
        register.refresh(connection)
    remove_pieces(
        path_of_piece(store.folder.pieces, order.file, name.hex())
        for order in register.books.orders
        for name in order.pieces
    )
    if store.is_embedded and not _written_anew(store.engine):
        return False
    _mark(store.folder).unlink(missing_ok=True)
    to_disk(store.folder.root)
    return True


def _written_anew(engine: Engine) -> bool:
    """Every page written anew, without what an earlier release freed, and the log cut to nothing; False where somebody else
    works with the database just now. A large one is not: what an order destroys is written over in it in any case."""
    with closing(engine.raw_connection()) as connection:
        driver: Any = connection.driver_connection
        try:
            pages, size = (driver.execute(f"PRAGMA {one}").fetchone()[0] for one in ("page_count", "page_size"))
            if pages * size <= LARGEST_WRITTEN_ANEW:
                driver.execute("VACUUM")
            (is_kept_there, _, _) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except (
            sqlite3.OperationalError
        ):  # somebody writes, or the disk is full: the order stands, and so do its words' gaps
            return False
    if not is_kept_there and (log := Path(f"{engine.url.database}-wal")).exists():
        to_disk(log)  # SQLite cuts it without a flush, so a power cut would bring back what stood in it
    return not is_kept_there


def _mark(folder: Folder) -> Path:
    return folder.root / "erasing"
