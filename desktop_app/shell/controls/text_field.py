"""One line of typing: a name, a passphrase, words to look for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop_app.shell import fonts, tokens
from desktop_app.shell.controls.buttons import IconButton, QuietButton
from desktop_app.shell.controls.dressing import Ringed
from desktop_app.shell.controls.field import Field, FieldFrame, dress_inside
from desktop_app.shell.controls.layouts import Row
from desktop_app.shell.controls.picture import Picture
from desktop_app.shell.controls.text import Text


class Line(Ringed, QLineEdit):
    """The line inside a frame; the frame has the edge and the ring."""

    ring_always = True
    capitals = Signal(bool)

    def __init__(self, frame: FieldFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        frame.typing_in = self
        self.setFrame(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.redress()

    def redress(self) -> None:
        """The font at the text size worn now."""
        dress_inside(self)
        self.setFont(fonts.font("body"))
        super().redress()

    def ring_target(self) -> QWidget:
        """The frame around it."""
        return self._frame

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, shows that Caps Lock is on; no system says it before."""
        typed = event.text()
        if len(typed) == 1 and typed.lower() != typed.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(typed.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.capitals.emit(False)
        super().keyPressEvent(event)


class TextField(Field):
    """One labelled line. `password` hides what is typed and offers to show it; `icon` stands before the text."""

    changed = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        placeholder: str = "",
        value: str = "",
        password: bool = False,
        icon: str = "",
        label_shown: bool = True,
    ) -> None:
        super().__init__(label, hint, label_shown=label_shown)
        frame = FieldFrame()
        self.line = Line(frame)
        if icon:
            frame.lay.addWidget(Picture(icon))
        frame.lay.addWidget(self.line, 1)
        self.line.setPlaceholderText(placeholder)
        self.line.setText(value)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.submitted)
        self._show_button: QuietButton | None = None
        if password:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
            self._show_button = QuietButton("Show", "eye", says=f"Show {label.lower()}")
            self._show_button.least_height = 44
            self._show_button.clicked.connect(self._show_or_hide)
            frame.lay.addWidget(self._show_button)
        self._hold(frame, self.line)
        if password:
            self._capitals = Row(
                Picture("triangle-alert", "warn", 18), Text("Caps Lock is on", "second medium", "warn")
            )
            self._capitals.hide()
            self._lay.addWidget(self._capitals)
            self.line.capitals.connect(self._capitals.setVisible)
        self.redress()

    def value(self) -> str:
        """What was typed, without spaces around it; a passphrase exactly as typed."""
        return self.line.text() if self._show_button else self.line.text().strip()

    def set_value(self, value: str) -> None:
        """Put words in, as if nothing had been typed: no `changed` is sent."""
        blocked = self.line.blockSignals(True)
        self.line.setText(value)
        self.line.blockSignals(blocked)

    def _typed(self, text: str) -> None:
        self.set_error("")
        self.changed.emit(text)

    def _show_or_hide(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        if self._show_button is not None:
            said = "Hide" if hidden else "Show"
            self._show_button.set_icon("eye-off" if hidden else "eye")
            self._show_button.set_words(said, f"{said} {self._label_words.lower()}")


class SearchField(TextField):
    """Words to look for; Escape and the cross empty it. Its label is spoken, and shown as the placeholder.

    `moved_on`: Down was pressed, towards what was found.
    """

    moved_on = Signal()

    def __init__(self, label: str, *, least_width: int = 212) -> None:
        self._least_width = least_width
        super().__init__(label, placeholder=label, icon="search", label_shown=False)
        self._clear = IconButton("x", "Empty the search")
        self._clear.least_height = 44
        self._clear.hide()
        self._clear.clicked.connect(self.clear)
        self.changed.connect(lambda text: self._clear.setVisible(bool(text)))
        if self._frame is not None:
            self._frame.lay.addWidget(self._clear)
        self.redress()

    def redress(self) -> None:
        """Room for its placeholder at every text size."""
        self.setMinimumWidth(tokens.current().px(self._least_width))
        super().redress()

    def clear(self) -> None:
        """Empty it and look for nothing."""
        self.line.clear()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties it first; Down goes on."""
        if event.key() == Qt.Key.Key_Down:
            self.moved_on.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.clear()
            return
        super().keyPressEvent(event)
