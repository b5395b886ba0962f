"""Why an entry is withdrawn, or stands again: asked before it is done, and never forgotten."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import Button, DangerButton, PrimaryButton, SecondaryButton, Sheet, Text, TextArea


class WhySheet(Sheet):
    """`told` carries the reason; `say` what stood in the way."""

    told = Signal(str)

    def __init__(self, parent: QWidget, title: str, words: str, hint: str, button: Button) -> None:
        super().__init__(parent, title, width=520)
        self.why = TextArea("Why?", hint=hint, lines=2)
        self.button = button
        self.add(Text(words))
        self.add(self.why)
        aside = SecondaryButton("Leave it as it is")
        aside.clicked.connect(self.ask_to_leave)
        button.clicked.connect(lambda: self.told.emit(self.why.value()))
        self.add_button(aside)
        self.add_button(button)

    def say(self, sentence: str) -> None:
        """It was not done: why."""
        self.why.set_error(sentence)
        self.why.setFocus()


def ask_to_withdraw(parent: QWidget, what: str) -> WhySheet:
    """Ask why a visit or a note is taken out."""
    words = "It no longer counts, and stands under Withdrawn with your reason. Nothing is deleted."
    hint = "For example: it was written in the wrong child’s file."
    return WhySheet(parent, f"Withdraw {what}", words, hint, DangerButton("Withdraw it", "circle-minus"))


def ask_to_bring_back(parent: QWidget, what: str) -> WhySheet:
    """Ask why a visit or a note that was withdrawn stands again."""
    words = "It stands again as it was. That it was withdrawn stays in the history, with your reason."
    return WhySheet(parent, f"Bring {what} back", words, "", PrimaryButton("Bring it back", "rotate-ccw"))


def ask_to_take_apart(parent: QWidget, who: str) -> WhySheet:
    """Ask why an account that was joined to others is of another visit."""
    words = f"What {who} wrote stands as a visit of its own again. That it was joined stays in the history, with your reason."
    hint = "For example: Dev went back in the afternoon, on his own."
    return WhySheet(parent, "Another visit?", words, hint, PrimaryButton("It was another visit", "split"))
