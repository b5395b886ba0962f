"""Small things that say a state: a tag, an avatar with initials, a count. Never by colour alone: an icon and words."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.shell import fonts, icons, painting, tokens
from desktop_app.shell.controls.dressing import Dressed
from desktop_app.shell.shown_words import as_shown

TONES = {
    "plain": ("sunken", "ink"),
    "primary": ("primary soft", "primary"),
    "well": ("well soft", "well"),
    "next": ("next soft", "next"),
    "warn": ("warn soft", "warn"),
    "warn strong": ("warn", "warn soft"),  # on a ground that is soft itself
    "danger": ("danger soft", "danger"),
    "worry": ("worry soft", "worry"),
    "child": ("child soft", "child"),
}
"""tone -> (fill, words)."""


class Tag(Dressed, QLabel):
    """A state, to be read and not pressed: an icon and words on a soft fill. `tone` is a key of `TONES`."""

    def __init__(self, words: str, tone: str = "plain", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(words, tone, icon)
        self.redress()

    def set_state(self, words: str, tone: str = "plain", icon: str = "") -> None:
        """Show another state."""
        self._tone, self._icon = tone, icon
        self.setText(words)
        self.updateGeometry()
        self.update()

    def redress(self) -> None:
        """The font at the text size worn now."""
        self.setFont(fonts.font("second medium"))
        super().redress()

    def sizeHint(self) -> QSize:
        """28 high at 100 %, as wide as its words."""
        look = tokens.current()
        width = QFontMetricsF(fonts.font("second medium")).horizontalAdvance(as_shown(self.text())) + 21
        if self._icon:
            width += look.px(16) + 6
        return QSize(round(width), max(28, look.px(15 * 1.3) + 8))

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The fill, the icon, the words."""
        fill, ink = TONES[self._tone]
        look = tokens.current()
        painter = painting.smooth(self)
        edge = ink if look.mode == "high contrast" else None
        painting.box(painter, self.rect(), fill=fill, edge=edge, width=look.border, radius=tokens.RADIUS_TAG)
        x = 10.0
        if self._icon:
            size = look.px(16)
            icons.draw(painter, self._icon, painting.colour(ink), QPointF(x, (self.height() - size) / 2), size)
            x += size + 6
        painter.setFont(fonts.font("second medium"))
        painter.setPen(painting.brush(ink))
        painter.drawText(
            QRectF(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, as_shown(self.text())
        )
        painter.end()


Pill = Tag


class Count(Tag):
    """How many, in a round pill."""

    def sizeHint(self) -> QSize:
        """24 high at 100 %."""
        look = tokens.current()
        height = max(24, look.px(15 * 1.3) + 4)
        width = QFontMetricsF(fonts.font("second strong")).horizontalAdvance(as_shown(self.text())) + 18
        return QSize(max(round(width), height), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pill with the number in its middle."""
        fill, ink = TONES[self._tone]
        painter = painting.smooth(self)
        painting.box(painter, self.rect(), fill=fill, radius=self.height() / 2)
        painter.setFont(fonts.font("second strong"))
        painter.setPen(painting.brush(ink))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


def initials(name: str) -> str:
    """The letters that stand for a name: first and last word; one letter for one word; "?" without a letter."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


class Avatar(Dressed, QWidget):
    """A person's initials in a circle of 40 px. It says nothing to a screen reader: the name stands beside it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = initials(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Grows with the text."""
        side = tokens.current().px(40)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The circle and the letters."""
        painter = painting.smooth(self)
        paint_avatar(painter, QRectF(self.rect()), self._letters)
        painter.end()


def paint_avatar(painter: QPainter, rect: QRectF, letters: str, fill: str = "sunken") -> None:
    """The circle and the letters, for lists that paint their own rows."""
    look = tokens.current()
    edge = "line" if look.mode == "high contrast" else None
    painting.box(painter, rect, fill=fill, edge=edge, width=2, radius=rect.height() / 2)
    painter.setFont(fonts.font("second strong"))
    painter.setPen(painting.brush("muted"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)
