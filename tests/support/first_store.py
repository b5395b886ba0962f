"""A central store as the last release left it that knew no steps (central_store.migrations): its very rows, pieces and keys.

In it two hubs' worth of nothing but one: hub-1 with Ruth, who wrote three notes about Ella, of which one was erased, and sent a
piece of a drawing; Omar has a code that he has not used.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

KEPT = Path(__file__).resolve().parents[1] / "data" / "central_store" / "before_migrations"
SAID = ["Her nan can have her on Friday.", "She hid beneath the wardrobe."]


def first_store(folder: Path) -> Path:
    """The store's folder; the authority's key file lies beside it."""
    data = folder / "store"
    shutil.copytree(KEPT, data, ignore=shutil.ignore_patterns("store.sql", "authority.key"))
    shutil.copy(KEPT / "authority.key", folder / "authority.key")
    with closing(sqlite3.connect(data / "store.db")) as connection:
        connection.executescript((KEPT / "store.sql").read_text("utf-8"))
    return data
