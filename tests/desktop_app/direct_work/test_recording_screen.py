"""A child's voice recorded in the whole program: asked first, shown while it goes on, kept whatever happens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.direct_work import Agreed, Recording
from casework.sound import BYTES_A_SECOND, LONGEST
from desktop_app.direct_work import actions, recordings
from desktop_app.direct_work.actions import unfinished
from desktop_app.direct_work.recordings import RecordingDraft
from desktop_app.direct_work.view.record_sheet import RecordSheet
from desktop_app.direct_work.view.recorded_card import CUT_OFF, NOT_SET
from desktop_app.direct_work.view.recording_sign import RecordingSign
from desktop_app.direct_work.view.session_page import SessionPage
from desktop_app.opening.pin import choose_pin
from desktop_app.start.desk import Desk
from desktop_app.start.direct_work import STOP_FIRST
from desktop_app.start.recording import FULL, ONE_AT_A_TIME
from tests.desktop_app.direct_work.test_session_journey import PIN, click, room_of, session_page
from tests.support import pictures
from tests.support.accessibility import problems_in, words_on
from tests.support.copies import CHILD, SISTER
from tests.support.daybooks import open_daybook, open_daybook_again
from tests.support.microphones import Microphone, answer, may_record

RECORD = "Record Ella’s voice"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_daybook(tmp_path / "copy") as opened:
        may_record(opened.vault)
        yield opened


@pytest.fixture
def microphone(desk: Desk) -> Microphone:
    return Microphone(desk)


def sheet_over(page: SessionPage, qtbot: QtBot) -> RecordSheet:
    qtbot.waitUntil(page.voice.record_button.isVisible)
    click(page, RECORD)
    (sheet,) = page.window().findChildren(RecordSheet)
    return sheet


def begun(desk: Desk, qtbot: QtBot) -> tuple[SessionPage, RecordingSign]:
    page = session_page(desk, qtbot)
    sheet = sheet_over(page, qtbot)
    answer(sheet)
    QTest.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.recording is not None)
    pictures.settle()
    return page, sign_of(desk)


def sign_of(desk: Desk) -> RecordingSign:
    (sign,) = [one for one in (desk.room or desk.window).findChildren(RecordingSign) if one.isVisible()]
    return sign


def choose(field: QWidget, words: str) -> None:
    (answer,) = [one for one in field.findChildren(QRadioButton) if one.text() == words]
    QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
    pictures.settle()


def kept(desk: Desk) -> list[RecordingDraft]:
    return desk.records.drafts.begun(recordings.WHAT, RecordingDraft)


def all_kept(desk: Desk, qtbot: QtBot, length: int) -> RecordingDraft:
    qtbot.waitUntil(lambda: [one.length for one in kept(desk)] == [length])
    return kept(desk)[0]


def test_without_the_authoritys_word_nothing_can_be_recorded(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path / "copy") as desk:
        page = session_page(desk, qtbot)
        qtbot.waitUntil(lambda: NOT_SET in words_on(page))
        assert not page.voice.record_button.isVisible()


def test_it_does_not_begin_before_every_question_is_answered(desk: Desk, microphone: Microphone, qtbot: QtBot) -> None:
    page = session_page(desk, qtbot)
    sheet = sheet_over(page, qtbot)
    fields = (sheet.child, sheet.child_said, sheet.parent_agreed, sheet.parent_said, sheet.why)
    QTest.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    assert all(field.error() for field in fields)
    for left in fields:
        answer(sheet)
        left.set_value(None if left in (sheet.child, sheet.parent_agreed) else "")  # type: ignore[attr-defined]
        QTest.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
        assert left.error()
    assert problems_in(sheet) == []
    pictures.settle()
    assert microphone.line is None
    assert kept(desk) == []


def test_a_child_who_says_no_is_not_recorded(desk: Desk, microphone: Microphone, qtbot: QtBot) -> None:
    page = session_page(desk, qtbot)
    sheet = sheet_over(page, qtbot)
    answer(sheet)
    choose(sheet.child, "No")
    assert not sheet.start.isEnabled()
    assert "Without Ella’s yes nothing is recorded." in words_on(sheet)
    assert microphone.line is None


def test_every_second_is_sealed_as_it_is_heard_and_the_sign_says_so(
    desk: Desk, microphone: Microphone, qtbot: QtBot
) -> None:
    page, sign = begun(desk, qtbot)
    sound = microphone.speak(3.5)
    all_kept(desk, qtbot, 3 * BYTES_A_SECOND)  # the last half second is not whole yet
    assert sign.words() == "Ella’s voice is being recorded: 0:03"
    assert problems_in(desk.window) == []
    desk.go("today")
    assert sign_of(desk) is sign  # on every page
    QTest.keyClick(sign.stop, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.recording is None)
    (draft,) = kept(desk)
    assert desk.records.open_attachment(draft.sound) == sound
    (session,) = unfinished(desk.records, CHILD)
    assert (draft.session, session.is_recorded) == (session.record, True)
    assert draft.agreed == Agreed(
        "So that the court hears it from her", "yes if nan can here it", "agreed", "Her mother, on the phone"
    )
    assert microphone.line is None
    assert page is not None


def test_paused_it_listens_to_nobody_and_goes_on_where_it_was(desk: Desk, microphone: Microphone, qtbot: QtBot) -> None:
    _, sign = begun(desk, qtbot)
    first = microphone.speak(1.5)
    QTest.mouseClick(sign.pause, Qt.MouseButton.LeftButton)
    assert microphone.line is None
    qtbot.waitUntil(lambda: sign.words() == "Ella’s voice is not being recorded now. 0:01 is kept.")
    all_kept(desk, qtbot, len(first))
    QTest.mouseClick(sign.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: microphone.line is not None)
    second = microphone.speak(1.5, seed=2)
    QTest.mouseClick(sign.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.recording is None)
    assert desk.records.open_attachment(kept(desk)[0].sound) == first + second


def test_a_lock_and_a_kill_lose_what_is_not_a_second_yet_and_no_more(
    desk: Desk, microphone: Microphone, qtbot: QtBot
) -> None:
    page, _ = begun(desk, qtbot)
    sound = microphone.speak(10.6)
    draft = all_kept(desk, qtbot, 10 * BYTES_A_SECOND)
    (ended,) = recordings.of_session(
        desk.records, CHILD, draft.session
    )  # as after any end, without a word from the screen
    assert desk.records.open_attachment(ended.sound) == sound[: 10 * BYTES_A_SECOND]
    assert page.draft() is not None


def test_a_lock_in_the_midst_of_it_keeps_all_that_was_said_and_the_page_says_that_it_was_cut_off(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with open_daybook(tmp_path / "copy") as desk:
        may_record(desk.vault)
        microphone = Microphone(desk)
        begun(desk, qtbot)
        sound = microphone.speak(2.6)
    with open_daybook_again(tmp_path / "copy") as desk:
        (session,) = unfinished(desk.records, CHILD)
        page = session_page(desk, qtbot, session=session.record.hex())
        qtbot.waitUntil(lambda: CUT_OFF in words_on(page))
        assert desk.records.open_attachment(kept(desk)[0].sound) == sound


def test_at_half_an_hour_it_stops_by_itself_and_says_so(desk: Desk, microphone: Microphone, qtbot: QtBot) -> None:
    _, sign = begun(desk, qtbot)
    assert desk.recording is not None
    desk.recording.recorder._length = LONGEST - 2 * BYTES_A_SECOND
    microphone.speak(1.0)
    assert "At 30 minutes it stops by itself, and all of it is kept." in sign.words()
    assert microphone.line is not None
    microphone.line.speak(bytes(5 * BYTES_A_SECOND))
    qtbot.waitUntil(lambda: desk.recording is None)
    assert FULL in words_on(desk.window)
    assert kept(desk)[0].length == 3 * BYTES_A_SECOND - BYTES_A_SECOND


def test_while_somebody_speaks_the_screen_is_not_covered_and_behind_the_cover_nobody_is_heard(
    desk: Desk, microphone: Microphone, qtbot: QtBot
) -> None:
    idle = desk.when_used.__self__  # type: ignore[attr-defined]
    begun(desk, qtbot)
    idle._timer.start(60_000)
    microphone.speak(1.0)
    assert idle.minutes_left() > 19
    desk.window.cover_wanted.emit()
    assert microphone.line is None


def test_the_child_sees_it_and_can_stop_it_and_hiding_pauses_it(
    desk: Desk, microphone: Microphone, qtbot: QtBot
) -> None:
    choose_pin(desk.vault, PIN)
    page, _ = begun(desk, qtbot)
    click(page, "Hand to Ella")
    room = room_of(qtbot)
    try:
        sign = sign_of(desk)
        assert sign.words() == "Your voice is being recorded: 0:00"
        assert problems_in(room) == []
        first = microphone.speak(1.5)
        room.hide_page()
        assert microphone.line is None
        assert not sign.isVisible()  # the page that hides shows no trace
        room.open_door()
        room.inside.on_button.click()
        pictures.settle()
        assert sign.words() == "Your voice is not being recorded now. 0:01 is kept."
        QTest.mouseClick(sign.go_on, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: microphone.line is not None)
        QTest.mouseClick(sign.stop, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: desk.recording is None)
        assert kept(desk)[0].length == len(first)
    finally:
        room.leave()
        pictures.settle()


def test_added_with_its_session_and_not_before_it_has_stopped(desk: Desk, microphone: Microphone, qtbot: QtBot) -> None:
    page, sign = begun(desk, qtbot)
    sound = microphone.speak(2.0)
    choose(page.facts.alone, "Yes")
    choose(page.facts.limits, "Yes")
    qtbot.waitUntil(lambda: bool(unfinished(desk.records, CHILD)[0].limits_explained))
    pictures.settle()
    click(page, "Add to record")
    qtbot.waitUntil(lambda: STOP_FIRST in words_on(page))
    assert not desk.records.records(CHILD, Recording)
    QTest.mouseClick(sign.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.recording is None)
    click(page, "Add to record")
    qtbot.waitUntil(lambda: len(desk.records.records(CHILD, Recording)) == 1)
    (added,) = desk.records.records(CHILD, Recording)
    assert added.value.sound is not None
    assert desk.records.open_attachment(added.value.sound) == sound
    assert kept(desk) == []


def test_one_is_recorded_at_a_time(desk: Desk, microphone: Microphone, qtbot: QtBot) -> None:
    other = actions.begin(desk.records, SISTER, desk.now())
    desk.go("three_houses", file=SISTER, session=other.record.hex())
    before = desk.window.view()
    assert isinstance(before, SessionPage)
    qtbot.waitUntil(before.voice.record_button.isVisible)
    begun(desk, qtbot)
    line = microphone.line
    desk.router.back()
    qtbot.waitUntil(lambda: desk.window.view() is before)
    before.voice.wanted.emit()
    assert ONE_AT_A_TIME in words_on(before)
    assert not desk.window.findChildren(RecordSheet)
    assert microphone.line is line


def test_one_recording_of_a_session_can_be_thrown_away(desk: Desk, microphone: Microphone, qtbot: QtBot) -> None:
    page, sign = begun(desk, qtbot)
    microphone.speak(2.0)
    QTest.mouseClick(sign.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Recorded at" in words_on(page.voice))
    click(page.voice, "Throw it away")
    click(QApplication.activeModalWidget() or page, "Throw it away")
    qtbot.waitUntil(lambda: kept(desk) == [])
    assert desk.vault.pieces.names() == []
