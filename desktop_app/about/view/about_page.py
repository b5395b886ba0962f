"""About Daybook: the release, where the copy lies, the line on the mark, and every licence to be read."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop_app.about.queries import KEYS, MAPPING, About, Part
from desktop_app.shell.controls import Body, Card, FactRow, ListRow, Page, PrimaryButton, RowList, Sheet, Small


class AboutPage(Page):
    """`licence_asked` carries the key of a part whose licence is to be read."""

    licence_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("About Daybook")
        self._release = FactRow("Release", "")
        self._folder = FactRow("Your copy lies in", "")
        copy = Card("On this laptop")
        for part in (
            self._release,
            self._folder,
            Body(
                "Everything in it is encrypted with a key that only your passphrase opens. Daybook keeps nothing about a "
                "family anywhere else on this laptop, and sends nothing to anyone but your authority’s central store."
            ),
        ):
            copy.add(part)
        keys = Card("Keys")
        for pressed, what in KEYS:
            keys.add(FactRow(pressed, what, across=True))
        mark = Card("The map")
        mark.add(Body(MAPPING))
        self._pictures = RowList("Typefaces and icons", grows=True, title="Typefaces and icons")
        self._libraries = RowList("Libraries", grows=True, title="Libraries")
        for rows in (self._pictures, self._libraries):
            rows.opened.connect(self.licence_asked)
        for card in (copy, keys, mark, self._pictures, self._libraries):
            self.add(card)

    def show_about(self, about: About) -> None:
        """Show what there is."""
        self._release.set_value(about.release)
        self._folder.set_value(about.folder)
        self._pictures.show_rows(_rows(about.pictures))
        self._libraries.show_rows(_rows(about.libraries))

    def show_licence(self, name: str, text: str) -> Sheet:
        """A licence, whole, on a sheet."""
        sheet = Sheet(self, name, width=720)
        words = Small(text, "ink")
        sheet.add(words)
        close = PrimaryButton("Close")
        close.clicked.connect(sheet.leave)
        sheet.add_button(close)
        sheet.show_over()
        return sheet


def _rows(parts: Sequence[Part]) -> list[ListRow]:
    return [ListRow(part.key, part.name, f"{part.what}. {part.licence}") for part in parts]
