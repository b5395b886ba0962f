"""Python's own tidying of memory, on the thread that paints and nowhere else.

A part of the screen that is no longer used is freed by whichever thread Python happens to tidy on. Qt's parts may only be
freed on the screen's thread; anywhere else the program falls over, rarely and anywhere. So Python's own clock is off
while the window is open, and a timer does the same work here, a generation at a time.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MILLISECONDS = 1000


class Tidying(QObject):
    """Begins when it is made; `stop` gives the work back to Python."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tidy)
        self._timer.start(EVERY_MILLISECONDS)

    def tidy(self) -> None:
        """Free what is no longer used, of the oldest generation whose share has been reached."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return

    def leave_alone(self) -> None:
        """What is there now stays for good (the program itself, as it was imported): it is not looked through again."""
        gc.freeze()

    def stop(self) -> None:
        """The window has gone."""
        self._timer.stop()
        gc.enable()
