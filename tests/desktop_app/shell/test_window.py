"""The window by keyboard: ways in, areas, search, back, text size; how many pages are kept; what its title says."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.shell import tokens
from desktop_app.shell.controls import Page, PrimaryButton, SearchField, SecondaryButton, Sheet
from desktop_app.shell.controls.dressing import FocusRing
from desktop_app.shell.navigation import NavEntry, Place, Route
from desktop_app.shell.sync_status import SyncShown
from desktop_app.shell.window import KEPT_VIEWS, MainWindow
from tests.support.pictures import settle, wear


class Child(Page):
    """A page of one child; says when it was shown once more."""

    def __init__(self, file: str) -> None:
        super().__init__(f"Child {file}", back="Children")
        self.file, self.times_back = file, 0
        self.add(PrimaryButton("Start visit"))

    def came_back(self) -> None:
        self.times_back += 1


class Wide(Page):
    """A page that needs the width."""

    wants_width = True


def children() -> Page:
    page = Page("Children")
    page.add(SearchField("Find a child by name"))
    page.add(PrimaryButton("Open"))
    return page


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    wear(tokens.light())
    entries = [
        NavEntry("children", "Children", "users", children),
        NavEntry("waiting", "Waiting to send", "send", lambda: Page("Waiting to send"), short="Waiting"),
        NavEntry("wide", "Map", "columns-3", lambda: Wide("Map")),
        NavEntry("about", "About Daybook", "info", lambda: Page("About"), at_foot=True),
    ]
    made = MainWindow(entries, [Route("child", Child, "children")])
    qtbot.addWidget(made)
    made.router.go("children")
    made.show()
    made.activateWindow()
    settle()
    yield made
    wear(tokens.light())


def press(window: QWidget, keys: str) -> None:
    QTest.keySequence(window, keys)
    settle()


def title(window: MainWindow) -> str:
    view = window.view()
    assert isinstance(view, Page)
    return view.header.title.words()


def test_every_way_in_has_a_number(window: MainWindow) -> None:
    for number, said in ((2, "Waiting to send"), (4, "About"), (1, "Children")):
        press(window, f"Ctrl+{number}")
        assert title(window) == said
        assert [key for key, item in window.side.items.items() if item.isChecked()] == [window.router.here.key]  # type: ignore[union-attr]


def test_back_and_forward_by_keyboard(window: MainWindow) -> None:
    window.router.go("child", file="a")
    press(window, "Alt+Left")
    assert title(window) == "Children"
    press(window, "Alt+Right")
    assert title(window) == "Child a"


def test_a_childs_page_belongs_to_the_children(window: MainWindow) -> None:
    window.router.go("waiting")
    window.router.go("child", file="a")
    assert window.side.items["children"].isChecked()
    assert not window.side.items["waiting"].isChecked()


def test_f6_walks_from_the_ways_in_to_the_page_and_round(window: MainWindow) -> None:
    page = window.view()
    assert page is not None
    window.side.items["children"].setFocus(Qt.FocusReason.TabFocusReason)
    press(window, "F6")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
    press(window, "F6")
    assert QApplication.focusWidget() is window.side.items["children"], "the way in that is chosen, not the first"
    press(window, "Shift+F6")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)


def test_the_page_gets_the_keyboard_but_not_while_one_walks_the_ways_in(window: MainWindow) -> None:
    window.side.items["waiting"].setFocus(Qt.FocusReason.TabFocusReason)
    window.side.items["waiting"].click()
    settle()
    assert QApplication.focusWidget() is window.side.items["waiting"]


def test_ctrl_f_finds_the_search_where_there_is_one(window: MainWindow) -> None:
    press(window, "Ctrl+F")
    view = window.view()
    assert view is not None
    search = view.findChild(SearchField)
    assert search is not None
    assert search.line.hasFocus()
    window.router.go("waiting")
    press(window, "Ctrl+F")  # nothing to find here, and nothing falls over


def test_two_keys_and_the_button_hide_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    for keys in ("Ctrl+L", "F12"):
        with qtbot.waitSignal(window.cover_wanted):
            press(window, keys)
    with qtbot.waitSignal(window.cover_wanted):
        window.side._cover.click()


def test_the_text_grows_and_shrinks_between_its_bounds_and_says_so(window: MainWindow) -> None:
    said: list[int] = []
    window.text_size_changed.connect(said.append)
    for _ in range(6):
        press(window, "Ctrl++")
    assert said == [125, 150, 175, 200, 200, 200]
    press(window, "Ctrl+-")
    press(window, "Ctrl+0")
    press(window, "Ctrl+-")
    assert said[-3:] == [175, 100, 100]


def test_with_large_text_the_ways_in_are_a_bar_with_the_way_back(window: MainWindow) -> None:
    window.router.go("child", file="a")
    wear(tokens.light(200))
    page = window.view()
    assert isinstance(page, Child)
    assert page.back_link is not None
    assert window.bar.isVisible()
    assert not window.side.isVisible()
    assert not page.back_link.isVisible(), "it stands in the bar, where it costs no line"
    assert window.bar.back.words() == "Children"
    wear(tokens.light())
    assert window.side.isVisible()
    assert page.back_link.isVisible()


def test_a_page_that_needs_the_width_gets_it_and_gives_it_back(window: MainWindow) -> None:
    before = window.side.width()
    window.router.go("wide")
    settle()
    assert window.side.width() < before
    window.router.go("children")
    settle()
    assert window.side.width() == before


def test_the_last_pages_are_kept_as_they_were_and_older_ones_are_made_anew(window: MainWindow) -> None:
    window.router.go("child", file="first")
    first = window.view()
    window.router.back()
    window.router.forward()
    assert window.view() is first
    assert isinstance(first, Child)
    assert first.times_back == 1
    for number in range(KEPT_VIEWS):
        window.router.go("child", file=str(number))
    assert len(window._kept) == KEPT_VIEWS
    assert window._stack.count() == KEPT_VIEWS
    for _ in range(KEPT_VIEWS):
        window.router.back()
    again = window.view()
    assert isinstance(again, Child)
    assert again.file == "first"
    assert again is not first


def test_pages_whose_words_may_be_old_are_dropped_and_the_one_shown_stays(window: MainWindow) -> None:
    window.router.go("child", file="a")
    window.router.go("child", file="b")
    shown = window.view()
    window.forget_views()
    assert window.view() is shown
    assert window._stack.count() == 1
    window.router.back()
    view = window.view()
    assert isinstance(view, Child)
    assert view.file == "a"
    assert view.times_back == 0, "made anew, it has read all there is"


def test_what_waits_is_counted_in_words_and_in_the_menu(window: MainWindow) -> None:
    window.set_count("waiting", 3)
    window.set_count("no such way in", 3)
    assert window.side.items["waiting"].accessibleName() == "Waiting to send, 3"
    assert "Waiting to send, 3" in [action.text() for action in window.bar.menu().actions()]
    window.set_count("waiting", 0)
    assert window.side.items["waiting"].accessibleName() == "Waiting to send"


def test_a_press_on_the_status_shows_what_waits(window: MainWindow) -> None:
    window.show_sync(SyncShown("3 things waiting to send", "Not connected."))
    assert window.side.status.accessibleName() == "3 things waiting to send. Not connected."
    window.side.status.click()
    assert title(window) == "Waiting to send"


def test_its_title_says_nothing_about_anybody(window: MainWindow) -> None:
    window.router.go("child", file="Maisie Hart")
    assert window.windowTitle() == "Daybook"


class AtTheirTable(Page):
    with_a_family = True


def test_a_page_that_names_other_families_is_asked_about_while_a_family_sees_the_screen(qtbot: QtBot) -> None:
    entries = [
        NavEntry("visit", "Visit", "users", lambda: AtTheirTable("Visit")),
        NavEntry("children", "Children", "users", lambda: Page("Children")),
        NavEntry("about", "About Daybook", "info", lambda: Page("About"), at_foot=True, names_families=False),
    ]
    window = MainWindow(entries)
    qtbot.addWidget(window)
    window.show()
    window.router.go("visit")
    window.side.items["children"].click()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), PrimaryButton))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle()
    assert window.router.here == Place("visit")
    window.side.items["children"].click()
    (sheet,) = [one for one in window.findChildren(Sheet) if one.isVisible()]
    next(button for button in sheet.findChildren(SecondaryButton) if "Children" in button.text()).click()
    assert window.router.here == Place("children")
    window.router.go("visit")
    window.side.items["about"].click()
    assert window.router.here == Place("about")


def test_the_ring_of_a_way_in_is_seen_whole(qtbot: QtBot) -> None:
    window = MainWindow([NavEntry("children", "Children", "users", lambda: Page("Children"))])
    qtbot.addWidget(window)
    window.show()
    item = window.side.items["children"]
    window.activateWindow()
    settle()
    item.clearFocus()
    item.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    (ring,) = window.findChildren(FocusRing)
    assert ring.visibleRegion().boundingRect() == ring.rect()
