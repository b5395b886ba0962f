"""Inside the program: the list of children and a child's visits and notes, scrolled by the wheel's own steps."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollBar, QWidget

from benchmarks.painting import Painting

if TYPE_CHECKING:
    from desktop_app.shell.window import MainWindow

FRAMES, STEP = 300, 40


def scroll_both(painting: Painting, unlock: Callable[[], object], name: str) -> None:
    """Print the milliseconds of every frame: of the list of children, then of the entries of the child called `name`."""
    from desktop_app.caseload.view.child_page import ChildPage
    from desktop_app.caseload.view.children import ChildrenPage
    from desktop_app.shell.controls import RowList
    from desktop_app.shell.window import MainWindow
    from desktop_app.visits.view.entries_page import EntriesPage

    unlock()

    def shown() -> "MainWindow | None":
        return next((one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None)

    painting.when(lambda: shown() is not None)
    window = shown()
    assert window is not None
    window.router.go("children")

    def rows() -> RowList | None:
        page = window.view()
        return page.findChild(RowList) if isinstance(page, ChildrenPage) else None

    painting.when(lambda: bool((found := rows()) and found.rows()))
    found = rows()
    assert found is not None
    _scroll(painting, window, found)
    file = next(row.key for row in found.rows() if row.title == name)
    window.router.go("child", file=file, tab="entries")
    painting.when(lambda: isinstance(page := window.view(), ChildPage) and bool(page.findChildren(EntriesPage)))
    page = window.view()
    assert page is not None
    _scroll(painting, window, page.findChildren(EntriesPage)[0])


def _scroll(painting: Painting, window: QWidget, within: QWidget) -> None:
    """Step by step to the end, and back to the top where that comes too soon."""
    painting.when(lambda: any(_bars(within)))
    bar = next(iter(_bars(within)))
    for _ in range(FRAMES):
        began = time.perf_counter()
        bar.setValue(bar.value() + STEP if bar.value() < bar.maximum() else 0)
        QApplication.processEvents()
        sys.stdout.write(f"{(time.perf_counter() - began) * 1000:.2f}\n")
    assert window.isVisible()
    sys.stdout.flush()


def _bars(within: QWidget) -> list[QScrollBar]:
    """Of what scrolls now: in it, or around it."""
    areas = within.findChildren(QAbstractScrollArea)
    around = within.parentWidget()
    while around is not None:
        if isinstance(around, QAbstractScrollArea):
            areas.append(around)
        around = around.parentWidget()
    return [area.verticalScrollBar() for area in areas if area.verticalScrollBar().maximum() > 0]
