"""Whose Daybook is this? Names that workers chose for this page, and nothing else of theirs."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop_app.opening.view.hills import FirstCard, Hills
from desktop_app.shell.controls import Body, Divider, Heading, LargeButton, QuietButton, SecondaryButton

ASKS = "Whose Daybook is this?"
APART = "Each opens with its own passphrase, and none can be read from another."


class WhosePage(Hills):
    """`chosen` carries the place of a name in the list; `new_wanted`: somebody works here who is not in it."""

    chosen = Signal(int)
    new_wanted = Signal()
    text_size_wanted = Signal()

    def __init__(self, names: Sequence[str]) -> None:
        card = FirstCard()
        super().__init__(card)
        self.setWindowTitle("Daybook")
        self.buttons = [LargeButton(name, "user-round") for name in names]
        self.new_button = QuietButton("Somebody else works on this laptop", "user-round-plus")
        for at, button in enumerate(self.buttons):
            button.clicked.connect(lambda _on=False, at=at: self.chosen.emit(at))
        self.new_button.clicked.connect(self.new_wanted)
        for part in (Heading(ASKS, 1), Body(APART), *self.buttons, Divider(), self.new_button):
            card.add(part)
        size = SecondaryButton("Text size", "a-large-small")
        size.clicked.connect(self.text_size_wanted)
        self.at_foot(size)
        if self.buttons:
            self.setFocusProxy(self.buttons[0])
