"""Clinical notes: written and read by few, on their laptops alone; the main file says that there is something and whom to ask."""

import datetime
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from casework.access import Role
from casework.case_files import Room, room_of
from casework.errors import NotAllowed
from casework.kinds.work import CaseNote
from desktop_app.caseload.hidden import hidden_from
from desktop_app.clinical import actions
from desktop_app.clinical.actions import NotComplete
from desktop_app.clinical.draft import ClinicalDraft, missing, new_note
from desktop_app.clinical.view.clinical_sheet import ClinicalSheet
from desktop_app.record_store.log import add_to_log
from desktop_app.search.queries import search
from desktop_app.start.desk import Desk
from desktop_app.visits.entries import entries
from tests.support import made_up
from tests.support.accessibility import assert_usable, words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.laptops import Laptop, new_laptop
from tests.support.store import RunningStore, child_file

TODAY = datetime.date(2026, 11, 10)
ELLA = child_file("ella")
CLINICAL = room_of(ELLA, Room.CLINICAL)
MAISIE = made_up.hub().showcase[0]
SAID = "She sleeps since she moved rooms."


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[dict[str, Laptop]]:
    """A clinician's, a consultant social worker's and a social worker's, of one hub and one store."""
    with RunningStore(tmp_path) as store, ExitStack() as stack:
        store.add_hub("hub-1", ["hannah"], ["ella"])
        store.add_member("ruth", "hub-1", Role.CLINICIAN)
        store.add_member("marian", "hub-1", Role.CONSULTANT_SOCIAL_WORKER)
        found = {who: new_laptop(tmp_path / who, store, who) for who in ("ruth", "marian", "hannah")}
        for laptop in found.values():
            stack.enter_context(laptop)
            laptop.sync()
        yield found


def written(child: str = ELLA) -> ClinicalDraft:
    return msgspec.structs.replace(
        new_note(child, TODAY), about="Sleep", who_with="Ella", said=SAID, analysis="Relief."
    )


def test_a_clinical_note_reaches_those_who_read_such_notes_and_nobody_else(laptops: dict[str, Laptop]) -> None:
    ruth, marian, hannah = (laptops[who] for who in ("ruth", "marian", "hannah"))
    actions.keep(ruth.records, written())
    actions.add_to_record(ruth.records, written(), TODAY)
    assert ruth.records.drafts.lines() == []
    for laptop in laptops.values():
        laptop.sync()
    (entry,) = entries(marian.records, CLINICAL)
    assert (entry.title, entry.who) == ("Clinical note: Sleep", "Ruth")
    assert [part.words for part in entry.parts] == [SAID, "Relief."]
    assert hannah.records.records(CLINICAL, CaseNote) == []
    assert search(hannah.records, "sleeps").entries == ()
    (said,) = hidden_from(hannah.records, ELLA)
    assert said.said == "Clinical notes: ask Ruth (clinician) or Marian (consultant social worker)."
    assert hidden_from(marian.records, ELLA) == ()


def test_nobody_else_writes_one_at_the_laptop_nor_at_the_store(laptops: dict[str, Laptop]) -> None:
    hannah, ruth = laptops["hannah"], laptops["ruth"]
    with pytest.raises(NotAllowed):
        actions.add_to_record(hannah.records, written(), TODAY)
    past_the_screens = hannah.records.create(CLINICAL, CaseNote(how="clinical", said="Not hers to write."))
    with hannah.vault.engine.begin() as connection:
        add_to_log(connection, CLINICAL, [(past_the_screens, None, "", False)])
    hannah.sync()
    assert [one.change.id for one in hannah.records.set_aside()] == [past_the_screens.id]
    ruth.sync()
    assert ruth.records.records(CLINICAL, CaseNote) == []


def test_a_note_says_what_it_is_about_and_why_it_was_written_late() -> None:
    empty = new_note(ELLA, TODAY)
    assert not empty.has_words()
    assert [field for field, _ in missing(empty, TODAY)] == ["about", "said"]
    late = msgspec.structs.replace(written(), date="2026-10-01")
    assert [field for field, _ in missing(late, TODAY)] == ["late_because"]
    assert missing(written(), TODAY) == ()


def test_what_is_missing_is_refused_and_a_note_is_added_once(laptops: dict[str, Laptop]) -> None:
    ruth = laptops["ruth"].records
    with pytest.raises(NotComplete, match="what it is about"):
        actions.add_to_record(ruth, new_note(ELLA, TODAY), TODAY)
    actions.keep(ruth, new_note(ELLA, TODAY))
    assert ruth.drafts.lines() == []


def press(desk: Desk, qtbot: QtBot, words: str) -> None:
    """The button that a screen reader calls so, wherever it stands."""

    def found() -> list[QAbstractButton]:
        windows = [QApplication.activeModalWidget() or desk.window]
        every = [button for window in windows for button in window.findChildren(QAbstractButton)]
        return [one for one in every if one.isVisible() and (one.accessibleName() or one.text()) == words]

    qtbot.waitUntil(lambda: bool(found()))
    qtbot.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def test_a_clinician_writes_one_from_the_childs_page_and_reads_it_there(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy", worker="ruth.abelman") as desk:
        desk.window.show()
        desk.go("child", file=MAISIE, tab="entries")
        press(desk, qtbot, "Clinical notes")
        qtbot.waitUntil(lambda: "Read by Ruth Abelman (clinician) and Marian Pryce" in words_on(desk.window))
        press(desk, qtbot, "Write a clinical note")
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ClinicalSheet))
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, ClinicalSheet)
        assert_usable(sheet)
        press(desk, qtbot, "Add to record")
        assert sheet.about.error() == "Say in a few words what it is about."
        qtbot.keyClicks(sheet.about.line, "Sleep")
        qtbot.keyClicks(sheet.said.paper, SAID)
        qtbot.waitUntil(lambda: bool(desk.records.drafts.lines()))
        press(desk, qtbot, "Add to record")
        qtbot.waitUntil(lambda: "Clinical note: Sleep" in words_on(desk.window))
        assert_usable(desk.window)
        assert SAID in words_on(desk.window)


def test_a_social_worker_finds_no_way_in_and_is_told_whom_to_ask(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy") as desk:
        desk.window.show()
        desk.go("child", file=MAISIE, tab="entries")
        desk.go("clinical", file=MAISIE)
        qtbot.waitUntil(lambda: "Clinical notes: ask Ruth Abelman (clinician)" in words_on(desk.window))
        view = desk.window.view()
        assert view is not None
        buttons = [one for one in view.findChildren(QAbstractButton) if one.isVisible()]
        assert "Clinical notes" not in {one.text() for one in buttons}
