"""Who knows what on the screen: one quiet line that opens and closes by itself, and the sheet by keyboard."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casework.kinds.knowing import WhoKnows
from casework.kinds.people import Person
from desktop_app.network.knowing import Matter
from desktop_app.network.matter import matter_form
from desktop_app.network.view.knowing_card import KnowingCard
from desktop_app.network.view.matter_sheet import MatterSheet
from desktop_app.record_store.records import Records
from desktop_app.shell import tokens
from desktop_app.shell.controls import Unfolding
from desktop_app.visits.view.visit_start_page import VisitStartPage
from tests.desktop_app.network.test_person_sheet import family_tab, press, sheet_of
from tests.support import made_up
from tests.support.accessibility import assert_usable, words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.pictures import settle, wear

MAISIE = made_up.hub().showcase[0]
SECRET = "that Gemma has asked for a refuge"


def tell(records: Records) -> None:
    lee = next(one for one in records.records(MAISIE, Person) if one.value.forename == "Lee")
    people = {lee.record.hex(): "must_not_hear"}
    records.add(records.create(MAISIE, WhoKnows(matter=SECRET, words="refuge", people=people)))


def test_it_is_written_down_from_family_and_network_and_stands_closed_there(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy") as desk:
        desk.window.show()
        tab = family_tab(desk, qtbot)
        press(tab.knowing, "Write down who knows what")
        sheet = sheet_of(desk, qtbot, MatterSheet)
        QTest.keyClicks(sheet.matter.line, SECRET)
        QTest.keyClick(sheet.add_now, Qt.Key.Key_Space)
        assert sheet.isVisible(), "of nobody was anything said"
        next(choice for choice in sheet.people.values() if choice.label.words() == "Lee Hart").set_value(
            "must_not_hear"
        )
        sheet.words.set_value("refuge")
        sheet.something_typed()
        QTest.keyClick(sheet.add_now, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: "1 thing that not everybody here knows" in words_on(tab.knowing))
        assert SECRET not in words_on(tab.knowing)
        press(tab.knowing, "Show it")
        assert "Lee must not hear it." in words_on(tab.knowing)


def test_at_the_start_of_a_visit_one_line_opens_and_is_closed_again_on_leaving(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy", tell) as desk:
        desk.window.show()
        desk.go("visit_start", file=MAISIE)
        page = desk.window.view()
        assert isinstance(page, VisitStartPage)
        qtbot.waitUntil(page.knowing.isVisible)
        assert SECRET not in words_on(page)
        QTest.keyClick(page.knowing.line, Qt.Key.Key_Space)
        assert f"Must not hear: {SECRET}" in words_on(page)
        desk.go("today")
        desk.router.back()
        settle()
        assert SECRET not in words_on(page)


def test_nothing_of_it_is_in_the_window_while_it_is_closed(qtbot: QtBot) -> None:
    line = Unfolding("Who knows what")
    qtbot.addWidget(line)
    line.show_parts([("Lee", SECRET)])
    line.show()
    assert SECRET not in words_on(line)
    line.line.click()
    assert SECRET in words_on(line)
    line.show_parts([])
    assert not line.isVisibleTo(line.parentWidget())


@pytest.mark.parametrize("percent", [100, 200])
def test_card_and_sheet_can_be_used_at_every_text_size(tmp_path: Path, qtbot: QtBot, percent: int) -> None:
    with made_up.open_made_up(tmp_path / "copy", made_up.hub()) as (_, records):
        form = matter_form(records, MAISIE, datetime.date(2026, 11, 10))
    assert form is not None
    wear(tokens.light(percent))
    try:
        card = KnowingCard()
        qtbot.addWidget(card)
        card.show_matters((Matter("a" * 32, SECRET, ("Lee must not hear it.",), "He has threatened her."),))
        card.resize(1366, 3600)
        card.show()
        card.open_button.click()
        settle()
        assert_usable(card)
        sheet = MatterSheet(card, form)
        sheet.show_over()
        settle()
        assert_usable(sheet)
        sheet.finish()
    finally:
        wear(tokens.light())
