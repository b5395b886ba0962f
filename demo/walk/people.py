"""The two people of the walk, each with a Daybook of their own, and the store between them."""

import datetime
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from demo import staff
from demo.ground import Ground, Made
from demo.store_process import StoreProcess
from demo.walk.hands import Hands, NotThere
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile

WINDOW = QSize(1366, 768)


class Person:
    """One person at a laptop. now: the clock of the laptop."""

    def __init__(
        self, professional: str, profile: Path, now: Callable[[], datetime.datetime] = datetime.datetime.now
    ) -> None:
        self.professional = professional
        self._now = now
        self.profile = Profile(profile)
        self.hands = Hands(self._front)
        self._daybook: Daybook | None = None

    def open(self) -> None:
        """Start Daybook."""
        self._daybook = Daybook(self.profile, now=self._now)
        self._daybook.window.resize(WINDOW)
        self._daybook.window.show()
        self._daybook.window.activateWindow()

    def close(self) -> None:
        """Close its window and end it."""
        if self._daybook is not None:
            self._daybook.window.close()
            self._daybook.close()
            self._daybook = None

    def seen(self) -> list[QWidget]:
        """Daybook's window and what lies over it now, from the bottom to the top."""
        if self._daybook is None:
            raise NotThere("Daybook is not open on this laptop.")
        windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        over = sorted((window for window in windows if window.isModal()), key=_depth)
        own = self._daybook.window
        if own.isVisible():
            return [own, *over]
        for window in over:
            if window.isFullScreen():  # while a child has the laptop; off screen that is no laptop's size
                window.resize(WINDOW)
        return over or [own]

    def _front(self) -> QWidget:
        return self.seen()[-1]


class Company:
    """Everybody in the walk. store: stopped where the walk is without a connection.

    out: where a copy is saved; passphrase: what the screen said opens it.
    """

    def __init__(self, ground: Ground, made: Made, out: Path) -> None:
        self.ground = ground
        self.out = out.resolve()
        self.passphrase = ""
        self.store = StoreProcess(ground.folder, made.port)
        self.worker = Person(staff.WORKER, ground.laptop(staff.WORKER))
        self.colleague = Person(staff.COLLEAGUE, ground.laptop(staff.COLLEAGUE))

    def connect(self) -> None:
        """The store can be reached."""
        self.store.start()
        self.store.wait_until_it_answers()

    def cut_off(self) -> None:
        """It cannot: its process has ended."""
        self.store.stop()

    def close(self) -> None:
        """Close both Daybooks and end the store."""
        self.worker.close()
        self.colleague.close()
        self.store.stop()
        self.store.leave()


def _depth(window: QWidget) -> int:
    above, count = window.parentWidget(), 0
    while above is not None:
        above, count = above.parentWidget(), count + 1
    return count
