"""Asking two administrators: a new passphrase first, then eight words to read out, and the wait until they have answered."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.opening.letting_in import HowItStands
from desktop_app.opening.view.new_passphrase import NewPassphrase
from desktop_app.opening.view.numbers import NumbersToRing
from desktop_app.shell.controls import (
    BackLink,
    Body,
    Divider,
    Heading,
    Notice,
    PrimaryButton,
    Row,
    SecondaryButton,
    Small,
    Stack,
    Text,
    TextField,
    announce,
)

LOOK_EVERY = 3_000  # milliseconds
CHOOSE, READ_OUT = "Choose a new passphrase", "Read out these words"
WHY_FIRST = (
    "It opens Daybook once two administrators have let you in; the old one opens nothing any more then. Until then nothing"
    " changes, and the old one still opens it."
)
WHAT_NOW = (
    "Ring one of the numbers, say who you are and that you are locked out of Daybook. They need these eight words, in this"
    " order, to know that it is this laptop. Nobody will ask for your passphrase."
)
KEEP_OPEN = "Keep this window open. Daybook opens by itself when both have done their part; there is no hurry."
WAITING = ("Waiting for the administrators.", "Nothing is lost meanwhile, and you need not press anything.")
OPENING = ("They have let you in.", "Daybook opens in a moment. Please leave the laptop on.")


class AskTwo(Stack):
    """`asked` carries the new passphrase; `look_wanted` asks whether there is an answer; `stopped` leads back; `told`: the
    notice says something that has to be seen."""

    asked = Signal(str)
    look_wanted, stopped, told = Signal(), Signal(), Signal()

    def __init__(self, stands: HowItStands) -> None:
        super().__init__(gap=14)
        self._stands = stands
        self._clock = QTimer(self, interval=LOOK_EVERY)
        self._clock.timeout.connect(self._look)
        self._is_looking = False
        self._words: tuple[str, ...] = ()
        self._back = BackLink("If you cannot get in")
        self._back.clicked.connect(self.stopped)
        self._title = Heading(CHOOSE, 1)
        self._chosen = NewPassphrase("The new one")
        self._again = TextField("The new one again", password=True)
        self._ask_button = PrimaryButton("Ask two administrators", "users-round")
        self._ask_button.clicked.connect(self._ask)
        for field in (self._chosen.field, self._again):
            field.submitted.connect(self._ask)
        self.notice = Notice("info", "")
        self.notice.hide()
        self._form: tuple[QWidget, ...] = (Body(WHY_FIRST), self._chosen, self._again, self._ask_button)
        for part in (Row(self._back, gap=0), self._title, *self._form, self.notice):
            self.add(part)
        self.setFocusProxy(self._chosen.field)

    def come(self) -> None:
        """It is shown now."""
        announce(self._title, CHOOSE)
        self._chosen.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_words(self, words: Sequence[str]) -> None:
        """The request is placed: what to read out, and to whom."""
        self._words = tuple(words)
        for part in (*self._form, self._back):
            part.hide()
        self._chosen.field.set_value("")
        self._again.set_value("")
        self._title.set_words(READ_OUT)
        self._once_more = PrimaryButton("Try again", "refresh-cw")
        self._once_more.clicked.connect(self._look)
        self._stop = SecondaryButton("Stop asking")
        self._stop.clicked.connect(self.stopped)
        numbers = NumbersToRing(self._stands.numbers)
        for part in (
            _Words(self._words),
            Body(WHAT_NOW),
            numbers,
            Divider(),
            Small(KEEP_OPEN),
            self._once_more,
            self._stop,
        ):
            self.add(part)
            part.show()  # now, to take the keyboard
        self._once_more.hide()
        self.notice.say("info", *WAITING, aloud=False)
        self.notice.show()
        self.setFocusProxy(self._stop)
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._title, f"{READ_OUT}: {', '.join(self._words)}.")
        self._clock.start()

    def say_trouble(self, sentence: str) -> None:
        """It did not work: why. While it waits it goes on asking, and says so aloud only when it is news."""
        self._is_looking = False
        self._ask_button.setEnabled(True)
        self._ask_button.set_words("Ask two administrators")
        start = "Asking goes on by itself." if self._words else "They could not be asked."
        kind = "warning" if self._words else "trouble"
        is_news = self.notice.isHidden() or self.notice.words() != f"{start} {sentence}"
        self.notice.show()
        self.notice.say(kind, start, sentence, aloud=is_news)
        if is_news:
            self.told.emit()

    def say_not_yet(self) -> None:
        """Nobody has answered so far."""
        self._is_looking = False
        if self.notice.words() != " ".join(WAITING):
            self.notice.say("info", *WAITING)

    def say_opening(self) -> None:
        """They answered; the copy is opened and gets new keys, which may take a while."""
        self._clock.stop()
        for button in (self._once_more, self._stop):
            button.setEnabled(False)
        self.notice.say("success", *OPENING)
        self.told.emit()

    def say_not_opened(self, sentence: str) -> None:
        """They answered, and it did not open: why. Their answer is kept for an hour, so it can be tried again."""
        self._is_looking = False
        for button in (self._once_more, self._stop):
            button.setEnabled(True)
        self._stop.set_words("Back")
        self._once_more.show()
        self.setFocusProxy(self._once_more)
        self._once_more.setFocus(Qt.FocusReason.OtherFocusReason)
        self.notice.say("trouble", "Daybook did not open.", sentence)
        self.told.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Something else is shown: nothing more is asked. A window that is only put aside goes on asking."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._clock.stop()

    def _look(self) -> None:
        if not self._is_looking:
            self._is_looking = True
            self.look_wanted.emit()

    def _ask(self) -> None:
        if not self._ask_button.isEnabled() or not self._chosen.is_good_enough():
            return
        if self._again.value() != self._chosen.field.value():
            self._again.set_value("")
            self._again.set_error("The two are not the same. Type the new one again.")
            self._again.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._again.set_error("")
        self._ask_button.setEnabled(False)
        self._ask_button.set_words("Asking")
        self.notice.hide()
        self.asked.emit(self._chosen.field.value())


class _Words(QWidget):
    """The words in their order, numbered, two in a line, large."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for at, word in enumerate(words):
            grid.addWidget(Text(f"{at + 1}. {word}", "section", wrap=False, selectable=True), at // 2, at % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
