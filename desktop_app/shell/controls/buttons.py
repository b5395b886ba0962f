"""The buttons: one filled way on for a part of the screen, outlined ones beside it, quiet ones for the rest."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.shell import fonts, icons, painting, tokens
from desktop_app.shell.controls.dressing import Ringed
from desktop_app.shell.shown_words import as_shown


@dataclass(frozen=True)
class Coat:
    """How a button is painted in one state: names of tokens, and the width of its edge."""

    fill: str | None
    edge: str | None
    text: str
    width: int = 1


@dataclass(frozen=True)
class Coats:
    """A button at rest, under the pointer, and pressed."""

    rest: Coat
    hover: Coat
    pressed: Coat


NOT_AVAILABLE = Coat("sunken", "line", "muted")
PRIMARY = Coats(
    Coat("primary", None, "on primary"),
    Coat("primary hover", None, "on primary"),
    Coat("primary pressed", None, "on primary"),
)
SECONDARY = Coats(
    Coat("surface", "outline", "primary"),
    Coat("primary soft", "primary", "primary"),
    Coat("primary soft", "primary", "primary", 2),
)
QUIET = Coats(
    Coat(None, None, "primary"), Coat("primary soft", None, "primary"), Coat("primary soft", "primary", "primary", 2)
)
DANGER = Coats(
    Coat("surface", "danger", "danger", 2),
    Coat("danger soft", "danger", "danger", 2),
    Coat("danger soft", "danger", "danger", 3),
)
CHILD = Coats(
    Coat("surface", "child", "child"), Coat("child soft", "child", "child"), Coat("child soft", "child", "child", 2)
)


class Button(Ringed, QAbstractButton):
    """A push button of 48 px or more. `icon` is a name of resources/icons; `trailing` stands after the words.

    `says` is what a screen reader says when the words on it alone would not do.
    """

    coats = SECONDARY
    padding = 20
    role = "button"
    least_height = tokens.TARGET
    icon_size = tokens.ICON
    gap = 8

    def __init__(
        self, words: str, icon: str = "", *, trailing: str = "", says: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._trailing = trailing
        self._says = says
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_words(words)
        self.redress()

    def set_words(self, words: str, says: str = "") -> None:
        """Change the words on it. An ampersand is an ampersand."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(says or self._says or words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The words on it."""
        return self._words

    def set_icon(self, icon: str) -> None:
        """Change the icon; an empty name takes it away."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words and icons, never less high than a finger."""
        look = tokens.current()
        width = QFontMetricsF(fonts.font(self.role)).horizontalAdvance(as_shown(self._words)) + 2 * self.padding + 1
        for name in (self._icon, self._trailing):
            if name:
                width += look.px(self.icon_size) + (self.gap if self._words else 0)
        height = look.height(self.least_height, self.role)
        return QSize(max(round(width), height), height)

    def minimumSizeHint(self) -> QSize:
        """Words on a button are never cut off."""
        return self.sizeHint()

    def coat(self) -> Coat:
        """How it is painted now."""
        if not self.isEnabled():
            return NOT_AVAILABLE
        if self.isDown():
            return self.coats.pressed
        return self.coats.hover if self.underMouse() else self.coats.rest

    def radius(self) -> float:
        """The rounding of its corners."""
        return tokens.RADIUS_CONTROL

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, the icon, the words."""
        coat = self.coat()
        painter = painting.smooth(self)
        if coat.fill or coat.edge:
            width = coat.width if tokens.current().mode != "high contrast" else max(2, coat.width)
            painting.box(painter, self.rect(), fill=coat.fill, edge=coat.edge, width=width, radius=self.radius())
        self.paint_inside(painter, coat, self.rect())
        painter.end()

    def paint_inside(self, painter: QPainter, coat: Coat, rect: QRect) -> None:
        """Icon, words and trailing icon, centred together in `rect`."""
        look = tokens.current()
        font = fonts.font(self.role)
        words = QFontMetricsF(font).horizontalAdvance(as_shown(self._words))
        size = look.px(self.icon_size)
        gap = self.gap if self._words else 0
        whole = words + (size + gap if self._icon else 0) + (size + gap if self._trailing else 0)
        x = rect.x() + (rect.width() - whole) / 2
        middle = rect.y() + rect.height() / 2
        tint = painting.colour(coat.text)
        if self._icon:
            icons.draw(painter, self._icon, tint, QPointF(x, middle - size / 2), size)
            x += size + gap
        painter.setFont(font)
        painter.setPen(painting.brush(coat.text))
        painter.drawText(
            QRectF(x, rect.y(), words + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, as_shown(self._words)
        )
        if self._trailing:
            icons.draw(painter, self._trailing, tint, QPointF(x + words + gap, middle - size / 2), size)


class PrimaryButton(Button):
    """The one way on in its part of the screen."""

    coats = PRIMARY


class SecondaryButton(Button):
    """Another thing that can be done here."""

    coats = SECONDARY


class QuietButton(Button):
    """A way aside: text only, with room to press."""

    coats = QUIET
    padding = 12


class TextLink(QuietButton):
    """A quiet button whose words stand flush with the text above it."""

    padding = 2


class DangerButton(Button):
    """Raises a concern, or takes something away."""

    coats = DANGER


class ChildButton(Button):
    """Shows a child's words, in the colour that means "theirs"."""

    coats = CHILD


class LargeButton(SecondaryButton):
    """For a standing hand with a tablet: the bar at the foot of a visit, 64 px high."""

    least_height = 64
    role = "large button"
    icon_size = 24
    gap = 12


class LargeDangerButton(LargeButton):
    """A safety concern during a visit."""

    coats = DANGER


class IconButton(QuietButton):
    """An icon alone; `says` is its name for a screen reader and in its tool tip."""

    padding = 12

    def __init__(self, icon: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__("", icon, says=says, parent=parent)
        self.setToolTip(says)

    def set_says(self, says: str) -> None:
        """Give it another name."""
        self._says = says
        self.setAccessibleName(says)
        self.setToolTip(says)

    def sizeHint(self) -> QSize:
        """A square."""
        side = tokens.current().height(self.least_height)
        return QSize(side, side)


class BackLink(QuietButton):
    """Back to where one came from: small type in a 48 px target."""

    role = "second strong"
    padding = 4
    gap = 4
    least_height = tokens.TARGET_SMALLEST

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "chevron-left", says=_back_to(words), parent=parent)

    def set_words(self, words: str, says: str = "") -> None:
        """Lead back to somewhere else."""
        super().set_words(words, says or _back_to(words))


def _back_to(words: str) -> str:
    """What a screen reader says: "Back to Children", and plain "Back" where no place is named."""
    return words if words == "Back" else f"Back to {words}"
