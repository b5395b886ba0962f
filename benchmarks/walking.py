"""Inside the program: somebody goes through a full copy, page after page, while every turn of the screen's thread is timed."""

import itertools
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.children_page import children_shown, unlocked_window
from benchmarks.painting import Painting
from benchmarks.scrolling import bars_of

if TYPE_CHECKING:
    from desktop_app.shell.window import MainWindow

CHILDREN, SCREENS, STEP = 6, 60, 120
LONG = 25.0  # milliseconds: told on standard error, each with what was done
TABS = ("now", "voice", "entries", "map", "plan", "family")
TYPED = "nan mon"


class Turns(QObject):
    """Milliseconds from each turn of the screen's thread to the next, and where the long ones were."""

    def __init__(self) -> None:
        super().__init__()
        self.took: list[float] = []
        self.where = ""
        self.long: list[tuple[float, str]] = []
        self._at = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)
        self._timer.start(0)

    def _turn(self) -> None:
        now = time.perf_counter()
        took = (now - self._at) * 1000
        if took > LONG:
            self.long.append((took, self.where))
        self.took.append(took)
        self._at = now

    def stop(self) -> None:
        """No more turns are timed."""
        self._timer.stop()


def walk(painting: Painting, unlock: Callable[[], object]) -> None:
    """Print the milliseconds of every turn of the screen's thread from the unlocked window on."""
    window = unlocked_window(painting, unlock)
    turns = Turns()
    turns.where = "the list of children"
    found = children_shown(painting, window)
    _scroll(painting, window)
    for row in tuple(itertools.islice(found.rows(), CHILDREN)):
        for tab in TABS:
            turns.where = f"{tab} of a child"
            window.router.go("child", file=row.key, tab=tab)
            _at_rest(painting, window)
            turns.where = f"{tab} of a child, scrolled"
            _scroll(painting, window)
        turns.where = "searched as it is typed"
        window.router.go("child", file=row.key, tab="entries")
        _at_rest(painting, window)
        _search(painting, window)
    for key in ("today", "children", "today"):
        turns.where = f"back at {key}"
        window.router.go(key)
        _at_rest(painting, window)
    turns.stop()
    sys.stderr.write("".join(f"{took:.0f} ms: {where}\n" for took, where in sorted(turns.long, reverse=True)))
    sys.stdout.write("".join(f"{took:.2f}\n" for took in turns.took))
    sys.stdout.flush()


def _at_rest(painting: Painting, window: "MainWindow") -> None:
    window.update()  # where nothing else is painted, this is
    painting.when(lambda: True)


def _scroll(painting: Painting, window: "MainWindow") -> None:
    """To the foot of the page, or as far as sixty turns of the wheel go."""
    page = window.view()
    for bar in bars_of(page) if page is not None else ():
        for _ in range(SCREENS):
            bar.setValue(bar.value() + STEP)
            QApplication.processEvents()
    _at_rest(painting, window)


def _search(painting: Painting, window: "MainWindow") -> None:
    """Two words typed letter by letter into the search over a child's whole file."""
    from desktop_app.search.view.search_page import SearchPage

    page = window.view()
    assert page is not None
    line = page.findChildren(SearchPage)[0].field.line
    for letter in TYPED:
        QTest.keyClicks(line, letter)
        QApplication.processEvents()
    _at_rest(painting, window)
