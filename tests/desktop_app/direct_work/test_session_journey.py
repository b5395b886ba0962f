"""A session from beginning to end in the whole program: handed over, drawn and told in, given back, written up, added."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.direct_work import Drawing, Quote, Session
from casework.kinds.visits import visit_id
from desktop_app.direct_work.actions import unfinished
from desktop_app.direct_work.view.session_page import SessionPage
from desktop_app.direct_work.view.three_houses_room import ThreeHousesRoom
from desktop_app.opening.pin import choose_pin, has_pin
from desktop_app.opening.view.pin_sheet import PinSheet
from desktop_app.record_store.records import Records
from desktop_app.shell import tokens
from desktop_app.shell.controls import Button
from desktop_app.start.desk import Desk
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import open_vault
from desktop_app.visits import actions as visits
from desktop_app.visits.view.visit_page import VisitPage
from tests.desktop_app.direct_work.test_child_mode import NOW, WORDS, draw_in, press, tell
from tests.support import pictures
from tests.support.accessibility import problems_in, words_on
from tests.support.copies import CHILD
from tests.support.daybooks import open_daybook
from tests.support.vaults import PASSPHRASE

PIN = "704162"


def click(within: QWidget, words: str) -> None:
    (button,) = [one for one in within.findChildren(Button) if one.words() == words and one.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    pictures.settle()


def session_page(desk: Desk, qtbot: QtBot, **where: str) -> SessionPage:
    desk.go("three_houses", file=CHILD, **where)
    page = desk.window.view()
    assert isinstance(page, SessionPage)
    qtbot.waitUntil(lambda: "Ella" in page.header.title.words())
    return page


def room_of(qtbot: QtBot) -> ThreeHousesRoom:
    def rooms() -> list[ThreeHousesRoom]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, ThreeHousesRoom) and one.isVisible()]

    qtbot.waitUntil(lambda: len(rooms()) == 1)
    (room,) = rooms()
    room.resize(1366, 768)
    pictures.settle()
    return room


@contextmanager
def handed_over(desk: Desk, qtbot: QtBot) -> Iterator[tuple[SessionPage, ThreeHousesRoom]]:
    """A session in a child's hands; the room is left at the end, whatever happened."""
    choose_pin(desk.vault, PIN)
    page = session_page(desk, qtbot)
    click(page, "Hand to Ella")
    room = room_of(qtbot)
    try:
        yield page, room
    finally:
        if desk.work.is_there(room):
            room.leave()
        pictures.settle()


def give_back(room: ThreeHousesRoom, digits: str = PIN) -> None:
    press(room, "Stop")
    press(room, "For the grown-up who brought it")
    QTest.keyClicks(room.door, digits)


def test_from_handing_over_to_the_record(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path) as desk:
        page = session_page(desk, qtbot)
        assert page.pin.words() == "Choose a PIN"
        click(page, "Hand to Ella")
        qtbot.waitUntil(lambda: bool(page.window().findChildren(PinSheet)))
        (sheet,) = page.window().findChildren(PinSheet)
        QTest.keyClicks(sheet.first.line, PIN)
        QTest.keyClicks(sheet.again.line, PIN)
        QTest.keyClick(sheet.again.line, Qt.Key.Key_Return)
        room = room_of(qtbot)
        assert has_pin(desk.vault)
        assert not desk.window.isVisible()
        draw_in(room, 0.5)
        tell(room, WORDS)
        press(room.houses.words, "Read it back")
        press(room.houses.words, "Yes, that’s right")
        tell(room, "something misheard")
        give_back(room)
        qtbot.waitUntil(desk.window.isVisible)
        assert desk.window.view() is page
        qtbot.waitUntil(lambda: not desk.work.is_there(room))

        said = words_on(page)
        assert "Say whether Ella was alone with you." in said
        assert "“something misheard” was not read back to Ella, or was not right." in said
        click(page, "Move to what I saw and heard")
        assert page.observation.value() == "I heard: “something misheard” (not read back)."
        for choice in (page.facts.alone, page.facts.limits):
            QTest.mouseClick(choice._parts["yes"], Qt.MouseButton.LeftButton)
        QTest.keyClicks(page.facts.texts["place"].line, "her bedroom")
        QTest.keyClicks(page.analysis.paper, "She trusts me more.")
        assert not page.missing.isVisible()
        click(page, "Add to record")
        qtbot.waitUntil(lambda: bool(desk.records.records(CHILD, Session)))
        (session,) = desk.records.records(CHILD, Session)
        assert session.value.observation == "I heard: “something misheard” (not read back)."
        assert session.value.analysis == "She trusts me more."
        assert session.value.ended
        (quote,) = desk.records.records(CHILD, Quote)
        assert (quote.value.words, quote.value.setting, quote.value.may_see) == (WORDS, "her bedroom, alone", None)
        assert [drawing.value.title for drawing in desk.records.records(CHILD, Drawing)] == ["Worries"]
        qtbot.waitUntil(lambda: desk.window.view() is not page)
        assert unfinished(desk.records, CHILD) == ()


def test_what_the_child_did_is_there_after_the_power_went_in_the_middle(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path / "laptop") as desk, handed_over(desk, qtbot) as (_, room):
        draw_in(room, 0.5)
        tell(room, WORDS)
        kept = room.draft()
        qtbot.waitUntil(lambda: unfinished(desk.records, CHILD) == (kept,))
        shutil.copytree(tmp_path / "laptop", tmp_path / "after")  # the disk as the power left it
    vault = open_vault(Profile(tmp_path / "after"), PASSPHRASE)
    try:
        (found,) = unfinished(Records(vault), CHILD)
        assert found == kept
        assert found.said[0].words == WORDS
    finally:
        vault.close()


def test_every_stroke_that_was_kept_is_there_after_the_process_was_killed(tmp_path: Path) -> None:
    module = "tests.desktop_app.direct_work.drawing_process"
    with subprocess.Popen([sys.executable, "-m", module, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = 0
        while told < 12:
            line = process.stdout.readline()
            assert line, "the process ended by itself"
            told = int(line.removeprefix("kept "))
        process.send_signal(signal.SIGKILL)
    vault = open_vault(Profile(tmp_path), PASSPHRASE)
    try:
        (found,) = unfinished(Records(vault), CHILD)
        assert len(found.drawn()) >= told
        assert found.started_with == "good"
    finally:
        vault.close()


def test_a_session_is_gone_on_with_where_it_was_left(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path) as desk:
        with handed_over(desk, qtbot) as (_, room):
            draw_in(room, 0.5)
            strokes = room.houses.canvas.strokes
        desk.go("children")
        page = session_page(desk, qtbot, session=room.draft().record.hex())
        click(page, "Hand to Ella again")
        again = room_of(qtbot)
        assert again.houses.canvas.strokes == strokes
        again.leave()


def test_a_session_begun_from_a_visit_belongs_to_it_and_leads_back_to_it(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path) as desk:
        visit = visits.begin(desk.records, (CHILD,), NOW)
        desk.go("visit", draft=visit.name)
        form = desk.window.view()
        assert isinstance(form, VisitPage)
        qtbot.waitUntil(lambda: form.draft() is not None)
        form.hand_asked.emit(CHILD)
        page = desk.window.view()
        assert isinstance(page, SessionPage)
        qtbot.waitUntil(lambda: page.draft() is not None)
        QTest.keyClicks(page.observation.paper, "She drew.")
        qtbot.waitUntil(
            lambda: [one.visit for one in unfinished(desk.records, CHILD)] == [visit_id(visit.group, CHILD)]
        )
        for choice in (page.facts.alone, page.facts.limits):
            QTest.mouseClick(choice._parts["yes"], Qt.MouseButton.LeftButton)
        click(page, "Add to record")
        qtbot.waitUntil(lambda: desk.window.view() is form)
        (session,) = desk.records.records(CHILD, Session)
        assert session.value.visit == visit_id(visit.group, CHILD)


def test_a_wrong_pin_keeps_the_child_where_they_are(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path) as desk, handed_over(desk, qtbot) as (_, room):
        give_back(room, "111111")
        qtbot.waitUntil(lambda: "That is not the PIN. 2 tries left." in words_on(room))
        for wrong in ("222222", "333333"):
            QTest.keyClicks(room.door, wrong)
            qtbot.waitUntil(room.door.pad.isEnabled)
        qtbot.waitUntil(lambda: "Type your passphrase instead." in words_on(room))
        QTest.keyClicks(room.door, PIN)
        assert not desk.window.isVisible()
        QTest.keyClicks(room.door.passphrase.line, PASSPHRASE)
        QTest.keyClick(room.door.passphrase.line, Qt.Key.Key_Return)
        qtbot.waitUntil(desk.window.isVisible)


def test_keys_and_pages_of_the_workers_window_do_nothing_while_a_child_has_the_laptop(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with open_daybook(tmp_path) as desk, handed_over(desk, qtbot) as (page, room):
        for key, modifier in (
            (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier),
            (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
            (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
        ):
            QTest.keyClick(room.houses.canvas, key, modifier)
            QTest.keyClick(room, key, modifier)
        assert room.isVisible()
        assert not desk.window.isVisible()
        assert desk.window.view() is page
        assert desk.window.windowTitle() == room.windowTitle() == "Daybook"


def test_a_child_draws_on_light_paper_and_the_worker_gets_the_dark_back(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path) as desk:
        pictures.wear(tokens.dark(150))
        with handed_over(desk, qtbot):
            assert tokens.current() == tokens.light(150)
        assert tokens.current() == tokens.dark(150)


def test_a_session_can_be_thrown_away_only_after_asking(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path) as desk:
        page = session_page(desk, qtbot)
        QTest.keyClicks(page.observation.paper, "Not today.")
        qtbot.waitUntil(lambda: len(unfinished(desk.records, CHILD)) == 1)
        click(page, "Throw this session away")
        click(page.window(), "Keep it")
        assert len(unfinished(desk.records, CHILD)) == 1
        click(page, "Throw this session away")
        click(page.window(), "Throw it away")
        qtbot.waitUntil(lambda: unfinished(desk.records, CHILD) == ())
        qtbot.waitUntil(lambda: "Nothing of it was kept" in words_on(page))


def test_nothing_is_kept_of_a_session_in_which_nothing_was_done(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path) as desk:
        with handed_over(desk, qtbot):
            pass
        assert unfinished(desk.records, CHILD) == ()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_page_can_be_used_by_everybody(tmp_path: Path, qtbot: QtBot, percent: int) -> None:
    with open_daybook(tmp_path) as desk:
        pictures.wear(tokens.light(percent))
        with handed_over(desk, qtbot) as (page, room):
            draw_in(room, 0.5)
            tell(room, WORDS)
        assert problems_in(page.window()) == []
