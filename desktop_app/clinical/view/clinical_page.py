"""Clinical notes of one child: who reads them, the way to write one, and what was written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.clinical.queries import ClinicalFile
from desktop_app.shell.controls import Notice, Page, PrimaryButton

APART = "Kept apart from the rest of the record."


class ClinicalPage(Page):
    """`written`: the notes themselves. `begun`: write one; `refused`: what to say to whoever may not read them."""

    begun = Signal()
    refused = Signal(str)

    def __init__(self, written: QWidget) -> None:
        self.write = PrimaryButton("Write a clinical note", "pen-line")
        super().__init__("Clinical notes", back="Back", actions=[self.write])
        self.write.clicked.connect(self.begun)
        self.write.hide()
        self._who = Notice("info", "")
        self._who.hide()
        self._written = written
        self._written.hide()
        self.add(self._who)
        self.add(written)

    def show_file(self, file: ClinicalFile) -> None:
        """Whose they are and who reads them; nothing of them is shown to anybody else."""
        self.set_title(f"Clinical notes about {file.child}")
        self.write.setVisible(file.may_write)
        self._written.setVisible(file.may_read)
        self._who.setVisible(file.may_read)
        if file.may_read:
            self._who.say("info", APART, f"Read by {file.readers}. Others read that there is something.", aloud=False)
        else:
            self.refused.emit(file.hidden)
