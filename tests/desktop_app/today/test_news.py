"""Since you last looked, over all children: what colleagues added to the files of children this worker works with."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.editing import Pen, create
from casework.exchange import Cursor
from casework.kinds.people import Person
from casework.kinds.reading import values_of
from casework.kinds.work import CaseNote, Involvement
from desktop_app.record_store.intake import keep_cursor
from desktop_app.record_store.records import Records
from desktop_app.shell import tokens
from desktop_app.today.news import ChildNews, news
from desktop_app.today.view.news_list import FIRST, NewsList
from desktop_app.vault.vault import OpenVault
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import CHILD, COLLEAGUE, SISTER, WORKER, open_copy, put
from tests.support.pictures import settle, wear

TODAY = datetime.date(2026, 11, 10)
THEIRS = Pen(COLLEAGUE, "d", "2026-11-09", "2026-11-09T10:00:00Z")


def looked_at(vault: OpenVault, records: Records, file: str) -> None:
    with vault.engine.begin() as connection:
        keep_cursor(connection, file, Cursor(1, 0, b""))
    records.mark_looked(file, records.since_last_looked(file).upto)


def test_what_colleagues_added_is_told_by_child_and_reading_it_here_leaves_it_new(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy") as (vault, records):
        records.add(records.create(CHILD, Involvement(professional_id=WORKER, involvement_start_date="2026-01-01")))
        for file in (CHILD, SISTER):
            looked_at(vault, records, file)
            put(vault, create(file, "case_note", values_of(CaseNote(how="call", said="Dev rang.")), THEIRS))
        (found,) = news(records, TODAY)
        assert (found.file, found.child) == (CHILD, "Ella Hart"), "Maya is not this worker's"
        assert found.said == ("Somebody added a note",)
        assert found.on == datetime.date(2026, 11, 9)
        assert news(records, TODAY) == (found,)
        looked_at(vault, records, CHILD)
        records.add(records.create(CHILD, Person(forename="Nan")))
        assert news(records, TODAY) == (), "looked at since, and one's own work is not news"


def test_a_press_leads_to_the_child_and_the_rest_is_a_press_away(qtbot: QtBot) -> None:
    page = NewsList()
    qtbot.addWidget(page)
    page.show_news([ChildNews(f"file {n}", f"Child {n}", ("Dev added a note", "x", "y"), TODAY) for n in range(7)])
    page.show()
    assert len(page.rows.rows()) == FIRST
    assert page.rows.rows()[0].second == "Dev added a note. x. And 1 more."
    page.rows.choose("file 0")
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.rows.focusProxy(), Qt.Key.Key_Return)
    assert opened.args == ["file 0"]
    assert "Show every child of whom something is new" in words_on(page)
    page._more.click()
    assert len(page.rows.rows()) == 7
    page.show_news([])
    assert not page.isVisibleTo(page.parentWidget())


@pytest.mark.parametrize("percent", [100, 200])
def test_it_can_be_used_at_every_text_size(qtbot: QtBot, percent: int) -> None:
    wear(tokens.light(percent))
    try:
        page = NewsList()
        qtbot.addWidget(page)
        page.resize(900, 900)
        page.show_news([ChildNews("f", "Maisie Hart", ("Dev Sandhu added two notes",), TODAY)])
        page.show()
        settle()
        assert_usable(page)
    finally:
        wear(tokens.light())
