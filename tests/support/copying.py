"""A window with the clipboard of a display, told by lines what to do: `python -m tests.support.copying [SECONDS]`.

With SECONDS it keeps its clipboard as Daybook does. copy WORDS, read, clear, end; each is answered with a line.
"""

import sys
import threading

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.shell.clipboard import ClipboardKeeper


class Told(QObject):
    """Lines from standard input, on the screen's thread."""

    line = Signal(str)

    def __init__(self, keeper: ClipboardKeeper | None) -> None:
        super().__init__()
        self._keeper = keeper
        self._field = QLineEdit()
        self._field.show()
        self.line.connect(self._do, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.line.emit(line.rstrip("\n"))

    def _do(self, line: str) -> None:
        what, _, words = line.partition(" ")
        clipboard = QApplication.clipboard()
        if what == "copy":
            self._field.setText(words)
            self._field.selectAll()
            self._field.copy()
        elif what == "clear" and self._keeper is not None:
            self._keeper.clear()
        elif what == "end":
            QApplication.quit()
        held = clipboard.mimeData()
        sys.stdout.write(f"{clipboard.text()}|{' '.join(held.formats()) if held else ''}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    application = QApplication([])
    told = Told(ClipboardKeeper(float(sys.argv[1])) if len(sys.argv) > 1 else None)
    sys.exit(application.exec())
