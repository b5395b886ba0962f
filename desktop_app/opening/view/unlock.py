"""Unlock: one field. What goes wrong is said beneath it; nothing that was written is ever at stake."""

from PySide6.QtCore import Signal

from desktop_app.opening.view.hills import Hills
from desktop_app.shell.controls import Card, Divider, Heading, Notice, PrimaryButton, Small, TextField


class UnlockPage(Hills):
    """Asks for the passphrase. `asked` carries it as typed."""

    asked = Signal(str)

    def __init__(self) -> None:
        self._card = Card()
        super().__init__(self._card)
        self._passphrase = TextField("Your passphrase", password=True)
        self._passphrase.submitted.connect(self._ask)
        self._button = PrimaryButton("Unlock", "lock-open")
        self._button.clicked.connect(self._ask)
        for part in (
            Heading("Daybook", 2, "primary"),
            Heading("Unlock", 1),
            self._passphrase,
            self._button,
            Divider(),
            Small("No connection is needed. What you wrote is safe on this laptop."),
        ):
            self._card.add(part)
        self.setFocusProxy(self._passphrase)

    def greet(self, first_words: str, words: str, passphrase: str) -> None:
        """Say something above the passphrase, and hold one already typed."""
        self._card.body.insertWidget(2, Notice("info", first_words, words))
        self._passphrase.set_value(passphrase)
        self.setFocusProxy(self._button)

    def is_trying(self) -> None:
        """The passphrase is being tried; it takes up to a second, on purpose."""
        self._button.setEnabled(False)
        self._button.set_words("Unlocking")

    def say(self, sentence: str) -> None:
        """It did not open: say why, keep the cursor where it was."""
        self._button.setEnabled(True)
        self._button.set_words("Unlock")
        self._passphrase.set_error(sentence)
        self._passphrase.set_value("")
        self._passphrase.line.setFocus()

    def _ask(self) -> None:
        if not self._passphrase.value():
            self._passphrase.set_error("Type your passphrase.")
            return
        self._passphrase.set_error("")
        self.is_trying()
        self.asked.emit(self._passphrase.value())
