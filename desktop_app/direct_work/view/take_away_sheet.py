"""Taking a child's words or drawing away: the reason is asked, and that it stays readable in the history is said."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import DangerButton, SecondaryButton, Sheet, Text, TextArea


class TakeAwaySheet(Sheet):
    """`confirmed` carries the reason."""

    confirmed = Signal(str)

    def __init__(self, parent: QWidget, child: str) -> None:
        super().__init__(parent, "Take it away", width=520)
        self.add(
            Text(
                "It is shown nowhere from then on, and counts no longer. In the history it stays readable, with your reason."
            )
        )
        self.why = TextArea("Why", hint=f"For example: {child} asked me to.")
        self.add(self.why)
        aside = SecondaryButton("Keep it")
        aside.clicked.connect(self.ask_to_leave)
        self.yes = DangerButton("Take it away", "trash-2")
        self.yes.clicked.connect(self._confirm)
        self.add_button(aside)
        self.add_button(self.yes)

    def say(self, sentence: str) -> None:
        """It was not taken away: why."""
        self.why.set_error(sentence)

    def _confirm(self) -> None:
        self.confirmed.emit(self.why.value())
