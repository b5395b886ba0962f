"""Where the worker types what the child says, letter for letter: nothing is corrected, nothing suggested."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.shell.controls import FieldFrame, Ringed, dress_inside, font, give_bar

LEAST_LINES = 4


class _Lines(Ringed, QPlainTextEdit):
    """The lines inside the frame."""

    ring_always = True

    def __init__(self, frame: FieldFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        frame.typing_in = self
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        give_bar(self)
        self.viewport().setAutoFillBackground(False)
        hints = Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
        self.setInputMethodHints(hints | Qt.InputMethodHint.ImhMultiLine)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.redress()

    def ring_target(self) -> QWidget:
        """The frame around it."""
        return self._frame

    def fit(self) -> None:
        """As high as its lines."""
        lines = max(LEAST_LINES, int(self.document().documentLayout().documentSize().height()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps differently."""
        super().resizeEvent(event)
        self.fit()

    def redress(self) -> None:
        """The child's typeface at the text size worn now."""
        dress_inside(self)
        self.setFont(font("childs body"))
        self.fit()


class WordsPaper(QWidget):
    """A framed place for the child's words. `changed` carries them exactly as typed."""

    changed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        frame = FieldFrame()
        frame.lay.setContentsMargins(12, 10, 12, 10)
        self.lines = _Lines(frame)
        self.lines.setAccessibleName(name)
        self.lines.textChanged.connect(lambda: self.changed.emit(self.words()))
        frame.lay.addWidget(self.lines)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(frame)
        self.setFocusProxy(self.lines)

    def words(self) -> str:
        """What was typed."""
        return self.lines.toPlainText()

    def set_words(self, words: str) -> None:
        """Put words in; no `changed` is sent."""
        blocked = self.lines.blockSignals(True)
        self.lines.setPlainText(words)
        self.lines.blockSignals(blocked)
