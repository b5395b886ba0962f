"""A list of two-line rows, painted by itself so that hundreds scroll smoothly; keyboard and screen reader read every row."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.shell import tokens
from desktop_app.shell.controls.bar import give_bar
from desktop_app.shell.controls.card import Card
from desktop_app.shell.controls.dressing import Dressed
from desktop_app.shell.controls.layouts import fit_again
from desktop_app.shell.controls.row_layout import Arrangement, Composed, compose
from desktop_app.shell.controls.row_painting import paint_header, paint_row
from desktop_app.shell.controls.rows import Column, ListRow

_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[ListRow, ...] = ()

    def show(self, rows: Sequence[ListRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, _parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.said()
        return row if role == ROW else None


class _RowPainter(QStyledItemDelegate):
    def __init__(self, view: "_View") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: ListRow = index.data(ROW)
        return QSize(100, self._view.composed(row).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: ListRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = index.row() == index.model().rowCount() - 1
        paint_row(painter, option, row, self._view.composed(row), last=last)
        painter.restore()


class _View(Dressed, QListView):
    """The list itself. Enter, Space or a press opens a row."""

    opened = Signal(str)
    rearranged = Signal()

    def __init__(self, columns: tuple[Column, ...], least: int, *, grows: bool) -> None:
        super().__init__()
        self._columns, self._least, self._grows = columns, least, grows
        self._composed: dict[str, Composed] = {}
        self.rows = _Rows()
        self.setModel(self.rows)
        self.setItemDelegate(_RowPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        give_bar(self)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalScrollBar().setSingleStep(24)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.verticalScrollBar().rangeChanged.connect(self._lie_under_bar)

    def arrangement(self) -> Arrangement:
        """How rows are laid out at the width and text size of now."""
        return Arrangement(self._columns, self.viewport().width(), self._least, self._under_bar())

    def composed(self, row: ListRow) -> Composed:
        """Where everything in a row stands now; worked out once."""
        made = self._composed.get(row.key)
        if made is None:
            made = self._composed[row.key] = compose(row, self.arrangement())
        return made

    def _under_bar(self) -> int:
        bar = self.verticalScrollBar()
        return bar.sizeHint().width() if bar.maximum() > 0 and not self._grows else 0

    def _lie_under_bar(self) -> None:
        """Rows run to the edge, beneath the scroll bar, so that the one chosen is coloured from edge to edge."""
        under = self._under_bar()
        if self.viewportMargins().right() != -under:
            self.setViewportMargins(0, 0, -under, 0)
            self.refit()

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.rows[index.row()]
        if row.opens:
            self.opened.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the row."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keyboard focus starts on a row, so that it can be seen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rows:
            self.setCurrentIndex(self.rows.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap differently at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.refit()
            self.rearranged.emit()

    def redress(self) -> None:
        """Rows grow with the text."""
        self.refit()
        self.rearranged.emit()

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Other rows. Those that stood here before are not measured again."""
        before = {row.key: row for row in self.rows.rows}
        same = {row.key for row in rows if before.get(row.key) == row}
        self._composed = {key: made for key, made in self._composed.items() if key in same}
        self.rows.show(rows)
        self._fit()

    def refit(self) -> None:
        """Measure every row again."""
        self._composed.clear()
        self._fit()

    def _fit(self) -> None:
        """A list that grows becomes as high as its rows."""
        self.scheduleDelayedItemsLayout()
        if self._grows:
            height = max(1, sum(self.composed(row).height for row in self.rows.rows))
            if height != self.height():
                self.setFixedHeight(height)
                fit_again(self)
        self.viewport().update()


class RowList(Card):
    """Rows in a card. `opened` carries the key of a row that was pressed or entered.

    `columns` make a table that folds into lines when there is no room; `grows` lists have the height of their rows and
    let the page scroll (short lists); others scroll by themselves (long lists).
    """

    opened = Signal(str)

    def __init__(
        self, name: str, *, columns: Sequence[Column] = (), grows: bool = False, title: str = "", least_row: int = 60
    ) -> None:
        super().__init__(title, divided=True)
        self._columns = tuple(columns)
        self._view = _View(self._columns, least_row, grows=grows)
        self._view.setAccessibleName(name)
        self._view.opened.connect(self.opened)
        self._header = _Header(self._view)
        self.body.insertWidget(0, self._header)
        self._view.rearranged.connect(self._fold)
        self._fold()
        self.add(self._view, 0 if grows else 1)
        self.setFocusProxy(self._view)

    def _fold(self) -> None:
        """The names of the columns go when the columns have become lines."""
        self._header.setVisible(bool(self._columns) and not self._view.arrangement().folded)

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these rows; the row that was current stays so when it is still there."""
        before = self.current_key()
        self._view.show_rows(rows)
        if before is not None:
            self.choose(before)

    def rows(self) -> tuple[ListRow, ...]:
        """The rows shown."""
        return self._view.rows.rows

    def current_key(self) -> str | None:
        """The key of the current row."""
        index = self._view.currentIndex()
        return self._view.rows.rows[index.row()].key if index.isValid() else None

    def choose(self, key: str) -> None:
        """Make a row current and bring it into sight."""
        for at, row in enumerate(self._view.rows.rows):
            if row.key == key:
                self._view.setCurrentIndex(self._view.rows.index(at))
                return


class _Header(Dressed, QWidget):
    """The names of the columns; gone when they have folded into lines."""

    def __init__(self, view: _View) -> None:
        super().__init__()
        self._view = view
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(100, tokens.current().height(44, "second"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_header(self, self._view.arrangement())
