"""What the child said, in the child's typeface, with the colour of its house and where it stands."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_app.direct_work.houses import House
from desktop_app.direct_work.view.house_name import TONES
from desktop_app.shell.controls import Ringed, box, brush, colour, draw_icon, font, look, smooth

PADDING, BAR, GAP = 14, 8, 6


class SaidCard(Ringed, QAbstractButton):
    """Words in quotation marks (or a drawing's name without), and beneath how far they are; pressed, they open."""

    ring_radius = 16

    def __init__(self, words: str, house: str, state: str, icon: str, *, quoted: bool = True) -> None:
        super().__init__()
        self._words = f"“{words}”" if quoted else words
        self._state, self._icon = state, icon
        self._tone = TONES.get(next((one for one in House if one.value == house), House.GOOD), "child")
        if house not in {one.value for one in House}:
            self._tone = "child"
        self.setText(words)
        self.setAccessibleName(f"{self._words}. {state}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(40, width - 2 * PADDING - BAR), 10_000)
        words = QFontMetrics(font("childs help")).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._words)
        room.setWidth(max(40, room.width() - look().px(18) - GAP))
        state = QFontMetrics(font("second medium")).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._state)
        return words.height(), state.height()

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words."""
        return max(64, sum(self._heights(width)) + 2 * PADDING + GAP)

    def sizeHint(self) -> QSize:
        """The width of the panel."""
        return QSize(236, self.heightForWidth(236))

    def minimumSizeHint(self) -> QSize:
        """Words wrap to a narrow column."""
        return QSize(160, 64)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A white card with a bar, the words, the state."""
        painter = smooth(self)
        box(painter, self.rect(), fill="surface", edge=self._tone if self.underMouse() else "child line", radius=16)
        painter.setClipRect(QRectF(0, 0, BAR, self.height()))
        box(painter, QRectF(0, 0, 40, self.height()), fill=self._tone, radius=16)
        painter.setClipping(False)
        words, state = self._heights(self.width())
        wide = self.width() - 2 * PADDING - BAR
        painter.setFont(font("childs help"))
        painter.setPen(brush("ink"))
        painter.drawText(QRectF(PADDING + BAR, PADDING, wide, words + 4), int(Qt.TextFlag.TextWordWrap), self._words)
        size, top = look().px(18), PADDING + words + GAP
        draw_icon(painter, self._icon, colour("child"), QPointF(PADDING + BAR, top + 1), size)
        painter.setFont(font("second medium"))
        painter.setPen(brush("child"))
        room = QRectF(PADDING + BAR + size + GAP, top, wide - size - GAP, state + 4)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._state)
        painter.end()
