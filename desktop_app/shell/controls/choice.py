"""One of a few: big targets side by side or beneath each other, moved through with the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QSizePolicy, QWidget

from desktop_app.shell import fonts, icons, painting, tokens
from desktop_app.shell.controls.dressing import Ringed
from desktop_app.shell.controls.field import Field
from desktop_app.shell.controls.flow import FlowRow
from desktop_app.shell.shown_words import as_shown


class Segment(Ringed, QRadioButton):
    """One answer. `joined` says which of its sides meet a neighbour, so that halves look like one thing."""

    def __init__(self, words: str, group: str, *, left_joined: bool = False, right_joined: bool = False) -> None:
        super().__init__()
        self._words = words
        self._joined = (left_joined, right_joined)
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setAccessibleDescription(group)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.redress()

    def redress(self) -> None:
        """The font at the text size worn now."""
        self.setFont(fonts.font("button"))
        super().redress()

    def sizeHint(self) -> QSize:
        """Room for the tick whether chosen or not, so that nothing moves."""
        look = tokens.current()
        words = QFontMetricsF(fonts.font("button")).horizontalAdvance(as_shown(self._words))
        return QSize(round(words + look.px(18) + 8 + 25), look.height(tokens.TARGET))

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def hitButton(self, at: QPoint) -> bool:
        """The whole of it can be pressed."""
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """An outlined part; chosen is a soft fill, a tick and heavier words."""
        chosen = self.isChecked()
        look = tokens.current()
        painter = painting.smooth(self)
        left, right = self._joined
        wide = QRectF(self.rect()).adjusted(-12 if left else 0, 0, 12 if right else 0, 0)
        if not self.isEnabled():
            fill, edge, ink = "sunken", "line", "muted"
        else:
            fill = "primary soft" if chosen or self.underMouse() else "surface"
            edge, ink = "outline", "primary" if chosen else "ink"
        thick = 3 if chosen and look.mode == "high contrast" else look.border
        painting.box(painter, wide, fill=fill, edge=edge, width=thick)
        if left:
            painting.line(painter, QPointF(0, 1), QPointF(0, self.height() - 1), edge, look.border)
        font = fonts.font("button" if chosen else "row")
        words = QFontMetricsF(font).horizontalAdvance(as_shown(self._words))
        size = look.px(18)
        start = (self.width() - words - (size + 8 if chosen else 0)) / 2
        if chosen:
            icons.draw(painter, "check", painting.colour(ink), QPointF(start, (self.height() - size) / 2), size)
            start += size + 8
        painter.setFont(font)
        painter.setPen(painting.brush(ink))
        painter.drawText(
            QRectF(start, 0, words + 2, self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self._words,
        )
        painter.end()


class _Segments(QWidget):
    """The answers in one bar; in lines of their own when the bar would be too wide."""

    def __init__(self, parts: list[Segment]) -> None:
        super().__init__()
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(0)
        for part in parts:
            self._lay.addWidget(part, 1)


class Choice(Field):
    """A question with a few answers, (value, words) each. Nothing is chosen until someone chooses.

    `joined` draws them as the halves (or thirds) of one bar, for Yes and No; otherwise they flow.
    """

    changed = Signal(str)

    def __init__(
        self,
        label: str,
        answers: Sequence[tuple[str, str]],
        *,
        hint: str = "",
        value: str | None = None,
        joined: bool = False,
        label_shown: bool = True,
    ) -> None:
        super().__init__(label, hint, label_shown=label_shown)
        last = len(answers) - 1
        self._parts = {
            key: Segment(words, label, left_joined=joined and at > 0, right_joined=joined and at < last)
            for at, (key, words) in enumerate(answers)
        }
        self._group = QButtonGroup(self)
        for part in self._parts.values():
            self._group.addButton(part)
        parts = list(self._parts.values())
        shown = _Segments(parts) if joined else FlowRow(*parts, gap=8)
        self._hold(shown, parts[0])
        self.set_value(value)
        self._group.buttonToggled.connect(self._toggled)

    def _name(self) -> None:
        """Each answer is called by its words; the question, and what is wrong, are its description."""
        said = ". ".join(part for part in (self._label_words, self._hint_words, self._error_words) if part)
        for part in self._parts.values():
            part.setAccessibleDescription(said)

    def value(self) -> str | None:
        """The value chosen, or None while nothing is."""
        return next((key for key, part in self._parts.items() if part.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        """Choose, or with None unchoose. No `changed` is sent."""
        blocked = self._group.blockSignals(True)
        self._group.setExclusive(False)
        for key, part in self._parts.items():
            part.setChecked(key == value)
        self._group.setExclusive(True)
        self._group.blockSignals(blocked)

    def parts(self) -> list[Segment]:
        """Its answers, for an order of Tab across several questions."""
        return list(self._parts.values())

    def _toggled(self, _part: Segment, chosen: bool) -> None:  # Qt's own signature
        if chosen:
            self.set_error("")
            self.changed.emit(self.value() or "")
