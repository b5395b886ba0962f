"""First use: the store's address, the one-time code, a passphrase with what would make it better as it is typed."""

from PySide6.QtCore import Signal

from desktop_app.opening.actions import advice_on
from desktop_app.opening.view.hills import Hills
from desktop_app.shell.controls import Body, Card, Heading, Notice, PrimaryButton, Small, TextField


class FirstUsePage(Hills):
    """`asked` carries address, code and passphrase; `unlock_wanted` is pressed once the administrator was rung."""

    asked = Signal(str, str, str)
    unlock_wanted = Signal()

    def __init__(self) -> None:
        self._card = Card()
        super().__init__(self._card)
        self._address = TextField("Address of the central store", placeholder="https://")
        self._code = TextField(
            "One-time code", hint="From your administrator's note. Capitals and dashes do not matter."
        )
        self._passphrase = TextField(
            "Choose a passphrase", hint="Four words that have nothing to do with each other.", password=True
        )
        self._passphrase.changed.connect(self._judge)
        self._advice = Small("")
        self._button = PrimaryButton("Join", "check")
        self._button.clicked.connect(self._ask)
        self._notice = Notice("info", "")
        self._notice.hide()
        self._unlock = PrimaryButton("Unlock Daybook", "lock-open")
        self._unlock.clicked.connect(self.unlock_wanted)
        self._unlock.hide()
        for part in (
            Heading("Join your hub", 1),
            Body("Daybook keeps an encrypted copy of your hub's work on this laptop."),
            self._address,
            self._code,
            self._passphrase,
            self._advice,
            self._button,
            self._notice,
            self._unlock,
        ):
            self._card.add(part)
        self.setFocusProxy(self._address)

    def say_trouble(self, sentence: str) -> None:
        """It did not work: say why; what was typed stays."""
        self._button.setEnabled(True)
        self._button.set_words("Join")
        self._notice.show()
        self._notice.say("trouble", "You have not joined yet. ", sentence)

    def say_waiting(self, device: str) -> None:
        """The store knows the device; an administrator compares the fingerprint by phone, then it can be unlocked."""
        for part in (self._address, self._code, self._passphrase, self._advice, self._button):
            part.hide()
        self._notice.show()
        self._unlock.show()
        self._unlock.setFocus()
        grouped = " ".join(device[start : start + 4] for start in range(0, 16, 4))
        self._notice.say(
            "info",
            "Ring your administrator. ",
            f"Read them this: {grouped}. When they have approved it, unlock Daybook.",
        )

    def _judge(self, typed: str) -> None:
        self._advice.set_words(advice_on(typed))

    def _ask(self) -> None:
        fields = {
            self._address: "Type the address.",
            self._code: "Type the code.",
            self._passphrase: "Choose a passphrase.",
        }
        for field, sentence in fields.items():
            field.set_error("" if field.value() else sentence)
        if all(field.value() for field in fields):
            self._button.setEnabled(False)
            self._button.set_words("Joining")
            self.asked.emit(self._address.value(), self._code.value(), self._passphrase.value())
