"""Listening to a child's voice: read and verified a little ahead, with all that a person presses, and never on the disk."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casework.childs_words import Choice
from casework.kinds.direct_work import Agreed, Quote, Recording, Sharing
from casework.sound import BYTES_A_SECOND
from desktop_app.direct_work import actions, recordings
from desktop_app.direct_work.draft import SessionDraft
from desktop_app.direct_work.queries import voice
from desktop_app.direct_work.view.player import GONE
from desktop_app.direct_work.view.player_bar import PlayerBar
from desktop_app.record_store.records import Records
from desktop_app.shell.loudspeaker import NONE_FOUND
from desktop_app.start.desk import Desk
from desktop_app.vault.attachments import HELD_BY_A_PIECE
from tests.desktop_app.direct_work.test_child_mode import NOW
from tests.desktop_app.direct_work.test_session_journey import click, session_page
from tests.support import pictures
from tests.support.accessibility import problems_in, words_on
from tests.support.copies import CHILD
from tests.support.daybooks import open_daybook
from tests.support.microphones import Loudspeaker, spoken

SOUND = spoken(30)
AGREED = Agreed("So that the court hears it from her", "yes if nan can here it", "agreed", "Her mother, on the phone")


def session_with_a_voice(records: Records) -> SessionDraft:
    draft = actions.begin(records, CHILD, NOW)
    draft = msgspec.structs.replace(draft, alone=True, limits_explained=True, is_recorded=True)
    actions.keep(records, draft)
    recording = recordings.begin(records, CHILD, draft.record, f"{draft.date}T16:12:00", AGREED)
    recordings.append(records, recording.record, SOUND)
    recordings.end(records, recording.record)
    return draft


def added(records: Records) -> None:
    actions.add_to_record(records, session_with_a_voice(records), "Ella")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_daybook(tmp_path / "copy", added) as opened:
        yield opened


@pytest.fixture
def loudspeaker(desk: Desk) -> Loudspeaker:
    return Loudspeaker(desk)


@pytest.fixture
def bar(desk: Desk, loudspeaker: Loudspeaker, qtbot: QtBot) -> PlayerBar:
    return bar_under_their_voice(desk, qtbot)


def bar_under_their_voice(desk: Desk, qtbot: QtBot) -> PlayerBar:
    desk.go("child", file=CHILD, tab="voice")
    qtbot.waitUntil(lambda: "Press to show Ella’s words" in words_on(desk.window))
    assert not bars(desk.window)  # covered, as everything of hers
    click(desk.window, "Press to show Ella’s words")
    return the_bar(desk.window)


def bars(within: QWidget) -> list[PlayerBar]:
    return [one for one in within.findChildren(PlayerBar) if one.isVisible()]


def the_bar(within: QWidget) -> PlayerBar:
    (found,) = bars(within)
    return found


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    pictures.settle()


def test_it_is_heard_as_it_was_said(bar: PlayerBar, loudspeaker: Loudspeaker, desk: Desk, qtbot: QtBot) -> None:
    assert bar.at.words() == "0:00 of 0:30"
    press(bar.play)
    assert bar.play.words() == "Pause"
    qtbot.waitUntil(lambda: not bar.player.plays)
    assert loudspeaker.heard == SOUND
    assert loudspeaker.open == 0
    assert bar.at.words() == "0:30 of 0:30"
    assert problems_in(desk.window) == []
    press(bar.play)  # from the beginning again
    qtbot.waitUntil(lambda: loudspeaker.heard[:100] == SOUND[:100])


def test_news_about_the_child_leave_what_is_listened_to_where_it_is(
    bar: PlayerBar, loudspeaker: Loudspeaker, desk: Desk, qtbot: QtBot
) -> None:
    loudspeaker.takes = BYTES_A_SECOND // 10
    press(bar.play)
    qtbot.waitUntil(lambda: bool(loudspeaker.heard))
    said = Quote(words="Can we have toast at nans", said_on="2026-06-10", confirmed=True)
    desk.act(Records.add, desk.records.create(CHILD, said))
    qtbot.waitUntil(lambda: "Can we have toast at nans" in words_on(desk.window))
    assert the_bar(desk.window) is bar
    assert bar.player.plays
    loudspeaker.takes = len(SOUND)
    qtbot.waitUntil(lambda: not bar.player.plays)
    assert loudspeaker.heard == SOUND


def test_pause_back_and_a_place_by_keyboard(bar: PlayerBar, loudspeaker: Loudspeaker, qtbot: QtBot) -> None:
    QTest.keyClick(bar.play, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bar.player.seconds >= 12)
    QTest.keyClick(bar.play, Qt.Key.Key_Space)
    assert loudspeaker.open == 0
    at = bar.player.seconds
    QTest.keyClick(bar.back, Qt.Key.Key_Return)
    assert bar.player.seconds == at - 10
    QTest.keyClick(bar.line, Qt.Key.Key_End)
    assert bar.player.seconds == 30
    for _ in range(2):
        QTest.keyClick(bar.line, Qt.Key.Key_Left)
    assert bar.player.seconds == 20
    assert bar.line.accessibleName() == "the recording, at 0:20 of 0:30"
    loudspeaker.takes = BYTES_A_SECOND // 10
    QTest.keyClick(bar.play, Qt.Key.Key_Return)
    place = 20 * BYTES_A_SECOND
    qtbot.waitUntil(lambda: len(loudspeaker.heard) > 100)
    assert SOUND[place:].startswith(loudspeaker.heard)
    QTest.keyClick(bar.line, Qt.Key.Key_Home)  # it plays on from there
    qtbot.waitUntil(lambda: len(loudspeaker.heard) > 100)
    assert SOUND.startswith(loudspeaker.heard)


def test_nothing_is_opened_but_what_is_heard(
    bar: PlayerBar, loudspeaker: Loudspeaker, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    read = desk.vault.pieces.read
    monkeypatch.setattr(desk.vault.pieces, "read", lambda name: opened.append(name) or read(name))
    loudspeaker.takes = 0
    bar.player.go_to(9)
    press(bar.play)
    (recording,) = desk.records.records(CHILD, Recording)
    assert recording.value.sound is not None
    second = recording.value.sound.pieces[1]
    qtbot.waitUntil(lambda: second in opened[-1:])
    assert set(opened) <= {*recording.value.sound.pieces}
    assert opened.count(recording.value.sound.pieces[3]) <= 1  # looked over once before, never opened


def test_what_was_changed_on_the_disk_is_never_heard(
    bar: PlayerBar, loudspeaker: Loudspeaker, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    (recording,) = desk.records.records(CHILD, Recording)
    assert recording.value.sound is not None
    path = next((tmp_path / "copy").rglob(recording.value.sound.pieces[1]))
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    press(bar.play)
    qtbot.waitUntil(lambda: bool(bar.player.trouble))
    assert not bar.player.plays
    assert SOUND[:HELD_BY_A_PIECE].startswith(loudspeaker.heard)
    assert bar.player.trouble in words_on(bar)


def test_out_of_sight_it_is_silent(bar: PlayerBar, loudspeaker: Loudspeaker, desk: Desk, qtbot: QtBot) -> None:
    loudspeaker.takes = 100
    press(bar.play)
    qtbot.waitUntil(lambda: bool(loudspeaker.heard))
    desk.window.cover_wanted.emit()
    pictures.settle()
    assert loudspeaker.open == 0


def test_without_a_loudspeaker_it_says_what_to_do(bar: PlayerBar, loudspeaker: Loudspeaker) -> None:
    loudspeaker.refuses = NONE_FOUND
    press(bar.play)
    assert NONE_FOUND in words_on(bar)
    assert not bar.player.plays


@pytest.mark.qt_log_ignore("PulseAudioService")
def test_this_machine_has_no_loudspeaker_and_says_so(desk: Desk, qtbot: QtBot) -> None:
    bar = bar_under_their_voice(desk, qtbot)
    press(bar.play)
    assert NONE_FOUND in words_on(bar)


def test_a_loudspeaker_that_takes_no_more_is_said_to_be_gone_and_it_stays_where_it_was(
    bar: PlayerBar, loudspeaker: Loudspeaker, qtbot: QtBot
) -> None:
    loudspeaker.takes = BYTES_A_SECOND // 10
    press(bar.play)
    qtbot.waitUntil(lambda: bar.player.seconds > 1)
    loudspeaker.takes = 0
    bar.player._steps.setInterval(0)
    qtbot.waitUntil(lambda: GONE in words_on(bar))
    assert not bar.player.plays
    assert bar.player.seconds > 1


def test_before_it_is_added_it_is_heard_on_the_page_of_its_session(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path / "copy", session_with_a_voice) as desk:
        loudspeaker = Loudspeaker(desk)
        (begun,) = actions.unfinished(desk.records, CHILD)
        page = session_page(desk, qtbot, session=begun.record.hex())
        qtbot.waitUntil(lambda: bool(bars(page)))
        press(the_bar(page).play)
        qtbot.waitUntil(lambda: loudspeaker.heard == SOUND)


def test_it_stands_under_their_voice_with_why_and_who_agreed_and_the_child_chooses_again(desk: Desk) -> None:
    (entry,) = voice(desk.records, CHILD).entries
    assert not entry.sight.may_see
    assert [tag.words for tag in entry.tags] == ["Not asked yet: professionals only"]
    for words in ("0:30 long", AGREED.why, f"“{AGREED.child_said}”", "A parent agreed: Her mother, on the phone"):
        assert words in entry.source
    actions.change_who_may_see(desk.records, Sharing(Choice.EVERYONE.value), *entry.records)
    (entry,) = voice(desk.records, CHILD).entries
    assert entry.sight.may_see
    actions.take_away(desk.records, "Ella asked me to.", *entry.records)
    assert voice(desk.records, CHILD).entries == ()
