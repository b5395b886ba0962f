"""Since you last looked: what others added, in a line; all of it when asked."""

import datetime
from collections.abc import Sequence

from casework.wording import plain_date
from desktop_app.caseload.since import News
from desktop_app.shell.controls import ListRow, RowList

FEW, MOST = 2, 40


class SinceCard(RowList):
    """One row; a press shows every line beneath it, or hides them again."""

    def __init__(self) -> None:
        super().__init__("Since you last looked", grows=True, least_row=64)
        self._news: tuple[News, ...] = ()
        self._today = datetime.date.min
        self._is_open = False
        self.opened.connect(self._open_or_shut)
        self.hide()

    def show_news(self, news: Sequence[News], today: datetime.date) -> None:
        """Show what is new; nothing at all where nothing is."""
        self._news, self._today = tuple(news), today
        self.setVisible(bool(news))
        self._fill()

    def _open_or_shut(self, _key: str) -> None:
        self._is_open = not self._is_open
        self._fill()

    def _fill(self) -> None:
        more = f" And {len(self._news) - FEW} more." if len(self._news) > FEW else ""
        short = " ".join(f"{one.said}." for one in self._news[:FEW]) + more
        head = ListRow(
            "since", "Since you last looked", "" if self._is_open else short, icon="history", icon_colour="primary"
        )
        rows = [head]
        if self._is_open:
            rows += [self._line(place, one) for place, one in enumerate(self._news[:MOST])]
        self.show_rows(rows)

    def _line(self, place: int, one: News) -> ListRow:
        when = plain_date(one.on, self._today) if one.on else ""
        second = ": ".join(part for part in (when, one.about) if part)
        return ListRow(f"news {place}", one.said, second, opens=False)
