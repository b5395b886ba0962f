"""A disk without room while a note is typed: the words stay in the field, and are kept as soon as there is room."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.notes.actions import unfinished
from desktop_app.start.desk import Desk
from tests.desktop_app.notes.keyboard import Keyboard
from tests.support import made_up
from tests.support.accessibility import words_on
from tests.support.daybooks import open_made_up_daybook

MAISIE = made_up.hub().showcase[0]
SAID = "Nan rang. She can have both children on Friday after school. " * 120
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of a file")


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path / "copy", children=3) as opened:
        yield opened


@contextmanager
def no_room(path: Path) -> Iterator[None]:
    """No file of this process may grow beyond what this one has: what a full disk or a quota does to it."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_words_stay_in_the_field_and_are_kept_when_there_is_room(desk: Desk, qtbot: QtBot) -> None:
    keys = Keyboard(desk.window, qtbot)
    desk.go("child", file=MAISIE)
    sheet = keys.note()
    with desk.vault.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS a_table_of_this_test (n)")
    with no_room(desk.vault.profile.database_log):
        sheet.fields.said.paper.setPlainText(SAID)
        qtbot.waitUntil(lambda: "Not saved yet." in words_on(sheet), timeout=20_000)
        assert "disk did not take that; it may be full" in words_on(sheet)
        assert "leave this open" in words_on(sheet)
        assert "Free some room" in words_on(sheet)
        assert sheet.fields.said.paper.toPlainText() == SAID
        assert unfinished(desk.records) == []
    sheet._again.start(0)  # a few seconds later
    qtbot.waitUntil(lambda: [note.said for note in unfinished(desk.records)] == [SAID], timeout=20_000)
    qtbot.waitUntil(lambda: "Not saved yet." not in words_on(sheet), timeout=20_000)
    sheet.put_away.emit(sheet.draft())
    sheet.hide()
