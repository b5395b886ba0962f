"""The window of the made-up family says what it is, in words and in another colour, in every look and on every side of it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from demo.walk.hands import Hands
from desktop_app.direct_work.view.childs_frame import ChildsFrame
from desktop_app.direct_work.view.childs_room import ChildsRoom
from desktop_app.opening.actions import Opened
from desktop_app.opening.view.first_use import FirstUsePage
from desktop_app.opening.view.practice_pages import BeginPracticePage, UnlockPracticePage
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.practice.folder import practice_profile
from desktop_app.practice.view.practice_page import PracticePage
from desktop_app.practice.view.script_panel import ScriptPanel
from desktop_app.settings.view.settings_page import SettingsPage
from desktop_app.shell import tokens
from desktop_app.shell.controls import SecondaryButton
from desktop_app.shell.practice_band import FIRST_WORDS, WORDS, PracticeBand
from desktop_app.start.desk import Desk
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile
from tests.desktop_app.practice.practising import RORY, practising, window_of
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import open_copy
from tests.support.pictures import LOOKS, picture, settle, wear

SAYS = f"{FIRST_WORDS} {WORDS}"


def desk_of(daybook: Daybook) -> Desk:
    assert daybook.desk is not None
    return daybook.desk


def page_of(daybook: Daybook, qtbot: QtBot) -> PracticePage:
    page = window_of(daybook).view()
    assert isinstance(page, PracticePage)
    qtbot.waitUntil(lambda: len(page.buttons) == 5)
    return page


def panel_of(daybook: Daybook) -> ScriptPanel:
    panel = window_of(daybook).findChild(ScriptPanel)
    assert isinstance(panel, ScriptPanel)
    return panel


@pytest.mark.parametrize("mode", ["light", "dark", "high contrast"])
def test_its_ground_and_its_band_have_colours_of_their_own_that_can_be_read(mode: str) -> None:
    looks = {"light": tokens.light(), "dark": tokens.dark(), "high contrast": tokens.high_contrast_of_our_own()}
    plain = looks[mode]
    worn = tokens.for_practice(plain, practice=True)
    assert tokens.for_practice(worn, practice=False) == plain
    colours = worn.colours
    assert tokens.contrast_ratio(colours.on_practice, colours.practice) >= 7
    assert tokens.contrast_ratio(colours.practice, colours.canvas) >= 4.5
    if mode != "high contrast":
        assert colours.canvas != plain.colours.canvas
    written = ("ink", "muted", "primary", "worry", "well", "next", "child", "danger", "warn")
    for ground in (colours.canvas, colours.sunken):
        assert [name for name in written if tokens.contrast_ratio(getattr(colours, name), ground) < 4.5] == []


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_under_the_band_and_can_be_used(tmp_path: Path, qtbot: QtBot, look: str) -> None:
    with practising(tmp_path / "own") as daybook:
        window = window_of(daybook)
        wear(LOOKS[look])
        page_of(daybook, qtbot).buttons["1"].click()
        qtbot.waitUntil(lambda: "Read before you go" in words_on(window))
        assert tokens.current().practice
        assert SAYS in words_on(window)
        middle = picture(window).pixelColor(window.width() // 2, 3).name().upper()
        assert middle == tokens.current().colours.practice.upper()
        assert_usable(window)
        panel_of(daybook).noticed.click()
        assert "Nobody asked in case of what" in words_on(window)
        if "200" in look:
            assert window.beside is not None
            assert window.beside.covers
            panel_of(daybook).go_button.click()
            qtbot.waitUntil(lambda: "Effie Sorley" in words_on(window))


def test_before_it_is_open_and_after_a_lock_it_says_so_too(tmp_path: Path, qtbot: QtBot) -> None:
    wear(tokens.light())
    daybook = Daybook(Profile(tmp_path / "own"))
    try:
        first = daybook.window
        assert isinstance(first, FirstUsePage)
        assert SAYS not in words_on(first)
        first.practice_wanted.emit()
        begin = daybook.window
        assert isinstance(begin, BeginPracticePage)
        begin.show()
        assert SAYS in words_on(begin)
        assert_usable(begin)
        begin.left.emit()
        assert isinstance(daybook.window, FirstUsePage)
        assert not tokens.current().practice
    finally:
        daybook.close()
        daybook.window.deleteLater()
        settle()


def test_locked_it_comes_back_to_the_same_page_and_left_it_is_the_workers_own(tmp_path: Path, qtbot: QtBot) -> None:
    with practising(tmp_path / "own") as daybook:
        page_of(daybook, qtbot)
        desk_of(daybook).go("child", file=RORY, tab="map")
        daybook.lock()
        qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPracticePage))
        locked = daybook.window
        assert isinstance(locked, UnlockPracticePage)
        assert SAYS in words_on(locked)
        assert "page you were on" in words_on(locked)
        assert_usable(locked)
        assert practice_profile(Profile(tmp_path / "own")).has_vault
        locked.thrown_away.emit()
        qtbot.waitUntil(lambda: isinstance(daybook.window, FirstUsePage))
        assert not practice_profile(Profile(tmp_path / "own")).folder.exists()
        assert SAYS not in words_on(daybook.window)


def test_the_way_out_stands_in_the_band_and_throwing_away_is_asked_once(tmp_path: Path, qtbot: QtBot) -> None:
    with practising(tmp_path / "own") as daybook:
        hands = Hands(lambda: QApplication.activeModalWidget() or daybook.window)
        page_of(daybook, qtbot).away_button.click()
        hands.press("Not now")
        hands.press("Leave practice")
        qtbot.waitUntil(lambda: isinstance(daybook.window, FirstUsePage))
        hands.press("Practise on a made-up family")
        assert isinstance(daybook.window, UnlockPracticePage)
        hands.press("Throw the practice away")
        hands.press("Throw it away")
        qtbot.waitUntil(lambda: isinstance(daybook.window, FirstUsePage))
        assert not practice_profile(Profile(tmp_path / "own")).folder.exists()


def test_thrown_away_from_its_own_page_nothing_of_it_is_left(tmp_path: Path, qtbot: QtBot) -> None:
    with practising(tmp_path / "own") as daybook:
        hands = Hands(lambda: QApplication.activeModalWidget() or daybook.window)
        page_of(daybook, qtbot).away_button.click()
        hands.press("Throw it away")
        qtbot.waitUntil(lambda: isinstance(daybook.window, FirstUsePage))
        qtbot.waitUntil(lambda: not practice_profile(Profile(tmp_path / "own")).folder.exists())


def test_from_an_own_copy_it_is_reached_from_settings_and_the_own_copy_is_locked_first(
    tmp_path: Path, qtbot: QtBot
) -> None:
    wear(tokens.light())
    with open_copy(tmp_path / "own") as (vault, records):
        daybook = Daybook(vault.profile)
        daybook.take(Opened(vault, records))
        try:
            window = window_of(daybook)
            assert window.findChild(PracticeBand) is None
            window.router.go("settings")
            page = window.view()
            assert isinstance(page, SettingsPage)
            assert page.practice_button is not None
            page.practice_button.click()
            qtbot.waitUntil(lambda: isinstance(daybook.window, BeginPracticePage))
            assert daybook.desk is None
            assert tokens.current().practice
            begin = daybook.window
            assert isinstance(begin, BeginPracticePage)
            begin.left.emit()
            own = daybook.window
            assert isinstance(own, UnlockPage)
            assert not tokens.current().practice
            assert "page you were on" in words_on(own)
        finally:
            daybook.close()
            daybook.window.deleteLater()
            settle()


def test_a_child_who_has_the_screen_sees_the_band_too(tmp_path: Path) -> None:
    with practising(tmp_path / "own"):
        room = ChildsRoom(ChildsFrame("Three houses"))
        room.resize(1366, 768)
        room.show()
        settle()
        assert SAYS in words_on(room)
        room.leave()
        room.deleteLater()
        settle()


def test_going_on_leads_to_the_form_of_the_step_under_way(tmp_path: Path, qtbot: QtBot) -> None:
    with practising(tmp_path / "own") as daybook:
        window, desk = window_of(daybook), desk_of(daybook)
        page_of(daybook, qtbot).buttons["1"].click()
        panel = panel_of(daybook)
        for title in ("Start the visit", "What is about all of them"):
            qtbot.waitUntil(lambda: panel.isVisible() and panel.next_button.isEnabled())
            panel.next_button.click()
            qtbot.waitUntil(lambda title=title: panel.title.words() == title)
        panel.go_button.click()
        qtbot.waitUntil(lambda: "Start visit" in words_on(window))
        hands = Hands(lambda: window)
        hands.press("Start visit…")
        hands.wait_for("1 begun.")
        desk.go("practice")
        page_of(daybook, qtbot).buttons["1"].click()
        hands.wait_for("Write the next sentence", "What is about all of them")


def test_a_visit_is_begun_seen_again_from_its_start_and_the_family_afresh(tmp_path: Path, qtbot: QtBot) -> None:
    with practising(tmp_path / "own") as daybook:
        window, desk = window_of(daybook), desk_of(daybook)
        page_of(daybook, qtbot).buttons["2"].click()
        qtbot.waitUntil(lambda: "Begin with what goes well" in words_on(window))
        panel = panel_of(daybook)
        panel.tick.click()
        qtbot.waitUntil(lambda: "Step 1 of 6. 1 done." in words_on(window))
        window.activateWindow()
        panel.next_button.setFocus()
        panel.next_button.click()
        qtbot.waitUntil(lambda: "Step 2 of 6. 1 done." in words_on(window))
        qtbot.waitUntil(lambda: window.focusWidget() is panel.next_button)
        desk.go("practice")
        page = page_of(daybook, qtbot)
        qtbot.waitUntil(lambda: "1 of 6 steps done" in words_on(page))
        page.again.emit("2")
        qtbot.waitUntil(lambda: "Step 1 of 6. 0 done." in words_on(window))
        desk.go("today")
        qtbot.waitUntil(lambda: "One appointment today." in words_on(window))
        desk.go("practice")
        page = page_of(daybook, qtbot)
        page.afresh.emit()
        qtbot.waitUntil(lambda: "Begin this visit: The map with Dani and Craig" in words_on(page))
        qtbot.waitUntil(lambda: "Step 1 of 6" not in words_on(window))
        desk.go("today")
        qtbot.waitUntil(lambda: "No appointments today" in words_on(window) or "Nothing" in words_on(window))


def test_the_band_says_it_in_one_line_where_there_is_room(qtbot: QtBot) -> None:
    wear(tokens.light(125))
    band = PracticeBand(SecondaryButton("Hide the script", "panel-left"), SecondaryButton("Leave practice", "log-out"))
    qtbot.addWidget(band)
    band.resize(1366, band.heightForWidth(1366))
    band.show()
    settle()
    words = band._words
    assert words.heightForWidth(words.width()) == words.heightForWidth(2000)
    wear(tokens.light())
