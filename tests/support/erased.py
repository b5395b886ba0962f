"""Ordering an erasure as an administrator does, and looking for what it was to destroy in every byte that is left."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.editing import create
from casework.kinds.books import ErasureOrder
from casework.seals import SigningKey, order_erasure
from desktop_app.record_store import erasing
from desktop_app.record_store.records import Records
from desktop_app.vault.page_reading import FRAME_HEADER, LOG_HEADER, PAGE, SALT, read_one, read_pages
from desktop_app.vault.vault import OpenVault
from tests.support.copies import OFFICE, TENANT
from tests.support.laptops import Laptop
from tests.support.leaks import find_leaks, forms_of
from tests.support.store import RunningStore

ORDERED = ("--reason", "Written in the wrong child's file", "--by", "Nadia Rahman", "--by", "Tom Price")

AUTHORITY = SigningKey.generate()
"""Of copies that have no store."""


def order_for(*changes: Change, key: SigningKey = AUTHORITY, day: str = "2026-11-27T09:00:00Z") -> Change:
    """As it stands in the authority's book."""
    ids = tuple(change.id for change in changes)
    said = ErasureOrder(changes[0].header.file, ids, "In the wrong file", ("Nadia Rahman", "Tom Price"), day)
    signed = order_erasure(key, TENANT, said)
    return create(AUTHORITY_BOOK, "erasure", {"order": msgspec.to_builtins(signed, builtin_types=(bytes,))}, OFFICE)


def erase_in(vault: OpenVault, records: Records, *changes: Change, key: SigningKey = AUTHORITY) -> erasing.Erased:
    """Carry out an order in a copy that has no store, as a pull would."""
    identity = msgspec.structs.replace(records.identity, authority=AUTHORITY.public)
    with vault.engine.begin() as connection:
        done = erasing.carry_out(connection, identity, [order_for(*changes, key=key)])
    erasing.finish(vault)
    return done


def erase(store: RunningStore, file: str, *more: str) -> str:
    """Run the command of the store with a reason and two names; what it said."""
    keyed = ("--authority-key", str(store.key_file))
    return store.command("erase", "--data", str(store.data), *keyed, "--file", file, *more, *ORDERED)


def left_at(store: RunningStore, markers: Iterable[str]) -> list[tuple[str, str]]:
    """(file, marker) for every marker that any file of the store still holds: its database, log and pieces."""
    return find_leaks(store.data, markers)


def left_on(laptop: Laptop, markers: Iterable[str]) -> list[str]:
    """The markers that a laptop's files still hold once they are decrypted."""
    return left_in(laptop.vault, markers)


def left_in(vault: OpenVault, markers: Iterable[str]) -> list[str]:
    """The markers that a page of a copy's database, or a frame of its log, still holds once it is decrypted."""
    forms = {form: marker for marker in markers for form in forms_of(marker)}
    pages = list(_plain_pages(vault.profile.database, bytes(vault._database_key)))
    assert pages, "the search itself read nothing"
    everything = b"\0".join(pages)
    return sorted({marker for form, marker in forms.items() if form in everything})


def _plain_pages(database: Path, key: bytes) -> Iterator[bytes]:
    data = database.read_bytes()
    yield from read_pages(data, key).values()
    log = database.with_name(database.name + "-wal")
    frames = log.read_bytes()[LOG_HEADER:] if log.exists() else b""
    for start in range(0, len(frames), FRAME_HEADER + PAGE):
        number = int.from_bytes(frames[start : start + 4], "big")
        page = read_one(frames[start + FRAME_HEADER : start + FRAME_HEADER + PAGE], number, key, data[:SALT])
        if page is not None:
            yield page
