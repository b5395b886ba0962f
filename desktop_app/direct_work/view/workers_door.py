"""The only way out of child mode: the worker's PIN, on a pad of large keys or typed; the passphrase after three wrong ones."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_app.direct_work.view.childs_button import ChildsButton
from desktop_app.direct_work.view.childs_frame import ChildsFrame, in_the_middle
from desktop_app.direct_work.view.childs_text import ChildsText
from desktop_app.shell.controls import PinPad, Stack, TextField, announce

ASKS, ASKS_PASSPHRASE = "The worker’s PIN", "The worker’s passphrase"


def _key(words: str, icon: str, says: str) -> QAbstractButton:
    return ChildsButton(words, icon, says=says)


class WorkersDoor(ChildsFrame):
    """`pin_given` and `passphrase_given` carry what was typed; `went_back`: not the worker after all."""

    pin_given = Signal(str)
    passphrase_given = Signal(str)
    went_back = Signal()

    def __init__(self) -> None:
        super().__init__(ASKS, plain=True)
        self.stop.hide()
        self.pad = PinPad(_key)
        self.keys = self.pad.keys
        self.back = ChildsButton("Go back", "arrow-left")
        self.passphrase = TextField("Your passphrase", password=True)
        self.open_button = ChildsButton("Come back", "lock-open", "on")
        self._said = ChildsText("", "childs help")
        self._line = Stack(self.passphrase, self.open_button, gap=16)
        self._lay_out()
        self._connect()
        self.ask_pin()

    def _lay_out(self) -> None:
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        parts = (self._said, self.pad, self._line, self.back)
        self.body.addWidget(in_the_middle(*parts, wide=480), 1)

    def _connect(self) -> None:
        self.pad.given.connect(self.pin_given)
        self.back.clicked.connect(self.went_back)
        self.passphrase.submitted.connect(self._give_passphrase)
        self.open_button.clicked.connect(self._give_passphrase)

    def ask_pin(self, sentence: str = "") -> None:
        """Ask for the PIN, from its first digit; `sentence` says what was wrong."""
        self._ask(ASKS, sentence, by_pin=True)
        self.pad.stand_on_first_key()

    def ask_passphrase(self, sentence: str = "") -> None:
        """Ask for the passphrase instead."""
        self._ask(ASKS_PASSPHRASE, sentence, by_pin=False)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, title: str, sentence: str, *, by_pin: bool) -> None:
        self.pad.begin_anew()
        self.passphrase.set_value("")
        self.title.set_words(title)
        self._said.set_words(sentence)
        self._said.setVisible(bool(sentence))
        self.pad.setVisible(by_pin)
        self._line.setVisible(not by_pin)
        self.open_button.setEnabled(True)
        announce(self, f"{title}. {sentence}")

    def _give_passphrase(self) -> None:
        if self.passphrase.value() and self.open_button.isEnabled():
            self.open_button.setEnabled(False)
            self.passphrase_given.emit(self.passphrase.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits can be typed, too."""
        if not self.pad.isVisible() or not self.pad.takes(event):
            super().keyPressEvent(event)
