"""Searching from a child's page by keyboard alone: Ctrl+F from any tab, type, Down, Enter, and back to what was found."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.search.matching import excerpt
from desktop_app.search.queries import FoundEntries, FoundEntry
from desktop_app.search.view.search_page import SearchPage
from desktop_app.shell import tokens
from desktop_app.start.desk import Desk
from desktop_app.visits.view.entry_card import EntryCard
from tests.desktop_app.notes.keyboard import CONTROL, Keyboard
from tests.support import made_up
from tests.support.accessibility import assert_usable, words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.pictures import settle, wear

MAISIE, TOM, _ = made_up.hub().showcase


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path / "copy") as opened:
        yield opened


def page_of(desk: Desk) -> tuple[ChildPage, SearchPage]:
    page = desk.window.view()
    assert isinstance(page, ChildPage)
    tab = page.tab("entries")
    assert isinstance(tab, SearchPage)
    return page, tab


def in_focus() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def rows(tab: SearchPage) -> list[str]:
    return [row.title for row in tab.rows.rows()] if tab.rows.isVisible() else []


def until(qtbot: QtBot, tab: SearchPage, holds: Callable[[list[str]], bool]) -> None:
    qtbot.waitUntil(lambda: holds(rows(tab)))


def test_by_keyboard_alone_from_now_to_the_visit_and_back(desk: Desk, qtbot: QtBot) -> None:
    keyboard = Keyboard(desk.window, qtbot)
    desk.go("child", file=MAISIE)
    keyboard.key(Qt.Key.Key_F, CONTROL)
    _, tab = page_of(desk)
    QTest.keyClicks(in_focus(), "fridge chart")
    until(qtbot, tab, lambda found: len(found) == 1)
    assert rows(tab)[0].startswith("Visit: See how mornings are with Nan here")
    QTest.keyClick(in_focus(), Qt.Key.Key_Down)
    QTest.keyClick(in_focus(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(tab.findChildren(EntryCard)) == 1)
    assert "We made a chart for the fridge" in words_on(tab)
    QTest.keyClick(in_focus(), Qt.Key.Key_Space)
    assert len(rows(tab)) == 1, "what was found is still there"
    keyboard.key(Qt.Key.Key_F, CONTROL)
    QTest.keyClick(in_focus(), Qt.Key.Key_Escape)
    assert rows(tab) == []
    assert len(tab.findChildren(EntryCard)) > 1, "all visits and notes again"


def test_what_was_found_of_a_brother_opens_on_his_page(desk: Desk, qtbot: QtBot) -> None:
    desk.window.show()
    desk.go("child", file=MAISIE, tab="entries")
    _, tab = page_of(desk)
    tab.everywhere.click()
    tab.field.line.setText("lamb")
    until(qtbot, tab, lambda found: len(found) > 0)
    found = tab.found()
    at = next(at for at, one in enumerate(found) if one.file == TOM and one.tab == "entries")
    tab.rows.opened.emit(str(at))
    page, theirs = page_of(desk)
    qtbot.waitUntil(lambda: page.header.title.words() == "Tom Hart" and len(theirs.findChildren(EntryCard)) == 1)


def test_what_is_not_there_is_said(desk: Desk, qtbot: QtBot) -> None:
    desk.window.show()
    desk.go("child", file=MAISIE, tab="entries")
    _, tab = page_of(desk)
    tab.field.line.setText("xylophone")
    qtbot.waitUntil(lambda: "Nothing found" in words_on(tab))


@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits_and_can_be_used_at_every_text_size(qtbot: QtBot, percent: int) -> None:
    wear(tokens.light(percent))
    try:
        page = SearchPage(QWidget())
        qtbot.addWidget(page)
        page.resize(1086, 1200)
        page.show()
        page.field.line.setText("bott")
        said = "She makes Ayla’s bottles before school, and the bottle before bed. " * 4
        one = FoundEntry(
            MAISIE, "visit", b"v" * 16, "Maisie Hart", "door-open", "Visit: See everyone, and talk with Maisie alone",
            datetime.date(2026, 10, 27), "Hannah Okafor", "What was seen", excerpt(said, ("bott",)), "entries",
        )  # fmt: skip
        page.show_found(FoundEntries("bott", (one, one), is_all=False))
        settle()
        assert_usable(page)
    finally:
        wear(tokens.light())
