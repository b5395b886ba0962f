"""The three columns: cards wrap and are never cut, large text folds them, and the largest map stays quick."""

import datetime
import time

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from casework.changes import new_record_id
from casework.kinds.mapping import COLUMN_OF, OVERALL, Category
from desktop_app.mapping.draft import CardDraft, new_map_draft
from desktop_app.mapping.queries import Board, Card
from desktop_app.mapping.ratings import Scale
from desktop_app.mapping.view.card_layout import BOTTOM
from desktop_app.mapping.view.map_page import MapPage
from desktop_app.mapping.words import map_words
from desktop_app.shell import tokens
from desktop_app.shell.controls import Text
from tests.support import pictures
from tests.support.copies import CHILD

TODAY = datetime.date(2026, 11, 9)
STANDINGS = ("fact", "told", "opinion", "childs_words")
LARGEST = 1_500
MOST_SECONDS_TO_SHOW, MOST_SECONDS_TO_SCROLL = 1.5, 0.05  # of the screen's thread, whatever else runs


def made_up_board(
    cards: int, words: str = "Gemma takes Ayla to the clinic every fortnight, and Nan comes too."
) -> Board:
    made = []
    for number in range(cards):
        category = list(Category)[number % len(Category)]
        step = category is Category.NEXT_STEP
        text = f"{number}. {words}"
        draft = CardDraft(new_record_id(), category.value, text, step=step)
        standing = "" if step else STANDINGS[number % 4]
        made.append(Card(draft, COLUMN_OF[category], category, standing, text, "Nan", "School", TODAY))
    return Board("Maisie", tuple(made), (Scale(OVERALL, 0, ()),), ())


def shown(board: Board, qtbot: QtBot, width: int = 1230) -> MapPage:
    page = MapPage()
    qtbot.addWidget(page)
    page.resize(width, 650)
    page.show()
    page.show_board(board, TODAY)
    page.show_draft(new_map_draft(CHILD, TODAY), can_undo=False, can_redo=False)
    pictures.settle()
    return page


def test_nothing_is_said_to_be_empty_before_the_map_was_read(qtbot: QtBot) -> None:
    page = MapPage()
    qtbot.addWidget(page)
    page.show()
    assert not _words_of_empty_columns(page)
    page.show_board(made_up_board(0), TODAY)
    page.show_draft(new_map_draft(CHILD, TODAY), can_undo=False, can_redo=False)
    assert len(_words_of_empty_columns(page)) == len(map_words().empty)


def _words_of_empty_columns(page: MapPage) -> list[str]:
    said = [one.words() for one in page.findChildren(Text) if one.isVisible()]
    return [words for words in said if words in map_words().empty.values()]


@pytest.mark.parametrize("width", [240, 380, 900])
@pytest.mark.parametrize("percent", [100, 200])
def test_every_word_of_a_card_lies_within_it(qtbot: QtBot, width: int, percent: int) -> None:
    pictures.wear(tokens.light(percent))
    try:
        unbroken = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
        page = shown(made_up_board(14, f"{unbroken}\nA second line."), qtbot, width * 3)
        for panel in page.board.columns:
            cards = panel.list
            for card in cards.shown():
                laid = cards.laid(card)
                for words in laid.words:
                    box = words.laid.boundingRect().translated(words.at)
                    assert box.left() >= 0
                    assert words.at.x() + words.laid.maximumWidth() >= 0
                    assert all(
                        words.at.x() + words.laid.lineAt(at).naturalTextWidth() <= cards.viewport().width()
                        for at in range(words.laid.lineCount())
                    )
                    assert box.bottom() <= laid.height - BOTTOM + 4
    finally:
        pictures.wear(tokens.light())


def test_large_text_lays_the_columns_one_under_the_other_and_nothing_scrolls_inside(qtbot: QtBot) -> None:
    page = shown(made_up_board(21), qtbot)
    assert not page.board.is_one_column()
    tops = {panel.y() for panel in page.board.columns}
    assert len(tops) == 1
    pictures.wear(tokens.light(200))
    try:
        pictures.settle()
        assert page.board.is_one_column()
        page.resize(1230, page.heightForWidth(1230))
        pictures.settle()
        assert [panel.y() for panel in page.board.columns] == sorted({panel.y() for panel in page.board.columns})
        assert [panel.list.verticalScrollBar().maximum() for panel in page.board.columns] == [0, 0, 0]
        page.board.columns[0].list.setFocus()
        qtbot.keyClick(page.board.columns[0].list, Qt.Key.Key_Right)
        assert page.board.columns[1].list.currentIndex().row() == 0
    finally:
        pictures.wear(tokens.light())


def test_a_screen_reader_reads_every_card_of_a_column(qtbot: QtBot) -> None:
    page = shown(made_up_board(7), qtbot)
    for panel in page.board.columns:
        interface = QAccessible.queryAccessibleInterface(panel.list)
        assert interface is not None
        read = [
            interface.child(at).text(QAccessible.Text.Name)  # type: ignore[union-attr]
            for at in range(interface.childCount())
        ]
        assert read == [card.face.spoken for card in panel.list.shown()]
        assert all("Nan" in said for said in read)


def test_left_and_right_pass_a_column_without_cards(qtbot: QtBot) -> None:
    board = made_up_board(7)
    middle = {Category.EXISTING_STRENGTH, Category.EXISTING_SAFETY}
    board = msgspec.structs.replace(board, cards=tuple(card for card in board.cards if card.category not in middle))
    page = shown(board, qtbot)
    left, _, right = (panel.list for panel in page.board.columns)
    assert page.board.columns[1]._nothing.isVisible()
    left.setFocus()
    qtbot.keyClick(left, Qt.Key.Key_Right)
    assert right.currentIndex().isValid()
    qtbot.keyClick(right, Qt.Key.Key_Right)
    qtbot.keyClick(right, Qt.Key.Key_Left)
    assert left.currentIndex().row() == 0


def test_looking_again_keeps_the_place_in_a_long_column(qtbot: QtBot) -> None:
    board = made_up_board(70)
    page = shown(board, qtbot)
    cards = page.board.columns[0].list
    kept = cards.shown()[20].record
    assert cards.stand_on(kept)
    at = cards.verticalScrollBar().value()
    assert at > 0
    without = tuple(card for card in board.cards if card.draft.record != cards.shown()[29].record)
    page.show_board(msgspec.structs.replace(board, cards=without), TODAY)
    pictures.settle()
    assert (cards.current_record(), cards.verticalScrollBar().value()) == (kept, at)


def test_the_largest_map_is_shown_and_scrolled_without_a_wait(qtbot: QtBot) -> None:
    board = made_up_board(LARGEST)
    page = shown(made_up_board(0), qtbot)
    begun = time.thread_time()
    page.show_board(board, TODAY)
    pictures.picture(page)
    assert time.thread_time() - begun < MOST_SECONDS_TO_SHOW
    bar = page.board.columns[0].list.verticalScrollBar()
    slowest = 0.0
    for step in range(1, 9):
        bar.setValue(bar.maximum() * step // 8)
        begun = time.thread_time()
        page.board.columns[0].list.viewport().repaint()
        slowest = max(slowest, time.thread_time() - begun)
    assert slowest < MOST_SECONDS_TO_SCROLL
