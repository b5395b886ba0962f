"""The worker finds a mistake in a visit written last week, and puts it right by adding: by keyboard, both readings kept."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.kinds.visits import Visit
from desktop_app.record_store.records import Records
from desktop_app.visits.view.correct_sheet import CorrectSheet
from desktop_app.visits.view.why_sheet import WhySheet
from tests.desktop_app.visits.hands import MAISIE, Hands
from tests.support.accessibility import assert_usable, words_on
from tests.support.daybooks import open_made_up_daybook


def written_last_week(records: Records) -> None:
    visit = Visit(date="2026-11-05", purpose="See the bedroom", seen=True, bedroom=True, own_part="She drew a cat.")
    records.add(records.create(MAISIE, visit, happened="2026-11-05"))


def test_a_mistake_is_corrected_and_the_visit_then_withdrawn(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy", written_last_week) as desk:
        hands = Hands(desk, qtbot)
        desk.go("child", file=MAISIE, tab="entries")
        qtbot.waitUntil(lambda: "She drew a cat." in words_on(desk.window))
        hands.pressed("Correct: Visit: See the bedroom, Thursday 5 November")
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CorrectSheet))
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, CorrectSheet)
        assert_usable(sheet)
        own = sheet.fields["own_part"]
        own.setFocus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        for _ in range(len("cat.")):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
        qtbot.keyClicks(QApplication.focusWidget(), "dog.")
        qtbot.keyClick(sheet.add_now, Qt.Key.Key_Space)
        assert sheet.why.error() == "Say why, in a few words."
        qtbot.keyClicks(QApplication.focusWidget(), "I looked again, it is Rex.")
        qtbot.keyClick(sheet.add_now, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: "I looked again, it is Rex." in words_on(desk.window))
        words = words_on(desk.window)
        assert "She drew a dog." in words
        assert "She drew a cat." in words
        hands.pressed("Withdraw: Visit: See the bedroom, Thursday 5 November")
        why = QApplication.activeModalWidget()
        assert isinstance(why, WhySheet)
        qtbot.keyClick(why.button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(why.why.error()))
        qtbot.keyClicks(QApplication.focusWidget(), "It was Tom I saw.")
        qtbot.keyClick(why.button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "She drew a dog." not in words_on(desk.window))
