"""Asks why a safety concern is withdrawn: nothing is taken out of the record without a reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import Body, DangerButton, SecondaryButton, Sheet, TextArea

WORDS = (
    "It was written in the wrong child’s file, or twice. It can still be read under Visits and notes, with your reason."
)


class WithdrawSheet(Sheet):
    """`withdrawn` carries the reason."""

    withdrawn = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Withdraw this safety concern?", width=520)
        self.why = TextArea("Why?", lines=2)
        self.add(Body(WORDS))
        self.add(self.why)
        stay, go = SecondaryButton("Leave it"), DangerButton("Withdraw it", "file-x")
        stay.clicked.connect(self.ask_to_leave)
        go.clicked.connect(self._withdraw)
        for button in (stay, go):
            self.add_button(button)

    def _withdraw(self) -> None:
        why = self.why.value()
        if not why:
            self.why.set_error("Say why it is withdrawn.")
            self.why.setFocus()
            return
        self.withdrawn.emit(why)
        self.finish()
