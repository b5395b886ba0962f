"""Unlock: one field. What goes wrong is said beneath it; nothing that was written is ever at stake."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.opening.view.hills import FirstCard, Hills
from desktop_app.shell.controls import (
    Divider,
    Heading,
    Picture,
    PrimaryButton,
    QuietButton,
    Row,
    SecondaryButton,
    Small,
    Stack,
    TabsAsSeen,
    Text,
    TextField,
)

if TYPE_CHECKING:
    from desktop_app.opening.letting_in import HowItStands
    from desktop_app.opening.view.ask_two import AskTwo

CANNOT_GET_IN = (
    "Nothing is lost. What you wrote is safe on this laptop, and what was sent is with the central store.",
    "Check Caps Lock and the language of the keyboard, and press Show to see what you type.",
)


def practise_button() -> SecondaryButton:
    """Leads to the made-up family, from every page before a copy is open."""
    return SecondaryButton("Practise on a made-up family", "graduation-cap")


class UnlockPage(TabsAsSeen, Hills):
    """Asks for the passphrase. `asked` carries it as typed; `text_size_wanted` is sent for the next text size, and
    `practice_wanted` by whoever would rather practise on the made-up family.

    Whoever cannot get in finds here what helps: `two_asked` carries a new passphrase, for two administrators to open the copy
    under (`asking` then says how that goes on), `answer_wanted` asks whether they have, `asking_stopped` ends it.
    """

    asked = Signal(str)
    text_size_wanted = Signal()
    practice_wanted = Signal()
    somebody_else = Signal()
    two_asked = Signal(str)
    answer_wanted, asking_stopped = Signal(), Signal()
    heading = "Unlock"
    cannot_get_in: tuple[str, ...] = CANNOT_GET_IN

    def __init__(self, how_it_stands: "Callable[[], HowItStands] | None" = None) -> None:
        """how_it_stands: asked when somebody cannot get in; None where nobody needs to be rung."""
        self._how_it_stands = how_it_stands
        self.asking: AskTwo | None = None
        self._face: QWidget | None = None
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
        self._inside = Stack(
            Stack(Heading(self.heading, 1), self._where, gap=4),
            self._passphrase,
            self._button,
            Divider(),
            Row(Picture("cloud-off"), safe, gap=12, grows=1),
            gap=14,
        )
        self._card.add(self._inside)
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
        self._inside.add(other)
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

        body = self._inside.body
        body.insertWidget(body.indexOf(self._passphrase), Notice("info", first_words, words))
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

    # -- whoever cannot get in ----------------------------------------------------------------------------------

    def _explain(self) -> None:
        from desktop_app.opening.view.cannot_get_in import CannotGetIn  # imported once the window is painted

        stands = self._how_it_stands() if self._how_it_stands is not None else None
        face = CannotGetIn(self.cannot_get_in, stands)
        face.left.connect(self._unlock_again)
        if stands is not None:
            face.two_wanted.connect(lambda: self._ask_two(stands))
        self._show(face)
        face.come()
        self.show_head()

    def _ask_two(self, stands: "HowItStands") -> None:
        from desktop_app.opening.view.ask_two import AskTwo

        asking = self.asking = AskTwo(stands)
        asking.asked.connect(self.two_asked)
        asking.look_wanted.connect(self.answer_wanted)
        asking.stopped.connect(self._stop_asking)
        asking.told.connect(lambda: self.bring_into_sight(asking.notice))
        self._show(asking)
        asking.come()

    def _stop_asking(self) -> None:
        self.asking = None
        self.asking_stopped.emit()
        self._explain()

    def _unlock_again(self) -> None:
        self._show(None)
        self._passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, face: QWidget | None) -> None:
        """One thing on the card at a time; None: the passphrase is asked for."""
        before, self._face = self._face, face
        self._inside.setVisible(face is None)
        self._help.setVisible(face is None)
        for way in self._ways:
            way.setVisible(self.asking is None)
        if before is not None:
            before.hide()
            before.deleteLater()
        if face is not None:
            self._card.add(face)
            face.show()
        self.setFocusProxy(face or self._passphrase)
        self.bring_into_sight(self._card)
