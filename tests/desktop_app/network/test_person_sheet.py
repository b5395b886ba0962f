"""Somebody is met in the kitchen: written down by keyboard alone, without a connection, and later known for who he is."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.people import Person
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.network.draft import Details, PersonDraft
from desktop_app.network.person_form import PersonForm
from desktop_app.network.queries import Family
from desktop_app.network.view.family_page import FamilyPage
from desktop_app.network.view.person_sheet import PersonSheet
from desktop_app.network.view.same_person_sheet import SamePersonSheet
from desktop_app.shell import tokens
from desktop_app.shell.controls import Button, Sheet, Toast
from desktop_app.start.desk import Desk
from tests.desktop_app.notes.keyboard import CONTROL, Keyboard
from tests.support import made_up
from tests.support.accessibility import assert_usable, words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.pictures import settle, wear

MAISIE = made_up.hub().showcase[0]
TODAY = datetime.date(2026, 11, 10)
REFUGE = "4 Quiet Lane"
S = TypeVar("S", bound=Sheet)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path / "copy") as opened:
        yield opened


def family_tab(desk: Desk, qtbot: QtBot) -> FamilyPage:
    desk.go("child", file=MAISIE, tab="family")
    page = desk.window.view()
    assert isinstance(page, ChildPage)
    tab = page.tab("family")
    assert isinstance(tab, FamilyPage)
    qtbot.waitUntil(lambda: tab.family() is not None)
    return tab


def shown(tab: FamilyPage) -> Family:
    found = tab.family()
    assert found is not None
    return found


def sheet_of(desk: Desk, qtbot: QtBot, kind: type[S]) -> S:
    def is_there() -> bool:
        return any(one.isVisible() for one in desk.window.findChildren(kind))

    qtbot.waitUntil(is_there)
    return next(one for one in desk.window.findChildren(kind) if one.isVisible())


def press(page: QWidget, words: str) -> None:
    button = next(
        one for one in page.findChildren(Button) if one.isVisible() and words in (one.words(), one.accessibleName())
    )
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_met_written_down_matched_and_parted_by_keyboard_alone(desk: Desk, qtbot: QtBot) -> None:
    Keyboard(desk.window, qtbot)
    tab = family_tab(desk, qtbot)
    press(tab, "Somebody met today")
    sheet = sheet_of(desk, qtbot, PersonSheet)
    focused = QApplication.focusWidget()
    assert focused is sheet.fields.forename.line
    QTest.keyClicks(focused, "Marlon")
    QTest.keyClick(sheet.windowHandle(), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: [one.name for one in shown(tab).not_known] == ["Dave", "Marlon"])
    settle()
    press(tab, "Who is Marlon?")
    asked = sheet_of(desk, qtbot, SamePersonSheet)
    assert not asked.yes.isEnabled(), "nothing is chosen for the worker"
    lee = next(radio for radio in asked.radios.values() if radio.words().startswith("Lee Hart"))
    QTest.keyClick(lee, Qt.Key.Key_Space)
    QTest.keyClick(asked.yes, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: [one.name for one in shown(tab).not_known] == ["Dave"])
    assert "Met as “Marlon”" in words_on(tab)
    toast = desk.window.findChildren(Toast)[-1]
    press(toast, "Undo")
    qtbot.waitUntil(lambda: len(shown(tab).not_known) == 2)


def test_what_was_typed_is_kept_when_the_window_is_hidden_and_the_sheet_opens_with_it_again(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.window.show()
    tab = family_tab(desk, qtbot)
    tab.begun.emit(False)
    sheet = sheet_of(desk, qtbot, PersonSheet)
    sheet.fields.forename.line.setText("Aunt Jo")
    desk.window.hide()
    qtbot.waitUntil(lambda: [line.what for line in desk.records.drafts.lines(MAISIE)] == ["person"])
    name = desk.records.drafts.lines(MAISIE)[0].name
    kept = desk.records.drafts.find(name, PersonDraft)
    assert kept is not None
    assert kept.details.forename == "Aunt Jo"


def test_what_is_missing_is_asked_where_it_is_missing(desk: Desk, qtbot: QtBot) -> None:
    desk.window.show()
    tab = family_tab(desk, qtbot)
    tab.begun.emit(False)
    sheet = sheet_of(desk, qtbot, PersonSheet)
    sheet.fields.forename.line.setText("Jo")
    sheet.add_now.click()
    assert "Say how they belong to the child" in words_on(sheet.fields.relationship)
    sheet.fields.relationship.line.setText("Aunt")
    sheet.add_now.click()
    qtbot.waitUntil(lambda: any(one.name == "Jo" for one in shown(tab).placeless))


@pytest.mark.parametrize("percent", [100, 200])
def test_a_confidential_address_is_covered_in_the_form_and_the_form_can_be_used(qtbot: QtBot, percent: int) -> None:
    wear(tokens.light(percent))
    try:
        details = Details(
            forename="Rob", relationship="Father", lives="elsewhere", lines=REFUGE, is_confidential=True, contact="no"
        )
        draft = PersonDraft(MAISIE, b"r" * 16, details, details, address=b"a" * 16, is_new=False)
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(1366, 2400)
        window.show()
        sheet = PersonSheet(window, PersonForm(draft, "Maisie"), TODAY)
        sheet.show_over()
        settle()
        assert_usable(sheet)
        assert not sheet.fields.lines.isVisible()
        assert REFUGE not in words_on(sheet)
        assert sheet.fields.details().lines == REFUGE, "covered, and not lost"
        press(sheet, "Show the address")
        assert sheet.fields.lines.isVisible()
        sheet.finish()
    finally:
        wear(tokens.light())


def test_a_new_baby_is_offered_for_the_files_of_the_brothers_and_sisters(desk: Desk, qtbot: QtBot) -> None:
    tab = family_tab(desk, qtbot)
    tab.begun.emit(False)
    sheet = sheet_of(desk, qtbot, PersonSheet)
    assert [tick.value() for tick in sheet.also.values()] == [False, False]
    sheet.fields.forename.set_value("Noah")
    sheet.fields.relationship.set_value("Brother or sister")
    for tick in sheet.also.values():
        tick.click()
    sheet._add()

    def files() -> set[str]:
        return {one.file for one in desk.records.records_everywhere(Person) if one.value.forename == "Noah"}

    qtbot.waitUntil(lambda: files() == set(made_up.hub().showcase))
    qtbot.waitUntil(lambda: not shiboken6.isValid(sheet) or not sheet.isVisible())
