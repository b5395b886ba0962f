"""Whatever page is open: no title, file path, tooltip of a window or log names anybody, and no file is written elsewhere."""

import logging
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.case_files import FileKind
from desktop_app.start.desk import Desk
from tests.support.daybooks import open_made_up_daybook
from tests.support.pictures import settle

TABS = ("now", "map", "voice", "plan", "entries", "family")
WAYS_IN = ("today", "children", "waiting", "settings", "about")
PAGES = ("visit_start", "two_versions", "three_houses", "clinical")


def test_no_window_log_or_file_tells_of_the_work(
    tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(home))
    caplog.set_level(logging.DEBUG)
    with open_made_up_daybook(tmp_path / "copy") as desk:
        for key in WAYS_IN:
            _look(desk, key)
        for file in desk.records.files(FileKind.PERSON):
            for tab in TABS:
                _look(desk, "child", file=file, tab=tab)
            for key in PAGES:
                _look(desk, key, file=file)
    mine = [
        record.getMessage() for record in caplog.records if record.name.startswith(("desktop_app", "casework", "root"))
    ]
    assert mine == []
    assert "Hart" not in caplog.text
    assert list(home.rglob("*")) == []


def _look(desk: Desk, key: str, **where: str) -> None:
    desk.go(key, **where)
    settle()
    for window in QGuiApplication.topLevelWindows():
        assert (window.title(), window.filePath()) == ("Daybook", ""), key
    for widget in QApplication.topLevelWidgets():
        said = (
            widget.windowIconText(),
            widget.windowFilePath(),
            widget.toolTip(),
            widget.statusTip(),
            widget.whatsThis(),
        )
        assert not any(said), (key, said)
        assert widget.windowTitle() in ("Daybook", ""), key
