"""Saving a protected copy: the passphrase to say by phone, then where it goes. The passphrase is kept nowhere."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.shell.controls import Body, Card, Heading, Notice, PrimaryButton, SecondaryButton, Sheet


class ProtectedSheet(Sheet):
    """`path_chosen` says where the copy goes. The passphrase stays in sight until the sheet is closed."""

    path_chosen = Signal(str)

    def __init__(self, parent: QWidget, reader: str, passphrase: str, suggested: str) -> None:
        super().__init__(parent, "Save a protected copy", subtitle=f"For {reader}")
        self._suggested = suggested
        self.passphrase = Heading(passphrase, 2)
        self.passphrase.setAccessibleName(f"Passphrase: {', '.join(passphrase)}")
        self.choose_button = PrimaryButton("Choose where to save it", "folder")
        self.close_button = SecondaryButton("Close")
        self._said = Notice("info", "")
        self._said.hide()
        box = Card(edge="quiet")
        box.add(self.passphrase)
        self.add(
            Body("The copy opens only with this passphrase. Write it down now, or ring while it is on the screen.")
        )
        self.add(box)
        self.add(
            Notice(
                "warning",
                "Say it by phone.",
                "Do not send it with the copy. Daybook keeps it nowhere: without it the copy cannot be opened.",
            )
        )
        self.add(self._said)
        self.add_button(self.close_button)
        self.add_button(self.choose_button)
        self.choose_button.clicked.connect(self._choose)
        self.close_button.clicked.connect(self.leave)

    def _choose(self) -> None:
        """Our own dialog, not the system's: that one would put the copy among the recent files."""
        dialog = QFileDialog(self, "Save a protected copy", "", "PDF (*.pdf)")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._suggested)
        dialog.fileSelected.connect(self.path_chosen)
        dialog.open()

    def say_saving(self) -> None:
        """It is being written."""
        self.choose_button.setEnabled(False)
        self._said.say("info", "Saving the protected copy.")
        self._said.show()

    def say_saved(self) -> None:
        """It is on disk, and noted as given."""
        self._said.say("success", "Saved and protected.", "It is noted in the record who was given it.")
        self._said.show()
        self.choose_button.hide()
        self.close_button.set_words("Done")

    def say_trouble(self, sentence: str) -> None:
        """It could not be written."""
        self.choose_button.setEnabled(True)
        self._said.say("trouble", sentence)
        self._said.show()
