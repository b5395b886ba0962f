"""Covers the screen by itself when nobody has touched the laptop, or spoken to it, for a while."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

from desktop_app.settings.choices import LOCK_MINUTES, LOCK_MINUTES_WITH_A_FAMILY
from desktop_app.shell.curtain import HIDE_KEYS

if TYPE_CHECKING:
    from desktop_app.shell.window import MainWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


class IdleClock(QObject):
    """Calls `cover` when the window watched was not touched for its minutes.

    A page with `with_a_family = True` has more of them, because in front of a family people talk and do not type. What
    people do is seen where it comes in, at the system's windows: to look at every event of every part of a page, from
    Python, would slow the opening of each page. There, too, the keys that hide the screen are heard, because a sheet keeps
    them from the window behind it: `hide` answers whether it did.
    """

    def __init__(self, cover: Callable[[], None], hide: Callable[[], bool]) -> None:
        super().__init__()
        self._hide = hide
        self._window: MainWindow | None = None
        self._minutes, self._minutes_with_a_family = LOCK_MINUTES, LOCK_MINUTES_WITH_A_FAMILY
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(cover)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen_at)

    def watch(self, window: "MainWindow") -> None:
        """Begin to count for this window; it ends by itself when the window goes."""
        if self._window is not None:
            self._window.destroyed.disconnect(self.stop)
        self.stop()
        self._window = window
        window.arrived.connect(self._touched)
        window.destroyed.connect(self.stop)
        for shown in QGuiApplication.topLevelWindows():
            self._listen_at(shown)
        self._touched()

    def set_minutes(self, at_a_desk: int, with_a_family: int) -> None:
        """After how long it covers the screen; the count begins anew."""
        self._minutes, self._minutes_with_a_family = at_a_desk, with_a_family
        self._touched()

    def used(self) -> None:
        """Somebody uses the laptop without touching it: a voice is recorded."""
        if self._timer.isActive():
            self._touched()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self._window = None

    def minutes_left(self) -> float:
        """Until it covers the screen; 0 when it does not count."""
        return max(0, self._timer.remainingTime()) / 60_000

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Every touch begins the count anew; nothing but the keys that hide the screen is swallowed."""
        if event.type() in _TOUCHES:
            self._touched()
        return self._window is not None and isinstance(event, QKeyEvent) and _hides(event) and self._hide()

    def _listen_at(self, shown: QWindow | None) -> None:
        if shown is not None:
            shown.installEventFilter(self)  # once more only moves it to the front

    def _touched(self) -> None:
        if self._window is not None:
            with_a_family = bool(getattr(self._window.view(), "with_a_family", False))
            self._timer.start((self._minutes_with_a_family if with_a_family else self._minutes) * 60_000)


def _hides(event: QKeyEvent) -> bool:
    if event.type() != QEvent.Type.KeyPress or event.isAutoRepeat():
        return False
    return QKeySequence(event.keyCombination()).toString() in HIDE_KEYS
