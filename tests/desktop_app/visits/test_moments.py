"""A moment of a visit is marked by one key without a word, and asked about at the end: answered, or dropped."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.kinds.visits import Visit
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.visits.view.places import typing_part
from tests.desktop_app.visits.hands import CONTROL, MAISIE, TOM, Hands
from tests.support.accessibility import assert_usable, words_on
from tests.support.daybooks import open_made_up_daybook


def test_marked_by_one_key_kept_at_once_and_asked_about_at_the_end(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy") as desk:
        hands = Hands(desk, qtbot)
        hands.begin(MAISIE, TOM)
        hands.write("purpose", "", "Mornings")
        for file in (MAISIE, TOM):
            for field in ("seen", "alone"):
                hands.answer(field, file, yes=True)
        hands.write("own_part", MAISIE, "Maisie read.")
        hands.write("observation", MAISIE, "Maisie was tired.")
        before = words_on(desk.window)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_M, CONTROL)
        hands.wait_until_kept()
        hands.write("own_part", TOM, "Tom built a tower.")
        hands.press(hands.form.moment)
        hands.wait_until_kept()
        assert [one.file for one in hands.draft.moments] == [MAISIE, TOM]
        assert "9:52am, with" not in before + words_on(desk.window)
        qtbot.keyClick(hands.page, Qt.Key.Key_Return, CONTROL)
        assert_usable(desk.window)
        assert hands.finish.missing_words() == ["Say what you saw at 9:52am, or drop the mark."] * 2
        hands.press(hands.finish.missing_buttons()[0])
        (first, second) = hands.finish.moments.areas
        line = typing_part(hands.finish.moments.areas[first])
        qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
        qtbot.keyClicks(line, "She looked at the door.")
        hands.press(hands.finish.moments.drops[second])
        assert hands.finish.missing_words() == []
        group = hands.draft.group
        hands.press(hands.finish.add_button)
        qtbot.waitUntil(lambda: isinstance(desk.window.view(), ChildPage))
        seen = {
            file: [one.value.observation for one in desk.records.records(file, Visit) if one.value.group == group]
            for file in (MAISIE, TOM)
        }
        assert seen == {MAISIE: ["Maisie was tired.\nAt 9:52am: She looked at the door."], TOM: [None]}
