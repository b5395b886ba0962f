"""Since you last looked, on Today: a line for each child of whom something is new; a press leads to the child."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop_app.shell.controls import FlowRow, Heading, ListRow, RowList, Stack, TextLink
from desktop_app.today.news import ChildNews

FIRST, FEW = 4, 2


class NewsList(Stack):
    """`opened` carries a case file. Not there while nothing is new."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=8)
        self._news: tuple[ChildNews, ...] = ()
        self._is_all = False
        self.rows = RowList("Since you last looked", grows=True)
        self.rows.opened.connect(self.opened)
        self._more = TextLink("", "chevron-down", says="Show every child of whom something is new")
        self._more.clicked.connect(self._show_all)
        for part in (Heading("Since you last looked"), self.rows, FlowRow(self._more)):
            self.add(part)
        self.hide()

    def show_news(self, news: Sequence[ChildNews]) -> None:
        """Show what is new; the same again changes nothing."""
        if tuple(news) != self._news:
            self._news = tuple(news)
            self._fill()

    def _show_all(self) -> None:
        self._is_all = True
        self._fill()
        self.rows.setFocus()

    def _fill(self) -> None:
        shown = self._news if self._is_all or len(self._news) <= FIRST + 1 else self._news[:FIRST]
        self.rows.show_rows([_row(one) for one in shown])
        left = len(self._news) - len(shown)
        self._more.set_words(f"Show {left} more")
        self._more.setVisible(bool(left))
        self.setVisible(bool(self._news))


def _row(one: ChildNews) -> ListRow:
    more = f" And {len(one.said) - FEW} more." if len(one.said) > FEW else ""
    return ListRow(one.file, one.child, " ".join(f"{said}." for said in one.said[:FEW]) + more, icon="history")
