"""The only way out of child mode: the worker's PIN, on a pad of large keys or typed; the passphrase after three wrong ones."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop_app.direct_work.view.childs_button import ChildsButton
from desktop_app.direct_work.view.childs_frame import ChildsFrame, in_the_middle
from desktop_app.direct_work.view.childs_text import ChildsText
from desktop_app.shell.controls import Dressed, Stack, TextField, announce, brush, look, smooth

DIGITS = 6
RUB, WORDS_UP_TO = "Rub out", 1.5  # times 100 %; with larger text the key has its picture alone, and the row stays low
ASKS, ASKS_PASSPHRASE = "The worker’s PIN", "The worker’s passphrase"


class _Dots(Dressed, QWidget):
    """How many digits were typed: filled and empty rings, never the digits."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_typed(0)

    def show_typed(self, typed: int) -> None:
        """Show that so many were typed."""
        self._typed = typed
        self.setAccessibleName(f"{typed} of {DIGITS} digits")
        self.update()

    def sizeHint(self) -> QSize:
        """Six rings in a row."""
        return QSize(look().px(40) * DIGITS, look().px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rings."""
        painter = smooth(self)
        painter.setPen(QPen(brush("ink"), 2))
        for at in range(DIGITS):
            painter.setBrush(brush("ink") if at < self._typed else brush("surface"))
            middle = QPointF(self.width() / 2 + look().px(40) * (at - (DIGITS - 1) / 2), self.height() / 2)
            painter.drawEllipse(middle, look().px(10), look().px(10))
        painter.end()


class WorkersDoor(ChildsFrame):
    """`pin_given` and `passphrase_given` carry what was typed; `went_back`: not the worker after all."""

    pin_given = Signal(str)
    passphrase_given = Signal(str)
    went_back = Signal()

    def __init__(self) -> None:
        super().__init__(ASKS, plain=True)
        self.stop.hide()
        self._typed = ""
        self.dots = _Dots()
        self.keys = {digit: ChildsButton(digit) for digit in "1234567890"}
        self.rub = ChildsButton(RUB if look().scale <= WORDS_UP_TO else "", "eraser", says="Rub out the last digit")
        self.back = ChildsButton("Go back", "arrow-left")
        self.passphrase = TextField("Your passphrase", password=True)
        self.open_button = ChildsButton("Come back", "lock-open", "on")
        self._said = ChildsText("", "childs help")
        self._pad = self._make_pad()
        self._line = Stack(self.passphrase, self.open_button, gap=16)
        self._lay_out()
        self._connect()
        self.ask_pin()

    def _make_pad(self) -> QWidget:
        pad = QWidget()
        grid = QGridLayout(pad)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        for at, digit in enumerate("123456789"):
            grid.addWidget(self.keys[digit], *divmod(at, 3))
        grid.addWidget(self.keys["0"], 3, 1)
        grid.addWidget(self.rub, 3, 2)
        return pad

    def _lay_out(self) -> None:
        for part in (self._said, self.dots):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        parts = (self._said, self.dots, self._pad, self._line, self.back)
        self.body.addWidget(in_the_middle(*parts, wide=480), 1)

    def _connect(self) -> None:
        for digit, key in self.keys.items():
            key.clicked.connect(lambda _on, digit=digit: self._type(digit))
        self.rub.clicked.connect(self._rub)
        self.back.clicked.connect(self.went_back)
        self.passphrase.submitted.connect(self._give_passphrase)
        self.open_button.clicked.connect(self._give_passphrase)

    def ask_pin(self, sentence: str = "") -> None:
        """Ask for the PIN, from its first digit; `sentence` says what was wrong."""
        self._ask(ASKS, sentence, by_pin=True)
        self.keys["1"].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_passphrase(self, sentence: str = "") -> None:
        """Ask for the passphrase instead."""
        self._ask(ASKS_PASSPHRASE, sentence, by_pin=False)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, title: str, sentence: str, *, by_pin: bool) -> None:
        self._set_typed("")
        self.passphrase.set_value("")
        self.title.set_words(title)
        self._said.set_words(sentence)
        self._said.setVisible(bool(sentence))
        for part in (self.dots, self._pad):
            part.setVisible(by_pin)
        self._line.setVisible(not by_pin)
        self._wait(on=False)
        announce(self, f"{title}. {sentence}")

    def _wait(self, *, on: bool) -> None:
        self._pad.setEnabled(not on)
        self.open_button.setEnabled(not on)

    def _set_typed(self, typed: str) -> None:
        self._typed = typed
        self.dots.show_typed(len(typed))

    def _type(self, digit: str) -> None:
        if len(self._typed) < DIGITS and self._pad.isEnabled():
            self._set_typed(self._typed + digit)
            if len(self._typed) == DIGITS:
                self._wait(on=True)
                self.pin_given.emit(self._typed)

    def _rub(self) -> None:
        self._set_typed(self._typed[:-1])

    def _give_passphrase(self) -> None:
        if self.passphrase.value() and self.open_button.isEnabled():
            self._wait(on=True)
            self.passphrase_given.emit(self.passphrase.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits can be typed, too."""
        if self._pad.isVisible() and event.text() in self.keys:
            self._type(event.text())
        elif self._pad.isVisible() and event.key() == Qt.Key.Key_Backspace:
            self._rub()
        else:
            super().keyPressEvent(event)
