"""A backup while the store runs, and a store put back from one: a new epoch, so that no device mistakes it."""

import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import update

from casework.errors import KnownError
from central_store import tables
from central_store.audit import COMMAND, write_line
from central_store.database import writing
from central_store.store import Folder, NoStore, Store


class NotEmbedded(KnownError):
    """Backups of a PostgreSQL database are made with its own tools."""


def back_up(store: Store, to: Path) -> None:
    """A whole copy into a new folder. Raises NoStore where there is one, NotEmbedded for another database."""
    if store.engine.dialect.name != "sqlite":
        raise NotEmbedded("Back up a PostgreSQL database with its own tools, and the data folder beside it.")
    target = Folder(to)
    if to.exists() and any(to.iterdir()):
        raise NoStore(f"{to} is not empty. Name a new folder for the backup.")
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    with sqlite3.connect(store.folder.database) as source, sqlite3.connect(target.database) as copy:
        source.backup(copy)
    source.close()
    copy.close()
    if store.folder.pieces.exists():  # after the database: every piece that it names is there by now
        shutil.copytree(store.folder.pieces, target.pieces, dirs_exist_ok=True)
    for name in ("certificate", "certificate_key", "store_key"):
        shutil.copy2(getattr(store.folder, name), getattr(target, name))


def put_back(backup: Path, to: Path) -> Store:
    """A store from a backup. Each file begins a new epoch that parts from the one before at the number it has."""
    if not Folder(backup).store_key.exists():
        raise NoStore(f"There is no finished backup in {backup}.")
    if to.exists() and any(to.iterdir()):
        raise NoStore(f"{to} is not empty. Put the backup back into a new folder; nothing is overwritten.")
    shutil.copytree(backup, to, dirs_exist_ok=True)
    store = Store(Folder(to))
    with writing(store.engine) as connection:
        files = tables.files
        connection.execute(update(files).values(epoch=files.c.epoch + 1, fork=files.c.number))
        write_line(connection, store.tenant, COMMAND, "restore")
    return store
