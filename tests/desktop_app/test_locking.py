"""Locking: the copy is closed, what was typed is kept, and after the passphrase the same page is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.work import CaseNote
from desktop_app.caseload.unsent import unsent_of
from desktop_app.direct_work.view.session_page import SessionPage
from desktop_app.direct_work.view.three_houses_room import ThreeHousesRoom
from desktop_app.opening.actions import Opened
from desktop_app.opening.pin import choose_pin
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.record_store.records import Records
from desktop_app.settings.choices import LOCK_MINUTES, LOCK_MINUTES_WITH_A_FAMILY
from desktop_app.settings.view.settings_page import SettingsPage
from desktop_app.shell import tokens
from desktop_app.shell.window import MainWindow
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import open_vault
from desktop_app.visits.entries import entries
from desktop_app.visits.view.correct_sheet import CorrectSheet
from desktop_app.visits.view.entries_page import EntriesPage
from desktop_app.visits.view.entry_card import EntryCard
from tests.desktop_app.direct_work.test_child_mode import draw_in
from tests.desktop_app.notes.keyboard import Keyboard
from tests.desktop_app.received.sheets import Hands
from tests.support import papers
from tests.support.copies import CHILD, open_copy
from tests.support.pictures import settle, wear
from tests.support.vaults import PASSPHRASE


@pytest.fixture
def daybook(tmp_path: Path, qtbot: QtBot) -> Iterator[Daybook]:
    wear(tokens.light())
    with open_copy(tmp_path) as (_vault, records):
        records.add(records.create(CHILD, CaseNote(how="call", said="School rang.")))
    daybook = Daybook(Profile(tmp_path))
    vault = open_vault(Profile(tmp_path), PASSPHRASE)
    daybook.take(Opened(vault, Records(vault)))
    yield daybook
    daybook.window.close()
    daybook.close()
    daybook.window.deleteLater()
    settle()


def unlock(daybook: Daybook, qtbot: QtBot) -> MainWindow:
    page = daybook.window
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page._passphrase.line, PASSPHRASE)
    qtbot.keyClick(page._passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(daybook.window, MainWindow), timeout=20_000)
    assert isinstance(daybook.window, MainWindow)
    return daybook.window


def test_after_a_lock_the_same_page_is_there(daybook: Daybook, qtbot: QtBot, tmp_path: Path) -> None:
    assert daybook.desk is not None
    daybook.desk.go("child", file=CHILD)
    trail = daybook.desk.router.trail()
    daybook.lock()
    qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=20_000)
    assert daybook.desk is None
    vault = open_vault(Profile(tmp_path), PASSPHRASE)  # the copy was given back: another process could open it
    vault.close()
    window = unlock(daybook, qtbot)
    assert window.router.trail() == trail
    window.router.back()
    assert window.router.here == trail[0]


def test_what_was_asked_of_the_record_before_the_lock_is_done(daybook: Daybook, qtbot: QtBot) -> None:
    desk = daybook.desk
    assert desk is not None
    for number in range(20):
        desk.act(lambda records, n=number: records.drafts.keep(f"visit:{n}", CHILD, "visit", {}))
    daybook.lock()
    qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=20_000)
    unlock(daybook, qtbot)
    assert daybook.desk is not None
    assert len(daybook.desk.records.drafts.lines()) == 20


def test_it_counts_to_the_cover_and_waits_longer_with_a_family(daybook: Daybook, qtbot: QtBot) -> None:
    clock, window = daybook._idle, daybook.window
    assert isinstance(window, MainWindow)
    assert LOCK_MINUTES - 0.5 < clock.minutes_left() <= LOCK_MINUTES

    def waits_longer() -> bool:
        view = window.view()  # another may just have arrived
        if view is not None:
            view.with_a_family = True
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
        return LOCK_MINUTES < clock.minutes_left() <= LOCK_MINUTES_WITH_A_FAMILY

    qtbot.waitUntil(waits_longer)
    daybook.lock()
    qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=20_000)
    assert clock.minutes_left() == 0


def test_a_shorter_time_that_was_chosen_holds_at_once_and_after_the_next_start(daybook: Daybook, qtbot: QtBot) -> None:
    clock = daybook._idle
    assert daybook.desk is not None
    daybook.desk.go("settings")
    page = daybook.desk.window.view()
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(lambda: page.at_a_desk.value() is not None)
    page.minutes_chosen.emit(2, 10)
    qtbot.waitUntil(lambda: 1.5 < clock.minutes_left() <= 2)
    daybook.desk.vault.profile.settings.write_bytes(b"lock=1\n")
    daybook.desk.tell((AUTHORITY_BOOK,))
    qtbot.waitUntil(lambda: clock.minutes_left() <= 1)


@pytest.mark.parametrize("with_a_question", [False, True])
def test_a_touch_of_any_window_begins_the_count_anew(daybook: Daybook, qtbot: QtBot, with_a_question: bool) -> None:
    window: QWidget = daybook.window
    if with_a_question:
        question = QDialog(daybook.window)
        question.open()
        qtbot.waitUntil(question.isActiveWindow)
        window = question
    shown, clock = window.windowHandle(), daybook._idle
    for touch in (
        lambda: QTest.mouseMove(shown, QPoint(20, 20)),
        lambda: QTest.keyClick(shown, Qt.Key.Key_Shift),
        lambda: QTest.mouseClick(shown, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(1, 1)),
    ):
        clock._timer.start(1000)
        touch()
        qtbot.waitUntil(lambda: clock.minutes_left() > 1)


def test_a_lock_while_a_child_has_the_laptop_keeps_the_drawing_and_ends_child_mode(
    daybook: Daybook, qtbot: QtBot
) -> None:
    assert daybook.desk is not None
    choose_pin(daybook.desk.vault, "704162")
    daybook.desk.go("three_houses", file=CHILD)
    page = daybook.desk.window.view()
    assert isinstance(page, SessionPage)
    qtbot.waitUntil(lambda: page.draft() is not None)
    page.hand.click()
    qtbot.waitUntil(lambda: len(_rooms()) == 1)
    (room,) = _rooms()
    assert daybook._idle.minutes_left() > LOCK_MINUTES
    draw_in(room, 0.5)
    drawn = room.houses.canvas.strokes
    daybook.lock()
    qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=20_000)
    qtbot.waitUntil(lambda: _rooms() == [])
    window = unlock(daybook, qtbot)
    again = window.view()
    assert isinstance(again, SessionPage)
    qtbot.waitUntil(lambda: again.draft() is not None)
    draft = again.draft()
    assert draft is not None
    assert draft.drawn() == drawn


def test_a_note_that_was_being_written_is_open_again_at_the_same_field_and_cursor(
    daybook: Daybook, qtbot: QtBot
) -> None:
    assert isinstance(daybook.window, MainWindow)
    assert daybook.desk is not None
    daybook.desk.go("child", file=CHILD)
    keys = Keyboard(daybook.window, qtbot)
    sheet = keys.note()
    keys.key(Qt.Key.Key_1)
    keys.tab_to(sheet.fields.analysis)
    keys.words("She sounded tired")
    for _ in range(5):
        keys.key(Qt.Key.Key_Left)
    daybook.lock()
    assert not sheet.isVisible()
    qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=20_000)
    again = Keyboard(unlock(daybook, qtbot), qtbot)
    sheet = again.sheet()
    assert again.at() == "What do you make of it? (kept apart)"
    again.words("very ")
    draft = sheet.draft()
    assert draft is not None
    assert (draft.files, draft.how, draft.analysis) == ((CHILD,), "call", "She sounded very tired")
    sheet.leave()


def test_a_correction_is_open_again_at_the_same_field_and_cursor_and_waits_to_be_sent(
    daybook: Daybook, qtbot: QtBot
) -> None:
    desk = daybook.desk
    assert desk is not None
    desk.go("child", file=CHILD, tab="entries")
    view = desk.window.view()
    assert view is not None
    (page,) = view.findChildren(EntriesPage)
    qtbot.waitUntil(lambda: bool(page.findChildren(EntryCard)))
    (note,) = desk.records.records(CHILD, CaseNote)
    page.asks.correct.emit(entries(desk.records, CHILD)[0])
    sheet = _correction(daybook, qtbot)
    line = sheet.fields["said"].focusProxy()
    assert line is not None
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(line, " It was Nan.")
    for _ in range(4):
        qtbot.keyClick(line, Qt.Key.Key_Left)
    daybook.lock()
    assert not sheet.isVisible()
    qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=20_000)
    unlock(daybook, qtbot)
    assert daybook.desk is not None
    assert unsent_of(daybook.desk.records, CHILD) == 2, "the note and the correction"
    again = _correction(daybook, qtbot)
    line = again.fields["said"].focusProxy()
    assert line is not None
    qtbot.waitUntil(lambda: again.focusWidget() is line)
    qtbot.keyClicks(line, "not ")
    qtbot.keyClicks(again.why.line, "I mixed them up.")
    colleague = daybook.desk.records.record(CHILD, CaseNote, note.record)
    assert colleague is not None
    records = daybook.desk.records
    records.add(records.edit(colleague, {"about": "School"}))
    qtbot.mouseClick(again.add_now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not records.drafts.lines(CHILD))
    corrected = records.record(CHILD, CaseNote, note.record)
    assert corrected is not None
    assert (corrected.value.said, corrected.in_two_versions) == ("School rang. It was not Nan.", ())


def _correction(daybook: Daybook, qtbot: QtBot) -> CorrectSheet:
    def open_now() -> list[CorrectSheet]:
        return [one for one in daybook.window.findChildren(CorrectSheet) if one.isVisible()]

    qtbot.waitUntil(lambda: len(open_now()) == 1, timeout=20_000)
    return open_now()[0]


def test_a_file_that_was_chosen_is_on_the_sheet_again_after_a_lock(
    daybook: Daybook, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert isinstance(daybook.window, MainWindow)
    assert daybook.desk is not None
    daybook.desk.go("child", file=CHILD)
    page = daybook.window.view()
    assert page is not None
    qtbot.waitUntil(page.acceptDrops)
    hands = Hands(daybook.window, qtbot)
    sheet = hands.open()
    outside = papers.put(tmp_path_factory.mktemp("outside"), "report.pdf", papers.pdf("nine mornings"))
    hands.choose(outside)
    hands.tab_to(sheet.fields.about)
    hands.type("Late")
    daybook.lock()
    qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=20_000)
    Path(outside).unlink()
    again = Hands(unlock(daybook, qtbot), qtbot)
    sheet = again.sheet()
    again.type(" again")
    draft = sheet.draft()
    assert (draft.about, [one.name for one in draft.chosen]) == ("Late again", ["report.pdf"])
    assert daybook.desk.records.open_attachment(draft.chosen[0].content) == papers.pdf("nine mornings")
    sheet.leave()


def _rooms() -> list[ThreeHousesRoom]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, ThreeHousesRoom) and one.isVisible()]
