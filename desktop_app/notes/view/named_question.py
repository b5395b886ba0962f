"""Somebody is named in a note who is not known in the family of the child it is about: change it, or keep it?"""

from PySide6.QtCore import Qt, Signal

from desktop_app.notes.named import Stranger
from desktop_app.shell.controls import Notice, SecondaryButton, Stack


class NamedQuestion(Stack):
    """Hidden until it asks. `change_asked` carries the field; `kept` the key of the name that stays."""

    change_asked = Signal(str)
    kept = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.change = SecondaryButton("Change it", "pen-line")
        self.keep = SecondaryButton("Keep it", "check")
        self._notice = Notice("warning", "", "", [self.change, self.keep])
        self._asked: Stranger | None = None
        self.change.clicked.connect(self._change)
        self.keep.clicked.connect(self._keep)
        self.add(self._notice)
        self.hide()

    def ask(self, one: Stranger) -> None:
        """About one name at a time, with the keyboard on the safe answer."""
        self._asked = one
        self._notice.say("warning", one.sentence, f"“{one.words}”")
        self.show()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> str:
        """What it asks."""
        return self._notice.words()

    def _change(self) -> None:
        self.hide()
        if self._asked is not None:
            self.change_asked.emit(self._asked.place[0])

    def _keep(self) -> None:
        self.hide()
        if self._asked is not None:
            self.kept.emit(self._asked.key)
