"""The sheet of a note as a worker meets it: one key from any page, nothing lost, nothing thrown away unasked."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.plans import Action
from casework.kinds.work import CaseNote
from desktop_app.notes.actions import unfinished
from desktop_app.notes.view.note_sheet import NoteSheet
from desktop_app.shell import tokens
from desktop_app.shell.controls import Toast
from desktop_app.start.desk import Desk
from tests.desktop_app.notes.keyboard import ALT, CONTROL, Keyboard
from tests.support import made_up
from tests.support.accessibility import clipped, problems_in, words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.pictures import settle, wear

MAISIE, TOM, AYLA = made_up.hub().showcase


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path_factory.mktemp("notes") / "copy", children=6) as opened:
        yield opened


@pytest.fixture
def keys(desk: Desk, qtbot: QtBot) -> Iterator[Keyboard]:
    desk.go("children")
    keyboard = Keyboard(desk.window, qtbot)
    yield keyboard
    sheet = keyboard.open_sheet()
    if sheet is not None:
        sheet.leave()
    qtbot.waitUntil(lambda: unfinished(desk.records) == [])
    settle()
    for toast in desk.window.findChildren(Toast):
        toast.go()
    if tokens.current() != tokens.light():
        wear(tokens.light())
    desk.window.resize(1366, 768)
    settle()


def notes_of(desk: Desk, file: str) -> list[CaseNote]:
    return [note.value for note in desk.records.records(file, CaseNote) if note.unsent]


def press(within: QWidget, words: str) -> None:
    shown = within.findChildren(QAbstractButton)
    next(one for one in shown if one.accessibleName() == words and one.isVisible()).click()


@pytest.mark.parametrize("page", ["children", "waiting", "about", "child", "visit_start"])
def test_the_sheet_opens_from_every_page_by_key_and_by_button(desk: Desk, keys: Keyboard, page: str) -> None:
    desk.go(page, **({"file": TOM} if page in ("child", "visit_start") else {}))
    sheet = keys.note()
    draft = sheet.draft()
    assert draft is not None
    assert draft.files == ((TOM,) if page in ("child", "visit_start") else ())
    keys.key(Qt.Key.Key_Escape)
    keys.bot.waitUntil(lambda: keys.open_sheet() is None)
    (*_, button) = desk.window.side.deeds
    assert (button.accessibleName(), "Ctrl+N" in button.toolTip()) == ("Note a call or message", True)
    keys.bot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert keys.sheet() is not None
    assert unfinished(desk.records) == []


def test_on_a_childs_page_brothers_and_sisters_are_offered_and_one_note_is_in_each_file(
    desk: Desk, keys: Keyboard
) -> None:
    desk.go("child", file=TOM)
    before = {file: len(notes_of(desk, file)) for file in (MAISIE, TOM, AYLA)}
    sheet = keys.note()
    assert [chip.value() for chip in sheet.fields.about.chips().values()] == [True, False, False]
    keys.bot.mouseClick(sheet.fields.about.chips()[MAISIE], Qt.MouseButton.LeftButton)
    keys.key(Qt.Key.Key_3, ALT)
    assert keys.at() == "Who was it with?"
    keys.type("gem")
    keys.enter(2)
    keys.words("Both were late for school.")
    keys.tab_to(sheet.fields.what)
    keys.words("Ring the school")
    keys.add()
    after = {file: len(notes_of(desk, file)) for file in (MAISIE, TOM, AYLA)}
    assert after == {MAISIE: before[MAISIE] + 1, TOM: before[TOM] + 1, AYLA: before[AYLA]}
    note = notes_of(desk, TOM)[-1]
    assert (note.how, note.who_with, note.said) == ("message", "Gemma Hart", "Both were late for school.")
    (step,) = [one.value for one in desk.records.records(TOM, Action) if one.value.group == note.group]
    assert step.who_by_when is not None
    assert step.who_by_when.who == "Hannah Okafor"


def test_what_is_missing_is_said_at_its_field_and_nothing_is_added(desk: Desk, keys: Keyboard) -> None:
    sheet = keys.note()
    keys.key(Qt.Key.Key_Return, CONTROL)
    assert sheet.fields.how.error().startswith("Say how it came")
    keys.key(Qt.Key.Key_2)
    assert sheet.fields.how.value() == "text"
    keys.type("qqq")
    keys.enter()
    assert "Nobody is called “qqq” here" in sheet.fields.about.error()
    keys.key(Qt.Key.Key_Return, CONTROL)
    assert sheet.fields.about.error() == "Say which child it is about."
    assert keys.at() == "Which child is it about?"


def test_written_days_later_it_asks_why(keys: Keyboard) -> None:
    sheet = keys.note()
    assert not sheet.fields.when.isVisible()
    keys.tab_to(sheet.fields.when.button)
    keys.key(Qt.Key.Key_Space)
    assert keys.at() == "Day"
    keys.words("6 November 2026")
    assert sheet.fields.when.late_because.isVisible()
    assert "It is written 4 days later. Why only now?" in words_on(sheet)
    keys.words(" oh")  # no day: what was read before does not stay in its place
    draft = sheet.draft()
    assert draft is not None
    assert (draft.day, sheet.fields.when.button.text()) == (None, "The day is not written yet at 9:52am")
    keys.key(Qt.Key.Key_Return, CONTROL)
    assert sheet.draft() is not None
    assert sheet.fields.when.day.line.text() == "6 November 2026 oh"


def test_escape_asks_and_what_was_thrown_away_can_be_had_again(desk: Desk, keys: Keyboard) -> None:
    sheet = keys.note()
    keys.key(Qt.Key.Key_1)
    keys.tab_to(sheet.fields.said)
    keys.words("She rang twice.")
    keys.key(Qt.Key.Key_Escape)
    assert keys.at() == "Go on writing"
    keys.enter()
    assert keys.open_sheet() is sheet
    keys.key(Qt.Key.Key_Escape)
    press(sheet, "Throw it away")
    keys.bot.waitUntil(lambda: _said(desk) == ["The note was thrown away."])
    assert unfinished(desk.records) == []
    press(desk.window, "Undo")
    again = keys.sheet().draft()
    assert again is not None
    assert again.said == "She rang twice."


def test_a_draft_is_counted_and_gone_on_with_from_waiting_to_send_and_from_the_next_sheet(
    desk: Desk, keys: Keyboard
) -> None:
    before = desk.records.waiting().count
    keys.note()
    keys.key(Qt.Key.Key_1)
    keys.type("mai")
    keys.enter()
    keys.key(Qt.Key.Key_Escape)
    press(keys.sheet(), "Keep as draft")
    keys.bot.waitUntil(lambda: keys.open_sheet() is None and desk.records.waiting().count == before + 1)
    press(keys.note(), "Go on with the call about Maisie, 9:52am")
    keys.bot.waitUntil(lambda: (found := keys.open_sheet()) is not None and found.draft() is not None)
    keys.bot.waitUntil(lambda: _about(keys.open_sheet()) == (MAISIE,))
    press(keys.sheet(), "Keep as draft")
    keys.bot.waitUntil(lambda: keys.open_sheet() is None)
    desk.go("waiting")
    view = desk.window.view()
    assert view is not None
    view.draft_opened.emit(MAISIE, "note")  # type: ignore[attr-defined]
    keys.bot.waitUntil(lambda: _about(keys.open_sheet()) == (MAISIE,))


def _said(desk: Desk) -> list[str]:
    return [toast.words() for toast in desk.window.findChildren(Toast) if toast.isVisible()]


def _about(sheet: NoteSheet | None) -> tuple[str, ...]:
    draft = sheet.draft() if sheet is not None else None
    return draft.files if draft is not None else ()


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_is_reached_named_large_enough_and_not_cut_off(desk: Desk, keys: Keyboard, percent: int) -> None:
    wear(tokens.light(percent))
    desk.go("child", file=MAISIE)
    sheet = keys.note()
    sheet.fields.how.set_value("call")
    sheet.fields.when.unfold()
    sheet.fields.said.paper.setPlainText("Nan rang. She can have both children on Friday after school.")
    settle()
    assert clipped(sheet) == []  # on a laptop's screen, where the sheet scrolls
    desk.window.resize(1366, 1400)
    settle()
    assert problems_in(sheet) == []
    assert clipped(desk.window.side) == []


def test_somebody_of_another_family_is_pointed_out_before_a_note_is_added_and_kept_by_one_press(
    desk: Desk, keys: Keyboard
) -> None:
    desk.go("child", file=MAISIE)
    sheet = keys.note()
    keys.key(Qt.Key.Key_1, ALT)
    keys.type("gem")
    keys.enter(2)
    keys.words("Kofi was at the door.")
    keys.key(Qt.Key.Key_Return, CONTROL)
    keys.bot.waitUntil(sheet.named.change.hasFocus)
    assert sheet.named.words().startswith("Kofi is named in what enters Maisie’s file")
    assert not [one for one in notes_of(desk, MAISIE) if "Kofi" in (one.said or "")]
    keys.key(Qt.Key.Key_Return)
    keys.bot.waitUntil(lambda: keys.at() == "What was said?")
    keys.key(Qt.Key.Key_Return, CONTROL)
    keys.bot.waitUntil(sheet.named.change.hasFocus)
    keys.bot.keyClick(sheet.named.keep, Qt.Key.Key_Space)
    keys.bot.waitUntil(lambda: keys.open_sheet() is None)
    assert [one.said for one in notes_of(desk, MAISIE) if "Kofi" in (one.said or "")] == ["Kofi was at the door."]
