"""Changing the passphrase: the one there is, a new one that is judged as it is typed, and the new one again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.opening.view.new_passphrase import NewPassphrase
from desktop_app.shell.controls import PrimaryButton, SecondaryButton, Sheet, Text, TextField, Tick

WHAT_HAPPENS = (
    "From then on only the new one opens Daybook on this laptop. What you wrote stays as it is. Your other laptops keep the "
    "passphrase they have."
)
SOMEBODY_KNOWS = "Somebody else may know the old one"
SOMEBODY_KNOWS_SECOND = (
    "Daybook then also encrypts everything with a new key when you next unlock, which takes a few seconds. A copy somebody "
    "may have made of this laptop opens nothing you write from now on."
)


class PassphraseSheet(Sheet):
    """`asked` carries the old one, the new one, and whether somebody may know the old one. Nothing typed here is kept."""

    asked = Signal(str, str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Change your passphrase")
        self.old = TextField("Your passphrase now", password=True)
        self.new = NewPassphrase("The new one")
        self.again = TextField("The new one again", password=True)
        self.somebody_knows = Tick(SOMEBODY_KNOWS, SOMEBODY_KNOWS_SECOND)
        for field in (self.old, self.new.field, self.again):
            field.submitted.connect(self._ask)
        for part in (Text(WHAT_HAPPENS), self.old, self.new, self.again, self.somebody_knows):
            self.add(part)
        aside = SecondaryButton("Not now")
        aside.clicked.connect(self.leave)
        self.change_button = PrimaryButton("Change it", "key-round")
        self.change_button.clicked.connect(self._ask)
        self.add_button(aside)
        self.add_button(self.change_button)

    def has_new_words(self) -> bool:
        """A passphrase is no writing that could be lost: Escape leaves at once."""
        return False

    def say(self, sentence: str) -> None:
        """It was not changed: why, and where to type again."""
        self.change_button.setEnabled(True)
        self.change_button.set_words("Change it")
        self.old.set_value("")
        self._point_at(self.old, sentence)

    def _ask(self) -> None:
        if not self.change_button.isEnabled():
            return
        if not self.old.value():
            self._point_at(self.old, "Type the passphrase that opens Daybook now.")
        elif self.new.field.value() == self.old.value():
            self._point_at(self.new.field, "That is the one you have now. Choose another.")
        elif self.new.is_good_enough():
            if self.again.value() != self.new.field.value():
                self.again.set_value("")
                self._point_at(self.again, "The two are not the same. Type the new one again.")
                return
            self.change_button.setEnabled(False)
            self.change_button.set_words("Changing")
            self.asked.emit(self.old.value(), self.new.field.value(), self.somebody_knows.value())

    def _point_at(self, field: TextField, sentence: str) -> None:
        field.set_error(sentence)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
