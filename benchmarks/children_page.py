"""Inside the program: unlocked, and the list of children shown, for benchmarks that go on from there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from benchmarks.painting import Painting

if TYPE_CHECKING:
    from desktop_app.shell.controls import RowList
    from desktop_app.shell.window import MainWindow


def unlocked_window(painting: Painting, unlock: Callable[[], object]) -> "MainWindow":
    """The window over the open copy."""
    from desktop_app.shell.window import MainWindow

    unlock()

    def shown() -> MainWindow | None:
        return next((one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None)

    painting.when(lambda: shown() is not None)
    window = shown()
    assert window is not None
    return window


def children_shown(painting: Painting, window: "MainWindow") -> "RowList":
    """Go to the list of children; it when its rows are painted."""
    from desktop_app.caseload.view.children import ChildrenPage
    from desktop_app.shell.controls import RowList

    window.router.go("children")

    def rows() -> RowList | None:
        page = window.view()
        return page.findChild(RowList) if isinstance(page, ChildrenPage) else None

    painting.when(lambda: bool((found := rows()) and found.rows()))
    found = rows()
    assert found is not None
    return found
