"""The three columns side by side; one under the other where there is no room for the text."""

import datetime

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from casework.kinds.mapping import Column
from desktop_app.mapping.faces import face_of
from desktop_app.mapping.queries import Board
from desktop_app.mapping.view.column import ColumnPanel
from desktop_app.mapping.view.column_list import ShownCard

GAP = 16


class BoardView(QWidget):
    """`opened` carries the record of a card; `add_wanted` the column that shall have a new one."""

    opened = Signal(object)
    add_wanted = Signal(Column)

    def __init__(self) -> None:
        super().__init__()
        self.columns = tuple(ColumnPanel(column) for column in Column)
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(GAP)
        for at, panel in enumerate(self.columns):
            self._lay.addWidget(panel, 1)
            panel.add_wanted.connect(self.add_wanted)
            panel.list.opened.connect(self.opened)
            panel.list.went_beside.connect(lambda way, y, at=at: self._go_beside(at, way, y))

    def show_board(self, board: Board, today: datetime.date) -> None:
        """Show the cards of every column."""
        for panel in self.columns:
            cards = board.column(panel.column)
            panel.show_words(board.words)
            panel.show_cards([ShownCard(card.draft.record, face_of(card, board, today)) for card in cards])

    def stand_on(self, record: bytes) -> bool:
        """Bring a card into sight with the keyboard on it."""
        return any(panel.list.stand_on(record) for panel in self.columns)

    def arrange(self, *, one_column: bool) -> None:
        """Beside each other, each list scrolling by itself; or beneath, where the page scrolls through all of them."""
        way = QBoxLayout.Direction.TopToBottom if one_column else QBoxLayout.Direction.LeftToRight
        self._lay.setDirection(way)
        for panel in self.columns:
            self._lay.setStretchFactor(panel, 0 if one_column else 1)
            panel.set_grows(one_column)

    def is_one_column(self) -> bool:
        """Whether the columns stand one under the other now."""
        return self._lay.direction() == QBoxLayout.Direction.TopToBottom

    def _go_beside(self, at: int, way: int, y: int) -> None:
        """To the card beside, past columns without any."""
        here = self.columns[at].list.viewport()
        beside = at + way
        while 0 <= beside < len(self.columns):
            there = self.columns[beside].list
            height = there.viewport().mapFromGlobal(here.mapToGlobal(QPoint(0, y))).y()
            if there.stand_near(0 if self.is_one_column() else height):
                return
            beside += way
