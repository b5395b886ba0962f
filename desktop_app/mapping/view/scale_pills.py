"""Which scale is shown: a pill with a number for each pair, and one for everything together."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.mapping.ratings import Scale
from desktop_app.mapping.words import ScaleWords
from desktop_app.shell.controls import FlowRow, Ringed, box, brush, colour, draw_icon, font, look, smooth

HIGH, PADDING = 28, 10


class _Pill(Ringed, QRadioButton):
    """28 px in a target of 44; filled when it is the one that is shown."""

    def __init__(self, scale: Scale, words: ScaleWords) -> None:
        super().__init__()
        self.about = scale.about
        self._number = scale.number
        self.setText(str(scale.number) if scale.number else words.overall)
        self.setAccessibleName(words.of_pair(scale.number))
        self.setAccessibleDescription(words.question)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.ring_radius = 22
        self.redress()

    def sizeHint(self) -> QSize:
        """As wide as its words, 44 at least."""
        wide = QFontMetricsF(font("second strong")).horizontalAdvance(self.text()) + 2 * PADDING
        wide += look().px(14) + 4 if self._number else 0
        return QSize(max(44, round(wide) + 1), max(44, look().px(HIGH) + 12))

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def hitButton(self, at: object) -> bool:  # noqa: ARG002  # Qt's own signature
        """The whole of it can be pressed."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill, its link and its number."""
        painter = smooth(self)
        chosen, high = self.isChecked(), look().px(HIGH)
        rect = QRectF(0, (self.height() - high) / 2, self.width(), high)
        ink = "on primary" if chosen else "primary"
        fill = "primary" if chosen else "primary soft" if self.underMouse() else "surface"
        box(painter, rect, fill=fill, edge="primary", width=look().border, radius=high / 2)
        painter.setFont(font("second strong"))
        painter.setPen(brush(ink))
        words = rect
        if self._number:
            size = look().px(14)
            whole = size + 4 + QFontMetricsF(painter.font()).horizontalAdvance(self.text())
            x = (self.width() - whole) / 2
            draw_icon(painter, "link", colour(ink), QPointF(x, rect.center().y() - size / 2), size)
            words = QRectF(x + size + 4, rect.y(), self.width(), high)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        else:
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class ScalePills(QWidget):
    """`chosen` carries what the scale is about. The arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._row = FlowRow(gap=4)
        self._shown: tuple[tuple[tuple[str, int], ...], ScaleWords] | None = None
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._row)
        self._group.buttonClicked.connect(lambda pill: self.chosen.emit(pill.about))

    def show_scales(self, scales: Sequence[Scale], about: str, words: ScaleWords) -> None:
        """Show which there are, and which is looked at."""
        wanted = (tuple((scale.about, scale.number) for scale in scales), words)
        if wanted != self._shown:
            self._shown = wanted
            for pill in self._group.buttons():
                self._group.removeButton(pill)
            self._row.clear()
            for scale in scales:
                pill = _Pill(scale, words)
                self._group.addButton(pill)
                self._row.add(pill)
        for pill in self._group.buttons():
            if isinstance(pill, _Pill) and pill.about == about:
                pill.setChecked(True)
