"""A worker at the keyboard alone: every key that is pressed is counted, Ctrl and Alt too."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.notes.view.note_sheet import NoteSheet
from desktop_app.shell.window import MainWindow

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """`pressed`: how many keys so far, besides the words of the note itself."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.bot = window, qtbot
        self.pressed = 0
        window.show()
        qtbot.waitUntil(self.is_in_front)

    def _is_sheet_in_front(self) -> bool:
        sheet = self.open_sheet()
        if sheet is not None and QApplication.activeWindow() is not sheet:
            sheet.activateWindow()
        return sheet is not None and QApplication.activeWindow() is sheet

    def is_in_front(self) -> bool:
        """The window has the keyboard, or is given it."""
        if QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
        return QApplication.activeWindow() is self.window

    def note(self) -> NoteSheet:
        """Open the sheet with its key."""
        self.bot.waitUntil(self.is_in_front)
        self.key(Qt.Key.Key_N, CONTROL)
        return self.sheet()

    def sheet(self) -> NoteSheet:
        """The sheet, as soon as it is there to be typed in."""
        self.bot.waitUntil(self._is_sheet_in_front)
        sheet = self.open_sheet()
        assert sheet is not None
        return sheet

    def open_sheet(self) -> NoteSheet | None:
        """The sheet that is open, if one is."""
        return next((one for one in self.window.findChildren(NoteSheet) if one.isVisible()), None)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press one key, and with it Ctrl or Alt, which is a key of its own."""
        self.pressed += 1 if modifier == NONE else 2
        where = self._where()
        if modifier == NONE:
            self.bot.keyClick(where, key)
        else:  # as from outside: a widget does not answer for Ctrl or Alt itself
            QTest.keyClick(where.window().windowHandle(), key, modifier)

    def type(self, letters: str) -> None:
        """Type what is needed to find somebody."""
        self.pressed += len(letters)
        self.bot.keyClicks(self._where(), letters)

    def words(self, words: str) -> None:
        """Type the note itself."""
        self.bot.keyClicks(self._where(), words)

    def enter(self, times: int = 1) -> None:
        """Enter takes the first name that is offered; on an empty line it goes on."""
        for _ in range(times):
            self.key(Qt.Key.Key_Return)

    def tab_to(self, place: QWidget) -> None:
        """Tab until the field is reached."""
        wanted = place.focusProxy() or place
        for _ in range(60):
            if QApplication.focusWidget() is wanted:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"{place.accessibleName()} is not reached with Tab")

    def at(self) -> str:
        """What a screen reader says has the keyboard."""
        return self._where().accessibleName()

    def add(self) -> None:
        """Add it to the record; done when the sheet has gone."""
        self.key(Qt.Key.Key_Return, CONTROL)
        self.bot.waitUntil(lambda: self.open_sheet() is None)

    def _where(self) -> QWidget:
        return QApplication.focusWidget() or self.window
