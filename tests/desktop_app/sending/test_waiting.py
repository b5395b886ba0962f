"""What waits is told by what a person did; what was refused can be read; the count is the same everywhere."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casework.acceptance import Reason
from casework.kinds.mapping import MapEntry
from casework.kinds.visits import SharedWords, Visit
from casework.kinds.work import CaseNote
from desktop_app.record_store import schema
from desktop_app.record_store.records import Records
from desktop_app.sending.queries import waiting
from desktop_app.sending.view.waiting_page import WaitingPage
from desktop_app.shell.controls import RowList, SecondaryButton, Sheet
from desktop_app.start.sensing import METERED
from desktop_app.sync.holding import PAUSED
from desktop_app.vault.vault import OpenVault
from desktop_app.visits import actions as visits
from desktop_app.visits.view.visit_start_page import VisitStartPage
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import CHILD, SISTER, open_copy
from tests.support.daybooks import open_daybook


def write_some(records: Records) -> None:
    """A visit to two children with a sentence for both, a card on the map, and a draft."""
    visit, words = Visit(date="2026-11-26"), SharedWords(text="Gemma was up.")
    records.add(*[records.create(file, value) for file in (CHILD, SISTER) for value in (visit, words)])
    records.add(records.create(CHILD, MapEntry(text="Ella is tired.")))
    records.drafts.keep("visit:1", SISTER, "visit", {})


def refuse(vault: OpenVault, records: Records, said: str) -> None:
    """As when the store answered that this may not be added."""
    change = records.create(CHILD, CaseNote(how="call", said=said))
    with vault.engine.begin() as connection:
        connection.execute(
            schema.set_aside.insert().values(
                file=CHILD,
                id=change.id,
                head=change.head,
                salt=change.salt,
                body=change.body,
                reason=Reason.RIGHT.value,
                since="2026-11-26T10:00:00Z",
            )
        )


def test_one_visit_is_one_thing(tmp_path: Path) -> None:
    with open_copy(tmp_path) as (_vault, records):
        write_some(records)
        shown = waiting(records)
        assert [line.title for line in shown.lines] == ["Visit to Ella and Maya", "Map of Ella", "Draft: Visit to Maya"]
        assert shown.lines[0].second.startswith("1 record of the visit and 1 shared sentence, written today at ")
        assert [line.is_draft for line in shown.lines] == [False, False, True]
        assert shown.count == records.waiting().count == 3


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_told_in_a_sentence(tmp_path: Path, reason: Reason) -> None:
    with open_copy(tmp_path) as (vault, records):
        refuse(vault, records, "School rang.")
        with vault.engine.begin() as connection:
            connection.execute(schema.set_aside.update().values(reason=reason.value))
        (one,) = waiting(records).refused
        assert one.title == "Note about Ella was not accepted"
        assert one.why == reason.sentence
        assert ("Said", "School rang.") in one.words


def test_the_page_shows_what_waits_and_how_the_connection_stands(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path, write_some) as desk:
        desk.go("waiting")
        page = desk.window.view()
        assert isinstance(page, WaitingPage)
        qtbot.waitUntil(lambda: page._shown is not None)
        qtbot.waitUntil(lambda: "Not connected" in page._why.words())
        assert page._headline.words() == "3 things waiting to send"
        assert page.header.subtitle.words() == "Three things. All of them are safe on this laptop."
        qtbot.waitUntil(lambda: desk.window.side.items["waiting"].count == 3)
        assert_usable(desk.window)
        qtbot.mouseClick(page._try, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "Not connected" in page._why.words())


def test_it_is_paused_and_gone_on_with_by_keyboard_and_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path, write_some) as desk:
        desk.go("waiting")
        page = desk.window.view()
        assert isinstance(page, WaitingPage)
        qtbot.waitUntil(lambda: "Not connected" in page._why.words())
        page.pause.setFocus()
        qtbot.keyClick(page.pause, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: page._why.words() == PAUSED)
        assert page.go_on.hasFocus()
        assert not page._try.isVisible()
        assert PAUSED in desk.window.side.status.shown().why
        assert_usable(desk.window)
        page.go_on.setFocus()
        qtbot.keyClick(page.go_on, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: "Not connected" in page._why.words())
        assert page.pause.hasFocus()


def test_it_shows_how_far_it_is_and_what_waits_for_another_connection(qtbot: QtBot) -> None:
    page = WaitingPage()
    qtbot.addWidget(page)
    page.show()
    page.show_link("1 thing waiting to send", METERED, can_try=True)
    page.show_hold(is_paused=False, is_held=True)
    page.show_progress(30, 120)
    with qtbot.waitSignal(page.all_wanted):
        qtbot.mouseClick(page.send_all, Qt.MouseButton.LeftButton)
    assert (page._progress.isVisible(), page._progress.percent()) == (True, 25)
    page.show_progress(0, 0)
    page.show_hold(is_paused=False, is_held=False)
    assert not page._progress.isVisible()
    assert not page.send_all.isVisible()


def test_a_visit_that_was_begun_names_every_child_and_is_gone_on_with_from_here(tmp_path: Path, qtbot: QtBot) -> None:
    def begin(records: Records) -> None:
        visits.begin(records, (CHILD, SISTER), datetime.datetime(2026, 11, 26, 14, 47))  # noqa: DTZ001

    with open_daybook(tmp_path, begin) as desk:
        desk.go("waiting")
        page = desk.window.view()
        assert isinstance(page, WaitingPage)
        qtbot.waitUntil(lambda: bool(page.findChildren(RowList)))
        rows = page.findChildren(RowList)[0]
        assert [row.title for row in rows.rows()] == ["Draft: Visit to Ella and Maya"]
        rows.choose(rows.rows()[0].key)
        qtbot.keyClick(rows.focusProxy(), Qt.Key.Key_Return)
        start = desk.window.view()
        assert isinstance(start, VisitStartPage)
        qtbot.waitUntil(lambda: any("Go on with" in one.text() for one in start.findChildren(QLabel)))


def test_a_draft_that_cannot_be_read_is_about_its_own_file(tmp_path: Path) -> None:
    with open_copy(tmp_path) as (_vault, records):
        records.drafts.keep("visit:1", SISTER, "visit", {"files": 3})
        records.drafts.keep("map:1", CHILD, "map", ["of another release"])
        assert {line.name: line.files for line in records.drafts.lines()} == {"visit:1": (SISTER,), "map:1": (CHILD,)}


def test_what_was_not_accepted_can_be_read(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path) as desk:
        refuse(desk.vault, desk.records, "Kit told me about the stairs.")
        desk.go("waiting")
        page = desk.window.view()
        assert isinstance(page, WaitingPage)
        qtbot.waitUntil(lambda: any(one.words() == "Read what I wrote" for one in page.findChildren(SecondaryButton)))
        read = next(one for one in page.findChildren(SecondaryButton) if one.words() == "Read what I wrote")
        qtbot.mouseClick(read, Qt.MouseButton.LeftButton)
        sheet = next(iter(desk.window.findChildren(Sheet)))
        assert "Kit told me about the stairs." in [label.text() for label in sheet.findChildren(QLabel)]
        sheet.leave()


def test_nothing_waits(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path) as desk:
        desk.go("waiting")
        page = desk.window.view()
        assert isinstance(page, WaitingPage)
        qtbot.waitUntil(lambda: page._shown is not None)
        assert page.header.subtitle.words() == "Nothing waits."
        qtbot.waitUntil(lambda: "Not connected" in page._why.words())
        assert "Nothing is waiting" in words_on(page)
        assert "Not checked with the store yet." in words_on(page)
        assert "All sent" not in words_on(page), "nobody has asked the store"
        page.show_checked("Not checked with the store since today at 9am.")
        assert "Not checked with the store since today at 9am." in words_on(page)
        page.show_checked("")
        assert "All sent" in words_on(page)
        assert "Nothing is waiting" not in words_on(page)
