"""When the screen came to rest after painting."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

QUIET_SECONDS, LONGEST_SECONDS = 0.15, 30.0


class Painting(QObject):
    """Knows when the screen last came to rest after painting: a timer of no time fires once a round of painting is over."""

    def __init__(self) -> None:
        super().__init__()
        self.rested = 0.0
        self._is_asked = False
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that something is painted."""
        if event.type() == QEvent.Type.Paint and not self._is_asked:
            self._is_asked = True
            QTimer.singleShot(0, self._rest)
        return False

    def _rest(self) -> None:
        self._is_asked = False
        self.rested = time.time()

    def when(self, is_so: Callable[[], bool]) -> float:
        """Let the program run until something is so and nothing was painted for a while; when the last painting was over."""
        loop, timer, began = QEventLoop(), QTimer(), time.time()

        def look() -> None:
            if time.time() - began > LONGEST_SECONDS:
                raise TimeoutError
            if time.time() - self.rested > QUIET_SECONDS and self.rested > began and is_so():
                loop.quit()

        timer.timeout.connect(look)
        timer.start(5)
        loop.exec()
        return self.rested
