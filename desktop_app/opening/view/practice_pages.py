"""Before the made-up family is open: choosing a passphrase for it, and unlocking it; from both one can turn back."""

from PySide6.QtCore import Signal

from desktop_app.opening.view.hills import FirstCard, Hills
from desktop_app.opening.view.new_passphrase import NewPassphrase
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.shell.controls import (
    Body,
    DangerButton,
    Heading,
    Notice,
    PrimaryButton,
    SecondaryButton,
    Small,
    confirm,
)

WHAT_IT_IS = "Five visits to one family that nobody has ever met, on the same screens as your work, step by step."
ENCRYPTED_TOO = "What you write is encrypted like everything else in Daybook. Choose a passphrase that is not the one of your own copy."
FORGOTTEN = "If you forget it you can begin again: nothing real is lost."
LOCKED = (
    "This is the passphrase that you chose for practising. It opens nothing else.",
    "Check Caps Lock and the language of the keyboard, and press Show to see what you type.",
    "If you have forgotten it, press “Throw the practice away” and begin again. Nothing real is lost.",
)


def leave_button() -> SecondaryButton:
    """Back to the worker's own copy."""
    return SecondaryButton("Leave practice", "log-out")


class BeginPracticePage(Hills):
    """`asked` carries the passphrase that was chosen; `left` turns back."""

    asked = Signal(str)
    left = Signal()
    text_size_wanted = Signal()

    def __init__(self) -> None:
        self._card = FirstCard()
        super().__init__(self._card)
        self._chosen = NewPassphrase("Choose a passphrase for practising")
        self._passphrase = self._chosen.field
        self._passphrase.submitted.connect(self._ask)
        self._button = PrimaryButton("Begin to practise", "graduation-cap")
        self._button.clicked.connect(self._ask)
        self._notice = Notice("info", "")
        self._notice.hide()
        words = (Heading("Practise on a made-up family", 1), Body(WHAT_IT_IS), Body(ENCRYPTED_TOO))
        for part in (*words, self._chosen, Small(FORGOTTEN), self._button, self._notice):
            self._card.add(part)
        self._leave, size = leave_button(), SecondaryButton("Text size", "a-large-small")
        self._leave.clicked.connect(self.left)
        size.clicked.connect(self.text_size_wanted)
        self.at_foot(self._leave, size)
        self.setFocusProxy(self._passphrase)

    def say_trouble(self, sentence: str) -> None:
        """It could not be made: say why; what was typed stays."""
        self._let_go(may=True)
        self._button.set_words("Begin to practise")
        self._notice.show()
        self._notice.say("trouble", "It has not begun.", sentence)
        self.bring_into_sight(self._notice)

    def _let_go(self, *, may: bool) -> None:
        """While the family is made ready nothing else is begun."""
        self._button.setEnabled(may)
        self._leave.setEnabled(may)

    def _ask(self) -> None:
        if not self._chosen.is_good_enough():
            return
        self._passphrase.set_error("")
        self._let_go(may=False)
        self._button.set_words("Making the family ready")
        self.asked.emit(self._passphrase.value())


class UnlockPracticePage(UnlockPage):
    """`left` turns back; `thrown_away` was asked once whether it is meant."""

    left = Signal()
    thrown_away = Signal()
    heading = "Unlock the practice"
    cannot_get_in = LOCKED

    def ways_at_foot(self) -> tuple[SecondaryButton, ...]:
        """Back, or throw it away: whoever forgot the passphrase can begin again."""
        leave, away = leave_button(), SecondaryButton("Throw the practice away", "trash-2")
        leave.clicked.connect(self.left)
        away.clicked.connect(self._ask_whether)
        return (leave, away)

    def _ask_whether(self) -> None:
        yes = DangerButton("Throw it away", "trash-2")
        words = "All that was written while practising goes, and cannot be brought back. Your own copy is not touched."
        confirm(self, "Throw the practice away?", words, yes).accepted.connect(self.thrown_away)
