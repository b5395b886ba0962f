"""What two children's files say differently of one person, side by side. Nothing is chosen at first, and closing it changes
nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.network.differing import Difference, Said
from desktop_app.shell.controls import (
    Card,
    FlowRow,
    Heading,
    Notice,
    SecondaryButton,
    Sheet,
    Small,
    SplitColumns,
    Stack,
    Text,
)

NONE_LEFT = "These files say the same now."


class DifferingSheet(Sheet):
    """`chosen` carries the Difference and the Said that is right."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget, found: Sequence[Difference]) -> None:
        super().__init__(parent, "These files differ", width=760)
        self._list = Stack(gap=20)
        self._trouble = Notice("trouble", "")
        self._trouble.hide()
        self.add(
            Text("One of each may be out of date. What is put in a file stands there with your name, as a correction.")
        )
        self.add(self._list)
        self.add(self._trouble)
        self.aside = SecondaryButton("Leave them as they are")
        self.aside.clicked.connect(self.leave)
        self.add_button(self.aside)
        self.show_found(found)

    def show_found(self, found: Sequence[Difference]) -> None:
        """What still differs."""
        self._trouble.hide()
        self._list.clear()
        for one in found:
            self._list.add(self._one(one))
        if not found:
            self._list.add(Notice("success", NONE_LEFT))
        self.aside.set_words("Leave them as they are" if found else "Close")
        self.aside.setFocus()

    def say(self, sentence: str) -> None:
        """It could not be done: why."""
        self._trouble.show()
        self._trouble.say("trouble", sentence)

    def _one(self, difference: Difference) -> QWidget:
        sides = [self._side(difference, one) for one in difference.sides]
        shown = Stack(Heading(difference.about, 3), SplitColumns(*sides, least=480), gap=8)
        if difference.hidden:
            shown.add(Small(difference.hidden, "ink"))
        return shown

    def _side(self, difference: Difference, said: Said) -> Card:
        other = difference.there if said is difference.here else difference.here
        card = Card(padding=16, gap=4)
        card.add(Small(f"In {said.child}’s file"))
        card.add(Text(said.words, "row title"))
        card.add(Small(said.by))
        if other.may_change and not difference.hidden:
            words = f"Put it in {other.child}’s file too"
            use = SecondaryButton(words, "check", says=f"{words}: {difference.about}, {said.words}")
            use.clicked.connect(lambda: self.chosen.emit(difference, said))
            card.add(FlowRow(use))
        return card
