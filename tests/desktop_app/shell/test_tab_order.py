"""Asking where the keyboard can go takes nothing away: what scrolls is still there after garbage was collected."""

import gc
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidgetItem
from pytestqt.qtbot import QtBot

from desktop_app.shell.controls import Page, Row, SecondaryButton, Stack, TextField, in_sight_order
from desktop_app.shell.navigation import NavEntry
from desktop_app.shell.window import MainWindow
from tests.support.accessibility import problems_in
from tests.support.pictures import settle


class APage(Page):
    """A page that scrolls, with a field and a button."""

    def __init__(self) -> None:
        super().__init__("A page")
        self.field, self.button = TextField("Name"), SecondaryButton("Save")
        self.add(Stack(self.field, self.button))


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow([NavEntry("first", "First", "users", APage)])
    qtbot.addWidget(window)
    window.show()
    window.router.go("first")
    settle()
    return window


def f6(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F6)
    QTest.keyClick(window, Qt.Key.Key_F6)


@pytest.mark.parametrize(
    "ask", [f6, in_sight_order, problems_in], ids=["F6", "the order of Tab", "the walk of the tests"]
)
def test_what_scrolls_outlives_a_question_about_the_keyboard(
    window: MainWindow, ask: Callable[[MainWindow], object]
) -> None:
    page = window.view()
    assert isinstance(page, APage)
    parts = [page.field, page.button, *window.side.items.values()]  # held by what scrolls, which nobody else holds
    del page
    ask(window)
    (QApplication.focusWidget() or window).clearFocus()
    settle()
    gc.collect()
    gc.collect()
    assert [type(part).__name__ for part in parts if not shiboken6.isValid(part)] == []


def test_no_item_of_a_layout_is_kept_for_which_something_else_could_be_taken(qtbot: QtBot) -> None:
    page = APage()
    qtbot.addWidget(page)
    page.add(Row(SecondaryButton("Back"), SecondaryButton("On")))
    page.show()
    kept = {id(one) for one in gc.get_objects() if type(one) is QWidgetItem}
    order = [part.text() for part in in_sight_order(page) if isinstance(part, QAbstractButton)]
    assert order[-3:] == ["Save", "Back", "On"]
    assert [one for one in gc.get_objects() if type(one) is QWidgetItem and id(one) not in kept] == []


def test_tab_goes_on_from_what_was_made_later_and_from_what_no_tab_reaches(window: MainWindow) -> None:
    page = window.view()
    assert isinstance(page, APage)
    page.body.insertWidget(0, later := SecondaryButton("Made later"))
    settle()
    window.side.status.setFocus(Qt.FocusReason.TabFocusReason)
    passed = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    assert passed == [later, page.field.line, page.button]
    QTest.keyClick(page.button, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is page.field.line
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is later
