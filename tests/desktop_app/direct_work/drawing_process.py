"""Daybook in a process of its own, in which a child draws and tells until the process is killed.

Run as `python -m tests.desktop_app.direct_work.drawing_process FOLDER`. Says "kept N" on a line of its own whenever N
strokes are on the disk, and goes on.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_app.direct_work.actions import unfinished
from desktop_app.direct_work.view.session_page import SessionPage
from desktop_app.direct_work.view.three_houses_room import ThreeHousesRoom
from desktop_app.opening.pin import choose_pin
from tests.desktop_app.direct_work.test_child_mode import draw_in
from tests.support.copies import CHILD
from tests.support.daybooks import open_daybook
from tests.support.pictures import application, settle


def main(folder: Path) -> None:
    """Draw for ever."""
    app = application()
    with open_daybook(folder) as desk:
        choose_pin(desk.vault, "704162")
        desk.go("three_houses", file=CHILD)
        page = desk.window.view()
        assert isinstance(page, SessionPage)
        while page.draft() is None:
            settle()
        page.hand.click()
        room = _room(app)
        told = 0
        while True:
            draw_in(room, 0.1 + told % 80 / 100)
            settle()
            kept = unfinished(desk.records, CHILD)
            told = len(kept[0].strokes) if kept else 0
            sys.stdout.write(f"kept {told}\n")
            sys.stdout.flush()


def _room(app: QApplication) -> ThreeHousesRoom:
    while True:
        settle()
        for window in app.topLevelWidgets():
            if isinstance(window, ThreeHousesRoom) and window.isVisible():
                window.resize(1366, 768)
                settle()
                return window


if __name__ == "__main__":
    main(Path(sys.argv[1]))
