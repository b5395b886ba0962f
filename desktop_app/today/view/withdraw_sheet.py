"""Why an appointment does not take place: asked before it is withdrawn."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import DangerButton, SecondaryButton, Sheet, TextField


class WithdrawSheet(Sheet):
    """`withdrawn` carries the reason."""

    withdrawn = Signal(str)

    def __init__(self, parent: QWidget, whose: str) -> None:
        super().__init__(parent, "It does not take place", subtitle=f"The appointment with {whose}", width=480)
        self.why = TextField("Why not?", hint="It stays in the record that it was arranged, with your reason.")
        self.add(self.why)
        stay, withdraw = SecondaryButton("Leave it as it is"), DangerButton("Withdraw it", "calendar-x")
        stay.clicked.connect(self.leave)
        withdraw.clicked.connect(self._withdraw)
        self.withdraw_button = withdraw
        self.add_button(stay)
        self.add_button(withdraw)

    def _withdraw(self) -> None:
        why = self.why.value()
        if not why:
            self.why.set_error("Write a few words, for example “Gemma rang, Ayla is ill”.")
            self.why.setFocus()
            return
        self.finish()
        self.withdrawn.emit(why)
