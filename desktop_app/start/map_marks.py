"""Moments of a visit that are marked while its map is open: on the board, and over each of its sheets."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.mapping.view.map_page import MapPage
    from desktop_app.shell.controls import Sheet


class MapMarks(QObject):
    """Belongs to one map and lives as long. `card` is the record of the card that is open, or was last."""

    def __init__(self, desk: Desk, file: str, page: "MapPage") -> None:
        super().__init__(page)
        self._desk, self._file, self._page = desk, file, page
        self.card: bytes | None = None
        page.moment_marked.connect(self._mark)

    def over(self, sheet: "Sheet") -> None:
        """The key marks over this sheet, too: a sheet keeps the keys of the page beneath to itself."""
        QShortcut(QKeySequence("Ctrl+M"), sheet).activated.connect(self._mark)

    def _mark(self) -> None:
        from casework.wording import time_of_day
        from desktop_app.moments.marks import new_moment
        from desktop_app.visits.actions import mark

        record = self.card.hex() if self.card is not None else ""
        at = time_of_day(self._desk.now())
        moment = new_moment(at, self._file, "card" if record else "map", record=record)
        self._desk.act(mark, moment, None, self._desk.today(), then=self._marked, owner=self._page)

    def _marked(self, visit: object) -> None:
        if visit is None:
            self._desk.say("Nothing was marked: no visit to this child was begun today.")
        else:
            self._page.corner.show_marked()
