"""Since you last looked, or lately where you never did: what others added, in a line; all of it when asked."""

import datetime
from collections.abc import Sequence

from casework.wording import plain_date
from desktop_app.caseload.since import News
from desktop_app.shell.controls import ListRow, RowList

FEW, MOST = 2, 40
TITLE, AT_FIRST = "Since you last looked", "You have not opened this page before"
LATELY = "In the last four weeks: "


class SinceCard(RowList):
    """One row; a press shows every line beneath it, or hides them again."""

    def __init__(self) -> None:
        super().__init__(TITLE, grows=True, least_row=64)
        self._news: tuple[News, ...] = ()
        self._today = datetime.date.min
        self._is_open = self._is_first = False
        self.opened.connect(self._open_or_shut)
        self.hide()

    def show_news(self, news: Sequence[News], today: datetime.date, *, is_first: bool = False) -> None:
        """Show what is new; nothing at all where nothing is. is_first: the page was never open before."""
        self._news, self._today, self._is_first = tuple(news), today, is_first
        self.setVisible(bool(news))
        self._fill()

    def _open_or_shut(self, _key: str) -> None:
        self._is_open = not self._is_open
        self._fill()

    def _fill(self) -> None:
        more = f" And {len(self._news) - FEW} more." if len(self._news) > FEW else ""
        short = " ".join(f"{one.said}." for one in self._news[:FEW]) + more
        title, lately = (AT_FIRST, LATELY) if self._is_first else (TITLE, "")
        second = lately.rstrip() if self._is_open else lately + short
        head = ListRow("since", title, second, icon="history", icon_colour="primary")
        rows = [head]
        if self._is_open:
            rows += [self._line(place, one) for place, one in enumerate(self._news[:MOST])]
        self.show_rows(rows)

    def _line(self, place: int, one: News) -> ListRow:
        when = plain_date(one.on, self._today) if one.on else ""
        second = ": ".join(part for part in (when, one.about) if part)
        return ListRow(f"news {place}", one.said, second, opens=False)
