"""The whole program over a made-up copy or a real store, opened without typing: for journeys through its pages."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.opening.actions import Opened
from desktop_app.record_store.identity import keep_setting
from desktop_app.record_store.looking_over import LookedOver
from desktop_app.record_store.records import Records
from desktop_app.shell import tokens
from desktop_app.shell.window import MainWindow
from desktop_app.start.desk import Desk
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault, open_vault
from tests.support import copies, made_up
from tests.support.laptops import new_laptop
from tests.support.pictures import settle, wear
from tests.support.store import RunningStore
from tests.support.vaults import PASSPHRASE


@contextmanager
def open_daybook(folder: Path, prepare: Callable[[Records], object] = lambda _records: None) -> Iterator[Desk]:
    """Daybook on the copy of `copies.open_copy`, whose store cannot be reached; `prepare` fills the copy first."""
    wear(tokens.light())
    with copies.open_copy(folder) as (vault, records):
        prepare(records)
        with _running(vault, records, datetime.datetime.now) as desk:
            yield desk


@contextmanager
def open_daybook_again(folder: Path) -> Iterator[Desk]:
    """Daybook on a copy that another has closed."""
    vault = open_vault(Profile(folder), PASSPHRASE)
    try:
        with _running(vault, Records(vault), datetime.datetime.now) as desk:
            yield desk
    finally:
        vault.close()


@contextmanager
def open_made_up_daybook(
    folder: Path, prepare: Callable[[Records], object] = lambda _records: None, children: int = 3, worker: str = ""
) -> Iterator[Desk]:
    """Daybook on a copy of the made-up hub, on the morning of `made_up.NOW`; three children are the Hart family.

    worker: whose copy it is, where not Hannah Okafor's. It is not looked over for damage: what is made up here was sealed by
    nobody, and the sheet that says so would come in the midst of a test.
    """
    wear(tokens.light())
    with made_up.open_made_up(folder, made_up.hub(children), worker) as (vault, records):
        keep_setting(vault.engine, "looked over", LookedOver(datetime.datetime.now(datetime.UTC)))
        prepare(records)
        with _running(vault, records, lambda: made_up.NOW) as desk:
            yield desk


@contextmanager
def open_empty_daybook(folder: Path) -> Iterator[Desk]:
    """Daybook on a laptop that has joined, was given nothing so far, and cannot reach its store."""
    wear(tokens.light())
    with copies.open_empty_copy(folder) as (vault, records), _running(vault, records, datetime.datetime.now) as desk:
        yield desk


@contextmanager
def open_joined_daybook(folder: Path, store: RunningStore, who: str) -> Iterator[Desk]:
    """Daybook on a laptop that has joined a real store and holds what the store gives it."""
    wear(tokens.light())
    with new_laptop(folder, store, who) as laptop:
        laptop.sync()
        with _running(laptop.vault, laptop.records, datetime.datetime.now) as desk:
            yield desk


@contextmanager
def _running(vault: OpenVault, records: Records, now: Callable[[], datetime.datetime]) -> Iterator[Desk]:
    daybook = Daybook(vault.profile, now=now)
    daybook.take(Opened(vault, records))
    assert daybook.desk is not None
    try:
        yield daybook.desk
    finally:
        assert isinstance(daybook.window, MainWindow)
        daybook.close()
        daybook.window.deleteLater()
        settle()
