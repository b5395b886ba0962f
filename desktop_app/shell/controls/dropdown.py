"""One of many: a closed box that opens a list, where segments would take too much room."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from desktop_app.shell import fonts, icons, painting, tokens
from desktop_app.shell.controls.bar import Bar
from desktop_app.shell.controls.dressing import Ringed
from desktop_app.shell.controls.field import Field
from desktop_app.shell.shown_words import as_shown


class _Box(Ringed, QComboBox):
    """Qt's own box, for its keys and its screen reader words, painted our way."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.unanswered = "Choose"
        self.redress()

    def redress(self) -> None:
        """The font at the text size worn now, in the list too."""
        self.setFont(fonts.font("body"))
        super().redress()

    def sizeHint(self) -> QSize:
        """Room for the longest answer."""
        metrics = QFontMetrics(fonts.font("body"))
        words = [self.itemText(at) for at in range(self.count())] + [self.unanswered]
        width = max(metrics.horizontalAdvance(as_shown(said)) for said in words)
        return QSize(width + 36 + tokens.current().px(18), tokens.current().height(tokens.TARGET))

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def showPopup(self) -> None:
        """The list wears what is worn now."""
        self.view().setVerticalScrollBar(Bar())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page and never changes an answer by accident."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, the answer, the arrow."""
        look, able = tokens.current(), self.isEnabled()
        painter = painting.smooth(self)
        edge = ("primary" if self.hasFocus() else "outline") if able else "line"
        width = 2 if self.hasFocus() else look.border
        painting.box(painter, self.rect(), fill="surface" if able else "sunken", edge=edge, width=width)
        painter.setFont(fonts.font("body"))
        answered = self.currentIndex() >= 0
        painter.setPen(painting.brush("ink" if able and answered else "muted"))
        room = QRectF(12, 0, self.width() - 24 - look.px(18), self.height())
        words = self.currentText() if answered else self.unanswered
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, as_shown(words))
        at = QPointF(self.width() - 10 - look.px(18), (self.height() - look.px(18)) / 2)
        icons.draw(painter, "chevron-down", painting.colour("muted"), at, look.px(18))
        painter.end()


class Dropdown(Field):
    """A labelled choice of (value, words) from a list that opens. Nothing is chosen until someone chooses."""

    changed = Signal(str)

    def __init__(
        self,
        label: str,
        answers: Sequence[tuple[str, str]],
        *,
        hint: str = "",
        value: str | None = None,
        unanswered: str = "Choose",
        label_shown: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint, label_shown=label_shown)
        self.setParent(parent)
        self._box = _Box()
        self._box.unanswered = unanswered
        self._box.setPlaceholderText(unanswered)
        self.set_answers(answers)
        self._hold(self._box, self._box)
        self.set_value(value)
        self._box.currentIndexChanged.connect(self._chosen)

    def set_answers(self, answers: Sequence[tuple[str, str]]) -> None:
        """Offer these instead; nothing is chosen. No `changed` is sent."""
        blocked = self._box.blockSignals(True)
        self._box.clear()
        for key, words in answers:
            self._box.addItem(words, key)
        self._box.setCurrentIndex(-1)
        self._box.blockSignals(blocked)

    def value(self) -> str | None:
        """The value chosen, or None while nothing is."""
        value: str | None = self._box.currentData()
        return value

    def set_value(self, value: str | None) -> None:
        """Choose, or with None unchoose. No `changed` is sent."""
        blocked = self._box.blockSignals(True)
        self._box.setCurrentIndex(self._box.findData(value) if value is not None else -1)
        self._box.blockSignals(blocked)
        self._box.update()

    def _chosen(self, index: int) -> None:
        self.set_error("")
        if index >= 0:
            self.changed.emit(self.value() or "")
