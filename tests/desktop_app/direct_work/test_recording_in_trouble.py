"""Recording a child's voice where something stands in the way: no microphone, silence, a full disk, another release."""

import errno
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casework.sound import BYTES_A_SECOND
from desktop_app.direct_work import actions, recordings
from desktop_app.direct_work.actions import unfinished
from desktop_app.direct_work.view.recorder import LOST, SILENT
from desktop_app.record_store.drafts import AnotherReleases
from desktop_app.shell.microphone import NONE_FOUND, NOT_ALLOWED
from desktop_app.start.desk import Desk
from tests.desktop_app.direct_work.test_recording_screen import all_kept, begun, kept, sheet_over
from tests.desktop_app.direct_work.test_session_journey import session_page
from tests.support import pictures
from tests.support.accessibility import words_on
from tests.support.copies import CHILD
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


def test_where_there_is_no_microphone_it_is_said_and_what_was_answered_stays(
    desk: Desk, microphone: Microphone, qtbot: QtBot
) -> None:
    microphone.refuses = NOT_ALLOWED
    page = session_page(desk, qtbot)
    sheet = sheet_over(page, qtbot)
    answer(sheet)
    QTest.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: NOT_ALLOWED in words_on(sheet))
    qtbot.waitUntil(lambda: kept(desk) == [])
    assert sheet.why.value()
    assert desk.recording is None
    draft = page.draft()
    assert draft is not None
    qtbot.waitUntil(lambda: not page.draft().is_recorded)  # type: ignore[union-attr]
    microphone.refuses = ""
    QTest.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.recording is not None)


@pytest.mark.qt_log_ignore("PulseAudioService")
def test_this_machine_has_no_microphone_and_says_so(desk: Desk, qtbot: QtBot) -> None:
    """The system's own microphone, on a machine without one."""
    page = session_page(desk, qtbot)
    sheet = sheet_over(page, qtbot)
    answer(sheet)
    QTest.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: NONE_FOUND in words_on(sheet))
    qtbot.waitUntil(lambda: kept(desk) == [])


def test_a_microphone_that_is_pulled_out_loses_nothing_and_another_goes_on(
    desk: Desk, microphone: Microphone, qtbot: QtBot
) -> None:
    _, sign = begun(desk, qtbot)
    first = microphone.speak(2.5)
    microphone.is_pulled_out()
    assert LOST in sign.words()
    all_kept(desk, qtbot, len(first))
    microphone.refuses = NONE_FOUND
    QTest.mouseClick(sign.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: NONE_FOUND in sign.words())
    microphone.refuses = ""
    QTest.mouseClick(sign.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: microphone.line is not None)
    second = microphone.speak(1.0, seed=2)
    all_kept(desk, qtbot, len(first + second))


def test_a_microphone_of_which_nothing_comes_any_more_is_gone_whether_the_system_says_so_or_not(
    desk: Desk, microphone: Microphone, qtbot: QtBot
) -> None:
    _, sign = begun(desk, qtbot)
    said = microphone.speak(2.5)
    assert desk.recording is not None
    patience = desk.recording.recorder._patience  # type: ignore[attr-defined]
    assert patience.remainingTime() > 4_000
    patience.start(0)
    qtbot.waitUntil(lambda: LOST in sign.words())
    all_kept(desk, qtbot, len(said))
    assert not patience.isActive()


def test_where_the_program_was_late_and_not_the_microphone_it_goes_on(
    desk: Desk, microphone: Microphone, qtbot: QtBot
) -> None:
    _, sign = begun(desk, qtbot)
    said = microphone.speak(1.0)
    assert microphone.line is not None
    microphone.line.blockSignals(True)  # what the system says of it waits its turn
    more = microphone.speak(1.0, seed=2)
    microphone.line.blockSignals(False)
    assert desk.recording is not None
    desk.recording.recorder._patience.timeout.emit()  # type: ignore[attr-defined]
    all_kept(desk, qtbot, len(said + more))
    assert LOST not in sign.words()
    assert microphone.line is not None


def test_a_microphone_that_gives_only_silence_is_named(desk: Desk, microphone: Microphone, qtbot: QtBot) -> None:
    _, sign = begun(desk, qtbot)
    assert microphone.line is not None
    microphone.line.speak(bytes(4 * BYTES_A_SECOND))
    assert SILENT in sign.words()
    microphone.speak(1.0)
    assert SILENT not in sign.words()


def test_a_full_disk_pauses_it_and_what_was_heard_is_kept_once_there_is_room(
    desk: Desk, microphone: Microphone, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, sign = begun(desk, qtbot)
    before = microphone.speak(9.0)
    all_kept(desk, qtbot, len(before))

    with monkeypatch.context() as disk:
        refuse_to_write(disk, errno.ENOSPC)
        heard = microphone.speak(1.0, seed=2)
        qtbot.waitUntil(lambda: "disk is full" in sign.words())
        assert microphone.line is None
        assert "Ella’s voice is not being recorded now. 0:09 is kept." in sign.words()  # the tenth second waits
        QTest.mouseClick(sign.stop, Qt.MouseButton.LeftButton)
        pictures.settle()
        assert desk.recording is not None
    QTest.mouseClick(sign.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.recording is None)
    assert desk.records.open_attachment(kept(desk)[0].sound) == before + heard


def test_one_of_another_release_hides_no_other_and_says_why_the_session_cannot_be_added(
    desk: Desk, microphone: Microphone, qtbot: QtBot
) -> None:
    page, sign = begun(desk, qtbot)
    sound = microphone.speak(1.5)
    QTest.mouseClick(sign.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.recording is None)
    (draft,) = kept(desk)
    desk.records.drafts.keep("recording:of another", CHILD, recordings.WHAT, {"session": draft.session, "form": 2})

    key = draft.session.hex()
    again = session_page(desk, qtbot, session=key)
    qtbot.waitUntil(lambda: recordings.UNREADABLE in words_on(again))
    assert "Recorded at" in words_on(again)
    (session,) = unfinished(desk.records, CHILD)
    with pytest.raises(AnotherReleases, match="made with another release"):
        actions.throw_away(desk.records, session)
    complete = msgspec.structs.replace(session, alone=True, limits_explained=True)
    with pytest.raises(AnotherReleases, match="made with another release"):
        actions.add_to_record(desk.records, complete, "Ella")
    assert unfinished(desk.records, CHILD) == (session,)
    assert desk.records.open_attachment(kept(desk)[0].sound) == sound
    assert page is not again
