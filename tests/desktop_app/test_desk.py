"""What changed is told to the pages that show it, and to no other; a page that has gone hears nothing."""

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Changed, Records
from tests.support.copies import CHILD, SISTER
from tests.support.daybooks import open_daybook


def add_note(records: Records, file: str) -> Changed:
    return records.add(records.create(file, CaseNote(how="call", said="School rang.")))


def test_a_page_looks_again_when_its_file_changes_and_only_then(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path) as desk:
        page, other, gone, heard = QWidget(), QWidget(), QWidget(), list[str]()
        desk.watch(page, (CHILD,), lambda: heard.append("page"))
        desk.watch(other, (SISTER,), lambda: heard.append("other"))
        desk.watch(gone, (), lambda: heard.append("gone"))
        assert heard == ["page", "other", "gone"]
        gone.deleteLater()
        qtbot.waitUntil(lambda: not desk.work.is_there(gone))
        done = list[Changed]()
        desk.act(add_note, CHILD, then=done.append, owner=page)
        qtbot.waitUntil(lambda: bool(done))
        assert heard == ["page", "other", "gone", "page"]


def test_what_waits_is_counted_also_for_drafts(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path) as desk:
        status = desk.window.side.status
        desk.act(lambda records: records.drafts.keep("visit:1", CHILD, "visit", {}))
        qtbot.waitUntil(lambda: status.shown().words == "1 thing waiting to send")
        desk.act(add_note, CHILD)
        qtbot.waitUntil(lambda: status.shown().words == "2 things waiting to send")
        qtbot.waitUntil(lambda: "Not connected" in status.shown().why)
