"""A child's visits and notes: what was seen apart from what is made of it, what is late, what was withdrawn; years at once."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.editing import Pen, create
from casework.kinds.reading import values_of
from casework.kinds.visits import Present, SeenAlone, SharedWords, Visit
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Records
from desktop_app.shell import tokens
from desktop_app.shell.controls import scrolling
from desktop_app.visits.entries import Entry, Mark, entries
from desktop_app.visits.view.entries_page import FIRST, EntriesPage, Show
from desktop_app.visits.view.entry_card import EntryCard
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import CHILD, COLLEAGUE, open_copy, put
from tests.support.pictures import settle, wear


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path / "copy") as (vault, opened):
        pen = Pen(COLLEAGUE, "d", "2026-06-04", "2026-06-10T09:00:00Z")
        visit = create(CHILD, "visit", values_of(VISIT), pen, record=b"v" * 16)
        first = SharedWords(visit=b"v" * 16, position=0, text="Mum had written the times on the fridge.")
        second = SharedWords(visit=b"v" * 16, position=1, text="Tea was on the table.")
        put(vault, visit, *(create(CHILD, "shared_words", values_of(one), pen) for one in (second, first)))
        yield opened


VISIT = Visit(
    date="2026-06-04",
    purpose="To see how bedtime goes",
    place="Home",
    announced=False,
    seen=True,
    seen_alone=SeenAlone(False, "asleep on Mum's lap"),
    bedroom=True,
    own_part="Ella showed me her bunk.",
    observation="The kitchen was warm and tidy.",
    analysis="Bedtime is getting easier.",
    next_steps="Ring the school.",
    present={"0": Present("Carly Hart", "Mum"), "10": Present("Nan"), "2": Present("Dave")},
)


def test_an_entry_says_how_the_child_was_seen_and_keeps_seen_and_thought_apart(records: Records) -> None:
    (visit,) = entries(records, CHILD)
    assert (visit.title, visit.how, visit.on) == (
        "Visit: To see how bedtime goes",
        "at home, not announced",
        datetime.date(2026, 6, 4),
    )
    assert Mark("Seen, not alone: asleep on Mum's lap", "user", "warn") in visit.marks
    assert [part.what for part in visit.parts] == ["shared", "own", "seen", "thought", "next"]
    assert visit.parts[0].words == "Mum had written the times on the fridge.\nTea was on the table."
    assert visit.parts[1].title == "Ella: what was said, done or shown"
    assert visit.present == ("Carly Hart (Mum)", "Dave", "Nan")


def test_what_was_written_days_later_says_so_and_what_was_written_at_once_does_not(records: Records) -> None:
    (visit,) = entries(records, CHILD)
    assert Mark("Written 6 days later", "clock", "warn") in visit.marks
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    records.add(records.create(CHILD, CaseNote(how="call", date=today, said="School rang.", this_is="told")))
    note = entries(records, CHILD)[0]
    assert [mark.words for mark in note.marks] == ["Told to us", "Not sent yet"]


def test_a_child_who_was_not_seen_has_the_reason(records: Records) -> None:
    records.add(records.create(CHILD, Visit(date="2026-06-09", seen=False, not_seen_reason="at her dad's")))
    assert entries(records, CHILD)[0].marks[0].words == "Not seen: at her dad's"


def test_what_was_withdrawn_is_readable_with_its_reason_but_only_on_request(records: Records, qtbot: QtBot) -> None:
    (visit,) = records.records(CHILD, Visit)
    records.add(records.withdraw(visit, "Written in the wrong child's file."))
    (entry,) = entries(records, CHILD)
    assert entry.withdrawn == "Written in the wrong child's file."
    page = shown([entry], qtbot)
    assert "Bedtime is getting easier." not in words_on(page)
    page._chips[Show.WITHDRAWN].click()
    assert "Written in the wrong child's file." in words_on(page)
    assert "Bedtime is getting easier." in words_on(page)


# -- on the screen ---------------------------------------------------------------------------------------------------


def many(count: int) -> list[Entry]:
    return [
        Entry(
            str(number), number % 2 == 0, "door-open", f"Entry {number}", datetime.date(2026, 1, 1), "Ruth", "", (), ()
        )
        for number in range(count)
    ]


def shown(entries: list[Entry], qtbot: QtBot) -> EntriesPage:
    page = EntriesPage()
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show_entries(entries)
    page.show()
    settle()
    return page


def cards(page: EntriesPage) -> int:
    settle()
    return len([card for card in page.findChildren(EntryCard) if not card.isHidden()])


def test_years_of_entries_open_with_what_fits_and_more_come_when_scrolled_to(qtbot: QtBot) -> None:
    page = EntriesPage()
    area = scrolling(page)
    qtbot.addWidget(area)
    area.resize(900, 700)
    page.show_entries(many(400))
    area.show()
    settle()
    made = cards(page)
    assert FIRST <= made < 60
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: cards(page) > made)


def test_the_keyboard_reaches_every_entry(qtbot: QtBot) -> None:
    page = EntriesPage()
    qtbot.addWidget(page)
    page.show_entries(many(FIRST + 3))
    assert cards(page) == FIRST
    qtbot.keyClick(page._earlier._button, Qt.Key.Key_Return)
    assert cards(page) == FIRST + 3
    assert page._earlier.isHidden()


def test_chips_count_and_narrow(qtbot: QtBot) -> None:
    page = shown(many(5), qtbot)
    page._chips[Show.VISITS].click()
    assert cards(page) == 3
    assert "Entry 1" not in words_on(page)
    assert page._chips[Show.WITHDRAWN].isHidden()


def test_the_same_entries_again_make_no_new_cards(qtbot: QtBot) -> None:
    page = shown(many(3), qtbot)
    before = page.findChildren(EntryCard)
    page.show_entries(many(3))
    assert page.findChildren(EntryCard) == before


def test_an_empty_tab_says_what_will_stand_here(qtbot: QtBot) -> None:
    assert "Nothing written yet" in words_on(shown([], qtbot))


@pytest.mark.parametrize("look", [tokens.light(), tokens.light(200)], ids=["100", "200"])
def test_everything_fits_and_can_be_read(records: Records, qtbot: QtBot, look: tokens.Look) -> None:
    wear(look)
    try:
        page = shown(list(entries(records, CHILD)), qtbot)
        assert_usable(page.window())
    finally:
        wear(tokens.light())
