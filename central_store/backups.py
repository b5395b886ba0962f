"""A backup while the store runs, and a store put back from one: a new epoch, so that no device mistakes it.

A backup is a folder that is itself a store with its database in SQLite, whichever engine it was made from: it can be verified
as it lies there, and put back into either. So an authority also moves from the one to the other.
"""

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, literal, select

from central_store import tables
from central_store.audit import COMMAND, write_line
from central_store.database import database, is_postgresql, make_tables, making, read_url, writing
from central_store.disk import to_disk
from central_store.erasing import finish
from central_store.leading_on import is_due, lead_on
from central_store.making import check_room, make_room
from central_store.second_wall import WORKS_AS
from central_store.store import Folder, NoStore, Store
from central_store.whereabouts import remember

SMALL_FILES = ("certificate", "certificate_key", "store_key")  # the store's key last: without it nothing is finished
ROWS_AT_ONCE = 1000


def back_up(store: Store, to: Path) -> None:
    """A whole copy into a new folder, of one moment. Raises NoStore where there is one."""
    finish(store)  # what an order destroyed does not go into a backup because nothing was written over it yet
    target = _new_folder(to, "Name a new folder for the backup.")
    if store.is_embedded:
        with (
            closing(sqlite3.connect(str(store.engine.url.database))) as source,
            closing(sqlite3.connect(target.database)) as copy,
        ):
            source.backup(copy)
    else:
        _write_out(store.engine, target)
    for of_store, of_backup in _folders(store.folder, target):  # after the database: all that it names is there by now
        shutil.copytree(of_store, of_backup, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
    _copy_small_files(store.folder, target)


def put_back(backup: Path, to: Path, url: str | None = None, role: str = WORKS_AS) -> Store:
    """A store from a backup. Each file begins a new epoch that parts from the one before at the number it has.

    url: of a PostgreSQL database, as the role that owns the tables or is to; None puts it back into SQLite, in the folder;
    role: the one that the store then works as. Raises NoStore or NoDatabase.
    """
    source = Folder(backup)
    if not source.store_key.exists():
        raise NoStore(f"There is no finished backup in {backup}.")
    target = _new_folder(to, "Put the backup back into a new folder; nothing is overwritten.")
    _copy_database(source, target)
    is_elsewhere = url is not None and is_postgresql(read_url(url))
    if url is not None and is_elsewhere:
        try:
            _bring_in(target, url, role)
        finally:
            _remove_database(target)
    for of_backup, of_store in _folders(source, target):
        shutil.copytree(of_backup, of_store, dirs_exist_ok=True)
    _copy_small_files(source, target)
    store = Store(target, url if is_elsewhere else None, is_owner=is_elsewhere)
    begin_epoch(store)
    return store


def begin_epoch(store: Store) -> None:
    """The database was put back, by `put_back` or by tools of its own: every file begins a new epoch where it ends now."""
    with writing(store.engine) as connection:
        known = connection.execute(select(func.max(tables.about.c.epoch))).scalar_one()
        epoch = max(known + 1, time.time_ns() // 1000)  # one backup put back twice begins two epochs, however soon
        files = tables.files
        parted = select(files.c.tenant, files.c.file, literal(epoch), files.c.number)
        connection.execute(insert(tables.epochs).from_select(["tenant", "file", "epoch", "fork"], parted))
        connection.execute(files.update().values(epoch=epoch))
        connection.execute(tables.about.update().values(epoch=epoch))
        write_line(connection, store.tenant, COMMAND, "restore", detail=f"epoch {epoch}")


# -- rows from one engine to the other --------------------------------------------------------------------------------


def _write_out(engine: Engine, target: Folder) -> None:
    """The authority's rows, all of one moment, into SQLite."""
    with (
        database(f"sqlite:///{target.database}") as copy,
        engine.connect() as source,
        making(copy) as connection,
    ):
        make_tables(connection)
        _copy_rows(source, connection)


def _bring_in(target: Folder, url: str, role: str) -> None:
    """The rows of the backup that lies in the folder by now, into PostgreSQL."""
    with database(f"sqlite:///{target.database}") as embedded:
        if is_due(embedded):
            lead_on(embedded)
        with embedded.connect() as source:
            tenant = source.execute(select(tables.about.c.tenant)).scalar_one()
            with database(url, tenant) as engine:
                check_room(engine, tenant, role)
                make_room(engine, role)
                with writing(engine) as connection:
                    _copy_rows(source, connection)
    remember(target.root, url, tenant, role)


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in tables.of_authorities:
        rows = source.execute(table.select(), execution_options={"yield_per": ROWS_AT_ONCE})
        for some in rows.mappings().partitions():
            target.execute(table.insert(), [dict(row) for row in some])


# -- folders and files ------------------------------------------------------------------------------------------------


def _copy_database(source: Folder, target: Folder) -> None:
    for ending in ("", "-wal"):  # a backup that somebody looked into may have its newest pages beside it
        if Path(f"{source.database}{ending}").exists():
            shutil.copy2(f"{source.database}{ending}", f"{target.database}{ending}")


def _remove_database(target: Folder) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{target.database}{ending}").unlink(missing_ok=True)


def _folders(source: Folder, target: Folder) -> list[tuple[Path, Path]]:
    """Pieces of attachments and what lies in quarantine, from where to where; those that are there."""
    both = ((source.pieces, target.pieces), (source.quarantine, target.quarantine))
    return [(one, other) for one, other in both if one.exists()]


def _new_folder(path: Path, advice: str) -> Folder:
    if path.exists() and any(path.iterdir()):
        raise NoStore(f"{path} is not empty. {advice}")
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.chmod(0o700)
    return Folder(path)


def _copy_small_files(source: Folder, target: Folder) -> None:
    """Copy the rest, once everything before it is on disk."""
    _all_to_disk(target.root)
    for name in SMALL_FILES:
        shutil.copy2(getattr(source, name), getattr(target, name))
    _all_to_disk(target.root)


def _all_to_disk(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        to_disk(path)
