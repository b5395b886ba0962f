"""Inside the program: the list of children and a child's visits and notes, scrolled by the wheel's own steps."""

import sys
import time
from collections.abc import Callable

from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollBar, QWidget

from benchmarks.children_page import children_shown, unlocked_window
from benchmarks.painting import Painting

FRAMES, STEP = 300, 40


def scroll_both(painting: Painting, unlock: Callable[[], object], name: str) -> None:
    """Print the milliseconds of every frame: of the list of children, then of the entries of the child called `name`."""
    from desktop_app.caseload.view.child_page import ChildPage
    from desktop_app.visits.view.entries_page import EntriesPage

    window = unlocked_window(painting, unlock)
    found = children_shown(painting, window)
    _scroll(painting, window, found)
    file = next(row.key for row in found.rows() if row.title == name)
    window.router.go("child", file=file, tab="entries")
    painting.when(lambda: isinstance(page := window.view(), ChildPage) and bool(page.findChildren(EntriesPage)))
    page = window.view()
    assert page is not None
    _scroll(painting, window, page.findChildren(EntriesPage)[0])


def _scroll(painting: Painting, window: QWidget, within: QWidget) -> None:
    """Step by step to the end, and back to the top where that comes too soon."""
    painting.when(lambda: any(bars_of(within)))
    bar = next(iter(bars_of(within)))
    for _ in range(FRAMES):
        began = time.perf_counter()
        bar.setValue(bar.value() + STEP if bar.value() < bar.maximum() else 0)
        QApplication.processEvents()
        sys.stdout.write(f"{(time.perf_counter() - began) * 1000:.2f}\n")
    assert window.isVisible()
    sys.stdout.flush()


def bars_of(within: QWidget) -> list[QScrollBar]:
    """The bars of what scrolls now: in it, or around it."""
    areas = within.findChildren(QAbstractScrollArea)
    around = within.parentWidget()
    while around is not None:
        if isinstance(around, QAbstractScrollArea):
            areas.append(around)
        around = around.parentWidget()
    return [area.verticalScrollBar() for area in areas if area.verticalScrollBar().maximum() > 0]
