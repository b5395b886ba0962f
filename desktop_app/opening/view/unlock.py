"""Unlock: one field. What goes wrong is said beneath it; nothing that was written is ever at stake."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.opening.view.hills import FirstCard, Hills
from desktop_app.shell.controls import (
    Body,
    Divider,
    Heading,
    Picture,
    PrimaryButton,
    QuietButton,
    Row,
    SecondaryButton,
    Small,
    Stack,
    Text,
    TextField,
)

if TYPE_CHECKING:
    from casework.kinds.books import NumberToRing

CANNOT_GET_IN = (
    "Nobody can open this copy without the passphrase: not the help desk, and not us.",
    "What you wrote is safe on this laptop, and what was sent is with the central store.",
    "Check Caps Lock and the language of the keyboard, and press Show to see what you type.",
    "After several wrong tries Daybook waits a while before the next one. It never destroys anything.",
    "If the passphrase is lost, ring for help:",
)


def practise_button() -> SecondaryButton:
    """Leads to the made-up family, from every page before a copy is open."""
    return SecondaryButton("Practise on a made-up family", "graduation-cap")


class UnlockPage(Hills):
    """Asks for the passphrase. `asked` carries it as typed; `text_size_wanted` is sent for the next text size, and
    `practice_wanted` by whoever would rather practise on the made-up family."""

    asked = Signal(str)
    text_size_wanted = Signal()
    practice_wanted = Signal()
    somebody_else = Signal()
    heading = "Unlock"
    cannot_get_in: tuple[str, ...] = CANNOT_GET_IN

    def __init__(self, numbers: "Callable[[], Sequence[NumberToRing]] | None" = None) -> None:
        """numbers: whom to ring, asked for when somebody wants to know; None where nobody needs to be rung."""
        self._numbers = numbers
        self._card = FirstCard()
        super().__init__(self._card)
        self._where = Small("")
        self._where.hide()
        self._passphrase = TextField("Your passphrase", password=True)
        self._passphrase.submitted.connect(self._ask)
        self._button = PrimaryButton("Unlock", "lock-open")
        self._button.clicked.connect(self._ask)
        safe = Stack(
            Text("No connection is needed.", "second strong"), Small("What you wrote is safe on this laptop."), gap=2
        )
        for part in (
            Stack(Heading(self.heading, 1), self._where, gap=4),
            self._passphrase,
            self._button,
            Divider(),
            Row(Picture("cloud-off"), safe, gap=12, grows=1),
        ):
            self._card.add(part)
        self._help = SecondaryButton("I cannot get in", "circle-help")
        self._help.clicked.connect(self._explain)
        size = SecondaryButton("Text size", "a-large-small")
        size.clicked.connect(self.text_size_wanted)
        self._ways = self.ways_at_foot()
        self.at_foot(*self._ways, self._help, size)
        self.setFocusProxy(self._passphrase)

    def offer_somebody_else(self, whose: str) -> None:
        """Others may work on this laptop, too; whose: Daybook this is, as they chose to be called."""
        other = QuietButton("Somebody else works on this laptop", "users-round")
        other.clicked.connect(self.somebody_else)
        self._card.add(other)
        if whose:
            self.say_where(" ".join(part for part in (f"This is {whose}’s Daybook.", self._where.words()) if part))

    def ways_at_foot(self) -> tuple[SecondaryButton, ...]:
        """What else can be done from here."""
        practise = practise_button()
        practise.clicked.connect(self.practice_wanted)
        return (practise,)

    def say_where(self, words: str) -> None:
        """What will be there after unlocking."""
        self._where.set_words(words)
        self._where.setVisible(bool(words))

    def greet(self, first_words: str, words: str, passphrase: str) -> None:
        """Say something above the passphrase, and hold one already typed."""
        from desktop_app.shell.controls import Notice

        self._card.body.insertWidget(self._card.body.indexOf(self._passphrase), Notice("info", first_words, words))
        self._passphrase.set_value(passphrase)
        self.setFocusProxy(self._button)

    def is_trying(self) -> None:
        """The passphrase is being tried; it takes up to a second, on purpose."""
        self._button.set_words("Unlocking")
        self._let_go(may=False)

    def say(self, sentence: str) -> None:
        """It did not open: say why, keep the cursor where it was."""
        self._button.set_words("Unlock")
        self._let_go(may=True)
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

    def _let_go(self, *, may: bool) -> None:
        """While a passphrase is tried nothing else is begun."""
        for button in (self._button, *self._ways):
            button.setEnabled(may)

    def _explain(self) -> None:
        from desktop_app.shell.controls import Sheet  # the window is painted before what only this needs is imported

        sheet = Sheet(self, "If you cannot get in")
        for words in self.cannot_get_in:
            sheet.body.add(Body(words))
        if self._numbers is not None:
            from desktop_app.opening.view.numbers import NumbersToRing

            sheet.body.add(NumbersToRing(self._numbers()))
        close = PrimaryButton("Close")
        close.clicked.connect(sheet.leave)
        sheet.add_button(close)
        sheet.show_over()
