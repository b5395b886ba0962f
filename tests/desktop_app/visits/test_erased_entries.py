"""Where an entry stood that the authority erased, a calm line says so; one that lost a part says that beside the rest."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casework.changes import Change
from casework.kinds.visits import SharedWords, Visit
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Records
from desktop_app.shell import tokens
from desktop_app.vault.vault import OpenVault
from desktop_app.visits.entries import Mark, entries
from desktop_app.visits.view.entries_page import EntriesPage, Show
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import CHILD, office, open_copy, put
from tests.support.erased import erase_in
from tests.support.pictures import LOOKS, Ground, settle, wear

Copy = tuple[OpenVault, Records]
SAID = "Her violetkestrel is on the upper shelf."


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


def added(copy: Copy, value: Visit | CaseNote | SharedWords) -> Change:
    change = copy[1].create(CHILD, value, happened="2026-11-03")
    copy[1].add(change)
    return change


def test_where_an_entry_stood_it_says_that_it_was_erased_and_when(copy: Copy, qtbot: QtBot) -> None:
    gone = added(copy, Visit(date="2026-11-03", purpose="To see the bunk", own_part=SAID))
    added(copy, CaseNote(date="2026-11-04", said="School rang."))
    erase_in(*copy, gone)
    _, left = entries(copy[1], CHILD)
    assert (left.title, left.on, left.is_erased, left.may_correct) == ("Visit", datetime.date(2026, 11, 3), True, False)
    page = EntriesPage()
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.show_entries(entries(copy[1], CHILD))
    settle()
    said = words_on(page)
    assert "Erased by the authority on Friday 27 November 2026." in said
    assert "violetkestrel" not in said
    assert not Show.VISITS.has(left), "what is gone is counted among no visits"


def test_an_entry_that_lost_a_part_says_so_beside_what_is_left(copy: Copy) -> None:
    first, records = added(copy, CaseNote(date="2026-11-03", said=SAID)), copy[1]
    (held,) = records.records(CHILD, CaseNote)
    records.add(records.edit(held, {"said": "It is with her nan."}))
    erase_in(*copy, first)
    (left,) = entries(records, CHILD)
    assert Mark("A part was erased by the authority, 27 Nov 2026", "eraser", "plain") in left.marks
    assert [part.words for part in left.parts] == ["It is with her nan."]
    assert left.parts[0].earlier == (), "the earlier reading is not spoken of"


def test_a_visit_whose_shared_sentence_went_is_read_without_it(copy: Copy) -> None:
    visit = added(copy, Visit(date="2026-11-03", observation="The kitchen was warm."))
    sentence = added(copy, SharedWords(visit=visit.header.record, text=SAID))
    erase_in(*copy, sentence)
    (left,) = entries(copy[1], CHILD)
    assert [part.words for part in left.parts] == ["The kitchen was warm."]


def test_a_file_of_which_everything_went_opens_all_the_same(copy: Copy, qtbot: QtBot) -> None:
    put(copy[0], office(CHILD, CaseNote(said=SAID)))
    every = [change for one in copy[1].records(CHILD, CaseNote) for change in copy[1].history(*one.key)]
    erase_in(*copy, *every)
    page = EntriesPage()
    qtbot.addWidget(page)
    page.show_entries(entries(copy[1], CHILD))
    assert [entry.is_erased for entry in entries(copy[1], CHILD)] == [True]


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_it_can_be_read_in_every_look_and_size(copy: Copy, qtbot: QtBot, look: tokens.Look) -> None:
    wear(look)
    erase_in(*copy, added(copy, Visit(date="2026-11-03", purpose="To see the bunk")))
    page = EntriesPage()
    ground = Ground(page)
    qtbot.addWidget(ground)
    page.show_entries(entries(copy[1], CHILD))
    settle()
    assert_usable(ground)
    wear(tokens.light())
