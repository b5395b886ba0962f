"""A confidential address that stands on a card or in a child's words: covered on every sheet of the map until it is asked for."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.mapping import Category, MapEntry
from casework.kinds.people import SUBJECT, Address, Place
from desktop_app.mapping import queries
from desktop_app.mapping.draft import new_map_draft
from desktop_app.mapping.queries import Board, Card
from desktop_app.mapping.view.card_sheet import CardSheet
from desktop_app.mapping.view.words_sheet import WordsSheet
from desktop_app.network.secrecy import INSTEAD
from desktop_app.record_store.records import Records
from tests.support.accessibility import words_on
from tests.support.copies import CHILD, open_copy
from tests.support.pictures import settle

TODAY = datetime.date(2026, 11, 10)
REFUGE, WORDS = "4 Quiet Lane", "we live at 4 quiet lane now"


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    with open_copy(tmp_path / "copy") as (_, records):
        records.add(
            records.create(CHILD, Address(person=SUBJECT, place=Place(REFUGE, "ZZ9 9ZZ", confidential=True))),
            records.create(
                CHILD, MapEntry(category=Category.PAST_HARM.value, text=f"Rob came to {REFUGE}", source="Nan")
            ),
            records.create(CHILD, MapEntry(category=Category.EXISTING_STRENGTH.value, text="Nan comes")),
            records.create(CHILD, _said()),
        )
        yield _board(records)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    qtbot.addWidget(window)
    return window


def _said() -> Quote:
    return Quote(words=WORDS, house="good", said_on="2026-11-09", confirmed=True, may_see=Sharing("everyone"))


def _board(records: Records) -> Board:
    return queries.board(records, new_map_draft(CHILD, TODAY))


def the(board: Board, part: str) -> Card:
    return next(card for card in board.cards if part in card.text)


def test_a_card_with_such_an_address_opens_covered_and_is_covered_again(board: Board, page: QWidget) -> None:
    sheet = CardSheet(page, the(board, "Rob came"), board, TODAY)
    sheet.show_over()
    settle()
    assert REFUGE not in words_on(sheet)
    assert not sheet.text.isVisible()
    sheet.show_address.click()
    settle()
    assert sheet.text.isVisible()
    assert sheet.text.value() == f"Rob came to {REFUGE}", "whoever mends it has to see it"
    sheet.hide()
    sheet.show()
    settle()
    assert not sheet.text.isVisible()


def test_a_card_without_one_opens_as_ever(board: Board, page: QWidget) -> None:
    sheet = CardSheet(page, the(board, "Nan comes"), board, TODAY)
    sheet.show_over()
    settle()
    assert sheet.text.isVisible()
    assert not sheet.address_covered.isVisible()


def test_in_a_childs_words_it_is_masked_until_it_is_asked_for(board: Board, page: QWidget) -> None:
    sheet = WordsSheet(page, the(board, "we live"), "Ella", TODAY)
    sheet.show_over()
    settle()
    assert INSTEAD in sheet.words.words()
    sheet.address.click()
    assert sheet.words.words() == f"“{WORDS}”"
    sheet.hide()
    assert INSTEAD in sheet.words.words()
    assert [one.value.words for one in board.words_said] == [f"we live at {INSTEAD} now"], "nor in the list of a card"
