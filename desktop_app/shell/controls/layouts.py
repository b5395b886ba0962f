"""Where things stand: a stack from top to bottom, a row, two columns that become one, a thin line between."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.shell import painting, tokens


def fit_again(widget: QWidget) -> None:
    """Ask for room once more when the layout under way is done: Qt forgets what is asked in its midst (in a resize)."""
    QTimer.singleShot(0, widget, widget.updateGeometry)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and end the widgets that were in it."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            empty(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Stack(QWidget):
    """Parts one under the other."""

    def __init__(self, *parts: QWidget, gap: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(gap)
        self.body.addStretch(0)
        for part in parts:
            self.add(part)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Put one more beneath."""
        self.body.insertWidget(self.body.count() - 1, part, stretch)

    def clear(self) -> None:
        """Take all away."""
        empty(self.body)
        self.body.addStretch(0)


class Row(QWidget):
    """Parts side by side; the part named `grows` takes the room left over."""

    def __init__(self, *parts: QWidget, gap: int = 12, grows: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QHBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(gap)
        for index, part in enumerate(parts):
            self.body.addWidget(part, 1 if index == grows else 0)
        if grows is None:
            self.body.addStretch(1)


class Settled(QWidget):
    """Holds a part of a long list, and asks it for its height once for each width, until it says that it changed.

    Without it every part that is added has Qt measure all the others again, layout within layout: with thirty cards that
    took longer than half a second each time.
    """

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        part.setParent(self)
        self._part = part
        self._heights: dict[int, int] = {}

    def measure(self, width: int) -> None:
        """It will be so wide: what is asked of it from now on is worked out here, before it stands in its place."""
        self.ensurePolished()
        self.resize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """As its part has."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Out of sight, Qt does not tell that a part changed."""
        self._heights.clear()
        super().showEvent(event)

    def heightForWidth(self, width: int) -> int:
        """Asked once while it is in sight."""
        if width not in self._heights or not self.isVisible():
            height = self._part.heightForWidth(width) if self._part.hasHeightForWidth() else -1
            self._heights[width] = height if height >= 0 else self._part.sizeHint().height()
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As wide as its part would be, and as high as it is there."""
        return QSize(self._part.sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """As of its part."""
        return self._part.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The part fills it."""
        self._part.setGeometry(self.rect())
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """The part says that it needs more room, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._heights.clear()
            self.updateGeometry()
        return super().event(event)


class NoWider(QWidget):
    """Holds a part at its left edge, no wider than its lines are read well.

    The part is asked for its height at the width that it gets and at no other: two stretches side by side ask it at three, and
    a long list is measured anew for each.
    """

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        part.setParent(self)
        self._part = part
        self._most = part.sizeHint().width()

    def set_most(self, width: int) -> None:
        """So wide at most, in pixels."""
        self._most = width
        self.updateGeometry()
        self._place()

    def hasHeightForWidth(self) -> bool:
        """As its part has."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its part is there."""
        height = self._part.heightForWidth(min(width, self._most))
        return height if height >= 0 else self._part.sizeHint().height()

    def sizeHint(self) -> QSize:
        """As wide as it may be, and as high as its part is where it stands now: asked for its own hint, a list asks all that
        is in it."""
        return QSize(self._most, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """As of its part."""
        return self._part.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The part fills what it may."""
        self._place()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """The part says that it needs more room, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def _place(self) -> None:
        self._part.setGeometry(0, 0, min(self.width(), self._most), self.height())


class SplitColumns(QWidget):
    """Two columns or more; one under the other when each would be too narrow for the text size.

    `shares` are the widths' proportions; `least` is the width at 100 % text under which a whole row becomes one column.
    """

    def __init__(self, *columns: QWidget, shares: tuple[int, ...] = (), least: int = 640, gap: int = 16) -> None:
        super().__init__()
        self._least = least
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(gap)
        self._shares = shares or tuple(1 for _ in columns)
        for column, share in zip(columns, self._shares, strict=True):
            policy = column.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            column.setSizePolicy(policy)
            self._lay.addWidget(column, share, Qt.AlignmentFlag(0))

    def is_one_column(self) -> bool:
        """Whether the columns stand one under the other now."""
        return self._lay.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between beside and beneath."""
        super().resizeEvent(event)
        narrow = self.width() < self._least * tokens.current().scale
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if wanted != self._lay.direction():
            self._lay.setDirection(wanted)
            for index, share in enumerate(self._shares):
                self._lay.setStretch(index, 0 if narrow else share)
            fit_again(self)


class Divider(QWidget):
    """A thin line between two things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One pixel high, two in high contrast."""
        return QSize(1, tokens.current().border)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line."""
        painter = painting.smooth(self)
        painting.box(painter, self.rect(), fill="line", radius=0)
        painter.end()


class UprightDivider(Divider):
    """A thin line between two things side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """One pixel wide."""
        return QSize(tokens.current().border, 1)
