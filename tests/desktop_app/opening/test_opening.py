"""Coming in by keyboard: the first time, every time, and with a wrong passphrase."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.errors import KnownError
from desktop_app.opening import actions
from desktop_app.opening.view.first_use import FirstUsePage
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.record_store.records import Records
from desktop_app.vault.errors import WrongPassphrase
from desktop_app.vault.profile import Profile
from tests.support.accessibility import words_on
from tests.support.copies import PASSPHRASE, open_copy
from tests.support.store import RunningStore


@pytest.fixture
def page(qtbot: QtBot) -> UnlockPage:
    made = UnlockPage()
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_sends_the_passphrase_exactly_as_typed(page: UnlockPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page._passphrase.line, " two words ")
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(page._passphrase.line, Qt.Key.Key_Return)
    assert asked.args == [" two words "]
    assert not page._button.isEnabled()
    page.say("That passphrase does not open this copy.")
    assert page._button.isEnabled()
    assert page._passphrase.error() == "That passphrase does not open this copy."
    assert page._passphrase.value() == ""


def test_a_passphrase_that_is_no_secret_is_held_already(page: UnlockPage, qtbot: QtBot) -> None:
    page.greet("This is a made-up hub. ", "Nobody in it is real.", "four words")
    assert "Nobody in it is real." in words_on(page)
    with qtbot.waitSignal(page.asked) as asked:
        page._button.click()
    assert asked.args == ["four words"]


def test_nothing_typed_asks_nothing(page: UnlockPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.asked):
        page._button.click()
    assert page._passphrase.error() == "Type your passphrase."


def test_the_copy_opens_with_its_passphrase_and_with_no_other(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy"):
        pass
    profile = Profile(tmp_path / "copy")
    with pytest.raises(WrongPassphrase):
        actions.unlock(profile, "something else entirely")
    opened = actions.unlock(profile, PASSPHRASE)
    assert isinstance(opened.records, Records)
    opened.close()


def test_joining_shows_what_to_read_to_the_administrator(qtbot: QtBot, tmp_path: Path) -> None:
    page = FirstUsePage()
    qtbot.addWidget(page)
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        page._address.set_value(store.address)
        page._code.set_value(store.enrol("ruth"))
        qtbot.keyClicks(page._passphrase.line, "password")
        assert page._advice.words().startswith("Too easy to guess")
        page._passphrase.line.clear()
        qtbot.keyClicks(page._passphrase.line, PASSPHRASE)
        with qtbot.waitSignal(page.asked) as asked:
            page._button.click()
        device = actions.join(Profile(tmp_path / "copy"), *asked.args)
        page.say_waiting(device)
        assert device[:4] in page._notice.words()
        assert page._passphrase.isHidden()
        with qtbot.waitSignal(page.unlock_wanted):
            page._unlock.click()
        store.approve(device)


def test_a_mistyped_code_makes_nothing(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "copy")
    with pytest.raises(KnownError):
        actions.join(profile, "https://127.0.0.1:1", "AAAA", PASSPHRASE)
    assert not profile.has_vault
