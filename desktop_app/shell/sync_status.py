"""What waits to be sent and whether there is a connection: always in sight, and never claims more than is so."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_app.shell import fonts, icons, painting, tokens
from desktop_app.shell.controls.dressing import Ringed

_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True)
class SyncShown:
    """What the status says: one strong line, why, an icon, and its tone (a token: warn, well, danger, muted)."""

    words: str
    why: str = ""
    icon: str = "cloud-upload"
    tone: str = "warn"
    short: str = ""


NOTHING_KNOWN = SyncShown("Not connected yet", "All safe on this laptop.", "cloud-off", "muted", "Not connected")


class SyncStatus(Ringed, QAbstractButton):
    """The status at the foot of the left side, or in the bar at the top. A press shows what waits."""

    def __init__(self) -> None:
        super().__init__()
        self._shape = "full"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_status(NOTHING_KNOWN)

    def show_status(self, shown: SyncShown) -> None:
        """Say this from now on."""
        self._shown = shown
        self.setText(shown.words)
        self.setAccessibleName(f"{shown.words}. {shown.why}".strip().removesuffix(".") + ".")
        self.updateGeometry()
        self.update()

    def shown(self) -> SyncShown:
        """What it says."""
        return self._shown

    def set_shape(self, shape: str) -> None:
        """full: with the reason beneath; compact: an icon over few words; line: icon and few words."""
        self._shape = shape
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _few(self) -> str:
        return self._shown.short or self._shown.words

    def _room(self, width: int) -> int:
        icon = tokens.current().px(20)
        return max(40, width - 12 - icon - 8) if self._shape == "full" else max(40, width - 8)

    def _heights(self, width: int) -> tuple[int, int]:
        if self._shape == "line":
            return tokens.current().px(20), 0
        if self._shape == "compact":
            return _tall(self._few(), "compact label", self._room(width)), 0
        room = self._room(width)
        return _tall(self._shown.words, "second strong", room), _tall(self._shown.why, "second", room)

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words."""
        least = tokens.current().height(tokens.TARGET)
        first, second = self._heights(width)
        icon = tokens.current().px(20) + 6 if self._shape == "compact" else 0
        return max(least, first + second + icon + 16)

    def sizeHint(self) -> QSize:
        """In a bar, as wide as its few words."""
        if self._shape == "line":
            words = QFontMetrics(fonts.font("button")).horizontalAdvance(self._few())
            return QSize(words + tokens.current().px(24) + 34, tokens.current().height(tokens.TARGET))
        width = max(self.width(), 200) if self._shape == "full" else 71  # the compact side within its edges
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon, words, reason."""
        painter = painting.smooth(self)
        if self.underMouse():
            painting.box(painter, self.rect(), fill="canvas")
        look, shown = tokens.current(), self._shown
        size = look.px(20)
        tint = painting.colour(shown.tone)
        first, second = self._heights(self.width())
        if self._shape == "line":
            icons.draw(painter, shown.icon, tint, QPointF(12, (self.height() - size) / 2), size)
            painter.setFont(fonts.font("button"))
            painter.setPen(painting.brush(shown.tone))
            rest = QRectF(12 + size + 10, 0, self.width(), self.height())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self._few())
        elif self._shape == "compact":
            icons.draw(painter, shown.icon, tint, QPointF((self.width() - size) / 2, 8), size)
            painter.setFont(fonts.font("compact label"))
            painter.setPen(painting.brush("ink"))
            rest = QRectF(4, 8 + size + 6, self._room(self.width()), first)
            painter.drawText(rest, Qt.AlignmentFlag.AlignHCenter | _WRAP, self._few())
        else:
            x, y, room = 12 + size + 8, 8, self._room(self.width())
            icons.draw(painter, shown.icon, tint, QPointF(12, y), size)
            painter.setFont(fonts.font("second strong"))
            painter.setPen(painting.brush("ink"))
            painter.drawText(QRectF(x, y, room, first), _WRAP, shown.words)
            painter.setFont(fonts.font("second"))
            painter.setPen(painting.brush("muted"))
            painter.drawText(QRectF(x, y + first, room, second), _WRAP, shown.why)
        painter.end()


def _tall(words: str, role: str, width: int) -> int:
    if not words:
        return 0
    return QFontMetrics(fonts.font(role)).boundingRect(QRect(0, 0, width, 10000), _WRAP, words).height()
