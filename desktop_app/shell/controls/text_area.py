"""Several lines of typing: what was said, seen and thought. It grows with its text, so that nothing scrolls inside it."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from desktop_app.shell import fonts, tokens
from desktop_app.shell.controls.dressing import Ringed
from desktop_app.shell.controls.field import Field, FieldFrame, dress_inside
from desktop_app.shell.controls.layouts import fit_again
from desktop_app.shell.controls.scrolled import bring_place_into_sight


class Paper(Ringed, QPlainTextEdit):
    """The lines inside a frame. Tab goes to the next control, as everywhere."""

    ring_always = True

    def __init__(self, frame: FieldFrame, least_lines: int) -> None:
        super().__init__(frame)
        self._frame = frame
        self._least_lines = least_lines
        frame.typing_in = self
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.textChanged.connect(self.fit)
        self.cursorPositionChanged.connect(self._keep_in_sight)
        self.redress()

    def ring_target(self) -> QWidget:
        """The frame around it."""
        return self._frame

    def fit(self) -> None:
        """As high as its lines, and never less than `least_lines`."""
        height = max(self._least_lines * self.fontMetrics().lineSpacing(), self._height_of_text()) + 4
        if height != self.minimumHeight():
            self.setFixedHeight(height)
            fit_again(self)

    def _height_of_text(self) -> int:
        """Line by line: another script or a sign from another font makes a line higher than its neighbours."""
        height, block = 0.0, self.document().begin()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return math.ceil(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps differently."""
        super().resizeEvent(event)
        self.fit()

    def redress(self) -> None:
        """The font at the text size worn now."""
        dress_inside(self)
        self.setFont(fonts.font("body"))
        self.viewport().setFont(self.font())  # what is not typed yet is painted with it
        self.fit()

    def _keep_in_sight(self) -> None:
        if not self.hasFocus():
            return
        bring_place_into_sight(self, self.cursorRect().center(), tokens.current().px(48))


class TextArea(Field):
    """A labelled place for several lines, `lines` of them to begin with."""

    changed = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        placeholder: str = "",
        value: str = "",
        lines: int = 3,
        label_shown: bool = True,
        quiet: bool = False,
    ) -> None:
        super().__init__(label, hint, label_shown=label_shown)
        frame = FieldFrame()
        frame.quiet = quiet
        frame.setAttribute(Qt.WidgetAttribute.WA_Hover, quiet)
        frame.lay.setContentsMargins(12, 12, 12, 12)
        self.paper = Paper(frame, lines)
        self.paper.setPlaceholderText(placeholder)
        self.paper.setPlainText(value)
        self.paper.textChanged.connect(self._typed)
        frame.lay.addWidget(self.paper)
        self._hold(frame, self.paper)
        self.redress()

    def value(self) -> str:
        """What was typed, without empty lines around it."""
        return self.paper.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Put words in, as if nothing had been typed: no `changed` is sent, and the cursor stays where it can."""
        at = self.paper.textCursor().position()
        blocked = self.paper.blockSignals(True)
        self.paper.setPlainText(value)
        self.paper.blockSignals(blocked)
        self.paper.fit()
        cursor = self.paper.textCursor()
        cursor.setPosition(min(at, len(value)))
        self.paper.setTextCursor(cursor)

    def _typed(self) -> None:
        if self._error_words:
            self.set_error("")
        self.changed.emit(self.paper.toPlainText())
