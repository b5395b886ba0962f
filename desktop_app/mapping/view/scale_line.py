"""The line from 0 to 10 with one mark for each person who gave a number. Nothing is added up."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.mapping.draft import HIGHEST, LOWEST
from desktop_app.mapping.ratings import Mark
from desktop_app.mapping.view.mark import MarkPill
from desktop_app.mapping.words import ScaleWords, map_words
from desktop_app.shell.controls import Dressed, brush, font, line, look, smooth

LEVEL, NEAR, TICK, SIDE = 36, 4, 12, 12
WRAP = Qt.TextFlag.TextWordWrap


class ScaleLine(Dressed, QWidget):
    """`asked_about` carries the key of the person whose mark was pressed. Marks that would touch stand on one another."""

    asked_about = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._marks: list[MarkPill] = []
        self._words = map_words().scale
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def marks(self) -> tuple[MarkPill, ...]:
        """The marks on the line, lowest number first."""
        return tuple(self._marks)

    def show_marks(self, marks: Sequence[Mark], words: ScaleWords) -> None:
        """Show these; a mark without a number is not on the line. words: what its ends mean."""
        self._words = words
        for pill in self._marks:
            pill.hide()
            pill.deleteLater()
        with_number = [mark for mark in marks if mark.score.value is not None]
        in_order = sorted(with_number, key=lambda mark: (mark.score.value or 0, not mark.rater.is_child))
        self._marks = [MarkPill(mark, self) for mark in in_order]
        for before, pill in zip(self._marks, self._marks[1:], strict=False):
            QWidget.setTabOrder(before, pill)
        for pill in self._marks:
            pill.clicked.connect(lambda _on=False, key=pill.mark.rater.key: self.asked_about.emit(key))
            pill.show()
        self._name(in_order)
        self._place()
        self.updateGeometry()
        self.update()

    def _name(self, marks: Sequence[Mark]) -> None:
        scale = self._words
        said = ", ".join(f"{mark.rater.name} {mark.score.value}" for mark in marks) or "nobody has given a number yet"
        self.setAccessibleName(f"{scale.question} {LOWEST}: {scale.lowest}. {HIGHEST}: {scale.highest}. {said}")

    # -- where everything stands ----------------------------------------------------------------------------------

    def _x_of(self, value: int, width: int) -> float:
        side = max(SIDE, QFontMetrics(font("second strong")).horizontalAdvance(str(HIGHEST)) / 2 + 2)
        return side + (width - 2 * side) * (value - LOWEST) / (HIGHEST - LOWEST)

    def _places(self, width: int) -> list[tuple[float, int]]:
        """(left edge, level) of each mark: the lowest level where it keeps clear of the others, the child's on the line."""
        taken: list[list[tuple[float, float]]] = []
        places: dict[MarkPill, tuple[float, int]] = {}
        for pill in sorted(self._marks, key=lambda one: not one.mark.rater.is_child):
            wide = pill.sizeHint().width()
            left = self._x_of(pill.mark.score.value or 0, width) - wide / 2
            left = max(0.0, min(left, width - wide))
            right = left + wide
            clear = (not any(left < end + NEAR and begin < right + NEAR for begin, end in level) for level in taken)
            level = next((at for at, is_clear in enumerate(clear) if is_clear), len(taken))
            if level == len(taken):
                taken.append([])
            taken[level].append((left, right))
            places[pill] = (left, level)
        return [places[pill] for pill in self._marks]

    def _above(self, width: int) -> int:
        levels = max((level for _, level in self._places(width)), default=0) + 1
        return levels * look().px(LEVEL) + 4

    def _ends_height(self, width: int) -> int:
        scale = self._words
        room = self.rect()
        room.setWidth(max(60, width // 2 - 8))
        metrics = QFontMetrics(font("second"))
        return max(metrics.boundingRect(room, WRAP, words).height() for words in (scale.lowest, scale.highest))

    def _place(self) -> None:
        above, level_high = self._above(self.width()), look().px(LEVEL)
        for pill, (left, level) in zip(self._marks, self._places(self.width()), strict=True):
            pill.resize(pill.sizeHint())
            pill.move(round(left), above - 4 - (level + 1) * level_high)

    def hasHeightForWidth(self) -> bool:
        """Marks stack when there is less room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The marks, the line, its numbers, and the words at its ends."""
        return self._above(width) + TICK + QFontMetrics(font("second")).height() + 2 + self._ends_height(width)

    def sizeHint(self) -> QSize:
        """Wide enough to be read; the layout gives it more."""
        return QSize(440, self.heightForWidth(self.width() if self.width() > 100 else 440))

    def minimumSizeHint(self) -> QSize:
        """Numbers never run into one another."""
        return QSize(look().px(300), self.heightForWidth(max(self.width(), look().px(300))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other places."""
        super().resizeEvent(event)
        self._place()
        self.updateGeometry()

    def redress(self) -> None:
        """Marks and numbers grow with the text."""
        self._place()
        super().redress()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line, its ticks and numbers (bold where somebody stands), and what its ends mean."""
        painter = smooth(self)
        y = self._above(self.width()) + TICK / 2
        first, last = self._x_of(LOWEST, self.width()), self._x_of(HIGHEST, self.width())
        line(painter, QPointF(first, y), QPointF(last, y), "outline", 2)
        given = {pill.mark.score.value for pill in self._marks}
        high = QFontMetrics(font("second")).height()
        for value in range(LOWEST, HIGHEST + 1):
            x = self._x_of(value, self.width())
            line(painter, QPointF(x, y - TICK / 2), QPointF(x, y + TICK / 2), "outline", 2)
            painter.setFont(font("second strong" if value in given else "second"))
            painter.setPen(brush("ink" if value in given else "muted"))
            room = QRectF(x - 40, y + TICK / 2, 80, high)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(value))
        painter.setFont(font("second"))
        painter.setPen(brush("muted"))
        half = self.width() / 2 - 8
        ends = y + TICK / 2 + high + 2
        room = QRectF(0, ends, half, self.height() - ends)
        scale = self._words
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft) | int(WRAP), scale.lowest)
        painter.drawText(
            room.translated(self.width() - half, 0), int(Qt.AlignmentFlag.AlignRight) | int(WRAP), scale.highest
        )
        painter.end()
