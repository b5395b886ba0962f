"""Locks by itself when nobody has touched the laptop for a while."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from desktop_app.settings.choices import LOCK_MINUTES, LOCK_MINUTES_WITH_A_FAMILY

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
    """Calls `lock` when the window watched was not touched for its minutes.

    A page with `with_a_family = True` has more of them, because in front of a family people talk and do not type. What
    people do is seen where it comes in, at the system's windows: to look at every event of every part of a page, from
    Python, would slow the opening of each page.
    """

    def __init__(self, lock: Callable[[], None]) -> None:
        super().__init__()
        self._window: MainWindow | None = None
        self._minutes, self._minutes_with_a_family = LOCK_MINUTES, LOCK_MINUTES_WITH_A_FAMILY
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lock)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen_at)

    def watch(self, window: "MainWindow") -> None:
        """Begin to count for this window; it ends by itself when the window goes."""
        self.stop()
        self._window = window
        window.arrived.connect(self._touched)
        window.destroyed.connect(self.stop)
        for shown in QGuiApplication.topLevelWindows():
            self._listen_at(shown)
        self._touched()

    def set_minutes(self, at_a_desk: int, with_a_family: int) -> None:
        """After how long it locks; the count begins anew."""
        self._minutes, self._minutes_with_a_family = at_a_desk, with_a_family
        self._touched()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self._window = None

    def minutes_left(self) -> float:
        """Until it locks; 0 when it does not count."""
        return max(0, self._timer.remainingTime()) / 60_000

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Every touch begins the count anew; nothing is swallowed."""
        if event.type() in _TOUCHES:
            self._touched()
        return False

    def _listen_at(self, shown: QWindow | None) -> None:
        if shown is not None:
            shown.installEventFilter(self)  # once more only moves it to the front

    def _touched(self) -> None:
        if self._window is not None:
            with_a_family = bool(getattr(self._window.view(), "with_a_family", False))
            self._timer.start((self._minutes_with_a_family if with_a_family else self._minutes) * 60_000)
