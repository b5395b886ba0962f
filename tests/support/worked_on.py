"""Daybook as it is started, unlocked and worked on by a pair of hands inside it: for tests of how its process ends.

`python -m tests.support.worked_on FOLDER PASSPHRASE CHILD`; says `open` when the child's page stands there with the cursor
on its last tab.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.shell import style
from desktop_app.shell.window import MainWindow
from desktop_app.start.front_door import Greeting
from desktop_app.start.running import run
from desktop_app.vault.profile import Profile


class Hands:
    """Presses Unlock, then goes to the child."""

    def __init__(self, child: str) -> None:
        self._child = child
        self._was_unlocked = self._is_there = False
        self.timer = QTimer(interval=50)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    def _look(self) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, UnlockPage) and window.isVisible() and not self._was_unlocked:
                self._was_unlocked = True
                window._ask()
            if isinstance(window, MainWindow) and window.isVisible():
                self._go_to_child(window)

    def _go_to_child(self, window: MainWindow) -> None:
        view = window.view()
        if not isinstance(view, ChildPage):
            window.router.go("child", file=self._child, tab="entries")
        elif not self._is_there:
            self._is_there = True
            self.timer.stop()
            sys.stdout.write("open\n")
            sys.stdout.flush()


def main() -> int:
    folder, passphrase, child = sys.argv[1:]
    hands = []
    make = style.make_application

    def made(program: str) -> QApplication:
        application = make(program)
        hands.append(Hands(child))
        return application

    style.make_application = made
    return run(Profile(Path(folder)), Greeting("", "For a test.", passphrase))


if __name__ == "__main__":
    sys.exit(main())
