"""The program as it is started: unlock by keyboard, see the day, the children, open one, come back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.work import CaseNote
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.caseload.view.children import ChildrenPage
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.shell.window import MainWindow
from desktop_app.start.program import Daybook
from desktop_app.today.view.today_page import TodayPage
from desktop_app.vault.profile import Profile
from tests.support.laptops import new_laptop
from tests.support.store import RunningStore, child_file
from tests.support.vaults import PASSPHRASE


def words_on(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


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
        assert isinstance(window.view(), TodayPage)
        window.router.go("children")
        children = window.view()
        assert isinstance(children, ChildrenPage)
        qtbot.waitUntil(lambda: len(children._list.rows()) == 2, timeout=20_000)
        qtbot.waitUntil(lambda: window.side.status.shown().words == "All sent", timeout=20_000)
        assert {row.title for row in children._list.rows()} == {"Ella", "Maya"}
        children.opened.emit(child_file("ella"))
        qtbot.waitUntil(lambda: isinstance(window.view(), ChildPage))
        page = window.view()
        assert isinstance(page, ChildPage)
        page.choose("entries")
        qtbot.waitUntil(lambda: page.header.title.words() == "Ella", timeout=20_000)
        qtbot.waitUntil(lambda: "School rang." in words_on(page), timeout=20_000)
        page.went_back.emit()
        qtbot.waitUntil(lambda: window.view() is children)
        window.close()
    finally:
        daybook.close()
        qapp.processEvents()
