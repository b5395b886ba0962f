"""A row that goes on in the next line when it is full, so that nothing scrolls sideways at any text size."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

BETWEEN_LINES = 8  # at most: what is pressed has room of its own above and below its words


class _Lines(QLayout):
    """Lays items from left to right in as many lines as the width asks for; each line's items share their middle."""

    def __init__(self, parent: QWidget, gap: int, *, right: bool) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._between = min(gap, BETWEEN_LINES)
        self._right = right
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._lay(QRect(0, 0, width, 0), place=False)
        return known

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._items:
            if not item.isEmpty():
                least = least.expandedTo(item.minimumSize())
        return least

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            needs = item.sizeHint().width()
            if lines[-1] and used + self._gap + needs > width:
                lines.append([])
                used = 0
            used += needs + (self._gap if lines[-1] else 0)
            lines[-1].append(item)
        return lines

    def _lay(self, rect: QRect, *, place: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            sizes = [self._size_of(item, rect.width()) for item in line]
            height = max((size.height() for size in sizes), default=0)
            spare = rect.width() - sum(size.width() for size in sizes) - self._gap * max(0, len(sizes) - 1)
            x = rect.x() + (max(0, spare) if self._right else 0)
            for item, size in zip(line, sizes, strict=True):
                if place:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self._gap
            y += height + self._between
        return max(0, y - self._between - rect.y())

    @staticmethod
    def _size_of(item: QLayoutItem, width: int) -> QSize:
        size = item.sizeHint()
        size.setWidth(min(size.width(), width))
        if item.hasHeightForWidth():
            size.setHeight(item.heightForWidth(size.width()))
        return size


class FlowRow(QWidget):
    """Chips, tags or buttons side by side, in more lines when they do not fit; `right` sets them at the right edge."""

    def __init__(self, *parts: QWidget, gap: int = 12, right: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _Lines(self, gap, right=right)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in parts:
            self.add(part)

    def add(self, part: QWidget) -> None:
        """Put one more at the end."""
        self._lines.addWidget(part)
        self.updateGeometry()

    def clear(self) -> None:
        """Take all away."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.updateGeometry()
