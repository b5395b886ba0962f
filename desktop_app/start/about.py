"""About Daybook: its page, and the licences it shows."""

from typing import TYPE_CHECKING

from desktop_app.shell.navigation import NavEntry
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.about.view.about_page import AboutPage


class AboutScreens:
    """What this release is and what it is made of."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def entries(self) -> list[NavEntry]:
        """The way in, at the foot."""
        return [
            NavEntry(
                "about", "About Daybook", "info", self._make_page, short="About", at_foot=True, names_families=False
            )
        ]

    def _make_page(self) -> "AboutPage":
        from desktop_app.about.queries import about, licence_text
        from desktop_app.about.view.about_page import AboutPage

        page, work = AboutPage(), self._desk.work

        def read(key: str) -> None:
            work.beside(licence_text, key, then=lambda text: page.show_licence("Licence", text), owner=page)

        page.licence_asked.connect(read)
        work.beside(about, self._desk.vault.profile.folder, then=page.show_about, owner=page)
        return page
