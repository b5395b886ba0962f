"""A "No" that needs a reason: the place to say it, at once, under the answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop_app.shell.controls import Picture, Row, Text, TextField


class WhyNot(QWidget):
    """Question and answer in one line where there is room. Marked until something is written."""

    changed = Signal(str)

    def __init__(self, question: str) -> None:
        super().__init__()
        self.field = TextField(question, label_shown=False)
        self._mark = Picture("triangle-alert", "warn")
        self._question = Text(question, "button", "warn", wrap=False)
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(8)
        self._lay.addWidget(Row(self._mark, self._question, gap=8))
        self._lay.addWidget(self.field, 1, Qt.AlignmentFlag(0))
        self.field.changed.connect(self._typed)

    def show_reason(self, reason: str) -> None:
        """What was written, without moving the cursor of who is typing it."""
        if reason.strip() != self.field.value():
            self.field.set_value(reason)
        self._show_mark()

    def _typed(self, words: str) -> None:
        self._show_mark()
        self.changed.emit(words)

    def _show_mark(self) -> None:
        told = bool(self.field.value())
        self._mark.show_icon("circle-check" if told else "triangle-alert", "well" if told else "warn")
        self._question.set_colour("ink" if told else "warn")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The answer goes beneath where half the width is not left for it."""
        super().resizeEvent(event)
        narrow = self._question.sizeHint().width() > self.width() * 0.55
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if wanted != self._lay.direction():
            self._lay.setDirection(wanted)
            self.updateGeometry()
