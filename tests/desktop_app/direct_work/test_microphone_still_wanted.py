"""The microphone opens only for what is still wanted when it could: what was pressed, hidden or answered meanwhile counts."""

import errno
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.direct_work import recordings
from desktop_app.start.desk import Desk
from desktop_app.start.recording import NOTHING
from tests.desktop_app.direct_work.test_recording_screen import all_kept, begun, choose, kept, sheet_over
from tests.desktop_app.direct_work.test_session_journey import session_page
from tests.support import pictures
from tests.support.accessibility import words_on
from tests.support.daybooks import open_daybook
from tests.support.microphones import Microphone, answer, may_record
from tests.support.refusing_disk import refuse_to_write


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_daybook(tmp_path / "copy") as opened:
        may_record(opened.vault)
        yield opened


@pytest.fixture
def microphone(desk: Desk) -> Microphone:
    return Microphone(desk)


def test_stopped_on_a_full_disk_it_opens_no_microphone_for_what_could_not_be_kept(
    desk: Desk, microphone: Microphone, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, sign = begun(desk, qtbot)
    heard = microphone.speak(2.0)
    all_kept(desk, qtbot, len(heard))

    with monkeypatch.context() as disk:
        refuse_to_write(disk, errno.ENOSPC)
        QTest.mouseClick(sign.stop, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "disk is full" in sign.words())
    QTest.mouseClick(sign.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "This recording has ended." in sign.words())
    assert microphone.line is None
    QTest.mouseClick(sign.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.recording is None)
    assert desk.records.open_attachment(kept(desk)[0].sound) == heard


def test_where_nothing_was_heard_it_is_not_said_to_be_kept(desk: Desk, microphone: Microphone, qtbot: QtBot) -> None:
    _, sign = begun(desk, qtbot)
    assert microphone.line is not None
    QTest.mouseClick(sign.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: NOTHING in words_on(desk.window))
    assert kept(desk) == []


def test_what_the_authority_takes_back_while_the_page_is_open_is_not_recorded(
    desk: Desk, microphone: Microphone, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = sheet_over(session_page(desk, qtbot), qtbot)
    answer(sheet)
    monkeypatch.setattr(recordings, "may_record_voices", lambda _: False)
    QTest.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Your authority does not let voices be recorded." in words_on(sheet))
    assert microphone.line is None
    assert kept(desk) == []


@pytest.mark.parametrize("how", ["no", "closed", "hidden"])
def test_what_is_taken_back_before_it_began_opens_no_microphone(
    how: str, desk: Desk, microphone: Microphone, qtbot: QtBot
) -> None:
    page = session_page(desk, qtbot)
    sheet = sheet_over(page, qtbot)
    answer(sheet)
    go = busy(desk)
    QTest.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    if how == "no":
        choose(sheet.child, "No")
    elif how == "closed":
        sheet.leave()
    else:
        desk.window.cover_wanted.emit()
    go.set()
    all_is_done(desk, qtbot)
    assert microphone.line is None
    assert desk.recording is None
    qtbot.waitUntil(lambda: kept(desk) == [])


def test_hidden_before_it_went_on_it_stays_paused(desk: Desk, microphone: Microphone, qtbot: QtBot) -> None:
    _, sign = begun(desk, qtbot)
    microphone.speak(1.0)
    QTest.mouseClick(sign.pause, Qt.MouseButton.LeftButton)
    go = busy(desk)
    QTest.mouseClick(sign.go_on, Qt.MouseButton.LeftButton)
    desk.window.cover_wanted.emit()
    go.set()
    all_is_done(desk, qtbot)
    assert microphone.line is None


def busy(desk: Desk) -> threading.Event:
    """The record is busy with something else until this is set."""
    go = threading.Event()
    desk.ask(lambda _: go.wait(10), then=lambda _: None, owner=desk.window)
    return go


def all_is_done(desk: Desk, qtbot: QtBot) -> None:
    done: list[None] = []
    desk.ask(lambda _: None, then=done.append, owner=desk.window)
    qtbot.waitUntil(lambda: bool(done))
    pictures.settle()
