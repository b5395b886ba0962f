"""The curtain: nothing of what is beneath can be seen, read or listed, and the PIN brings everything back as it stood."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from casework.kinds.work import CaseNote
from desktop_app.direct_work.view.canvas import Canvas
from desktop_app.direct_work.view.session_page import SessionPage
from desktop_app.direct_work.view.three_houses_room import ThreeHousesRoom
from desktop_app.notes.draft import NoteDraft
from desktop_app.opening.actions import Opened
from desktop_app.opening.pin import choose_pin
from desktop_app.opening.view.cover import Cover
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.record_store.records import Records
from desktop_app.shell import tokens
from desktop_app.shell.controls import Sheet, Text
from desktop_app.shell.window import MainWindow
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import open_vault
from tests.desktop_app.direct_work.test_child_mode import draw_in, press
from tests.desktop_app.notes.keyboard import Keyboard
from tests.support.accessibility import problems_in, words_on
from tests.support.copies import CHILD, open_copy
from tests.support.pictures import settle, wear
from tests.support.vaults import PASSPHRASE

PIN = "704162"
SAID = "School rang about the bruise."


@pytest.fixture
def daybook(tmp_path: Path, qtbot: QtBot) -> Iterator[Daybook]:
    wear(tokens.light())
    with open_copy(tmp_path) as (_vault, records):
        for number in range(30):
            records.add(records.create(CHILD, CaseNote(how="call", said=f"{SAID} {number}")))
    daybook = Daybook(Profile(tmp_path))
    vault = open_vault(Profile(tmp_path), PASSPHRASE)
    choose_pin(vault, PIN)
    daybook.take(Opened(vault, Records(vault)))
    yield daybook
    daybook.close()
    daybook.window.deleteLater()
    settle()


def hide_screen(daybook: Daybook) -> Cover:
    QTest.keyClick(QApplication.focusWindow(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    return cover_of(daybook)


def cover_of(daybook: Daybook) -> Cover:
    settle()
    (cover,) = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    assert isinstance(cover, Cover)
    assert not daybook.window.isVisible()
    return cover


def come_back(daybook: Daybook, cover: Cover, qtbot: QtBot) -> None:
    qtbot.keyClicks(cover, PIN[:1])
    qtbot.keyClicks(QApplication.focusWidget(), PIN[1:])
    qtbot.waitUntil(daybook.window.isVisible)
    settle()


def read_aloud(part: QAccessibleInterface, *, in_sight: bool = False) -> list[str]:
    """All that a screen reader can find from here down; in_sight: without what says of itself that it is out of sight."""
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)
    found = [part.text(kind) for kind in kinds]
    for at in range(part.childCount()):
        child = part.child(at)
        if child is not None and not (in_sight and child.state().invisible):
            found += read_aloud(child, in_sight=in_sight)
    return [words for words in found if words]


def test_nothing_beneath_can_be_seen_listed_or_read_aloud(daybook: Daybook, qtbot: QtBot, qapp: QApplication) -> None:
    assert daybook.desk is not None
    daybook.desk.go("child", file=CHILD, tab="entries")
    qtbot.waitUntil(lambda: SAID in words_on(daybook.window))
    everything = QAccessible.queryAccessibleInterface(qapp)
    assert SAID in " ".join(read_aloud(everything))
    cover = hide_screen(daybook)
    assert [shown.title() for shown in QGuiApplication.topLevelWindows()] == ["Daybook"]
    said = " ".join(read_aloud(everything))
    assert all(words not in said for words in (SAID, "bruise", "Children", "Visits"))
    assert "Daybook is resting" in said
    assert problems_in(cover) == []
    cover.wake()
    assert problems_in(cover) == []


def test_what_lay_beneath_is_back_as_it_was(daybook: Daybook, qtbot: QtBot) -> None:
    assert daybook.desk is not None
    assert isinstance(daybook.window, MainWindow)
    daybook.desk.go("child", file=CHILD, tab="entries")
    qtbot.waitUntil(lambda: SAID in words_on(daybook.window))
    area = max(daybook.window.findChildren(QScrollArea), key=lambda one: one.verticalScrollBar().maximum())
    area.verticalScrollBar().setValue(300)
    keys = Keyboard(daybook.window, qtbot)
    sheet = keys.note()
    keys.key(Qt.Key.Key_1)
    keys.tab_to(sheet.fields.analysis)
    keys.words("She sounded tired")
    for _ in range(5):
        keys.key(Qt.Key.Key_Left)
    cover = hide_screen(daybook)
    assert not sheet.isVisible()
    qtbot.keyClicks(cover, "1")
    qtbot.keyClicks(QApplication.focusWidget(), "11111")
    qtbot.waitUntil(lambda: "That is not the PIN. 2 tries left." in words_on(cover))
    come_back(daybook, cover, qtbot)
    assert (daybook.window.isVisible(), sheet.isVisible()) == (True, True)
    assert area.verticalScrollBar().value() == 300
    keys.words("very ")
    draft = sheet.draft()
    assert draft is not None
    assert draft.analysis == "She sounded very tired"
    sheet.leave()


def test_once_more_locks_and_what_was_typed_is_kept(daybook: Daybook, qtbot: QtBot, tmp_path: Path) -> None:
    keys = Keyboard(daybook.window, qtbot)
    sheet = keys.note()
    keys.tab_to(sheet.fields.analysis)
    keys.words("Just now")
    cover = hide_screen(daybook)
    QTest.keyClick(cover, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=20_000)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [daybook.window]
    vault = open_vault(Profile(tmp_path), PASSPHRASE)
    try:
        drafts = Records(vault).drafts
        (line,) = drafts.lines()
        draft = drafts.find(line.name, NoteDraft)
        assert draft is not None
        assert draft.analysis == "Just now"
    finally:
        vault.close()


def test_a_window_that_opens_meanwhile_waits_beneath(daybook: Daybook, qtbot: QtBot) -> None:
    assert isinstance(daybook.window, MainWindow)
    hide_screen(daybook)
    late = Sheet(daybook.window, "Maisie has a new plan")
    late.add(Text("Maisie"))
    late.show_over()
    cover = cover_of(daybook)
    come_back(daybook, cover, qtbot)
    assert late.isVisible()
    assert daybook.window.isVisible()
    late.leave()


def test_left_alone_the_screen_is_covered_and_after_a_while_locked(daybook: Daybook, qtbot: QtBot) -> None:
    covering = daybook._covering
    assert covering is not None

    def is_down() -> bool:
        if daybook._idle.minutes_left() > 0:  # a page that arrives meanwhile begins the count anew
            daybook._idle._timer.start(0)
        return covering.is_down

    qtbot.waitUntil(is_down)
    cover_of(daybook)
    assert daybook._idle.minutes_left() == 0
    assert covering._until_lock.remainingTime() > 14 * 60_000
    covering._until_lock.start(0)
    qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=20_000)


def test_after_the_cover_is_lifted_it_counts_again(daybook: Daybook, qtbot: QtBot) -> None:
    come_back(daybook, hide_screen(daybook), qtbot)
    assert daybook._idle.minutes_left() > 4
    cover = hide_screen(daybook)
    for wrong in ("111111", "222222", "333333"):
        cover.pin_given.emit(wrong)
    qtbot.waitUntil(lambda: cover.passphrase.isVisibleTo(cover._card))
    cover.wake()
    assert not cover.pad.isVisible()
    qtbot.keyClicks(cover.passphrase.line, PASSPHRASE)
    qtbot.keyClick(cover.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(daybook.window.isVisible, timeout=20_000)


def test_a_child_sees_a_kind_page_and_the_worker_finds_the_drawing_where_it_was(
    daybook: Daybook, qtbot: QtBot, qapp: QApplication
) -> None:
    assert daybook.desk is not None
    daybook.desk.go("three_houses", file=CHILD)
    page = daybook.desk.window.view()
    assert isinstance(page, SessionPage)
    qtbot.waitUntil(lambda: page.draft() is not None)
    page.hand.click()
    qtbot.waitUntil(lambda: daybook.desk is not None and daybook.desk.room is not None)
    room = daybook.desk.room
    assert isinstance(room, ThreeHousesRoom)
    draw_in(room, 0.5)
    daybook.cover()
    settle()
    said = " ".join(read_aloud(QAccessible.queryAccessibleInterface(qapp), in_sight=True))
    assert "The laptop is having a rest." in said
    assert all(words not in said for words in ("passphrase", "PIN", "Worries", "Children"))
    assert problems_in(room) == []
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Space):
        QTest.keyClick(room, key)
    press(room, "For the grown-up who brought it")
    press(room, "Go back")
    assert room.shown() is room.resting
    press(room, "For the grown-up who brought it")
    QTest.keyClicks(room.door, PIN)
    qtbot.waitUntil(lambda: room.shown() is room.houses)
    assert len(room.houses.canvas.strokes) == 1
    assert daybook._idle.minutes_left() > 5
    room.leave()


def test_a_stroke_whose_end_was_never_told_is_kept(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.show()
    middle = QPointF(canvas.rect().center())
    for across in (0, 40):
        canvas._start("pen", middle + QPointF(across, 0), 0.5)
        canvas._move("pen", middle + QPointF(across, 30), 0.5)
    assert len(canvas.strokes) == 1
    canvas.hide()
    assert [len(stroke.points) for stroke in canvas.strokes] == [2, 2]
