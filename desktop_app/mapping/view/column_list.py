"""The cards of one column as a list: a screen reader reads each, the keyboard moves in it and to the columns beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.mapping.faces import Face
from desktop_app.mapping.view.card_layout import Laid, lay_out
from desktop_app.mapping.view.card_painting import paint_card
from desktop_app.shell.controls import Dressed, give_bar

_Index = QModelIndex | QPersistentModelIndex
SHOWN = Qt.ItemDataRole.UserRole
GAP = 8
SURELY_LONG = 50  # cards: more than fit in any window


@dataclass(frozen=True)
class ShownCard:
    """A card in a list: the record it opens, and what it says."""

    record: bytes
    face: Face


class _Cards(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[ShownCard, ...] = ()

    def show(self, cards: Sequence[ShownCard]) -> None:
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def rowCount(self, _parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return len(self.cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.face.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card.face.spoken
        return card if role == SHOWN else None


class _CardPainter(QStyledItemDelegate):
    def __init__(self, view: "ColumnList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(60, self._view.laid(index.data(SHOWN)).height + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shown: ShownCard = index.data(SHOWN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(0, 0, 0, -GAP)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        paint_card(painter, rect, shown.face, self._view.laid(shown), self._view.tone, focused=focused, over=over)
        painter.restore()


class ColumnList(Dressed, QListView):
    """Enter, Space or a press opens a card; Left and Right go to the column beside. `grows` lists never scroll."""

    opened = Signal(object)
    went_beside = Signal(int, int)
    came_to = Signal(QRect)

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self.tone = tone
        self._grows = False
        self._laid: dict[bytes, Laid] = {}
        self._cards = _Cards()
        self.setModel(self._cards)
        self.setItemDelegate(_CardPainter(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        give_bar(self)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalScrollBar().setSingleStep(24)
        self.clicked.connect(lambda index: self.opened.emit(index.data(SHOWN).record))

    # -- what is shown ------------------------------------------------------------------------------------------

    def shown(self) -> tuple[ShownCard, ...]:
        """The cards, from top to bottom."""
        return self._cards.cards

    def show_cards(self, cards: Sequence[ShownCard]) -> None:
        """Other cards; where the list stood and the card the keyboard stood on stay as they were."""
        if tuple(cards) == self._cards.cards:
            return
        stood_at, current = self.verticalScrollBar().value(), self.current_record()
        before = {card.record: card for card in self._cards.cards}
        kept = {card.record for card in cards if before.get(card.record) == card}
        self._laid = {record: laid for record, laid in self._laid.items() if record in kept}
        self._cards.show(cards)
        self._measure()
        self._go_to(current)
        self.verticalScrollBar().setValue(stood_at)

    def current_record(self) -> bytes | None:
        """The card the keyboard stands on."""
        index = self.currentIndex()
        return self._cards.cards[index.row()].record if index.isValid() else None

    def stand_on(self, record: bytes) -> bool:
        """Bring a card into sight with the keyboard on it; False where it is not here."""
        if not self._go_to(record):
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scrollTo(self.currentIndex())
        return True

    def stand_near(self, y: int) -> bool:
        """Put the keyboard on the card that is nearest to this height of the list's own; False where there is none."""
        if not self._cards.cards:
            return False
        index = self.indexAt(QPoint(GAP, max(0, min(y, self.viewport().height() - 1))))
        self.setCurrentIndex(index if index.isValid() else self._cards.index(len(self._cards.cards) - 1))
        self.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _go_to(self, record: bytes | None) -> bool:
        at = next((row for row, card in enumerate(self._cards.cards) if card.record == record), None)
        if at is None:
            return False
        self.setCurrentIndex(self._cards.index(at))
        return True

    # -- how high it is -----------------------------------------------------------------------------------------

    def laid(self, card: ShownCard) -> Laid:
        """Where everything on a card stands at the width of now; worked out once."""
        made = self._laid.get(card.record)
        if made is None:
            made = self._laid[card.record] = lay_out(card.face, self.viewport().width(), self.tone)
        return made

    def set_grows(self, grows: bool) -> None:
        """As high as its cards, so that the page scrolls; else it scrolls by itself in the height it is given."""
        if grows == self._grows:
            return
        self._grows = grows
        vertical = QSizePolicy.Policy.Fixed if grows else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self._measure()

    def _bar(self) -> Qt.ScrollBarPolicy:
        """A list that is sure to scroll has its bar from the start: else every card would be laid out twice."""
        if self._grows:
            return Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        is_long = len(self._cards.cards) > SURELY_LONG
        return Qt.ScrollBarPolicy.ScrollBarAlwaysOn if is_long else Qt.ScrollBarPolicy.ScrollBarAsNeeded

    def _measure(self) -> None:
        self.setVerticalScrollBarPolicy(self._bar())
        if self._grows:
            self.setFixedHeight(max(1, sum(self.laid(card).height + GAP for card in self._cards.cards)))
        else:
            self.setMinimumHeight(0)
            self.setMaximumHeight(16_777_215)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _measure_all(self) -> None:
        self._laid.clear()
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap differently at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure_all()

    def redress(self) -> None:
        """Cards grow with the text."""
        self._measure_all()

    # -- keys ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the card; Left and Right go beside."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            self.opened.emit(index.data(SHOWN).record)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            middle = self.visualRect(index).center().y() if index.isValid() else 0
            self.went_beside.emit(-1 if event.key() == Qt.Key.Key_Left else 1, middle)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell where the keyboard stands now: a list that grows is scrolled by what is around it."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.came_to.emit(self.visualRect(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard starts on a card, so that it can be seen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._cards.cards:
            self.setCurrentIndex(self._cards.index(0))
