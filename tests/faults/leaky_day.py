"""Daybook as it is started, and a day of work in it by somebody who writes marked words everywhere; to be watched from outside.

Run as `python -m tests.faults.leaky_day FOLDER DAY PART NOTES [LEAK]`. A day has parts, each from the door to an end: the window is
closed, the laptop is locked (then Daybook itself starts the next part), or the program is brought down. With a LEAK Daybook
is spoilt on purpose: a search that does not find that finds nothing.
"""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from casework.access import may_write
from casework.case_files import FileKind
from demo.walk import hands
from demo.walk.hands import Hands, settle
from desktop_app.shell import style
from desktop_app.start import running
from desktop_app.start.desk import Desk
from desktop_app.start.program import Daybook
from desktop_app.start.succession import Begins
from desktop_app.vault.profile import Profile
from tests.faults.leaks_on_purpose import LEAKS
from tests.support.vaults import PASSPHRASE

LONGEST_STEP = 300.0  # seconds: thousands of notes are sent while others work on this machine
Part = tuple[Callable[["Day"], object], ...]


class Day(QObject):
    """One part of a day. daybook: the program, once it has begun; place: a folder beside the copy's; notes: how many."""

    def __init__(self, profile: Profile, notes: int, part: Part) -> None:
        super().__init__()
        self.profile, self.notes, self._part = profile, notes, part
        self.place = profile.folder.parent
        self.daybook: Daybook | None = None
        self.hands = Hands(self._front)
        QTimer.singleShot(0, self, self._live)

    @property
    def desk(self) -> Desk:
        """What is open."""
        assert self.daybook is not None
        assert self.daybook.desk is not None
        return self.daybook.desk

    @property
    def files(self) -> list[str]:
        """The children's files, those in which this worker writes."""
        rights = self.desk.records.rights()
        files = self.desk.records.files(FileKind.PERSON)
        return [file for file in files if may_write(rights.standing, file, rights.holders(file), "case_note")]

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Let the program work until something is so."""
        self.hands.wait_until(is_so, lambda: "it never came to be so")

    def _live(self) -> None:
        try:
            for step in self._part:
                step(self)
                settle()
        except BaseException:  # noqa: BLE001 whatever it is, the program ends and says so
            sys.excepthook(*sys.exc_info())
            os._exit(3)

    def _front(self) -> QWidget:
        windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        over = [one for one in windows if one.isModal()]
        assert self.daybook is not None
        return over[-1] if over else self.daybook.window


def main() -> int:
    from tests.faults.parts_of_a_day import DAYS

    folder, day, part, notes, *leak = sys.argv[1:]
    hands.PATIENCE = LONGEST_STEP
    for name in leak:
        LEAKS[name](Profile(Path(folder)))
    days, begun = [], style.make_application

    def make_application(program: str) -> QApplication:
        application = begun(program)
        days.append(Day(Profile(Path(folder)), int(notes), DAYS[day][int(part)]))
        return application

    class Watched(Daybook):
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)
            days[0].daybook = self

    style.make_application, running.Daybook = make_application, Watched
    again = [sys.executable, "-m", "tests.faults.leaky_day", folder, day, str(int(part) + 1), notes, *leak]
    begins = Begins(practise=day == "practice")
    return running.Running(Profile(Path(folder)), begins=begins, again=again).run()


def unlock(day: Day, passphrase: str = PASSPHRASE) -> None:
    """At the door."""
    day.hands.type_into("Your passphrase", passphrase)
    day.hands.press("Unlock")
    day.wait_until(lambda: day.daybook is not None and day.daybook.desk is not None)


def lock(day: Day) -> None:
    """The process ends, and starts the next part."""
    assert day.daybook is not None
    day.daybook.lock()


def close(day: Day) -> None:
    """The window is closed."""
    assert day.daybook is not None
    day.daybook.window.close()
    QApplication.exit(0)


def bring_down(day: Day, number: signal.Signals) -> None:
    """In the middle of a transaction."""
    from tests.faults.parts_of_a_day import notes

    day.desk.records.drafts.keep("note:unfinished", day.files[0], "note", {"said": "Marker-Ptarmigan unfinished"})
    connection = day.desk.vault.engine.connect()
    transaction = connection.begin()
    for change in notes(day, 0, 200):
        connection.exec_driver_sql("INSERT INTO settings(name, content) VALUES(?, ?)", (change.id.hex(), change.body))
    assert transaction.is_active
    os.kill(os.getpid(), number)


crash, abort = partial(bring_down, number=signal.SIGSEGV), partial(bring_down, number=signal.SIGABRT)

if __name__ == "__main__":
    import importlib

    sys.exit(importlib.import_module("tests.faults.leaky_day").main())  # the one that its parts import, not a second
