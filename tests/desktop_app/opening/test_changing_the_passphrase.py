"""Changing the passphrase on the screen: by keyboard, judged as it is typed, wrong ones counted, gone at a lock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.opening.actions import Opened
from desktop_app.opening.view.passphrase_sheet import PassphraseSheet
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.record_store.records import Records
from desktop_app.settings.view.settings_page import SettingsPage
from desktop_app.shell import tokens
from desktop_app.start.program import Daybook
from desktop_app.vault.errors import WrongPassphrase
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import check_passphrase, open_vault
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import open_copy
from tests.support.pictures import LOOKS, settle, wear
from tests.support.vaults import PASSPHRASE

ANOTHER = "eleven brass kettles under rain"


@pytest.fixture
def daybook(tmp_path: Path, qtbot: QtBot) -> Iterator[Daybook]:
    with open_copy(tmp_path):
        pass
    daybook = Daybook(Profile(tmp_path))
    vault = open_vault(Profile(tmp_path), PASSPHRASE)
    daybook.take(Opened(vault, Records(vault)))
    yield daybook
    daybook.window.close()
    daybook.close()
    daybook.window.deleteLater()
    settle()


@pytest.fixture
def sheet(daybook: Daybook, qtbot: QtBot) -> PassphraseSheet:
    """Opened by its button on the page of settings."""
    assert daybook.desk is not None
    daybook.desk.go("settings")
    page = daybook.desk.window.view()
    assert isinstance(page, SettingsPage)
    page.passphrase_button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.passphrase_button, Qt.Key.Key_Space)
    (shown,) = page.window().findChildren(PassphraseSheet)
    return shown


def type_in(qtbot: QtBot, *lines: str) -> None:
    """Type into the field that has the keyboard, and go on by Tab as far as the next field."""
    for line in lines:
        field = QApplication.focusWidget()
        assert field is not None
        qtbot.keyClicks(field, line)
        qtbot.keyClick(field, Qt.Key.Key_Tab)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)  # past "Show"


def test_by_keyboard_alone_and_the_new_one_opens(
    daybook: Daybook, sheet: PassphraseSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    type_in(qtbot, PASSPHRASE, ANOTHER)
    assert sheet.new.advice.words() == "This is a strong passphrase."
    field = QApplication.focusWidget()
    assert field is sheet.again.line
    qtbot.keyClicks(field, ANOTHER)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The passphrase is changed" in words_on(daybook.window), timeout=20_000)
    with pytest.raises(WrongPassphrase):
        check_passphrase(Profile(tmp_path), PASSPHRASE)
    check_passphrase(Profile(tmp_path), ANOTHER)


def test_a_wrong_old_one_is_said_with_the_tries_left_and_can_be_mended(sheet: PassphraseSheet, qtbot: QtBot) -> None:
    sheet.old.set_value("something else entirely")
    sheet.new.field.set_value(ANOTHER)
    sheet.again.set_value(ANOTHER)
    sheet.change_button.click()
    qtbot.waitUntil(lambda: "You have 4 more tries" in sheet.old.error(), timeout=20_000)
    assert QApplication.focusWidget() is sheet.old.line
    assert sheet.new.field.value() == ANOTHER
    assert sheet.change_button.isEnabled()


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("", ANOTHER, ANOTHER, "Type the passphrase that opens Daybook now."),
        (PASSPHRASE, PASSPHRASE, PASSPHRASE, "That is the one you have now. Choose another."),
        (PASSPHRASE, "password", "password", "Choose one that is harder to guess."),
        (PASSPHRASE, ANOTHER, ANOTHER + "s", "The two are not the same. Type the new one again."),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(qtbot: QtBot, old: str, new: str, again: str, said: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    sheet = PassphraseSheet(window)
    sheet.show_over()
    for field, words in ((sheet.old, old), (sheet.new.field, new), (sheet.again, again)):
        field.set_value(words)
    with qtbot.assertNotEmitted(sheet.asked):
        qtbot.keyClick(sheet.again.line, Qt.Key.Key_Return)
    assert said in (sheet.old.error(), sheet.new.field.error(), sheet.again.error())
    sheet.leave()


def test_a_lock_takes_the_sheet_away_and_keeps_nothing_of_it(
    daybook: Daybook, sheet: PassphraseSheet, qtbot: QtBot
) -> None:
    type_in(qtbot, PASSPHRASE, ANOTHER)
    daybook.lock()
    assert not sheet.isVisible()
    qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=20_000)
    settle()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, PassphraseSheet)]
    page = daybook.window
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page._passphrase.line, PASSPHRASE)
    qtbot.keyClick(page._passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: daybook.desk is not None, timeout=20_000)
    assert daybook.desk is not None
    assert isinstance(daybook.desk.window.view(), SettingsPage)
    assert daybook.desk.records.drafts.lines() == []


@pytest.mark.parametrize("name", LOOKS)
def test_it_can_be_used_in_every_look(sheet: PassphraseSheet, name: str) -> None:
    wear(LOOKS[name])
    assert_usable(sheet)
    wear(tokens.light())
