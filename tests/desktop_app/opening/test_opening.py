"""Coming in by keyboard: the first time, every time, and with a wrong passphrase."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from casework.errors import KnownError, NotReachable
from desktop_app.opening import actions
from desktop_app.opening.view.first_use import FirstUsePage
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.record_store.records import Records
from desktop_app.shell import tokens
from desktop_app.shell.controls import Button
from desktop_app.shell.window import MainWindow
from desktop_app.start.program import Daybook
from desktop_app.vault.errors import WrongPassphrase
from desktop_app.vault.profile import Profile
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import open_copy
from tests.support.pictures import Ground, settle, wear
from tests.support.store import RunningStore
from tests.support.vaults import PASSPHRASE


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


def test_a_weak_passphrase_is_judged_as_it_is_typed_and_is_not_taken(qtbot: QtBot) -> None:
    page = FirstUsePage()
    qtbot.addWidget(page)
    page._address.set_value("https://127.0.0.1:1")
    page._code.set_value("AAAA")
    qtbot.keyClicks(page._passphrase.line, "password")
    assert page._chosen.advice.words().startswith("Too easy to guess")
    with qtbot.assertNotEmitted(page.asked):
        page._button.click()
    assert page._passphrase.error() == "Choose one that is harder to guess."
    page._passphrase.line.clear()
    qtbot.keyClicks(page._passphrase.line, PASSPHRASE)
    assert page._chosen.advice.words() == "This is a strong passphrase."
    assert page._passphrase.error() == ""


def test_caps_lock_is_told_by_what_it_does_to_a_letter(page: UnlockPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page._passphrase.line, "a")
    assert "Caps Lock is on" not in words_on(page)
    qtbot.keyClick(page._passphrase.line, "B", Qt.KeyboardModifier.NoModifier)
    assert "Caps Lock is on" in words_on(page)
    qtbot.keyClick(page._passphrase.line, "C", Qt.KeyboardModifier.ShiftModifier)
    assert "Caps Lock is on" not in words_on(page)


def test_a_laptop_that_joined_opens_by_itself_once_it_is_approved(qtbot: QtBot, tmp_path: Path) -> None:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        daybook = Daybook(Profile(tmp_path / "copy"))
        try:
            page = daybook.window
            assert isinstance(page, FirstUsePage)
            page.show()
            page._address.set_value(store.address)
            page._code.set_value(store.enrol("ruth"))
            qtbot.keyClicks(page._passphrase.line, PASSPHRASE)
            qtbot.keyClick(page._passphrase.line, Qt.Key.Key_Return)
            qtbot.waitUntil(page._waiting.isVisible, timeout=30_000)
            assert page._passphrase.value() == ""
            device = page._waiting.device.words().replace(" ", "")
            page._waiting.look.click()
            qtbot.waitUntil(lambda: "Not approved yet." in page._notice.words(), timeout=20_000)
            store.approve(device)
            page._waiting.look.click()
            qtbot.waitUntil(lambda: isinstance(daybook.window, MainWindow), timeout=20_000)
        finally:
            daybook.close()
            daybook.window.deleteLater()
            settle()


def test_a_store_that_cannot_be_asked_is_said_and_nothing_is_lost(qtbot: QtBot, tmp_path: Path) -> None:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        joined = actions.begin_joining(Profile(tmp_path / "copy"), store.address, store.enrol("ruth"), PASSPHRASE)
        assert actions.ask_whether_approved(joined) is None
        store.stop()
        with pytest.raises(NotReachable) as trouble:
            actions.ask_whether_approved(joined)
        page = FirstUsePage()
        qtbot.addWidget(page)
        page.say_waiting(joined.device)
        page.say_not_reached(trouble.value.sentence)
        assert trouble.value.sentence in page._notice.words()
        store.start()
        store.approve(joined.device)
        opened = actions.ask_whether_approved(joined)
        assert opened is not None
        opened.close()


@pytest.mark.parametrize("look", [tokens.light(), tokens.light(200)], ids=["100", "200"])
def test_the_first_screens_fit_at_every_text_size(qtbot: QtBot, look: tokens.Look) -> None:
    wear(look)
    try:
        joining, waiting, unlocking = FirstUsePage(), FirstUsePage(), UnlockPage()
        waiting.say_waiting("0123456789abcdef" * 2)
        unlocking.say_where("You will come back to the page you were on.")
        for page in (joining, waiting, unlocking):
            qtbot.addWidget(page)
            page.resize(1366, 768)
            page.show()
            settle()
            assert_usable(page)
            page.hide()
    finally:
        wear(tokens.light())


def test_the_text_size_is_in_sight_while_every_field_is_wrong(qtbot: QtBot) -> None:
    page = FirstUsePage()
    ground = Ground(page)
    qtbot.addWidget(ground)
    page._ask()
    page.say_trouble("The central store could not be reached. Check the address with your administrator.")
    settle()
    (size,) = [one for one in page.findChildren(Button) if one.words() == "Text size"]
    assert ground.rect().contains(QRect(size.mapTo(ground, QPoint(0, 0)), size.size()))
    assert not size.visibleRegion().isEmpty()


def test_a_mistyped_code_makes_nothing(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "copy")
    with pytest.raises(KnownError):
        actions.join(profile, "https://127.0.0.1:1", "AAAA", PASSPHRASE)
    assert not profile.has_vault
