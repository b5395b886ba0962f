"""The map of one child: three columns, the scale beneath, and what is not in the record yet. It only shows and tells."""

import datetime

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.kinds.mapping import Column
from desktop_app.mapping.draft import MapDraft
from desktop_app.mapping.queries import Board
from desktop_app.mapping.view.board import BoardView
from desktop_app.mapping.view.column_list import ColumnList
from desktop_app.mapping.view.not_added import NotAdded
from desktop_app.mapping.view.scale_card import ScaleCard
from desktop_app.shell.controls import Dressed, Notice, look, scrolling

THREE_COLUMNS_FROM = 760  # width at 100 % text under which the columns stand one under the other
LEAST_BOARD = 280  # height under which the page scrolls instead of each column
GAP = 12


class MapPage(Dressed, QWidget):
    """`card_opened` carries a record, `add_wanted` a Column; `ask_wanted` what is rated, `asked_about` also of whom."""

    wants_width = True
    card_opened = Signal(object)
    add_wanted = Signal(Column)
    ask_wanted = Signal(str)
    asked_about = Signal(str, str)
    add_to_record = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.not_added = NotAdded()
        self.trouble = Notice("trouble", "")
        self.trouble.hide()
        self.board = BoardView()
        self.scale = ScaleCard()
        self._inside = QWidget()
        lay = QVBoxLayout(self._inside)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(GAP)
        for part in (self.not_added, self.trouble):
            lay.addWidget(part)
        lay.addWidget(self.board, 1)
        lay.addWidget(self.scale)
        self._area = scrolling(self._inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._area)
        self._connect()

    def _connect(self) -> None:
        self.board.opened.connect(self.card_opened)
        self.board.add_wanted.connect(self.add_wanted)
        self.scale.ask_wanted.connect(self.ask_wanted)
        self.scale.asked_about.connect(self.asked_about)
        self.not_added.add_wanted.connect(self.add_to_record)
        self.not_added.undo_wanted.connect(self.undo_wanted)
        self.not_added.redo_wanted.connect(self.redo_wanted)
        for keys, wanted in (
            (QKeySequence.StandardKey.Undo, self.undo_wanted),
            (QKeySequence.StandardKey.Redo, self.redo_wanted),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(wanted)
        for panel in self.board.columns:
            panel.list.came_to.connect(lambda rect, cards=panel.list: self._keep_in_sight(cards, rect))

    def show_board(self, board: Board, today: datetime.date) -> None:
        """Show the map as the record and the draft make it."""
        self.board.show_board(board, today)
        self.scale.show_board(board)
        self._arrange()

    def show_draft(self, draft: MapDraft, *, can_undo: bool, can_redo: bool) -> None:
        """Show what is not added yet."""
        self.not_added.show_draft(draft, can_undo=can_undo, can_redo=can_redo)
        self._arrange()

    def say_trouble(self, sentence: str) -> None:
        """Say why something was not done; empty takes it away."""
        self.trouble.setVisible(bool(sentence))
        if sentence:
            self.trouble.say("trouble", "", sentence)

    def stand_on(self, record: bytes) -> None:
        """Bring a card into sight with the keyboard on it."""
        self.board.stand_on(record)

    # -- how it stands ------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        one_column = self.width() < THREE_COLUMNS_FROM * look().scale
        self.scale.arrange(self.width())
        others = [part for part in (self.not_added, self.trouble, self.scale) if not part.isHidden()]
        room = self.height() - sum(self._height_of(part) + GAP for part in others)
        self.board.arrange(one_column=one_column, grows=room < LEAST_BOARD)

    def _height_of(self, part: QWidget) -> int:
        return part.heightForWidth(self.width()) if part.hasHeightForWidth() else part.sizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns or one."""
        super().resizeEvent(event)
        self._arrange()

    def redress(self) -> None:
        """Another text size may need the other."""
        if hasattr(self, "_area"):
            self._arrange()
        super().redress()

    def minimumSizeHint(self) -> QSize:
        """It scrolls: it fits wherever it is put."""
        return QSize(200, 200)

    def _keep_in_sight(self, cards: ColumnList, rect: QRect) -> None:
        """The card the keyboard stands on, also when the page scrolls and not its list."""
        corner = cards.viewport().mapTo(self._inside, rect.topLeft())
        self._area.ensureVisible(corner.x(), corner.y() + rect.height(), 0, 12)
        self._area.ensureVisible(corner.x(), corner.y(), 0, 12)
