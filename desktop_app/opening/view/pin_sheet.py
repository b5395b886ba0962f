"""Choosing the PIN that lifts the cover and leads out of child mode: typed twice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import PrimaryButton, SecondaryButton, Sheet, Text, TextField

WHY = (
    "It brings back a screen that was hidden, and leads from a child’s screens back to yours. It opens nothing else, and it "
    "is kept on this laptop alone. After three wrong ones Daybook asks for your passphrase."
)


class PinSheet(Sheet):
    """`chosen` carries six digits and the passphrase, which is asked for where there is a PIN already.

    `say` shows why the digits were not taken, `say_passphrase` what is wrong with the passphrase.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget, *, has_pin: bool) -> None:
        super().__init__(parent, "Choose a new PIN" if has_pin else "Choose a PIN", width=520)
        self.passphrase = TextField("Your passphrase", password=True)
        self.passphrase.submitted.connect(self._choose)
        self._has_pin = has_pin
        self.first = TextField("Six digits", password=True)
        self.again = TextField("The same six digits again", password=True)
        for field in (self.first, self.again):
            field.line.setMaxLength(6)
            field.line.setInputMethodHints(
                Qt.InputMethodHint.ImhDigitsOnly
                | Qt.InputMethodHint.ImhHiddenText
                | Qt.InputMethodHint.ImhSensitiveData
            )
            field.submitted.connect(self._choose)
        self.add(Text(WHY))
        if has_pin:
            self.add(self.passphrase)
        self.add(self.first)
        self.add(self.again)
        aside = SecondaryButton("Not now")
        aside.clicked.connect(self.leave)
        self.keep_button = PrimaryButton("Keep this PIN", "key-round")
        self.keep_button.clicked.connect(self._choose)
        self.add_button(aside)
        self.add_button(self.keep_button)

    def has_new_words(self) -> bool:
        """A PIN is no writing that could be lost: Escape leaves at once."""
        return False

    def say(self, sentence: str) -> None:
        """It was not taken: why, and from the beginning."""
        self.first.set_value("")
        self.again.set_value("")
        self.first.set_error(sentence)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_passphrase(self, sentence: str) -> None:
        """It is not the worker's, so far; the digits stay."""
        self.passphrase.set_value("")
        self.passphrase.set_error(sentence)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        if self._has_pin and not self.passphrase.value():
            self.say_passphrase("Type your passphrase.")
            return
        if self.first.value() != self.again.value():
            self.again.set_value("")
            self.again.set_error("The two are not the same.")
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.chosen.emit(self.first.value(), self.passphrase.value())
