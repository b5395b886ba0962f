"""The two people of the walk, each with a Daybook of their own, and the store between them."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from demo import staff
from demo.ground import Ground, Made
from demo.store_process import StoreProcess
from demo.walk.hands import Hands
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile

WINDOW = QSize(1366, 768)


class Person:
    """One person at a laptop."""

    def __init__(self, professional: str, profile: Path) -> None:
        self.professional = professional
        self.profile = Profile(profile)
        self.hands = Hands(self._front)
        self._daybook: Daybook | None = None
        self._others: frozenset[QWidget] = frozenset()

    def open(self) -> None:
        """Start Daybook."""
        self._others = frozenset(_windows())
        self._daybook = Daybook(self.profile)
        self._daybook.window.resize(WINDOW)
        self._daybook.window.show()
        self._daybook.window.activateWindow()

    def close(self) -> None:
        """Close its window and end it."""
        if self._daybook is not None:
            self._daybook.window.close()
            self._daybook.close()
            self._daybook = None

    def look_here(self) -> None:
        """Turn to this person's laptop."""
        self._front().activateWindow()

    def _front(self) -> QWidget:
        """The window in front: the newest that is not anybody else's."""
        assert self._daybook is not None  # noqa: S101
        mine = [window for window in _windows() if window not in self._others and window.isVisible()]
        modal = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        return modal if modal in mine else self._daybook.window


class Company:
    """Everybody in the walk. store: stopped where the walk is without a connection."""

    def __init__(self, ground: Ground, made: Made) -> None:
        self.ground = ground
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


def _windows() -> list[QWidget]:
    return QApplication.topLevelWidgets()
