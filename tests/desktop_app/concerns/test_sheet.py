"""The sheet on the screen: opened where a child is in view, marked by hand or by keyboard alone, kept at every stroke."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.concerns import ManagementDecision, SafetyConcern
from casework.kinds.direct_work import Quote
from desktop_app.concerns.actions import add_to_record, bring_back, keep, unfinished
from desktop_app.concerns.draft import Cursor, started
from desktop_app.concerns.queries import concern_form
from desktop_app.concerns.view.cards import Cards
from desktop_app.concerns.view.concern_page import ConcernPage
from desktop_app.concerns.view.withdraw_sheet import WithdrawSheet
from desktop_app.shell import tokens
from desktop_app.shell.controls import Button, TextLink
from desktop_app.start.desk import Desk
from tests.desktop_app.concerns.sheets import MAISIE, NOW, TOM, filled, give_numbers, without
from tests.desktop_app.notes.keyboard import CONTROL, Keyboard
from tests.support.accessibility import clipped, problems_in, words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.pictures import settle, wear

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path / "copy", give_numbers) as desk:
        yield desk


@pytest.fixture
def keys(desk: Desk, qtbot: QtBot) -> Keyboard:
    return Keyboard(desk.window, qtbot)


def sheet(keys: Keyboard) -> ConcernPage:
    """The sheet, as soon as it is there to be written on."""
    keys.bot.waitUntil(lambda: isinstance(keys.window.view(), ConcernPage) and _page(keys).cards is not None)
    settle()
    return _page(keys)


def _page(keys: Keyboard) -> ConcernPage:
    page = keys.window.view()
    assert isinstance(page, ConcernPage)
    return page


def cards(page: ConcernPage) -> Cards:
    assert page.cards is not None
    return page.cards


def raise_by_key(keys: Keyboard) -> ConcernPage:
    QTest.keyClick(keys.window.windowHandle(), Qt.Key.Key_S, CONTROL | SHIFT)
    return sheet(keys)


def _words(keys: Keyboard) -> str:
    """Everything on the page, as one text."""
    view = keys.window.view()
    return words_on(view) if view is not None else ""


def _buttons(keys: Keyboard, words: str) -> list[Button]:
    """The buttons on the page that say this."""
    view = keys.window.view()
    found = view.findChildren(Button) if view is not None else []
    return [one for one in found if one.isVisible() and one.words() == words]


def press(part: QWidget, keys: Keyboard) -> None:
    keys.bot.mouseClick(part, Qt.MouseButton.LeftButton)


def test_it_opens_about_the_child_in_view_and_is_gone_on_with_when_it_is_opened_again(
    desk: Desk, keys: Keyboard
) -> None:
    desk.go("child", file=TOM)
    page = raise_by_key(keys)
    assert page.head.title.words() == "Safety concern: Tom Hart, 5"
    body = cards(page).body.map
    keys.bot.mouseClick(body, Qt.MouseButton.LeftButton, pos=body.place_for_press("front", -176, 480))
    draft = page.draft()
    assert draft is not None
    assert [(mark.number, mark.part) for mark in draft.marks] == [(1, "Right forearm, front")]
    keys.bot.waitUntil(lambda: [one.marks for one in unfinished(desk.records)] == [draft.marks])
    desk.router.back()
    again = raise_by_key(keys)
    keys.bot.waitUntil(lambda: again.draft() is not None and len(again.draft().marks) == 1)  # type: ignore[union-attr]


def test_a_press_beside_the_body_marks_nothing(desk: Desk, keys: Keyboard) -> None:
    desk.go("child", file=TOM)
    page = raise_by_key(keys)
    body = cards(page).body.map
    keys.bot.mouseClick(body, Qt.MouseButton.LeftButton, pos=body.place_for_press("front", 60, 900))
    keys.bot.mouseClick(body, Qt.MouseButton.LeftButton, pos=body.place_for_press("front", 0, 800))
    draft = page.draft()
    assert draft is not None
    assert [mark.part for mark in draft.marks] == ["Left shin"], "between the legs of the figure there is nobody"


def test_tab_follows_the_eye_whom_it_is_about_then_the_body_and_whom_to_ring_beside_who_was_told(
    desk: Desk, keys: Keyboard
) -> None:
    desk.go("child", file=TOM)
    page = raise_by_key(keys)
    keys.tab_to(page.head.add)
    seen = []
    for _ in range(13):
        keys.key(Qt.Key.Key_Tab)
        seen.append(keys.at())
    assert seen[:6] == [
        "Tom Hart, 5",
        "Maisie Hart, 8",
        "Ayla Hart-Mensah, 11 months",
        "Mark a place on the body",
        "Baby",
        "What you saw, in words",
    ]
    told, ring = seen.index("Add someone told"), seen.index("I rang Marian Pryce, 01632 960111: note it with the time")
    assert told < seen.index("Write down a decision") < ring


def test_by_keyboard_alone_from_the_childs_page_into_the_record(desk: Desk, keys: Keyboard) -> None:
    desk.go("child", file=TOM)
    page = raise_by_key(keys)
    keys.tab_to(cards(page).body.new)
    keys.enter()
    assert keys.at() == "Which part of the body?"
    keys.type("Tummy")
    keys.tab_to(cards(page).body.editor.mark)
    keys.type("Red")
    keys.tab_to(cards(page).body.editor.zoom)
    keys.key(Qt.Key.Key_Down, SHIFT)
    keys.key(Qt.Key.Key_Right)
    draft = page.draft()
    assert draft is not None
    (mark,) = draft.marks
    assert (mark.part, mark.x, mark.y) == ("Tummy", 4, 450)
    keys.tab_to(cards(page).body.editor.size_cm)
    keys.words("4")
    assert list(cards(page).told.of_each) == ["Gemma", "Lee"]
    for row in cards(page).told.of_each.values():
        keys.tab_to(row.answer.parts()[0])
        keys.key(Qt.Key.Key_Space)
    keys.key(Qt.Key.Key_Return, CONTROL)
    keys.bot.waitUntil(lambda: bool(desk.records.records(TOM, SafetyConcern)))
    (value,) = [one.value for one in desk.records.records(TOM, SafetyConcern)]
    assert [(mark.mark, mark.size_cm, mark.part) for mark in value.marks.values()] == [("Red mark", "4", "Tummy")]
    keys.bot.waitUntil(lambda: page.form is not None and page.form.stands is not None)
    assert unfinished(desk.records) == []


def test_what_is_missing_is_said_at_its_field(desk: Desk, keys: Keyboard) -> None:
    desk.go("child", file=TOM)
    page = raise_by_key(keys)
    cards(page).said.begin()
    cards(page).said.words.paper.setPlainText("dunno")
    for row in cards(page).told.of_each.values():
        row.answer.parts()[0].click()
    keys.key(Qt.Key.Key_Return, CONTROL)
    assert cards(page).said.who.error() == "Say who said it."
    assert keys.at() == "Who said it?"
    assert desk.records.records(TOM, SafetyConcern) == []


def test_what_was_begun_and_left_with_nothing_in_it_is_no_line_of_the_sheet(desk: Desk, keys: Keyboard) -> None:
    desk.go("child", file=TOM)
    page = raise_by_key(keys)
    cards(page).said.begin()
    cards(page).told.begin()
    draft = page.draft()
    assert draft is not None
    assert (len(draft.said), len(draft.told)) == (0, 1)
    cards(page).told.words.paper.setPlainText("That I must ring my manager.")
    cards(page).said.begin()
    settle()
    draft = page.draft()
    assert draft is not None
    assert (len(draft.said), len(draft.told)) == (1, 1)
    assert "Somebody you have not named yet, That I must ring my manager." in words_on(page)


def test_it_comes_back_as_it_was_with_the_cursor_where_it_was(desk: Desk, keys: Keyboard) -> None:
    desk.go("child", file=TOM)
    page = raise_by_key(keys)
    cards(page).seen.area.setFocus()
    keys.words("Tom pulled his sleeve down.")
    keys.key(Qt.Key.Key_Left)
    keys.key(Qt.Key.Key_Left)
    keys.window.hide()  # as a lock does
    keys.bot.waitUntil(lambda: [one.seen for one in unfinished(desk.records)] == ["Tom pulled his sleeve down."])
    assert unfinished(desk.records)[0].cursor == Cursor("seen", 25)
    here = desk.router.here
    assert here is not None
    again = ConcernPage(lambda: NOW)
    keys.bot.addWidget(again)
    name = str(here.where["draft"])
    again.show_form(concern_form(desk.records, name, started(name, TOM, NOW), NOW))
    again.show()
    paper = cards(again).seen.area.paper
    keys.bot.waitUntil(lambda: again.focusWidget() is paper and paper.textCursor().position() == 25)


def test_on_a_page_without_a_child_it_asks_whom_and_then_brings_the_family(desk: Desk, keys: Keyboard) -> None:
    desk.go("about")
    page = raise_by_key(keys)
    assert cards(page).about.choices.isVisible()
    cards(page).about.choices.set_value(MAISIE)
    cards(page).about.choices.changed.emit(MAISIE)
    keys.bot.waitUntil(lambda: page.head.title.words() == "Safety concern: Maisie Hart, 8")
    assert not cards(page).about.choices.isVisible()


def test_during_a_visit_the_danger_button_opens_it_on_that_visit(desk: Desk, keys: Keyboard) -> None:
    desk.go("visit_start", file=TOM)
    view = desk.window.view()
    assert view is not None
    view.begun.emit((TOM, MAISIE))  # type: ignore[attr-defined]
    keys.bot.waitUntil(lambda: getattr(desk.window.view(), "form_step", None) is not None)
    visit = desk.window.view()
    press(visit.form_step.concern, keys)  # type: ignore[union-attr]
    page = sheet(keys)
    draft = page.draft()
    assert draft is not None
    assert (draft.files, draft.where, draft.visit is not None) == ((TOM,), "Home visit", True)
    assert "Maisie Hart, 8" in words_on(page), "brothers and sisters are one press away"


def test_each_childs_marks_are_on_that_childs_body_and_in_the_list_of_that_child(desk: Desk, keys: Keyboard) -> None:
    desk.go("child", file=TOM)
    page = raise_by_key(keys)
    press(cards(page).about.chips[MAISIE], keys)
    body = cards(page).body
    assert [chip.value() for chip in body.chips.values()] == [True, False]
    press(body.chips[MAISIE], keys)
    assert [chip.value() for chip in body.chips.values()] == [False, True]
    keys.bot.mouseClick(body.map, Qt.MouseButton.LeftButton, pos=body.map.place_for_press("back", 0, 390))
    press(body.chips[TOM], keys)
    keys.bot.mouseClick(body.map, Qt.MouseButton.LeftButton, pos=body.map.place_for_press("front", 0, 170))
    draft = page.draft()
    assert draft is not None
    assert [(mark.file, mark.number, mark.part) for mark in draft.marks] == [
        (MAISIE, 1, "Middle of the back"),
        (TOM, 1, "Chin"),
    ]
    press(cards(page).about.chips[MAISIE], keys)
    assert page.draft().files == (TOM, MAISIE), "a child with a mark stays"  # type: ignore[union-attr]


def test_withdrawn_with_a_reason_the_sheet_is_left_and_it_can_be_taken_back(desk: Desk, keys: Keyboard) -> None:
    draft = filled()
    desk.act(add_to_record, draft, NOW)
    desk.go("child", file=TOM)
    desk.go("concern", draft=draft.name, file=TOM)
    page = sheet(keys)
    press(cards(page).withdraw, keys)
    asking = next(one for one in desk.window.findChildren(WithdrawSheet) if one.isVisible())
    asking.why.set_value("Written in the wrong file")
    asking._withdraw()
    keys.bot.waitUntil(lambda: desk.router.here is not None and desk.router.here.key == "child")
    assert desk.records.records(TOM, SafetyConcern) == []
    desk.act(bring_back, draft.group)
    keys.bot.waitUntil(lambda: len(desk.records.records(TOM, SafetyConcern)) == 1)


def test_what_a_child_said_is_taken_into_their_voice_with_one_press_and_undone_with_one(
    desk: Desk, keys: Keyboard
) -> None:
    draft = filled()
    desk.act(add_to_record, draft, NOW)
    desk.go("concern", draft=draft.name, file=TOM)
    page = sheet(keys)
    (first, second) = [one for one in page.findChildren(TextLink) if one.words() == "Take into Tom’s voice"]
    assert first.accessibleName() != second.accessibleName(), "which words is heard"
    (first if "bunk" in first.accessibleName() else second).setFocus()
    keys.enter()
    keys.bot.waitUntil(lambda: "These words stand in Tom’s voice too." in words_on(page))
    assert _of_concerns(desk) == ["I fell off the bunk."]
    (undo,) = [one for one in desk.window.findChildren(Button) if one.isVisible() and one.words() == "Undo"]
    undo.click()
    keys.bot.waitUntil(lambda: "Put them back into Tom’s voice" in words_on(page))
    assert _of_concerns(desk) == []


def _of_concerns(desk: Desk) -> list[str]:
    return [one.value.words or "" for one in desk.records.records(TOM, Quote) if one.value.concern]


def test_ringing_is_noted_with_one_press(desk: Desk, keys: Keyboard) -> None:
    desk.go("child", file=TOM)
    page = raise_by_key(keys)
    cards(page).ring.rung.emit("Front door")
    draft = page.draft()
    assert draft is not None
    assert [(one.who, one.how, one.time) for one in draft.told] == [("Front door", "phone", "9:52am")]


def test_a_strip_stands_on_the_childs_page_without_what_was_decided_until_it_is_confirmed(
    desk: Desk, keys: Keyboard
) -> None:
    draft = filled()
    desk.act(add_to_record, draft, NOW)
    desk.go("child", file=TOM)
    keys.bot.waitUntil(lambda: "not yet confirmed" in _words(keys))
    assert "strategy" not in _words(keys), "others may see this page"
    desk.go("today")
    keys.bot.waitUntil(lambda: "not yet confirmed" in _words(keys))
    assert "strategy" not in _words(keys), "Today is seen by others too; who has to confirm it reads the words there"
    assert desk.records.records(TOM, ManagementDecision)
    assert not _buttons(keys, "Confirm"), "it is not this worker's decision"


def test_everything_on_a_sheet_is_reached_named_large_enough_and_not_cut_off(desk: Desk, keys: Keyboard) -> None:
    desk.go("child", file=TOM)
    page = raise_by_key(keys)
    before = page.draft()
    assert before is not None
    name = before.name
    desk.act(keep, without(filled(), group=before.group, at="mark:first"))
    page.came_back()
    keys.bot.waitUntil(lambda: page.draft() is not None and "What you saw, in words" in words_on(page))
    cards(page).about.unfold()
    desk.window.resize(1366, 1800)
    settle()
    assert name == page.draft().name  # type: ignore[union-attr]
    assert problems_in(desk.window) == []


def test_what_stands_in_the_record_is_whole_with_the_largest_text(desk: Desk, keys: Keyboard) -> None:
    wear(tokens.light(200))
    draft = filled()
    desk.act(add_to_record, draft, NOW)
    desk.go("concern", draft=draft.name, file=TOM)
    page = sheet(keys)
    assert "Told by phone, not yet confirmed" in words_on(page)
    assert clipped(desk.window) == []
