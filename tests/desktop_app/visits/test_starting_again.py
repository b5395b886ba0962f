"""Back at the start of a visit that was begun: Enter goes on with it, and Tab goes as the eye goes."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.shell.controls import SecondaryButton, Tick
from desktop_app.visits.view.visit_page import VisitPage
from desktop_app.visits.view.visit_start_page import VisitStartPage
from tests.support import made_up
from tests.support.daybooks import open_made_up_daybook
from tests.support.pictures import settle


def test_a_visit_that_was_begun_is_gone_on_with_by_enter(tmp_path: Path, qtbot: QtBot) -> None:
    child = next(file for file in made_up.hub().changes if file.startswith("person:"))
    with open_made_up_daybook(tmp_path) as desk:
        desk.window.show()
        desk.go("visit_start", file=child)
        page = desk.window.view()
        assert isinstance(page, VisitStartPage)
        qtbot.waitUntil(page.begin.hasFocus)
        page.begin.click()
        qtbot.waitUntil(lambda: isinstance(desk.window.view(), VisitPage))
        desk.router.back()
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), SecondaryButton))
        qtbot.waitUntil(lambda: bool(page.ticks()) and all(tick.isVisible() for tick in page.ticks().values()))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert isinstance(QApplication.focusWidget(), Tick)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: isinstance(desk.window.view(), VisitPage))
        settle()
        assert len(desk.records.drafts.lines()) == 1
