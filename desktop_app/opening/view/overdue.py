"""The page where a copy stays shut because it was too long without its store. It says that nothing is lost, and both ways in."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from casework.kinds.books import NumberToRing
from desktop_app.opening.overdue import Told
from desktop_app.opening.view.hills import FirstCard, Hills
from desktop_app.opening.view.numbers import NumbersToRing
from desktop_app.shell.controls import (
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
)

LEFT_ALONE_MS = 15 * 60_000


class OverduePage(Hills):
    """`connection_wanted`: try to reach the store; `code_given` carries what was typed; `lock_wanted`: close it again, also
    when nobody has touched it for a quarter of an hour."""

    connection_wanted = Signal()
    code_given = Signal(str)
    lock_wanted = Signal()
    text_size_wanted = Signal()

    def __init__(self, told: Told, numbers: Sequence[NumberToRing] = ()) -> None:
        self._card = FirstCard()
        self._is_trying = False
        super().__init__(self._card)
        self._notice = Notice("info", "Nothing is lost.", told.kept)
        self._state = Small("")
        self._again = PrimaryButton("Try again", "refresh-cw")
        self._again.clicked.connect(self._try)
        self._code = TextField("Code from your administrator", hint="Capitals and spaces do not matter.")
        self._code.submitted.connect(self._give)
        self._open = SecondaryButton("Open with the code", "key-round")
        self._open.clicked.connect(self._give)
        read_out = Stack(
            Row(Text("This laptop", "second"), Text(told.device, "second strong"), gap=12, grows=0),
            Row(Text("What it shows", "second"), Text(told.challenge, "second strong"), gap=12, grows=0),
            gap=6,
        )
        for part in (
            Heading(told.title, 1),
            Body(told.why),
            self._notice,
            self._again,
            self._state,
            Divider(),
            Heading("If there is no connection where you are", 2),
            Body("Ring and read out both lines. You are given a code that opens Daybook for some days."),
            NumbersToRing(numbers),
            read_out,
            self._code,
            self._open,
        ):
            self._card.add(part)
        lock = SecondaryButton("Lock", "lock")
        lock.clicked.connect(self.lock_wanted)
        size = SecondaryButton("Text size", "a-large-small")
        size.clicked.connect(self.text_size_wanted)
        self.at_foot(lock, size)
        self.setFocusProxy(self._again)
        self._clock = QTimer(self, interval=LEFT_ALONE_MS, singleShot=True)
        self._clock.timeout.connect(self.lock_wanted)
        self._clock.start()
        self._is_busy()

    def say_not_reached(self, sentence: str) -> None:
        """There is no connection, or the store does not answer this laptop."""
        self._is_free()
        self._state.set_words(sentence)
        self._state.show()

    def say_not_the_code(self, sentence: str) -> None:
        """It was not the code, or the next try has to wait."""
        self._is_free()
        self._code.set_error(sentence)
        self._code.line.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """It is read from its head: what happened, and that nothing is lost, stands there."""
        super().showEvent(event)
        self.show_head()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another window is shown."""
        super().hideEvent(event)
        self._clock.stop()

    def _try(self) -> None:
        if self._is_trying:
            return
        self._is_busy()
        self.connection_wanted.emit()

    def _give(self) -> None:
        if not self._code.value().strip():
            self._code.set_error("Type the code.")
            return
        self._code.set_error("")
        self._is_trying = True
        self._open.setEnabled(False)
        self.code_given.emit(self._code.value())

    def _is_busy(self) -> None:
        self._clock.start()
        self._is_trying = True  # the button stays what the keyboard stands on
        self._again.set_words("Trying to connect")
        self._open.setEnabled(False)

    def _is_free(self) -> None:
        self._clock.start()
        self._is_trying = False
        self._again.set_words("Try to connect again")
        self._open.setEnabled(True)
