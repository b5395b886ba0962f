"""Settings in the window: the look at once and next time, the lock within the authority's limit, its own words."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from casework.case_files import AUTHORITY_BOOK
from casework.editing import create
from casework.kinds import NAME_OF
from casework.kinds.books import POLICY_RECORD, Policy
from casework.kinds.reading import values_of
from casework.labels import labels_of, use_labels
from desktop_app.opening.view.pin_sheet import PinSheet
from desktop_app.settings.choices import Choices, Limits
from desktop_app.settings.view.settings_page import SettingsPage
from desktop_app.shell import style, tokens
from desktop_app.start.choices import kept_choices
from desktop_app.start.desk import Desk
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import put
from tests.support.daybooks import open_daybook
from tests.support.pictures import LOOKS, settle, wear
from tests.support.two_versions import THEIR_PEN


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder, open_daybook(Path(folder) / "copy") as opened:
        opened.window.show()
        yield opened
    use_labels({})
    for wardrobe in qapp.findChildren(style.Wardrobe):
        wardrobe.setParent(None)
        wardrobe.deleteLater()
    wear(tokens.light())


def page_of(desk: Desk, qtbot: QtBot) -> SettingsPage:
    desk.go("settings")
    page = desk.window.view()
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(lambda: page.at_a_desk.value() is not None)
    return page


def test_a_pin_is_called_new_only_where_there_is_one(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    assert page.pin_button.words() == "Choose a PIN"
    page.pin_button.click()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PinSheet)))
    (sheet,) = page.window().findChildren(PinSheet)
    sheet.chosen.emit("704162", "")
    qtbot.waitUntil(lambda: page.pin_button.words() == "Choose a new PIN")


def the_authority_sets(desk: Desk, policy: Policy) -> None:
    put(desk.vault, create(AUTHORITY_BOOK, NAME_OF[Policy], values_of(policy), THEIR_PEN, record=POLICY_RECORD))
    desk.tell((AUTHORITY_BOOK,))


@pytest.mark.parametrize("name", LOOKS)
def test_the_page_can_be_used_in_every_look(desk: Desk, qtbot: QtBot, name: str) -> None:
    page_of(desk, qtbot)
    wear(LOOKS[name])
    assert_usable(desk.window)


def test_it_says_where_the_data_lies_and_whose_limits_hold(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    said = words_on(page)
    assert str(desk.vault.profile.folder) in said
    assert desk.records.identity.address in said
    assert page.at_a_desk.value() == "5"
    assert page.in_a_visit.value() == "20"
    assert "The map and the three houses use Daybook’s own words." in said


def test_a_theme_and_a_size_are_worn_at_once_and_kept(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    page.theme.setFocus(Qt.FocusReason.TabFocusReason)
    page.theme_chosen.emit("dark")
    page.text_size_chosen.emit(125)
    settle()
    assert (tokens.current().mode, tokens.current().text_percent) == ("dark", 125)
    assert kept_choices(desk.vault.profile) == Choices(text_percent=125, theme="dark")
    assert page.text_size.value() == "125"


def test_the_size_changed_by_its_keys_is_shown_here(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    qtbot.keyClick(desk.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.text_size.value() == "125")


def test_a_shorter_lock_is_kept_and_a_new_limit_of_the_authority_holds_at_once(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    box = page.at_a_desk.findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(1)
    the_authority_sets(desk, Policy(lock_minutes=3, lock_minutes_with_a_family=10))
    qtbot.waitUntil(lambda: page.in_a_visit.value() == "10")
    assert page.at_a_desk.value() == "2"
    assert Limits(3, 10).minutes(kept_choices(desk.vault.profile)) == (2, 10)
    assert list(Limits(3, 10).may_choose()[0]) == [1, 2, 3]


def test_the_authoritys_own_words_are_in_use_and_told_here(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    the_authority_sets(desk, Policy(labels={"map.columns.worried": "What worries us?", "map.columns.gone": "x"}))
    qtbot.waitUntil(lambda: "What worries us?" in words_on(page))
    assert "in 1 place" in words_on(page)
    assert labels_of("map")["columns"]["worried"] == "What worries us?"


def test_limits_that_no_authority_could_set_are_not_believed(desk: Desk, qtbot: QtBot) -> None:
    the_authority_sets(desk, Policy(lock_minutes=100_000, lock_minutes_with_a_family=-1))
    page = page_of(desk, qtbot)
    assert (page.at_a_desk.value(), page.in_a_visit.value()) == ("5", "20")
