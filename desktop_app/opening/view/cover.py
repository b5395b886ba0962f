"""The cover over everything: two hills and the time, and no word of Daybook's work. A key or a touch asks for the PIN."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from casework.wording import long_date, time_of_day
from desktop_app.opening.view.hills import FirstCard, Hills
from desktop_app.shell.controls import (
    Dressed,
    Heading,
    PinPad,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
    Stack,
    Text,
    TextField,
    announce,
    brush,
    font,
    look,
    smooth,
)
from desktop_app.shell.curtain import HIDE_KEYS

TITLE = "Daybook"
SAYS = "Daybook is resting. Press any key, then type your PIN."
RESTS_AGAIN = 60_000  # milliseconds without a key or a touch after which the question goes away again
TICK = 1_000
MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)


class _Clock(Dressed, QWidget):
    """The time, large, and the day beneath."""

    def __init__(self, now: Callable[[], datetime.datetime]) -> None:
        super().__init__()
        self._now = now
        self._said = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._look()

    def _look(self) -> None:
        now = self._now()
        said = (time_of_day(now), long_date(now.date()))
        if said != self._said:
            self._said = said
            self.setAccessibleName(", ".join(said))
            self.update()

    def _large(self) -> QFont:
        large = font("page title")
        large.setPixelSize(look().px(72))
        return large

    def sizeHint(self) -> QSize:
        """Two lines."""
        height = QFontMetrics(self._large()).height() + QFontMetrics(font("section")).height()
        return QSize(look().px(360), height + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In the middle, one over the other."""
        painter = smooth(self)
        middle = Qt.AlignmentFlag.AlignHCenter
        painter.setPen(brush("ink"))
        painter.setFont(self._large())
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignTop, self._said[0])
        painter.setPen(brush("muted"))
        painter.setFont(font("section"))
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignBottom, self._said[1])
        painter.end()


class Cover(Hills):
    """`pin_given` and `passphrase_given` carry what was typed; whoever hears them answers with `ask_pin` or

    `ask_passphrase`. `lock_wanted`: the key that covers was pressed once more, or Lock.
    """

    pin_given = Signal(str)
    passphrase_given = Signal(str)
    lock_wanted = Signal()

    def __init__(self, now: Callable[[], datetime.datetime]) -> None:
        self._card, self._clock = FirstCard(), _Clock(now)
        super().__init__(Stack(self._clock, self._card))
        self.setWindowTitle(TITLE)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAccessibleName(SAYS)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._heading = Heading("Your PIN", 1)
        self._said = Text("")
        self.pad = PinPad()
        self._other = QuietButton("Use your passphrase instead", "key-round")
        self.passphrase = TextField("Your passphrase", password=True)
        self._button = PrimaryButton("Come back", "lock-open")
        for part in (self._heading, self._said, self.pad, self._other, self.passphrase, self._button):
            self._card.add(part)
        self._lock = SecondaryButton("Lock Daybook", "lock")
        self.at_foot(self._lock)
        self._by_pin = True
        self._timer = QTimer(self, singleShot=True, interval=RESTS_AGAIN)
        self._connect()
        self._ask("", by_pin=True)
        self.rest()

    def _connect(self) -> None:
        self._timer.timeout.connect(self.rest)
        self.pad.given.connect(self.pin_given)
        self._other.clicked.connect(self.ask_passphrase)
        self.passphrase.changed.connect(lambda _typed: self._timer.start())
        self.passphrase.submitted.connect(self._give_passphrase)
        self._button.clicked.connect(self._give_passphrase)
        self._lock.clicked.connect(self.lock_wanted)
        for keys in HIDE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)  # held down, the key that covered does not lock as well
            shortcut.activated.connect(self.lock_wanted)

    # -- at rest, and asking ------------------------------------------------------------------------------------

    @property
    def is_asking(self) -> bool:
        """Whether the question is shown."""
        return not self._card.isHidden()

    def rest(self) -> None:
        """Hills and the time, nothing else."""
        self._timer.stop()
        self.setFocus()
        self._card.hide()
        self._lock.hide()
        self._clock.show()
        self.pad.begin_anew()
        self.passphrase.set_value("")

    def wake(self) -> None:
        """Somebody is there: ask."""
        self._clock.hide()
        self._card.show()
        self._lock.show()
        self._timer.start()
        self._stand()

    def ask_pin(self, sentence: str = "") -> None:
        """From its first digit; `sentence` says what was wrong."""
        self._ask(sentence, by_pin=True)

    def ask_passphrase(self, sentence: str = "") -> None:
        """Only the passphrase lifts it now; `sentence` says why."""
        self._ask(sentence or "", by_pin=False)

    def _ask(self, sentence: str, *, by_pin: bool) -> None:
        self._by_pin = by_pin
        self._heading.set_words("Your PIN" if by_pin else "Your passphrase")
        self._said.set_words(sentence)
        self._said.setVisible(bool(sentence))
        self.pad.begin_anew()
        self.passphrase.set_value("")
        self.pad.setVisible(by_pin)
        self._other.setVisible(by_pin)
        self.passphrase.setVisible(not by_pin)
        self._button.setVisible(not by_pin)
        self._button.setEnabled(True)
        if self.is_asking:
            self._stand()
            self._timer.start()
            announce(self, f"{self._heading.words()}. {sentence}")

    def _stand(self) -> None:
        if self._by_pin:
            self.pad.stand_on_first_key()
        else:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_passphrase(self) -> None:
        if self.passphrase.value() and self._button.isEnabled():
            self._button.setEnabled(False)
            self.passphrase_given.emit(self.passphrase.value())

    # -- a key or a touch ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key asks; a digit is the first of the PIN. Escape leaves the question."""
        if event.key() in MODIFIERS:
            return
        self._timer.start()
        if not self.is_asking:
            self.wake()
        elif event.key() == Qt.Key.Key_Escape:
            self.rest()
            return
        if self._by_pin:
            self.pad.takes(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press or a touch asks."""
        super().mousePressEvent(event)
        if not self.is_asking:
            self.wake()
