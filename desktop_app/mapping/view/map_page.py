"""The map of one child: three columns, the scale beneath, and what is not in the record yet. It only shows and tells."""

import datetime

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.kinds.mapping import Column
from desktop_app.mapping.draft import MapDraft
from desktop_app.mapping.queries import Board
from desktop_app.mapping.view.board import BoardView
from desktop_app.mapping.view.column_list import ColumnList
from desktop_app.mapping.view.not_added import NotAdded
from desktop_app.mapping.view.scale_card import ScaleCard
from desktop_app.shell.controls import Dressed, Notice, Page, SilentCorner, bring_place_into_sight, look

THREE_COLUMNS_FROM = 760  # width at 100 % text under which the columns stand one under the other
GAP, MARGIN = 12, 12
CORNER = 48


class MapPage(Dressed, QWidget):
    """`card_opened` carries a record, `add_wanted` a Column; `ask_wanted` what is rated, `asked_about` also of whom.
    `moment_marked`: a moment of the visit is marked, by Ctrl+M or by two taps in the corner that looks like nothing."""

    wants_width = True
    card_opened = Signal(object)
    add_wanted = Signal(Column)
    ask_wanted = Signal(str)
    asked_about = Signal(str, str)
    add_to_record = Signal()
    came_into_sight = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    moment_marked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.not_added = NotAdded()
        self._apart: frozenset[bytes] = frozenset()
        self.trouble = Notice("trouble", "")
        self.trouble.hide()
        self.who_can = Notice("info", "")
        self.who_can.hide()
        self.board = BoardView()
        self.scale = ScaleCard()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(GAP)
        for part in (self.not_added, self.trouble, self.who_can):
            lay.addWidget(part)
        lay.addWidget(self.board, 1)
        lay.addWidget(self.scale)
        self.corner = SilentCorner(self, CORNER)
        self._was_left = True  # never seen so far
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
        self.corner.tapped.connect(self.moment_marked)
        QShortcut(QKeySequence("Ctrl+M"), self).activated.connect(self.moment_marked)
        for panel in self.board.columns:
            panel.list.came_to.connect(lambda rect, cards=panel.list: self._keep_in_sight(cards, rect))

    def show_board(self, board: Board, today: datetime.date) -> None:
        """Show the map as the record and the draft make it."""
        self.board.show_board(board, today)
        self.scale.show_board(board)
        self._apart = frozenset(card.draft.record for card in board.apart)

    def show_draft(self, draft: MapDraft, *, can_undo: bool, can_redo: bool) -> None:
        """Show what is not added yet."""
        self.not_added.show_draft(draft, self._apart, can_undo=can_undo, can_redo=can_redo)

    def allow(self, who_can: str) -> None:
        """Whether cards and marks can be added here; who can is said instead where they cannot."""
        for panel in self.board.columns:
            panel.add_button.setVisible(not who_can)
        self.scale.ask.setVisible(not who_can)
        self.who_can.setVisible(bool(who_can))
        if who_can:
            self.who_can.say("info", "You read this map.", who_can, aloud=False)

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
        self.scale.arrange(self.width())
        self.board.arrange(one_column=self.width() < THREE_COLUMNS_FROM * look().scale)

    def showEvent(self, event: QShowEvent) -> None:
        """Back in sight: the same map may have been changed on another page meanwhile."""
        super().showEvent(event)
        if self._was_left:
            self._was_left = False
            self._take_the_corner()
            self.came_into_sight.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """The corner is the map's only while it is in sight."""
        super().hideEvent(event)
        self._was_left = True
        self.corner.hide()

    def _take_the_corner(self) -> None:
        """Of the page that the map stands on: the board's own corner has a button."""
        around = [self.parentWidget()]
        while around[-1] is not None:
            around.append(around[-1].parentWidget())
        pages = [one for one in around if isinstance(one, Page)]
        self.corner.lie_over(pages[-1] if pages else self)
        self.corner.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns or one."""
        super().resizeEvent(event)
        self._arrange()

    def redress(self) -> None:
        """Another text size may need the other."""
        if hasattr(self, "board"):
            self._arrange()
        super().redress()

    def _keep_in_sight(self, cards: ColumnList, rect: QRect) -> None:
        """The card the keyboard stands on, also where the page scrolls and not its list."""
        for corner in (rect.bottomLeft(), rect.topLeft()):
            bring_place_into_sight(self, cards.viewport().mapTo(self, corner), MARGIN)
