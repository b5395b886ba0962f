"""A backup while the store runs, and a store put back from one: a new epoch, so that no device mistakes it."""

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import func, insert, literal, select

from casework.errors import KnownError
from central_store import tables
from central_store.audit import COMMAND, write_line
from central_store.database import writing
from central_store.disk import to_disk
from central_store.erasing import finish
from central_store.store import Folder, NoStore, Store

SMALL_FILES = ("certificate", "certificate_key", "store_key")  # the store's key last: without it nothing is finished


class NotEmbedded(KnownError):
    """Backups of a PostgreSQL database are made with its own tools."""


def back_up(store: Store, to: Path) -> None:
    """A whole copy into a new folder. Raises NoStore where there is one, NotEmbedded for another database."""
    if store.engine.dialect.name != "sqlite":
        raise NotEmbedded("Back up a PostgreSQL database with its own tools, and the data folder beside it.")
    finish(store)  # what an order destroyed does not go into a backup because nothing was written over it yet
    target = _new_folder(to, "Name a new folder for the backup.")
    with closing(sqlite3.connect(store.folder.database)) as source, closing(sqlite3.connect(target.database)) as copy:
        source.backup(copy)
    for of_store, of_backup in _folders(store.folder, target):  # after the database: all that it names is there by now
        shutil.copytree(of_store, of_backup, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
    _copy_small_files(store.folder, target)


def put_back(backup: Path, to: Path) -> Store:
    """A store from a backup. Each file begins a new epoch that parts from the one before at the number it has."""
    source = Folder(backup)
    if not source.store_key.exists():
        raise NoStore(f"There is no finished backup in {backup}.")
    target = _new_folder(to, "Put the backup back into a new folder; nothing is overwritten.")
    for ending in ("", "-wal"):  # a backup that somebody looked into may have its newest pages beside it
        if Path(f"{source.database}{ending}").exists():
            shutil.copy2(f"{source.database}{ending}", f"{target.database}{ending}")
    for of_backup, of_store in _folders(source, target):
        shutil.copytree(of_backup, of_store, dirs_exist_ok=True)
    _copy_small_files(source, target)
    store = Store(target)
    with writing(store.engine) as connection:
        known = connection.execute(select(func.max(tables.about.c.epoch))).scalar_one()
        epoch = max(known + 1, time.time_ns() // 1000)  # one backup put back twice begins two epochs, however soon
        files = tables.files
        parted = select(files.c.tenant, files.c.file, literal(epoch), files.c.number)
        connection.execute(insert(tables.epochs).from_select(["tenant", "file", "epoch", "fork"], parted))
        connection.execute(files.update().values(epoch=epoch))
        connection.execute(tables.about.update().values(epoch=epoch))
        write_line(connection, store.tenant, COMMAND, "restore", detail=f"epoch {epoch}")
    return store


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
