"""The buttons of child mode: 64 px or more, rounded, an icon and a word in the child's typeface."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_app.shell.controls import Ringed, box, brush, colour, draw_icon, font, look, smooth
from desktop_app.shell.tokens import TARGET_CHILD

ICON, GAP, PADDING, RADIUS = 24, 10, 16, 20


@dataclass(frozen=True)
class Coat:
    """Tokens a button is painted with, and the width of its edge."""

    fill: str
    edge: str
    text: str
    width: int = 2


COATS = {
    "plain": Coat("surface", "outline", "ink"),
    "stop": Coat("ink", "ink", "surface"),
    "on": Coat("primary", "primary", "on primary"),
    "yes": Coat("child", "child", "surface"),
    "mine": Coat("surface", "child", "child"),
    "quiet": Coat("paper", "paper", "muted"),
}
"""plain; Stop; the one way on; the child's own yes; what is theirs; a way aside."""
CHOSEN = Coat("primary soft", "focus", "ink", 4)
NOT_NOW = Coat("sunken", "line", "muted")


def strong(role: str) -> QFont:
    """The child's typeface of a role, heavier."""
    made = font(role)
    made.setWeight(QFont.Weight.DemiBold)
    return made


class ChildsButton(Ringed, QAbstractButton):
    """A button of child mode; `kind` is a key of `COATS`. A checkable one has a wide edge and a tick when chosen."""

    ring_radius = RADIUS

    def __init__(self, words: str, icon: str = "", kind: str = "plain", *, says: str = "") -> None:
        super().__init__()
        self._words, self._icon, self._kind = words, icon, kind
        self._says = says
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(words)

    def words(self) -> str:
        """The words on it."""
        return self._words

    def set_words(self, words: str) -> None:
        """Change the words on it."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(self._says or words)
        self.updateGeometry()
        self.update()

    def _around(self) -> int:
        icon = look().px(ICON) + GAP if self._icon else 0
        tick = look().px(ICON) + GAP if self.isCheckable() else 0
        return 2 * PADDING + icon + tick

    def sizeHint(self) -> QSize:
        """In one line."""
        words = QFontMetrics(strong("childs body")).horizontalAdvance(self._words) + 2
        return QSize(words + self._around(), self._height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longest word: the others go beneath."""
        metrics = QFontMetrics(strong("childs body"))
        longest = max((metrics.horizontalAdvance(word) for word in self._words.split()), default=0)
        return QSize(longest + self._around() + 2, self._height())

    def heightForWidth(self, width: int) -> int:
        """As high as its words wrapped."""
        room = QRect(0, 0, max(1, width - self._around()), 10_000)
        words = QFontMetrics(strong("childs body")).boundingRect(room, Qt.TextFlag.TextWordWrap, self._words)
        return max(self._height(), words.height() + 24)

    def _height(self) -> int:
        return look().height(TARGET_CHILD, "childs body")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def coat(self) -> Coat:
        """How it is painted now."""
        if not self.isEnabled():
            return NOT_NOW
        return CHOSEN if self.isChecked() else COATS[self._kind]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, the icon, the words, the tick."""
        coat, size = self.coat(), look().px(ICON)
        painter = smooth(self)
        width = coat.width + (1 if self.isDown() or (self.underMouse() and self.isEnabled()) else 0)
        box(painter, self.rect(), fill=coat.fill, edge=coat.edge, width=width, radius=RADIUS)
        lettering = strong("childs body")
        painter.setFont(lettering)
        painter.setPen(brush(coat.text))
        room = QRect(0, 0, max(1, self.width() - self._around()), self.height())
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        said = QFontMetrics(lettering).boundingRect(room, int(flags), self._words)
        icon = size + GAP if self._icon else 0
        start = float(PADDING) if self.isCheckable() else (self.width() - said.width() - icon) / 2
        if self._icon:
            draw_icon(painter, self._icon, colour(coat.text), QPointF(start, (self.height() - size) / 2), size)
        wide = max(float(said.width() + 2), self.width() - start - icon - PADDING - (size if self.isCheckable() else 0))
        painter.drawText(QRectF(start + icon, 0, wide, self.height()), int(flags), self._words)
        if self.isChecked():
            at = QPointF(self.width() - PADDING - size, (self.height() - size) / 2)
            draw_icon(painter, "check", colour("focus"), at, size)
        painter.end()
