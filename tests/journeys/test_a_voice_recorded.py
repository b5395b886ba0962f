"""A child's voice is recorded, sent, heard by a colleague who fetches it, and destroyed everywhere by order of the authority."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casework.kinds.direct_work import Attachment, Recording
from casework.sound import BYTES_A_SECOND
from desktop_app.direct_work.view.record_sheet import RecordSheet
from desktop_app.direct_work.view.recording_sign import RecordingSign
from desktop_app.direct_work.view.session_page import SessionPage
from desktop_app.received.opening import NotHereYet, bring_here
from desktop_app.record_store.policy import may_record_voices
from desktop_app.start.desk import Desk
from tests.desktop_app.direct_work.test_recording_screen import choose
from tests.desktop_app.direct_work.test_session_journey import click
from tests.support.erased import erase, left_at, left_on
from tests.support.laptops import Laptop
from tests.support.microphones import Microphone, answer
from tests.support.store import RunningStore, child_file

ELLA, WHY = child_file("ella"), "Marker-Nuthatch: so that the court hears it from her"


def let_voices_be_recorded(store: RunningStore, folder: Path) -> None:
    path = folder / "settings.toml"
    path.write_text("[recording]\nvoices = true\n", "utf-8")
    said = store.command("settings", "--data", str(store.data), "--authority-key", str(store.key_file), str(path))
    assert "whether a child’s voice may be recorded" in said


def record(desk: Desk, qtbot: QtBot) -> bytes:
    """In a session of direct work, which is added; what was said."""
    microphone = Microphone(desk)
    desk.go("three_houses", file=ELLA)
    page = desk.window.view()
    assert isinstance(page, SessionPage)
    qtbot.waitUntil(page.voice.record_button.isVisible)
    click(page.voice, page.voice.record_button.words())
    (sheet,) = desk.window.findChildren(RecordSheet)
    answer(sheet)
    sheet.why.set_value(WHY)
    QTest.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.recording is not None)
    said = microphone.speak(20)
    (sign,) = desk.window.findChildren(RecordingSign)
    QTest.mouseClick(sign.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.recording is None)
    choose(page.facts.alone, "Yes")
    choose(page.facts.limits, "Yes")
    click(page, "Add to record")
    qtbot.waitUntil(lambda: bool(desk.records.records(ELLA, Recording)))
    return said


def sound_of(laptop: Laptop) -> Attachment:
    (recording,) = laptop.records.records(ELLA, Recording)
    assert recording.value.sound is not None
    return recording.value.sound


def bring(laptop: Laptop) -> None:
    bring_here(laptop.records, laptop.engine.fetch, ELLA, (sound_of(laptop),), lambda *_: None)


def test_a_voice_is_recorded_heard_by_a_colleague_and_erased(
    store: RunningStore, desk: Desk, omar: Laptop, tmp_path: Path, qtbot: QtBot
) -> None:
    let_voices_be_recorded(store, tmp_path)
    qtbot.waitUntil(lambda: may_record_voices(desk.records), timeout=20_000)
    said = record(desk, qtbot)
    status = desk.window.side.status
    qtbot.waitUntil(lambda: status.shown().words == "All sent", timeout=20_000)
    omar.sync()
    assert not omar.records.has_attachment(sound_of(omar)), "a voice is fetched by whoever listens to it"
    store.kill()
    with pytest.raises(NotHereYet):
        bring(omar)
    store.start()
    bring(omar)
    middle = 9 * BYTES_A_SECOND
    assert omar.records.read_attachment(sound_of(omar), middle, 5_000) == said[middle : middle + 5_000]
    assert left_at(store, [WHY[:15]])
    (recording,) = omar.records.records(ELLA, Recording)
    erase(store, ELLA, "--record", recording.record.hex())
    assert omar.sync().agrees
    qtbot.waitUntil(lambda: not desk.records.records(ELLA, Recording), timeout=20_000)
    qtbot.waitUntil(lambda: not desk.vault.pieces.names())
    assert omar.vault.pieces.names() == []
    assert left_on(omar, [WHY[:15]]) == []
    assert left_at(store, [WHY[:15]]) == []
    assert not [path for path in (store.data / "pieces").rglob("*") if path.is_file()]
    assert store.problems() == []
