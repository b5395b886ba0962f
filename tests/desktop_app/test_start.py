"""The program as it is started: unlock by keyboard, see the children, open one, come back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.kinds.work import CaseNote
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.shell.window import MainWindow
from desktop_app.start import Daybook
from desktop_app.vault.profile import Profile
from desktop_app.visits.view.entries_page import EntriesPage
from tests.support.laptops import PASSPHRASE, new_laptop
from tests.support.store import RunningStore, child_file


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella", "maya"])
        with new_laptop(tmp_path / "ruth", store, "ruth") as laptop:
            laptop.sync()
            laptop.records.add(laptop.records.create(child_file("ella"), CaseNote(how="call", said="School rang.")))
        yield Profile(tmp_path / "ruth")


def test_from_the_passphrase_to_a_childs_notes_and_the_store(
    profile: Profile, qtbot: QtBot, qapp: QApplication
) -> None:
    daybook = Daybook(profile)
    try:
        unlock = daybook.window
        assert isinstance(unlock, UnlockPage)
        unlock.show()
        qtbot.keyClicks(unlock._passphrase.line, PASSPHRASE)
        qtbot.keyClick(unlock._passphrase.line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(daybook.window, MainWindow), timeout=20_000)
        window = daybook.window
        assert isinstance(window, MainWindow)
        qtbot.waitUntil(
            lambda: daybook._children is not None and len(daybook._children._list.rows()) == 2, timeout=20_000
        )
        qtbot.waitUntil(lambda: window.side.status.shown().words == "All sent", timeout=20_000)
        assert daybook._children is not None
        assert {row.title for row in daybook._children._list.rows()} == {"Ella", "Maya"}
        daybook._children.opened.emit(child_file("ella"))
        qtbot.waitUntil(lambda: isinstance(window.view(), EntriesPage))
        page = window.view()
        assert isinstance(page, EntriesPage)
        qtbot.waitUntil(lambda: page.header.title.words() == "Ella", timeout=20_000)
        assert "School rang." in [label.text() for label in page.findChildren(type(page.header.title))]
        page.went_back.emit()
        qtbot.waitUntil(lambda: window.view() is daybook._children)
        window.close()
    finally:
        daybook.close()
        qapp.processEvents()
