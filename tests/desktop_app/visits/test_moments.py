"""A moment of a visit is marked by one key without a word, and asked about at the end: answered, or dropped."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.kinds.visits import Visit
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.mapping.view.card_sheet import CardSheet
from desktop_app.mapping.view.map_page import MapPage
from desktop_app.moments.marks import Moment
from desktop_app.shell.controls import Toast
from desktop_app.start.desk import Desk
from desktop_app.visits.begun import unfinished
from desktop_app.visits.draft import VisitDraft
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
        whose = hands.finish.moments.whose[first]
        assert [chip.value() for chip in whose.values()] == [True, False], "the open part is the first proposal"
        line = typing_part(hands.finish.moments.areas[first])
        qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
        qtbot.keyClicks(line, "She looked at the door.")
        hands.press(whose[MAISIE])
        assert "Say which child this is about: what you saw at 9:52am." in hands.finish.missing_words()
        hands.press(whose[TOM])
        hands.press(whose[MAISIE])
        hands.press(hands.finish.moments.drops[second])
        assert hands.finish.missing_words() == []
        group = hands.draft.group
        hands.press(hands.finish.add_button)
        qtbot.waitUntil(lambda: isinstance(desk.window.view(), ChildPage))
        seen = {
            file: [one.value.observation for one in desk.records.records(file, Visit) if one.value.group == group]
            for file in (MAISIE, TOM)
        }
        assert seen == {
            MAISIE: ["Maisie was tired.\nAt 9:52am: She looked at the door."],
            TOM: ["At 9:52am: She looked at the door."],
        }


def test_marked_over_the_map_and_over_a_card_with_the_card_shown_when_asked_for(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy") as desk:
        hands = Hands(desk, qtbot)
        hands.begin(MAISIE, TOM)
        hands.write("purpose", "", "Mornings")
        hands.press(hands.form.map)
        page = desk.window.view()
        assert isinstance(page, ChildPage)
        board = page.findChild(MapPage)
        assert board is not None
        qtbot.waitUntil(lambda: board.scale.about() != "")
        before = words_on(board)
        qtbot.mouseDClick(board.corner, Qt.MouseButton.LeftButton)
        name = f"visit:{unfinished(desk.records)[0].group.hex()}"
        qtbot.waitUntil(lambda: len(_marked(desk, name)) == 1)
        assert words_on(board) == before
        hands.press(board.board.columns[0].add_button)
        qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.window.findChildren(CardSheet)))
        (sheet,) = desk.window.findChildren(CardSheet)
        sheet.activateWindow()
        qtbot.waitUntil(sheet.isActiveWindow)
        qtbot.keyClicks(sheet.text.paper, "Dad shouted")
        qtbot.keyClick(sheet.text.paper, Qt.Key.Key_M, CONTROL)
        assert sheet.text.value() == "Dad shouted"
        qtbot.waitUntil(lambda: len(_marked(desk, name)) == 2)
        sheet.leave()
        hands.open(name)
        qtbot.waitUntil(lambda: len(hands.draft.moments) == 2)
        hands.press(hands.form.head.finish)
        asked = [area.label.words() for area in hands.finish.moments.areas.values()]
        assert asked == [
            "9:52am, with Maisie’s map open: what did you see?",
            "9:52am, with a card of Maisie’s map open: what did you see?",
        ]
        assert "Dad shouted" not in words_on(hands.finish)
        hands.press(hands.finish.moments.uncover)
        assert "Dad shouted" in words_on(hands.finish)


def test_without_a_visit_the_map_says_that_nothing_was_marked(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy") as desk:
        Hands(desk, qtbot)
        desk.go("child", file=MAISIE, tab="map")
        page = desk.window.view()
        assert isinstance(page, ChildPage)
        board = page.findChild(MapPage)
        assert board is not None
        qtbot.mouseDClick(board.corner, Qt.MouseButton.LeftButton)
        said = "Nothing was marked: no visit to this child was begun today."
        qtbot.waitUntil(lambda: [one.words() for one in desk.window.findChildren(Toast)] == [said])


def _marked(desk: Desk, name: str) -> tuple[Moment, ...]:
    kept = desk.records.drafts.find(name, VisitDraft)
    return kept.moments if kept is not None else ()
