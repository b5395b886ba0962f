"""What every field shares: a label above, a hint, an error that says what to do, and a frame with a ring of focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.shell import painting, style, tokens
from desktop_app.shell.controls.dressing import Dressed
from desktop_app.shell.controls.layouts import Row
from desktop_app.shell.controls.picture import Picture
from desktop_app.shell.controls.text import Text


class FieldFrame(Dressed, QWidget):
    """The box a person types in: 48 px high at least, with room for a button at its right.

    A `quiet` one stands among text that is there to be read: its edge shows under the pointer and with the focus.
    """

    def __init__(self) -> None:
        super().__init__()
        self.wrong = False
        self.quiet = False
        self.typing_in: QWidget | None = None
        self.lay = QHBoxLayout(self)
        self.lay.setContentsMargins(12, 0, 2, 0)
        self.lay.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.redress()

    def redress(self) -> None:
        """Height follows the text size."""
        self.setMinimumHeight(tokens.current().height(tokens.TARGET))
        super().redress()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White, an edge of 3:1; thicker when it has the focus or is wrong."""
        painter = painting.smooth(self)
        focused = self.typing_in is not None and self.typing_in.hasFocus()
        edge = "danger" if self.wrong else "primary" if focused else "outline"
        fill = "surface" if self.isEnabled() else "sunken"
        if self.quiet and not (focused or self.wrong or self.underMouse()):
            edge = "line" if tokens.current().mode == "high contrast" else "surface"
        width = 2 if self.wrong or focused else tokens.current().border
        painting.box(painter, self.rect(), fill=fill, edge=edge if self.isEnabled() else "line", width=width)
        painter.end()


def dress_inside(typed_in: QWidget) -> None:
    """What is typed in has no ground and no edge of its own: the frame around it has."""
    typed_in.setObjectName("inside")
    typed_in.setStyleSheet(style.inside(tokens.current()))


class Field(Dressed, QWidget):
    """A labelled place for an answer. Subclasses put what is typed or chosen in with `_hold`."""

    def __init__(self, label: str, hint: str = "", *, label_shown: bool = True) -> None:
        super().__init__()
        self._label_words, self._hint_words, self._error_words = label, hint, ""
        self._spoken = ""
        self._answer: QWidget | None = None
        self._frame: FieldFrame | None = None
        self.label = Text(label, "button")
        if not label_shown:  # showing what lies in no window yet would flash a window of its own, and take the focus
            self.label.hide()
        self.hint = Text(hint, "second", "muted")
        if not (hint and label_shown):
            self.hint.hide()
        self._error = Text("", "second medium", "danger")
        self._error_row = Row(Picture("circle-alert", "danger", 18), self._error, gap=8, grows=1)
        self._error_row.hide()
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(4)
        self._lay.addWidget(self.label)
        self._lay.addWidget(self.hint)
        self._lay.addWidget(self._error_row)
        if label_shown:
            self._lay.addSpacing(2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _hold(self, shown: QWidget, answer: QWidget) -> None:
        """Show `shown` under the label; `answer` is what has the focus and the name."""
        self._answer = answer
        self._frame = shown if isinstance(shown, FieldFrame) else None
        self._lay.addWidget(shown)
        self.label.setBuddy(answer)
        self.setFocusProxy(answer)
        self._name()

    def _name(self) -> None:
        if self._answer is not None:
            self._answer.setAccessibleName(self._spoken or self._label_words)
            said = [part for part in (self._hint_words, self._error_words) if part]
            self._answer.setAccessibleDescription(". ".join(said))

    def set_label(self, label: str) -> None:
        """Change the label."""
        self._label_words = label
        self.label.set_words(label)
        self._name()

    def set_spoken(self, name: str) -> None:
        """Another name for a screen reader, where several fields have the same label: "Who, step 2"."""
        self._spoken = name
        self._name()

    def set_hint(self, hint: str) -> None:
        """Change the hint; empty takes it away."""
        self._hint_words = hint
        self.hint.set_words(hint)
        self.hint.setVisible(bool(hint))
        self._name()

    def error(self) -> str:
        """The error shown, empty when there is none."""
        return self._error_words

    def set_error(self, sentence: str) -> None:
        """Say what is wrong and what to do; an empty sentence takes it away."""
        self._error_words = sentence
        self._error.set_words(sentence)
        self._error_row.setVisible(bool(sentence))
        self._lay.setContentsMargins(16 if sentence else 0, 0, 0, 0)
        if self._frame is not None:
            self._frame.wrong = bool(sentence)
            self._frame.update()
        self._name()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar at the left of a field that is wrong."""
        if self._error_words:
            painter = painting.smooth(self)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(0, 0, 4, self.height(), painting.brush("danger"))
            painter.end()
