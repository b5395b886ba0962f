"""Round chips: filters over a list, and people or things chosen for a sentence."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_app.shell import fonts, icons, painting, tokens
from desktop_app.shell.controls.dressing import Ringed
from desktop_app.shell.shown_words import as_shown


class Chip(Ringed, QAbstractButton):
    """A person or thing that is chosen or not: soft fill, tick and edge when it is."""

    changed = Signal(bool)
    chosen_fill, chosen_edge, chosen_ink = "primary soft", "primary", "primary"
    edge_width = 1

    def __init__(self, words: str, *, count: int | None = None, icon: str = "", value: bool = False) -> None:
        super().__init__()
        self._words, self._icon = words, icon
        self._count = count
        self.setCheckable(True)
        self.setChecked(value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.changed.emit(self.isChecked()))
        self._name()
        self.redress()

    def value(self) -> bool:
        """Whether it is chosen."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Choose or not. No `changed` is sent."""
        self.setChecked(value)

    def set_count(self, count: int | None) -> None:
        """Change the number at its end."""
        self._count = count
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setText(self._words.replace("&", "&&"))
        self.setAccessibleName(self._words if self._count is None else f"{self._words}, {self._count}")

    def redress(self) -> None:
        """The ring follows its round ends."""
        self.ring_radius = self.sizeHint().height() / 2
        super().redress()

    def sizeHint(self) -> QSize:
        """44 high at 100 %; wider when chosen, for the tick."""
        look = tokens.current()
        font = fonts.font("button" if self.isChecked() else "row")
        width = 32 + QFontMetricsF(font).horizontalAdvance(as_shown(self._words))
        if self._count is not None:
            width += 8 + QFontMetricsF(fonts.font("second")).horizontalAdvance(str(self._count))
        if self.isChecked() or self._icon:
            width += look.px(18) + 8
        return QSize(round(width) + 1, look.height(tokens.TARGET_SMALLEST))

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def checkStateSet(self) -> None:
        """The tick takes room."""
        super().checkStateSet()
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """The tick takes room."""
        super().nextCheckState()
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The round box, the tick, the words, the number."""
        painter = painting.smooth(self)
        chosen, look = self.isChecked(), tokens.current()
        if not self.isEnabled():
            fill, edge, ink, second = "sunken", "line", "muted", "muted"
        elif chosen:
            fill, edge, ink, second = self.chosen_fill, self.chosen_edge, self.chosen_ink, self.chosen_ink
        else:
            over = self.underMouse()
            fill, edge, ink, second = (
                "primary soft" if over else "surface",
                "primary" if over else "outline",
                "ink",
                "muted",
            )
        thick = max(self.edge_width, look.border)
        painting.box(painter, self.rect(), fill=fill, edge=edge, width=thick, radius=self.height() / 2)
        self._paint_words(painter, ink, second)
        painter.end()

    def _paint_words(self, painter: QPainter, ink: str, second: str) -> None:
        size, x = tokens.current().px(18), 16.0
        icon = "check" if self.isChecked() else self._icon
        if icon:
            icons.draw(painter, icon, painting.colour(ink), QPointF(x, (self.height() - size) / 2), size)
            x += size + 8
        font = fonts.font("button" if self.isChecked() else "row")
        painter.setFont(font)
        painter.setPen(painting.brush(ink))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), middle, as_shown(self._words))
        if self._count is not None:
            x += QFontMetricsF(font).horizontalAdvance(as_shown(self._words)) + 8
            painter.setFont(fonts.font("second"))
            painter.setPen(painting.brush(second))
            painter.drawText(QRectF(x, 0, self.width() - x, self.height()), middle, str(self._count))


class FilterChip(Chip):
    """Narrows a list to some of its rows: filled when it does. `count` says how many rows there would be."""

    chosen_fill, chosen_edge, chosen_ink = "primary", "primary", "on primary"
