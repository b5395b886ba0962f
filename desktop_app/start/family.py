"""Family and network: its tab on a child's page."""

from typing import TYPE_CHECKING

from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.network.view.family_page import FamilyPage


class FamilyScreens:
    """Who belongs to a child."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def family_tab(self, file: str) -> "FamilyPage":
        """Family and network of one child."""
        from desktop_app.network.queries import family
        from desktop_app.network.view.family_page import FamilyPage

        desk, tab = self._desk, FamilyPage()
        tab.opened.connect(lambda other: desk.go("child", file=other))

        def look() -> None:
            today = desk.today()
            desk.ask(family, file, today, then=lambda found: tab.show_family(found, today), owner=tab)

        desk.watch(tab, (file,), look)
        return tab
