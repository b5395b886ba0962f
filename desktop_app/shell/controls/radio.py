"""One answer of a few, each with words of its own beneath: a round mark in a target that is pressed as a whole."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from desktop_app.shell import fonts, painting, tokens
from desktop_app.shell.controls.dressing import Ringed
from desktop_app.shell.shown_words import as_shown

_WRAP = Qt.TextFlag.TextWordWrap


class Radio(Ringed, QRadioButton):
    """A radio of 24 px with its words. `boxed` draws an outline round it; without, its ground fills when it is chosen.

    Radios in different parents are made one question by a QButtonGroup of their page.
    """

    def __init__(self, words: str, second: str = "", *, boxed: bool = False) -> None:
        super().__init__()
        self._words, self._second, self._boxed = words, second, boxed
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setAccessibleDescription(second)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # not Fixed: that would hold it to the height of one line, whatever its words need when they wrap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.redress()

    def words(self) -> str:
        """What choosing it means."""
        return self._words

    def redress(self) -> None:
        """The font at the text size worn now."""
        self.setFont(fonts.font("button"))
        super().redress()

    def _start(self) -> int:
        return 16 + tokens.current().px(24) + 12

    def _tall(self, words: str, role: str, width: int) -> int:
        if not words:
            return 0
        room = QRect(0, 0, max(40, width - self._start() - 16), 10000)
        return QFontMetrics(fonts.font(role)).boundingRect(room, _WRAP, words).height()

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """56 high at 100 % with one line, more with what its words need."""
        words = self._tall(self._words, "button", width) + self._tall(self._second, "second", width)
        return max(tokens.current().height(56), words + 24)

    def sizeHint(self) -> QSize:
        """In one line if there is room."""
        wide = QFontMetrics(fonts.font("button")).horizontalAdvance(as_shown(self._words))
        second = QFontMetrics(fonts.font("second")).horizontalAdvance(as_shown(self._second))
        width = self._start() + max(wide, second) + 18
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Words may wrap down to a narrow column."""
        return QSize(self._start() + tokens.current().px(96), tokens.current().height(56))

    def hitButton(self, at: QPoint) -> bool:
        """The whole of it can be pressed."""
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the mark, the words."""
        painter = painting.smooth(self)
        chosen = self.isChecked()
        fill = "primary soft" if chosen or self.underMouse() else "surface"
        if self._boxed:
            edge = "primary" if chosen else "outline"
            painting.box(painter, self.rect(), fill=fill, edge=edge, width=2 if chosen else tokens.current().border)
        else:
            inside = QRectF(self.rect()).adjusted(1, 0, -1, -1)  # the edge of the card it stands in stays in sight
            painting.box(painter, inside, fill=fill, radius=tokens.RADIUS_CARD - 2)
        side = tokens.current().px(24)
        round_mark = QRectF(16, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(painting.brush("primary" if chosen else "outline"), 2))
        painter.setBrush(painting.brush("surface"))
        painter.drawEllipse(round_mark.adjusted(1, 1, -1, -1))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(painting.brush("primary"))
            painter.drawEllipse(round_mark.center(), side / 4, side / 4)
        self._paint_words(painter, chosen=chosen)
        painter.end()

    def _paint_words(self, painter: QPainter, *, chosen: bool) -> None:
        first, second = (
            self._tall(self._words, "button", self.width()),
            self._tall(self._second, "second", self.width()),
        )
        at = QPointF(self._start(), (self.height() - first - second) / 2)
        wide = self.width() - self._start() - 16
        painter.setFont(fonts.font("button"))
        painter.setPen(painting.brush("primary" if chosen else "ink"))
        painter.drawText(QRectF(at.x(), at.y(), wide, first + 4), _WRAP, as_shown(self._words))
        if self._second:
            painter.setFont(fonts.font("second"))
            painter.setPen(painting.brush("muted"))
            painter.drawText(QRectF(at.x(), at.y() + first, wide, second + 4), _WRAP, as_shown(self._second))
