"""Who somebody that was met is: one of those who are known, or somebody new. It can be undone."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from casework.wording import in_a_row
from desktop_app.network.person_form import KnownPerson
from desktop_app.shell.controls import PrimaryButton, Radio, SecondaryButton, Sheet, Text, Tick

NEW = "Somebody new"


class SamePersonSheet(Sheet):
    """`chosen` carries the key of the person it is, "" for somebody new, and whether that holds in the files of the `others`
    (names of brothers and sisters where the same person was met) too. Nothing is chosen at first."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget, met: str, people: Sequence[KnownPerson], others: Sequence[str] = ()) -> None:
        super().__init__(parent, f"Who is {met}?", width=560)
        self.add(
            Text(
                "Both entries stay as they are, and are shown as one person. If it turns out otherwise, it can be undone."
            )
        )
        self._group = QButtonGroup(self)
        self.radios: dict[str, Radio] = {}
        for key, words in (("", NEW), *((one.key, one.words) for one in people)):
            radio = Radio(words, "Write down what is known of them" if not key else "", boxed=True)
            self._group.addButton(radio)
            self.radios[key] = radio
            self.add(radio)
        too = f"In {in_a_row(list(others))}’s file{'s' if len(others) > 1 else ''} too"
        self.also = Tick(too, "Where the same person is known there", value=True)
        self.also.setVisible(bool(others))
        self.add(self.also)
        aside = SecondaryButton("Not now")
        aside.clicked.connect(self.leave)
        self.yes = PrimaryButton("It is this person", "user-check")
        self.yes.setEnabled(False)
        self._group.buttonClicked.connect(lambda _: self.yes.setEnabled(True))
        self.yes.clicked.connect(self._say)
        self.add_button(aside)
        self.add_button(self.yes)

    def _say(self) -> None:
        key = next(key for key, radio in self.radios.items() if radio.isChecked())
        self.finish()
        self.chosen.emit(key, not self.also.isHidden() and self.also.value())
