"""I cannot get in: what is safe, how many tries are left, whom to ring, and asking two administrators. Calm, and short."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from desktop_app.opening.letting_in import HowItStands
from desktop_app.opening.view.numbers import NumbersToRing
from desktop_app.shell.controls import BackLink, Body, Divider, Heading, Row, SecondaryButton, Stack, announce

TITLE = "If you cannot get in"
NEVER = "Daybook never destroys anything."
WHAT_TWO_DO = (
    "Two administrators can open this copy together; neither can alone. You choose a new passphrase and go on where you were."
    " It needs a connection and a telephone."
)


class CannotGetIn(Stack):
    """`left` leads back to unlocking; `two_wanted` to asking two administrators."""

    left, two_wanted = Signal(), Signal()

    def __init__(self, words: Sequence[str], stands: HowItStands | None) -> None:
        """words: what helps by oneself; stands: None where nobody needs to be rung."""
        self._back, self._title = BackLink("Unlock"), Heading(TITLE, 1)
        super().__init__(Row(self._back, gap=0), self._title, *map(Body, words), gap=12)
        self._back.clicked.connect(self.left)
        self.ask_two: SecondaryButton | None = None
        self.setFocusProxy(self._back)
        if stands is not None:
            self._say_how_it_stands(stands)

    def come(self) -> None:
        """It is shown now: said aloud, with the keyboard at its head."""
        announce(self._title, TITLE)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_how_it_stands(self, stands: HowItStands) -> None:
        if stands.tries:
            self.add(Body(f"{stands.tries} {NEVER}"))
        for part in (Divider(), Heading("Ring for help", 2), NumbersToRing(stands.numbers), Divider()):
            self.add(part)
        self.add(Heading("Forgotten for good", 2))
        if stands.why_not:
            self.add(Body(stands.why_not))
            return
        self.add(Body(WHAT_TWO_DO))
        self.ask_two = SecondaryButton("Ask two administrators to let me in", "users-round")
        self.ask_two.clicked.connect(self.two_wanted)
        self.add(self.ask_two)
