"""Where the worker was before a lock, as it is kept in the encrypted copy: names of pages and files, and no word of theirs."""

from typing import Any

import msgspec

from desktop_app.record_store.identity import keep_setting, setting
from desktop_app.vault.encrypted_database import Database

_NAME = "stood"


class KeptPlace(msgspec.Struct, frozen=True):
    """One page with what it is about, as `shell.navigation.Place`."""

    key: str
    where: dict[str, Any]
    tab: str = ""


class Cursor(msgspec.Struct, frozen=True):
    """The part of the page that had the keyboard: its class, its name, which of several, characters before the cursor."""

    kind: str
    name: str
    number: int
    at: int


class Stood(msgspec.Struct, frozen=True):
    """The way to the page that was shown, oldest first; what stood open over it; where the cursor was."""

    trail: tuple[KeptPlace, ...] = ()
    over_page: str = ""
    cursor: Cursor | None = None


def keep(database: Database, stood: Stood) -> None:
    """Keep it for whoever unlocks next."""
    keep_setting(database, _NAME, stood)


def take(database: Database) -> Stood:
    """What was kept at the last lock; once."""
    kept = setting(database, _NAME, Stood)
    if kept is None or not kept.trail:
        return Stood()
    keep_setting(database, _NAME, Stood())
    return kept
