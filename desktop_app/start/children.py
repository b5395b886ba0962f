"""The children and one child's page: which page holds which, and where its tabs come from."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.shell.navigation import NavEntry, Route
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.caseload.view.child_page import ChildPage
    from desktop_app.caseload.view.children import ChildrenPage

MakeTab = Callable[[str], QWidget]
"""file -> what stands under one tab of the child's page."""
TABS = (
    ("now", "Now"),
    ("map", "Map"),
    ("voice", "Their voice"),
    ("plan", "Plan"),
    ("entries", "Visits and notes"),
    ("family", "Family and network"),
    ("chronology", "Chronology"),
)


class ChildrenScreens:
    """`tabs`: what makes each tab, by its key; a tab that nobody makes is not shown."""

    def __init__(self, desk: Desk, tabs: Mapping[str, MakeTab]) -> None:
        self._desk = desk
        self._tabs = tabs

    def entries(self) -> list[NavEntry]:
        """Ways in at the left."""
        return [NavEntry("children", "Children", "users", self._make_children)]

    def routes(self) -> list[Route]:
        """Pages reached from others. child: where = file, and tab to begin with."""
        return [Route("child", self._make_child, "children")]

    def _make_children(self) -> "ChildrenPage":
        from desktop_app.caseload.queries import children
        from desktop_app.caseload.view.children import ChildrenPage

        page = ChildrenPage(self._desk.today)
        page.opened.connect(lambda file: self._desk.go("child", file=file))

        def look() -> None:
            self._desk.ask(children, self._desk.today(), then=lambda found: page.show_children(found, ""), owner=page)

        self._desk.watch(page, (), look)
        return page

    def _make_child(self, file: str, tab: str = "") -> "ChildPage":
        from desktop_app.caseload.queries import child_heading
        from desktop_app.caseload.view.child_page import ChildPage

        shown = [(key, title, self._tabs[key]) for key, title in TABS if key in self._tabs]
        page = ChildPage([(key, title, lambda make=make: make(file)) for key, title, make in shown])  # type: ignore[misc]
        page.went_back.connect(lambda: self._desk.router.back_or("children"))
        page.rearranged.connect(self._desk.window.rearrange)
        page.choose(tab or shown[0][0])

        def look() -> None:
            self._desk.ask(child_heading, file, self._desk.today(), then=page.show_heading, owner=page)

        self._desk.watch(page, (file,), look)
        return page
