"""When the screen came to rest after painting."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

QUIET_SECONDS, LONGEST_SECONDS = 0.15, 30.0
LOOK_EVERY = 5  # milliseconds


class Painting(QObject):
    """Knows when the screen last came to rest after painting: a timer of no time fires once a round of painting is over.

    It listens at the windows alone: to hear of every event of every part would be half of what is measured.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rested = 0.0
        self._is_asked = False
        self._windows: set[QWidget] = set()
        self._listen()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that something is painted."""
        if event.type() in (QEvent.Type.Paint, QEvent.Type.UpdateRequest):
            self._ask()
        return False

    def _listen(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window not in self._windows:
                self._windows.add(window)
                window.installEventFilter(self)
                self._ask()

    def _ask(self) -> None:
        if not self._is_asked:
            self._is_asked = True
            QTimer.singleShot(0, self._rest)

    def _rest(self) -> None:
        self._is_asked = False
        self.rested = time.time()

    def when(self, is_so: Callable[[], bool]) -> float:
        """Let the program run until something is so, is painted, and nothing more is for a while; when that was over."""
        loop, timer, began = QEventLoop(), QTimer(), time.time()
        so_since = 0.0

        def look() -> None:
            nonlocal so_since
            if time.time() - began > LONGEST_SECONDS:
                loop.exit(1)
            self._listen()
            if not so_since and is_so():
                so_since = time.time() - LOOK_EVERY / 1000  # it may have come, and been painted, since the last look
            if so_since and self.rested > max(began, so_since) and time.time() - self.rested > QUIET_SECONDS:
                loop.quit()

        timer.timeout.connect(look)
        timer.start(LOOK_EVERY)
        if loop.exec():
            raise TimeoutError
        return self.rested
