"""A copy of the made-up family for tests, filled once in a process; and Daybook opened on it without typing."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.opening.actions import Opened
from desktop_app.practice import copy
from desktop_app.practice.family import family
from desktop_app.practice.folder import practice_profile
from desktop_app.record_store.practice_copy import make_practice
from desktop_app.record_store.records import Records
from desktop_app.shell import style, tokens
from desktop_app.shell.window import MainWindow
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault
from tests.support.pictures import application, settle, wear
from tests.support.vaults import prepared_vault

NOW = datetime.datetime.now(datetime.UTC).replace(tzinfo=None, hour=10, minute=20, second=0, microsecond=0)
EFFIE, RORY, NELL = family().files


@contextmanager
def open_practice(folder: Path) -> Iterator[tuple[OpenVault, Records]]:
    """The copy, open. folder: where the worker's own would lie."""
    vault = prepared_vault(practice_profile(Profile(folder)).folder, "practice", _fill)
    try:
        yield vault, Records(vault)
    finally:
        vault.close()


def _fill(vault: OpenVault) -> None:
    make_practice(vault, family().worker)
    copy.fill(vault, NOW)


@contextmanager
def practising(folder: Path) -> Iterator[Daybook]:
    """Daybook in practice, as it stands after the passphrase was given. Nobody has joined on this laptop."""
    wear(tokens.light())
    daybook = Daybook(Profile(folder), now=lambda: NOW)
    try:
        daybook.practise()
        vault = prepared_vault(practice_profile(Profile(folder)).folder, "practice", _fill)
        daybook.take(Opened(vault, Records(vault)))
        yield daybook
    finally:
        daybook.close()
        daybook.window.deleteLater()
        settle()
        style.dress_for_practice(application(), practice=False)


def window_of(daybook: Daybook) -> MainWindow:
    """The open copy's window."""
    assert isinstance(daybook.window, MainWindow)
    return daybook.window
