"""A box to tick, and its answer in words."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from desktop_app.shell import fonts, icons, painting, tokens
from desktop_app.shell.controls.dressing import Ringed
from desktop_app.shell.shown_words import as_shown


class Tick(Ringed, QCheckBox):
    """A tick box of 24 px in a target of 48; the whole of it can be pressed. `second` is a muted line beneath."""

    changed = Signal(bool)

    def __init__(self, words: str, second: str = "", *, value: bool = False, padding: int = 0) -> None:
        super().__init__()
        self._second, self._padding = second, padding
        self._heights: dict[int, int] = {}
        self.set_words(words)
        self.setAccessibleDescription(second)
        self.setChecked(value)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: self.changed.emit(self.isChecked()))
        self.redress()

    def set_words(self, words: str) -> None:
        """Change what a tick means."""
        self._words = words
        self._heights.clear()
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick or untick. No `changed` is sent."""
        self.setChecked(value)

    def redress(self) -> None:
        """The font at the text size worn now."""
        self.setFont(fonts.font("row"))
        self._heights.clear()
        super().redress()

    def _words_start(self) -> int:
        return self._padding + tokens.current().px(24) + 12

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its wrapped words."""
        known = self._heights.get(width)
        if known is None:
            least = tokens.current().height(tokens.TARGET)
            known = self._heights[width] = max(least, self._words_height(width) + 2 * max(8, self._padding - 4))
        return known

    def _words_height(self, width: int) -> int:
        room = QRect(0, 0, max(40, width - self._words_start() - self._padding), 10000)
        height = QFontMetrics(fonts.font("row")).boundingRect(room, Qt.TextFlag.TextWordWrap, self._words).height()
        if self._second:
            second = QFontMetrics(fonts.font("second"))
            height += second.boundingRect(room, Qt.TextFlag.TextWordWrap, self._second).height() + 2
        return height

    def sizeHint(self) -> QSize:
        """In one line if there is room."""
        words = QFontMetrics(fonts.font("row")).horizontalAdvance(as_shown(self._words))
        second = QFontMetrics(fonts.font("second")).horizontalAdvance(as_shown(self._second))
        width = self._words_start() + max(words, second) + self._padding + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Words may wrap down to a narrow column."""
        return QSize(self._words_start() + tokens.current().px(80), tokens.current().height(tokens.TARGET))

    def hitButton(self, at: QPoint) -> bool:
        """The whole of it can be pressed."""
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, the tick, the words."""
        painter = painting.smooth(self)
        side = tokens.current().px(24)
        square = QRectF(self._padding, (self.height() - side) / 2, side, side)
        ticked, able = self.isChecked(), self.isEnabled()
        painter.setPen(QPen(painting.brush("primary" if ticked else "outline" if able else "line"), 2))
        painter.setBrush(painting.brush("surface" if able else "sunken"))
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), 5, 5)
        if ticked:
            size = tokens.current().px(18)
            at = QPointF(square.center().x() - size / 2, square.center().y() - size / 2)
            icons.draw(painter, "check", painting.colour("primary"), at, size)
        x = self._words_start()
        wide = self.width() - x - self._padding
        top = (self.height() - self._words_height(self.width())) / 2
        painter.setFont(fonts.font("row"))
        painter.setPen(painting.brush("ink" if able else "muted"))
        painter.drawText(QRectF(x, top, wide, 10000), Qt.TextFlag.TextWordWrap, as_shown(self._words))
        if self._second:
            below = (
                top
                + QFontMetrics(fonts.font("row"))
                .boundingRect(QRect(0, 0, wide, 10000), Qt.TextFlag.TextWordWrap, self._words)
                .height()
            )
            painter.setFont(fonts.font("second"))
            painter.setPen(painting.brush("muted"))
            painter.drawText(QRectF(x, below + 2, wide, 10000), Qt.TextFlag.TextWordWrap, as_shown(self._second))
        painter.end()
