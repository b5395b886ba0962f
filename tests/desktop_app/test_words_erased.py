"""Words that are erased while they stand on the screen: whatever is open is made anew without them, and the rest is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from casework.changes import Change
from casework.kinds.work import CaseNote
from demo.walk.eyes import words_in
from desktop_app.direct_work.view.session_page import SessionPage
from desktop_app.direct_work.view.three_houses_room import ThreeHousesRoom
from desktop_app.notes.draft import NoteDraft
from desktop_app.opening.pin import choose_pin
from desktop_app.record_store import erasing
from desktop_app.record_store.erased_drafts import ERASED_WORDS
from desktop_app.search.view.search_page import SearchPage
from desktop_app.shell.controls import Button, Sheet
from desktop_app.shell.window import MainWindow
from desktop_app.start.desk import Desk
from desktop_app.start.words_erased import TITLE, WordsErased
from desktop_app.sync.keeper import StepKeeper
from desktop_app.sync.rounds import Outcome
from desktop_app.visits.entries import entries
from desktop_app.visits.view.correct_sheet import CorrectSheet
from desktop_app.visits.view.entries_page import EntriesPage
from desktop_app.visits.view.entry_card import EntryCard
from tests.desktop_app.notes.keyboard import Keyboard
from tests.support.accessibility import words_on
from tests.support.copies import CHILD
from tests.support.daybooks import open_daybook, open_joined_daybook
from tests.support.erased import erase, erase_in, left_in
from tests.support.pictures import settle
from tests.support.store import RunningStore, child_file

MARKER = "violetkestrel"
SAID, KEPT = f"Her {MARKER} is on the upper shelf.", "Rang school about Friday."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    def fill(records: object) -> None:
        for said in (SAID, KEPT):
            records.add(records.create(CHILD, CaseNote(how="call", said=said)))  # type: ignore[attr-defined]

    with open_daybook(tmp_path, fill) as opened:
        yield opened


def first_note(desk: Desk) -> Change:
    (found,) = [one for one in desk.records.records(CHILD, CaseNote) if one.value.said == SAID]
    (change,) = desk.records.history(CHILD, "case_note", found.record)
    return change


def order_comes(desk: Desk) -> None:
    """As a round brings it, on its own thread: the record first, and then what the screen is told."""
    desk.work.ask(lambda: None).wait_until_ended(
        20
    )  # nobody reads or writes just now, so that it is also finished at once
    done = erase_in(desk.vault, desk.records, first_note(desk))
    desk.records.drafts.leave_out(done.cuts)
    assert isinstance(desk.keeper, StepKeeper)
    desk.keeper._on_outcome(Outcome(files=done.files, has_erased=bool(done.cuts)))


def was_heard(desk: Desk, qtbot: QtBot) -> None:
    """Wait until what comes after the order could have come."""
    heard: list[bool] = []
    desk.work.ask(lambda: True, then=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    settle()


def left_once_it_is_finished(desk: Desk) -> list[str]:
    """What the laptop's files hold: where somebody read from them just then, the next opening cuts the log."""
    desk.work.ask(lambda: None).wait_until_ended(20)
    erasing.finish(desk.vault)
    return left_in(desk.vault, [MARKER])


def seen() -> str:
    """Everything that any window in sight says."""
    settle()
    return " ".join(words_in(window) for window in QApplication.topLevelWidgets() if window.isVisible())


def read_it(desk: Desk, qtbot: QtBot, before: QWidget) -> None:
    """Wait for the window that comes in the place of the one before, and press that it was read."""

    def question() -> list[Sheet]:
        sheets = desk.window.findChildren(Sheet)
        return [one for one in sheets if one.isVisible() and one.accessibleName() == TITLE]

    qtbot.waitUntil(lambda: desk.window is not before and bool(question()), timeout=20_000)
    assert MARKER not in seen()
    (button,) = question()[0].findChildren(Button, options=Qt.FindChildOption.FindChildrenRecursively)[-1:]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: question() == [])
    settle()


def words_erased_of(desk: Desk) -> WordsErased:
    found = desk.when_worker_is_back.__self__  # type: ignore[attr-defined]
    assert isinstance(found, WordsErased)
    return found


def clipboard_of(desk: Desk) -> list[str]:
    """Filled when what was copied is cleared. No clipboard is anybody's off screen; test_clipboard.py clears a real one."""
    cleared: list[str] = []
    words_erased_of(desk)._clear = lambda: cleared.append("cleared")
    return cleared


def entries_page(desk: Desk, qtbot: QtBot) -> EntriesPage:
    desk.go("child", file=CHILD, tab="entries")
    view = desk.window.view()
    assert view is not None
    (page,) = view.findChildren(EntriesPage)
    qtbot.waitUntil(lambda: len(page.findChildren(EntryCard)) == 2)
    return page


def test_a_note_that_quotes_them_goes_on_without_them_and_the_store_and_the_laptop_hold_none(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        with open_joined_daybook(tmp_path / "ruth", store, "ruth") as desk:
            ella = child_file("ella")
            desk.go("child", file=ella, tab="entries")
            wrong = desk.records.create(ella, CaseNote(how="call", said=SAID))
            desk.act(lambda records: records.add(wrong))
            qtbot.waitUntil(lambda: desk.status.is_all_sent, timeout=20_000)
            before = desk.window
            keys = Keyboard(before, qtbot)
            sheet = keys.note()
            keys.key(Qt.Key.Key_1)
            keys.tab_to(sheet.fields.analysis)
            keys.words(f"I read: {SAID} I am less sure.")
            cleared = clipboard_of(desk)
            assert MARKER in seen()
            erase(store, "ella", "--record", wrong.header.record.hex())
            read_it(desk, qtbot, before)
            again = Keyboard(desk.window, qtbot).sheet()
            draft = again.draft()
            assert isinstance(draft, NoteDraft)
            assert draft.analysis == f"I read: {ERASED_WORDS} I am less sure."
            assert MARKER not in seen()
            assert cleared == ["cleared"]
            qtbot.waitUntil(lambda: desk.records.drafts.left_out == ())
            assert left_once_it_is_finished(desk) == []
            again.leave()


def test_a_correction_of_them_is_closed_and_its_draft_gone(desk: Desk, qtbot: QtBot) -> None:
    page = entries_page(desk, qtbot)
    (wrong,) = [one for one in entries(desk.records, CHILD) if MARKER in str(one)]
    page.asks.correct.emit(wrong)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.window.findChildren(CorrectSheet)))
    (sheet,) = desk.window.findChildren(CorrectSheet)
    line = sheet.fields["said"].focusProxy()
    assert line is not None
    qtbot.keyClicks(line, "not ")
    sheet.keep_now()
    before = desk.window
    order_comes(desk)
    read_it(desk, qtbot, before)
    assert desk.window.findChildren(CorrectSheet) == []
    assert desk.window.router.here is not None
    assert desk.window.router.here.where == {"file": CHILD}
    assert desk.records.drafts.lines() == []
    assert left_once_it_is_finished(desk) == []
    qtbot.waitUntil(lambda: not isValid(before))
    daybook = words_erased_of(desk)._make_anew.__self__  # type: ignore[attr-defined]
    assert daybook._idle.minutes_left() > 0, "the new window is covered by itself as the one before"


def test_what_a_search_found_and_pages_that_were_kept_for_back_hold_none(desk: Desk, qtbot: QtBot) -> None:
    page = entries_page(desk, qtbot)
    search = page.window().findChildren(SearchPage)[0]
    qtbot.keyClicks(search.field.focusProxy() or search.field, MARKER)
    qtbot.waitUntil(lambda: "upper shelf" in words_on(search))
    desk.go("today")
    before = desk.window
    order_comes(desk)
    read_it(desk, qtbot, before)
    desk.router.back()
    settle()
    qtbot.waitUntil(lambda: KEPT in seen())
    assert MARKER not in seen()


def test_not_beneath_the_cover_and_then_at_once(desk: Desk, qtbot: QtBot) -> None:
    entries_page(desk, qtbot)
    choose_pin(desk.vault, "704162")
    before = desk.window
    before.cover_wanted.emit()
    assert not before.isVisible()
    order_comes(desk)
    was_heard(desk, qtbot)
    assert desk.window is before
    (cover,) = [one for one in QApplication.topLevelWidgets() if type(one).__name__ == "Cover" and one.isVisible()]
    cover.pin_given.emit("704162")  # type: ignore[attr-defined]
    read_it(desk, qtbot, before)


def test_a_child_draws_on_and_it_comes_when_the_worker_is_back(desk: Desk, qtbot: QtBot) -> None:
    choose_pin(desk.vault, "704162")
    entries_page(desk, qtbot)
    desk.go("three_houses", file=CHILD)
    page = desk.window.view()
    assert isinstance(page, SessionPage)
    qtbot.waitUntil(lambda: page.draft() is not None)
    page.hand.click()
    qtbot.waitUntil(lambda: desk.room is not None and desk.room.isVisible())
    before, room = desk.window, desk.room
    assert isinstance(room, ThreeHousesRoom)
    order_comes(desk)
    was_heard(desk, qtbot)
    assert desk.window is before
    assert room.isVisible()
    room.pin_given.emit("704162")
    room.leave()
    read_it(desk, qtbot, before)
    assert isinstance(desk.window, MainWindow)
    desk.router.back()
    qtbot.waitUntil(lambda: KEPT in seen())
    assert MARKER not in seen()


class Goes(QObject):
    """A voice that is recorded now, as far as the desk knows of it."""

    over = Signal()

    def pause(self) -> None: ...


def test_a_voice_that_is_recorded_is_not_cut_off(desk: Desk, qtbot: QtBot) -> None:
    entries_page(desk, qtbot)
    before, going_on = desk.window, Goes()
    desk.recording = going_on  # type: ignore[assignment]
    order_comes(desk)
    was_heard(desk, qtbot)
    assert desk.window is before
    desk.recording = None
    going_on.over.emit()
    read_it(desk, qtbot, before)


def test_a_form_that_is_typed_in_meanwhile_brings_none_back(desk: Desk, qtbot: QtBot) -> None:
    """Between the order and the new window the old form is there, and keeps what is typed."""
    done = erase_in(desk.vault, desk.records, first_note(desk))
    desk.records.drafts.leave_out(done.cuts)
    typed = NoteDraft(b"\x01" * 16, "2026-11-27", said=f"I read: {SAID} I rang her nan.")
    desk.records.drafts.keep(typed.name, CHILD, "note", typed)
    left = desk.records.drafts.find(typed.name, NoteDraft)
    assert left is not None
    assert left.said == f"I read: {ERASED_WORDS} I rang her nan."
    desk.records.drafts.no_form_holds(done.cuts)
    desk.records.drafts.keep(typed.name, CHILD, "note", typed)
    assert desk.records.drafts.find(typed.name, NoteDraft) == typed, "typed after it, they are new words"
