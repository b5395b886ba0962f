"""Nothing typed on the map is lost: kept letter by letter, through a lock, on two pages at once; undone by the card."""

import datetime
import threading
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.kinds.mapping import Category
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.mapping import actions
from desktop_app.mapping.draft import new_card, new_map_draft
from desktop_app.mapping.view.card_sheet import CardSheet
from desktop_app.mapping.view.map_page import MapPage
from desktop_app.opening.actions import Opened
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.record_store.records import Records
from desktop_app.start.program import Daybook
from tests.desktop_app.mapping.hands import (
    HARM,
    WAIT,
    begin,
    entries,
    map_of,
    open_map,
    press,
    press_card,
    sheet_of,
    texts,
    undo_by_key,
    wait_for,
    with_harm,
)
from tests.support import copies, vaults
from tests.support.copies import CHILD


def test_every_letter_is_kept_and_there_again_after_a_lock(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        sheet = begin(desk, page, 0, "Maisie missed 11 da", qtbot)
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not desk.window.findChildren(CardSheet), timeout=WAIT)
        qtbot.waitUntil(lambda: page.not_added._saved.words().startswith("Saved on this laptop at"), timeout=WAIT)
        kept = actions.draft_of(desk.records, CHILD, desk.today())
        assert [card.text for card in kept.cards] == ["Maisie missed 11 da"]
        desk.go("children")
        desk.window.forget_views()
        again = map_of(desk, qtbot)
        wait_for(again, 0, ["Maisie missed 11 da"], qtbot)
        assert [note.words for note in again.board.columns[0].list.shown()[0].face.notes] == ["Not added yet"]


def test_a_lock_over_an_open_sheet_keeps_its_letters_and_shows_none_of_them(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with copies.open_copy(tmp_path) as (vault, records):
        daybook = Daybook(vault.profile)
        daybook.take(Opened(vault, records))
        try:
            desk = daybook.desk
            assert desk is not None
            desk.window.show()
            begin(desk, map_of(desk, qtbot), 0, "Tom fell", qtbot)
            daybook.lock()
            qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=WAIT)
            unlock = daybook.window
            assert isinstance(unlock, UnlockPage)
            qtbot.waitUntil(
                lambda: [one for one in qapp.topLevelWidgets() if one.isVisible()] == [unlock], timeout=WAIT
            )
            qtbot.keyClicks(unlock._passphrase.line, vaults.PASSPHRASE)
            qtbot.keyClick(unlock._passphrase.line, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: daybook.desk is not None, timeout=WAIT)
            again = daybook.desk
            assert again is not None
            wait_for(map_of(again, qtbot), 0, ["Tom fell"], qtbot)
        finally:
            daybook.window.close()
            daybook.close()
            qapp.processEvents()


def test_the_map_reached_by_another_way_goes_on_with_what_was_begun(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        press(begin(desk, page, 0, "Tom fell", qtbot).ready, qtbot)
        wait_for(page, 0, ["Tom fell"], qtbot)
        desk.go("child", file=CHILD)
        view = desk.window.view()
        assert isinstance(view, ChildPage)
        view.choose("map")
        (other,) = view.findChildren(MapPage)
        wait_for(other, 0, ["Tom fell"], qtbot)
        press(begin(desk, other, 1, "Nan reads", qtbot).ready, qtbot)
        wait_for(other, 1, ["Nan reads"], qtbot)
        view.choose("now")
        view.choose("map")
        (again,) = view.findChildren(MapPage)
        wait_for(again, 1, ["Nan reads"], qtbot)
        press(begin(desk, again, 2, "Ring school", qtbot).ready, qtbot)
        wait_for(again, 2, ["Ring school"], qtbot)
        qtbot.waitUntil(lambda: len(actions.draft_of(desk.records, CHILD, desk.today()).cards) == 3, timeout=WAIT)


def test_one_undo_takes_back_one_card_and_redo_brings_it_again(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        for column, text in ((0, "Tom fell"), (1, "Nan reads to them")):
            press(begin(desk, page, column, text, qtbot).ready, qtbot)
            wait_for(page, column, [text], qtbot)
        press(page.not_added.undo, qtbot)
        wait_for(page, 1, [], qtbot)
        assert texts(page, 0) == ["Tom fell"]
        press(page.not_added.redo, qtbot)
        wait_for(page, 1, ["Nan reads to them"], qtbot)
        undo_by_key(desk, page, qtbot)
        wait_for(page, 1, [], qtbot)
        qtbot.waitUntil(lambda: len(actions.draft_of(desk.records, CHILD, desk.today()).cards) == 1, timeout=WAIT)


def test_a_sheet_opened_and_closed_leaves_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        with_harm(desk)
        wait_for(page, 0, [HARM.text or ""], qtbot)
        press_card(page, 0, 0, qtbot)
        press(sheet_of(desk, qtbot, CardSheet).ready, qtbot)
        press(page.board.columns[0].add_button, qtbot)
        press(sheet_of(desk, qtbot, CardSheet).ready, qtbot)
        qtbot.waitUntil(lambda: not desk.window.findChildren(CardSheet), timeout=WAIT)
        assert desk.records.drafts.lines(CHILD) == []
        assert not page.not_added.isVisible()


def test_what_was_written_can_be_thrown_away_and_brought_back(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        sheet = begin(desk, page, 1, "Nan reads", qtbot)
        press(sheet.ready, qtbot)
        wait_for(page, 1, ["Nan reads"], qtbot)
        press_card(page, 1, 0, qtbot)
        press(sheet_of(desk, qtbot, CardSheet).throw, qtbot)
        wait_for(page, 1, [], qtbot)
        qtbot.waitUntil(lambda: desk.records.drafts.lines(CHILD) == [], timeout=WAIT)
        undo_by_key(desk, page, qtbot)
        wait_for(page, 1, ["Nan reads"], qtbot)


def test_a_card_begun_while_the_map_is_being_added_opens_when_it_is_even_if_a_pull_lands(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """What was typed before would have gone with the draft that the adding puts away."""

    def prepare(records: Records) -> None:
        card = msgspec.structs.replace(
            new_card(Category.PAST_HARM), text="Maisie missed school", standing="fact", whose_view="School"
        )
        actions.keep(records, new_map_draft(CHILD, datetime.date(2026, 6, 4)).with_card(card))

    with open_map(tmp_path, qtbot, prepare) as (desk, page):
        wait_for(page, 0, ["Maisie missed school"], qtbot)
        taking, looked = threading.Event(), list[bool]()
        desk.tell({CHILD})
        desk.act(lambda _: None, then=lambda _: looked.append(True))
        desk.act(lambda _: taking.wait(20))  # the record's thread is busy taking what came
        page.add_to_record.emit()
        try:
            qtbot.waitUntil(lambda: bool(looked), timeout=WAIT)
            press(page.board.columns[0].add_button, qtbot)
            assert not [one for one in desk.window.findChildren(CardSheet) if one.isVisible()]
        finally:
            taking.set()
        sheet = sheet_of(desk, qtbot, CardSheet)
        assert desk.records.drafts.lines() == []
        qtbot.keyClicks(sheet.text.paper, "Tom fell")
        press(sheet.ready, qtbot)
        wait_for(page, 0, ["Maisie missed school", "Tom fell"], qtbot)
        qtbot.waitUntil(lambda: len(actions.draft_of(desk.records, CHILD, desk.today()).cards) == 1, timeout=WAIT)


def test_what_is_pressed_before_the_board_is_there_opens_when_it_is(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        taking = threading.Event()
        page.came_into_sight.emit()  # back from another page
        desk.act(lambda _: taking.wait(20))
        page.came_into_sight.emit()
        try:
            press(page.board.columns[0].add_button, qtbot)
            press(page.board.columns[1].add_button, qtbot)
            assert not [one for one in desk.window.findChildren(CardSheet) if one.isVisible()]
        finally:
            taking.set()
        sheet = sheet_of(desk, qtbot, CardSheet)
        assert sheet.card().category == Category.EXISTING_STRENGTH.value, "the last press counts"
        qtbot.keyClicks(sheet.text.paper, "Nan reads")
        press(sheet.ready, qtbot)
        wait_for(page, 1, ["Nan reads"], qtbot)
        assert texts(page, 0) == []


def test_a_second_press_on_add_to_record_adds_nothing_twice_and_blames_nobody(tmp_path: Path, qtbot: QtBot) -> None:
    def prepare(records: Records) -> None:
        card = msgspec.structs.replace(
            new_card(Category.PAST_HARM), text="Maisie missed school", standing="fact", whose_view="School"
        )
        actions.keep(records, new_map_draft(CHILD, datetime.date(2026, 6, 4)).with_card(card))

    with open_map(tmp_path, qtbot, prepare) as (desk, page):
        wait_for(page, 0, ["Maisie missed school"], qtbot)
        for _ in range(3):
            page.add_to_record.emit()
        page.undo_wanted.emit()
        qtbot.waitUntil(lambda: len(entries(desk)) == 1, timeout=WAIT)
        qtbot.waitUntil(lambda: not page.not_added.isVisible(), timeout=WAIT)
        press(begin(desk, page, 1, "Nan reads", qtbot).ready, qtbot)
        wait_for(page, 1, ["Nan reads"], qtbot)
        assert not page.trouble.isVisible()
        assert texts(page, 0) == ["Maisie missed school"]


def test_a_map_begun_with_another_release_is_kept_and_the_board_can_be_read(tmp_path: Path, qtbot: QtBot) -> None:
    """Before, the tab stood empty; and what was put on it would have taken the place of what was begun."""
    newer = {"cards": "a newer form"}

    def prepare(records: Records) -> None:
        records.add(records.create(CHILD, HARM))
        records.drafts.keep(f"map:{CHILD}", CHILD, actions.WHAT, newer)

    with open_map(tmp_path, qtbot, prepare) as (desk, page):
        wait_for(page, 0, [HARM.text or ""], qtbot)
        assert "It is kept." in page.trouble.words()
        press(page.board.columns[0].add_button, qtbot)
        press_card(page, 0, 0, qtbot)
        assert not desk.window.findChildren(CardSheet)
        assert page.trouble.isVisible()
        assert desk.records.drafts.find(f"map:{CHILD}", dict) == newer
