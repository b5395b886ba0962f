"""Six digits on a pad of keys or typed: rings for how many there are, never the digits."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.shell import painting, tokens
from desktop_app.shell.controls.buttons import SecondaryButton
from desktop_app.shell.controls.dressing import Dressed

DIGITS = 6
RUB, WORDS_UP_TO = "Rub out", 1.5  # times 100 %; with larger text the key has its picture alone, and the row stays low
MakeKey = Callable[[str, str, str], QAbstractButton]
"""(words, icon, what a screen reader says) -> a key."""


def plain_key(words: str, icon: str, says: str) -> QAbstractButton:
    """A key in the worker's own look."""
    return SecondaryButton(words, icon, says=says)


class Dots(Dressed, QWidget):
    """How many digits were typed: filled and empty rings, never the digits."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_typed(0)

    def show_typed(self, typed: int) -> None:
        """Show that so many were typed."""
        self._typed = typed
        self.setAccessibleName(f"{typed} of {DIGITS} digits")
        self.update()

    def sizeHint(self) -> QSize:
        """Six rings in a row."""
        look = tokens.current()
        return QSize(look.px(40) * DIGITS, look.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rings."""
        look = tokens.current()
        painter = painting.smooth(self)
        painter.setPen(QPen(painting.brush("ink"), 2))
        for at in range(DIGITS):
            painter.setBrush(painting.brush("ink" if at < self._typed else "surface"))
            middle = QPointF(self.width() / 2 + look.px(40) * (at - (DIGITS - 1) / 2), self.height() / 2)
            painter.drawEllipse(middle, look.px(10), look.px(10))
        painter.end()


class PinPad(QWidget):
    """`given` carries the six digits, and the pad waits then; `begin_anew` empties it for the next try."""

    given = Signal(str)

    def __init__(self, make_key: MakeKey = plain_key) -> None:
        super().__init__()
        self._typed = ""
        self.dots = Dots()
        self.keys = {digit: make_key(digit, "", "") for digit in "1234567890"}
        rub_says = RUB if tokens.current().scale <= WORDS_UP_TO else ""
        self.rub = make_key(rub_says, "eraser", "Rub out the last digit")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(20)
        around.addWidget(self.dots)
        around.addLayout(self._grid())
        for digit, key in self.keys.items():
            key.clicked.connect(lambda _on=False, digit=digit: self.type(digit))
        self.rub.clicked.connect(self.rub_out)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(10)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        for at, digit in enumerate("123456789"):
            grid.addWidget(self.keys[digit], *divmod(at, 3))
        grid.addWidget(self.keys["0"], 3, 1)
        grid.addWidget(self.rub, 3, 2)
        return grid

    def begin_anew(self) -> None:
        """Take the first digit."""
        self._set_typed("")
        self.setEnabled(True)

    def stand_on_first_key(self) -> None:
        """The keyboard is on the pad."""
        self.keys["1"].setFocus(Qt.FocusReason.OtherFocusReason)

    def type(self, digit: str) -> None:
        """One more digit; nothing while six are being tried."""
        if len(self._typed) < DIGITS and self.isEnabled():
            self._set_typed(self._typed + digit)
            if len(self._typed) == DIGITS:
                self.setEnabled(False)
                self.given.emit(self._typed)

    def rub_out(self) -> None:
        """Take the last digit away."""
        if self.isEnabled():
            self._set_typed(self._typed[:-1])

    def takes(self, event: QKeyEvent) -> bool:
        """Digits can be typed, too: whether this key was one for the pad."""
        if event.text() in self.keys:
            self.type(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.rub_out()
        else:
            return False
        return True

    def _set_typed(self, typed: str) -> None:
        self._typed = typed
        self.dots.show_typed(len(typed))
