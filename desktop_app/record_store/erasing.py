"""Carrying out the authority's orders to erase, in every place where this copy keeps words.

in the transaction that brought the order
  log           salt and body of what it names; header, hash and id stay
  current       the records folded again; found: its index made anew, for a word taken out of it would lie on in its pages
  drafts        what edits or quotes those words; what was sealed for a draft that goes loses its key with it
  remembered    all of it: what a read-model says is not known here
  set_aside, pieces
after it, and again at the next opening where the program ended before (`finish`)
  pieces of attachments in the folder; the log of the database, in which earlier pages lie
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change, body_hash
from casework.erasure import orders_in
from casework.fold import RecordKey
from casework.kinds import NAME_OF
from casework.kinds.books import Erasure, ErasureOrder
from desktop_app.record_store import log
from desktop_app.record_store.erased_drafts import Cut, take_out_of_drafts
from desktop_app.record_store.identity import Identity
from desktop_app.vault.encrypted_database import Database, reading
from desktop_app.vault.vault import OpenVault

THE_DATABASE = "the database"  # no piece has such a name
PAGES_A_STEP = 200  # of the index, in one transaction: what is written meanwhile waits a fifth of a second at most
IDS_A_QUESTION = 500


class Erased(msgspec.Struct, frozen=True):
    """Of which files and kinds of record words were destroyed, by how many orders; cuts: what a form that is open may hold
    of them still."""

    orders: int = 0
    files: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    cuts: tuple[Cut, ...] = ()


def carry_out(connection: Connection, identity: Identity, changes: Iterable[Change]) -> Erased:
    """Destroy what the orders among these changes of the authority's book name, in the caller's transaction."""
    touched: dict[str, set[RecordKey]] = defaultdict(set)
    cuts: list[Cut] = []
    orders = orders_in(identity.authority, identity.tenant, changes)
    for order in orders:
        _keep_order(connection, order)
        gone = list(_held(connection, order))
        _destroy(connection, order)
        if gone:
            cuts.append(Cut(order.file, gone))
            take_out_of_drafts(connection, cuts[-1])
        touched[order.file].update((change.header.kind, change.header.record) for change in gone)
    touched = {file: keys for file, keys in touched.items() if keys}
    for file, keys in touched.items():
        log.fold_into_current(connection, file, keys)
    if touched:
        connection.exec_driver_sql("DELETE FROM remembered")
        connection.exec_driver_sql("INSERT OR IGNORE INTO to_destroy(name) VALUES(?)", (THE_DATABASE,))
    kinds = frozenset(kind for keys in touched.values() for kind, _ in keys)
    return Erased(len(orders), frozenset(touched), kinds, tuple(cuts))


def carry_out_again(connection: Connection, identity: Identity) -> None:
    """Every order that the log holds: after a damaged copy was made anew."""
    rows = connection.exec_driver_sql(
        "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND kind=?", (AUTHORITY_BOOK, NAME_OF[Erasure])
    )
    carry_out(connection, identity, [Change(*row) for row in rows.all()])


def covered(connection: Connection, file: str) -> frozenset[bytes]:
    """The changes of a file that an order names."""
    return frozenset(row[0] for row in connection.exec_driver_sql("SELECT id FROM erased WHERE file=?", (file,)))


def list_to_destroy(connection: Connection, pieces: Iterable[str]) -> None:
    """These pieces of attachments, which no record names, are wanted no more: `finish` destroys them, at the next opening if
    not before. In the transaction that takes away what names them, so that a kill leaves none behind and none missing. One
    that went into the record meanwhile stays."""
    rows = [(name, name) for name in pieces]
    if rows:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO to_destroy(name) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM pieces WHERE name=?)", rows
        )


def finish(vault: OpenVault) -> None:
    """Destroy what lies beside the database, and write its index anew. Nothing to do is found out in one small question.

    It takes seconds for a large copy, in steps between which others write.
    """
    with reading(vault.engine) as connection:
        names = [row[0] for row in connection.exec_driver_sql("SELECT name FROM to_destroy")]
        is_all_sent = (
            not connection.exec_driver_sql("SELECT 1 FROM log WHERE sent=0 LIMIT 1").first() if names else False
        )
    if not names:
        return
    vault.pieces.forget(*(name for name in names if name != THE_DATABASE))
    while THE_DATABASE in names and _index_has_more(vault.engine):
        pass
    for path in vault.profile.kept_damaged() if is_all_sent else ():
        path.unlink(missing_ok=True)
    if vault.empty_log():
        with vault.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM to_destroy WHERE name=?", [(name,) for name in names])


def _index_has_more(database: Database) -> bool:
    """Write some more of the index anew, every part of it once; whether there is more to do."""
    with database.begin() as connection:
        driver: Any = connection.connection.driver_connection
        before = driver.total_changes
        connection.exec_driver_sql("INSERT INTO found(found, rank) VALUES('merge', ?)", (-PAGES_A_STEP,))
        return bool(driver.total_changes - before > 1)  # one change is the question itself


def _keep_order(connection: Connection, order: ErasureOrder) -> None:
    rows = [(order.file, name, order.given[:10]) for name in order.changes]
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO erased(file, id, day) VALUES(?,?,?)", rows)
    names = {name.hex() for name in order.pieces}
    if names:
        connection.exec_driver_sql("DELETE FROM pieces WHERE name=?", [(name,) for name in names])
        list_to_destroy(connection, names)


def _held(connection: Connection, order: ErasureOrder) -> Iterator[Change]:
    """What this copy holds of it with its words, in the log or set aside."""
    for start in range(0, len(order.changes), IDS_A_QUESTION):
        some = order.changes[start : start + IDS_A_QUESTION]
        marks = ",".join("?" * len(some))
        for table in ("log", "set_aside"):
            asked = f"SELECT head, salt, body FROM {table} WHERE file=? AND body IS NOT NULL AND id IN ({marks})"  # noqa: S608 question marks
            for head, salt, body in connection.exec_driver_sql(asked, (order.file, *some)).all():
                yield Change(head, body_hash(salt, body), salt, body)


def _destroy(connection: Connection, order: ErasureOrder) -> None:
    rows = [(order.file, name) for name in order.changes]
    if rows:
        connection.exec_driver_sql("UPDATE log SET salt=NULL, body=NULL WHERE file=? AND id=?", rows)
        connection.exec_driver_sql("DELETE FROM set_aside WHERE file=? AND id=?", rows)
