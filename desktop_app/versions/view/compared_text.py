"""Words to be read beside other words: what the other version does not have is underlined."""

from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.shell.controls import Dressed, box, brush, font, line, look, smooth

PADDING, LEAST_LINES = 16, 3


class ComparedText(Dressed, QWidget):
    """`words` on a quiet ground; `differs` are the spans (from, to) to underline."""

    def __init__(self, words: str, differs: tuple[tuple[int, int], ...]) -> None:
        super().__init__()
        self._words, self._differs = words, differs
        self.setAccessibleName(words)
        if differs:
            parts = "; ".join(words[start:end] for start, end in differs)
            self.setAccessibleDescription(f"Different here: {parts}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def words(self) -> str:
        """What it says."""
        return self._words

    def _laid_out(self, width: int) -> tuple[list[tuple[QTextLayout, int]], float]:
        """Each paragraph laid out, with where it begins in the words; and the height of all."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        step, y, start = look().px(26), 0.0, 0
        found = []
        for paragraph in self._words.split("\n"):
            laid = QTextLayout(paragraph, font("reading"))
            laid.setTextOption(option)
            laid.beginLayout()
            while (text_line := laid.createLine()).isValid():
                text_line.setLineWidth(max(40, width - 2 * PADDING))
                text_line.setPosition(QPointF(0, y))
                y += step
            laid.endLayout()
            found.append((laid, start))
            start += len(paragraph) + 1
        return found, y

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words, and never lower than a few lines."""
        _, height = self._laid_out(width)
        return round(max(height, LEAST_LINES * look().px(26))) + 2 * PADDING

    def sizeHint(self) -> QSize:
        """As high as its words at the width it has."""
        width = max(self.width(), 320)
        return QSize(320, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Down to a narrow column."""
        return QSize(160, LEAST_LINES * look().px(26) + 2 * PADDING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the words, a line of 2 px under what differs."""
        painter = smooth(self)
        box(painter, QRectF(self.rect()), fill="canvas")
        at = QPointF(PADDING, PADDING - 4)
        painter.setPen(brush("ink"))
        for laid, start in self._laid_out(self.width())[0]:
            laid.draw(painter, at)
            for span in self._differs:
                for left, right, y in _underlines(laid, span[0] - start, span[1] - start):
                    line(painter, QPointF(at.x() + left, at.y() + y), QPointF(at.x() + right, at.y() + y), "next", 2)
        painter.end()


def _underlines(laid: QTextLayout, start: int, end: int) -> list[tuple[float, float, float]]:
    """(from x, to x, y) for every line of a paragraph that a span crosses."""
    found = []
    for number in range(laid.lineCount()):
        text_line = laid.lineAt(number)
        first, last = text_line.textStart(), text_line.textStart() + text_line.textLength()
        words = laid.text()[max(first, start) : min(last, end)].rstrip()
        if not words:
            continue
        begin = max(first, start)
        left, right = _x(text_line, begin), _x(text_line, begin + len(words))
        found.append((left, right, text_line.y() + text_line.ascent() + 6))
    return found


def _x(text_line: QTextLine, position: int) -> float:
    x, _ = cast("tuple[float, int]", text_line.cursorToX(position))  # Qt's stubs do not say what comes back
    return x
