"""The curtain: every window goes out of sight behind one that says nothing, and comes back exactly as it stood.

What is covered is not told that it is: a page that is hidden closes what was uncovered in it, and reads its lists anew
when it is shown. Its windows leave the system altogether, so that no list of windows and no screen reader finds them.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollBar, QToolTip, QWidget

from desktop_app.shell import tokens
from desktop_app.shell.controls.dressing import keep_up_everywhere

HIDE_KEYS = ("Ctrl+L", "F12")
"""They hide the screen, and once more they lock."""
_UNSEEN = Qt.WidgetAttribute.WA_DontShowOnScreen


@dataclass(frozen=True)
class _Stood:
    """How everything stood: windows, those around others first; where the keyboard was; how far each part was scrolled."""

    windows: tuple[QWidget, ...]
    front: QWidget | None
    focus: QWidget | None
    scrolled: tuple[tuple[QScrollBar, int], ...]
    look: tokens.Look


class Curtain(QObject):
    """`fall` puts a cover in the place of all windows, `lift` takes it away."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cover: QWidget | None = None
        self._stood: _Stood | None = None
        self._came_since: list[QWidget] = []
        self._is_quiet = False

    @property
    def is_down(self) -> bool:
        """Whether everything is covered."""
        return self._cover is not None

    def fall(self, cover: QWidget, over: QWidget) -> None:
        """Show `cover` where the window `over` stands, and put every other window away."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        self._stood, self._cover = _as_it_stands(), cover
        cover.setGeometry(over.geometry())
        cover.setWindowState(over.windowState())
        cover.show()
        self._listen(on=True)
        self._is_quiet = True
        for window in reversed(self._stood.windows):
            put_away(window)
        for window in QApplication.topLevelWidgets():
            if not window.isVisible() and window.windowHandle() is not None:
                window.destroy()  # hidden before: the last tip, a list that was unfolded
        self._is_quiet = False
        cover.raise_()
        cover.activateWindow()
        cover.setFocus()

    def lift(self) -> None:
        """Everything is there as it was, with what came meanwhile over it."""
        stood, self._stood = self._stood, None
        self._listen(on=False)
        if stood is not None:
            for window in stood.windows:
                window.show()
            for window in self._came_since:
                window.setAttribute(_UNSEEN, False)
                window.show()
            _stand_again(stood)
        self._came_since.clear()
        self.drop()

    def say_hidden(self) -> None:
        """Tell all that is covered that it is out of sight: it keeps what was typed. For a lock under the curtain."""
        if self._stood is None:
            return
        for window in reversed(self._stood.windows):
            for part in (*window.findChildren(QWidget), window):
                if part is window or (part.window() is window and part.isVisibleTo(window)):
                    QApplication.sendEvent(part, QHideEvent())

    def drop(self) -> None:
        """The cover goes; what it covered is not shown."""
        self._listen(on=False)
        self._stood = None
        if self._cover is not None:
            self._cover.hide()  # closed, as the last window in sight it would end the program
            self._cover.deleteLater()
            self._cover = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While windows are put away nothing in them is told; a window that opens meanwhile stays unseen."""
        if event.type() == QEvent.Type.Hide:
            return self._is_quiet and isinstance(watched, QWidget)
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._is_a_strangers(watched):
            watched.setAttribute(_UNSEEN)
            self._came_since.append(watched)
            QTimer.singleShot(0, watched, lambda: self._put_away_too(watched))
        return False

    def _is_a_strangers(self, widget: QWidget) -> bool:
        """A window that is neither the cover nor one of the cover's own."""
        around: QWidget | None = widget
        while around is not None and around is not self._cover:
            around = around.parentWidget()
        return widget.isWindow() and around is None and widget not in self._came_since

    def _put_away_too(self, window: QWidget) -> None:
        if self.is_down:
            self._is_quiet = True
            put_away(window)
            self._is_quiet = False

    def _listen(self, *, on: bool) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if on:
                application.installEventFilter(self)


def put_away(window: QWidget) -> None:
    """Hide a window and take it from the system: no screen reader finds what is in it. `show` brings it back."""
    window.hide()
    window.destroy()


def _as_it_stands() -> _Stood:
    windows = sorted((one for one in QApplication.topLevelWidgets() if one.isVisible()), key=_depth)
    areas = [area for window in windows for area in window.findChildren(QAbstractScrollArea) if area.isVisible()]
    bars = [bar for area in areas for bar in (area.horizontalScrollBar(), area.verticalScrollBar())]
    scrolled = tuple((bar, bar.value()) for bar in bars)
    front, focus = QApplication.activeWindow(), QApplication.focusWidget()
    return _Stood(tuple(windows), front, focus, scrolled, tokens.current())


def _depth(window: QWidget) -> int:
    depth, around = 0, window.parentWidget()
    while around is not None:
        depth, around = depth + 1, around.parentWidget()
    return depth


def _stand_again(stood: _Stood) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication) and tokens.current() != stood.look:
        keep_up_everywhere(application)
    if stood.front is not None:
        stood.front.activateWindow()
    if stood.focus is not None:
        stood.focus.setFocus()
    for bar, value in stood.scrolled:
        bar.setValue(value)
