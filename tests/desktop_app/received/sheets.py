"""A worker at the sheet of a document, by keyboard: for tests of the sheet and for journeys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.received.view.document_sheet import DocumentSheet
from desktop_app.shell.window import MainWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Types into the sheet of a document."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.bot = window, qtbot
        window.show()
        qtbot.waitUntil(self._is_in_front)

    def open(self) -> DocumentSheet:
        """The sheet, with its key, on a child's page."""
        self.key(Qt.Key.Key_D, CONTROL | SHIFT)
        return self.sheet()

    def sheet(self) -> DocumentSheet:
        """The sheet, as soon as it can be typed in."""
        self.bot.waitUntil(self._is_sheet_in_front, timeout=10_000)
        found = self.find()
        assert found is not None
        return found

    def find(self) -> DocumentSheet | None:
        """The sheet that is open, if one is."""
        return next((one for one in self.window.findChildren(DocumentSheet) if one.isVisible()), None)

    def choose(self, *paths: str) -> DocumentSheet:
        """As the dialog for files answers; done when each was taken or refused."""
        sheet = self.sheet()
        sheet.files.chosen.emit(list(paths))
        self.bot.waitUntil(lambda: not sheet.files.is_busy, timeout=10_000)
        return sheet

    def tab_to(self, place: QWidget) -> None:
        """Tab until the field is reached."""
        wanted = place.focusProxy() or place
        for _ in range(60):
            if QApplication.focusWidget() is wanted:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"{place.accessibleName()} is not reached with Tab")

    def type(self, words: str) -> None:
        """Type where the keyboard stands."""
        self.bot.keyClicks(QApplication.focusWidget(), words)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press one key."""
        where = QApplication.focusWidget() or self.window
        if modifier == NONE:
            self.bot.keyClick(where, key)
        else:
            QTest.keyClick(where.window().windowHandle(), key, modifier)

    def add(self) -> None:
        """Add it to the record; done when the sheet has gone."""
        self.key(Qt.Key.Key_Return, CONTROL)
        self.bot.waitUntil(lambda: self.find() is None, timeout=10_000)
        self.bot.waitUntil(self._is_in_front)

    def _is_in_front(self) -> bool:
        if QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
        return QApplication.activeWindow() is self.window

    def _is_sheet_in_front(self) -> bool:
        sheet = self.find()
        if sheet is not None and QApplication.activeWindow() is not sheet:
            sheet.activateWindow()
        return sheet is not None and QApplication.activeWindow() is sheet
