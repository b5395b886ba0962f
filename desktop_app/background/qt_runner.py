"""Carries calls from any thread to the thread that paints, through Qt's own event queue."""

from collections import deque
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot


class QtScreen(QObject):
    """The screen's thread, for `desktop_app.background.work.Work`. Made on that thread."""

    _called = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls: deque[Callable[[], None]] = deque()
        self._called.connect(self._run_next, Qt.ConnectionType.QueuedConnection)

    def call(self, call: Callable[[], None]) -> None:
        """Queue `call`; one event for each, so that painting and typing go on between them."""
        self._calls.append(call)
        try:
            self._called.emit()
        except RuntimeError:  # the window, and this with it, has gone: nobody is left to be told
            self._calls.clear()

    def has(self, owner: object) -> bool:
        """Whether a widget still has its Qt side; anything that is no QObject is always there."""
        return not isinstance(owner, QObject) or shiboken6.isValid(owner)

    @Slot()
    def _run_next(self) -> None:
        if self._calls:
            self._calls.popleft()()
