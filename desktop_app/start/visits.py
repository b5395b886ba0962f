"""Visits: the tab with what was written, and the form of a visit."""

from typing import TYPE_CHECKING

from desktop_app.shell.navigation import Route
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.visits.view.entries_page import EntriesPage


class VisitScreens:
    """Everything about visits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Pages reached from others."""
        return []

    def entries_tab(self, file: str) -> "EntriesPage":
        """Visits and notes of one child."""
        from desktop_app.visits.entries import entries
        from desktop_app.visits.view.entries_page import EntriesPage

        tab = EntriesPage()
        self._desk.watch(tab, (file,), lambda: self._desk.ask(entries, file, then=tab.show_entries, owner=tab))
        return tab
