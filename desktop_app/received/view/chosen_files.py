"""The files of a document on its sheet: chosen or dropped, each looked at and encrypted at once; any can be taken off again."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.received.draft import ChosenFile
from desktop_app.shell.controls import (
    Field,
    FlowRow,
    Notice,
    Preview,
    ProgressStrip,
    QuietButton,
    Row,
    SecondaryButton,
    Small,
    Stack,
    Text,
    give_focus,
)

OFFERED = "PDFs and pictures (*.pdf *.jpg *.jpeg *.jfif *.png *.webp *.bmp *.gif *.tif *.tiff);;All files (*)"
OUTSIDE = (
    "The copy outside Daybook stays where it is, and Daybook cannot delete it for good. If it lies on this laptop, a phone or a"
    " stick and is not needed there, delete it there yourself."
)


class ChosenFiles(Field):
    """`chosen` carries the paths of files that were chosen; `taken_off` a key; `cancelled`: what is taken in now is not wanted."""

    chosen = Signal(object)
    taken_off = Signal(str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(
            "The document or photograph", "A PDF or a picture. Choose it, or drop it here. Pages are kept in order."
        )
        self.choose = SecondaryButton("Choose files", "paperclip")
        self.choose.clicked.connect(self.open_dialog)
        self._rows = Stack(gap=8)
        self._refused = Stack(gap=8)
        self._outside = Small(OUTSIDE)
        self._progress: ProgressStrip | None = None
        self._under_way = Stack(gap=0)
        inside = Stack(self._rows, self._under_way, self._refused, FlowRow(self.choose), self._outside, gap=12)
        for part in (self._rows, self._under_way, self._refused, self._outside):
            part.hide()
        self._hold(inside, self.choose)
        self.set_spoken("Choose files")

    @property
    def is_busy(self) -> bool:
        """Whether a file is being taken in."""
        return self._progress is not None

    def open_dialog(self) -> None:
        """Our own dialog, not the system's: that one would put the file among those opened last."""
        dialog = QFileDialog(self, "Choose a document or photograph", "", OFFERED)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.chosen)
        dialog.open()

    def show_files(self, files: Sequence[ChosenFile], previews: Mapping[str, bytes]) -> None:
        """What is on the sheet."""
        self._rows.clear()
        for one in files:
            self._rows.add(self._row(one, previews.get(one.key, b"")))
        for part in (self._rows, self._outside):
            part.setVisible(bool(files))
        if files:
            self.set_error("")

    def show_progress(self, done: int, of: int, words: str) -> None:
        """A file is being taken in."""
        if self._progress is None:
            self._progress = ProgressStrip(words)
            self._progress.cancelled.connect(self.cancelled)
            self._under_way.add(self._progress)
            self._under_way.show()
        self._progress.show_progress(round(100 * done / max(1, of)), words)

    def end_progress(self) -> None:
        """Nothing is being taken in any more."""
        self._progress = None
        self._under_way.clear()
        self._under_way.hide()

    def forget_refusals(self) -> None:
        """Others were chosen."""
        self._refused.clear()
        self._refused.hide()

    def say_refused(self, sentence: str) -> None:
        """A file was not taken: why."""
        self._refused.add(Notice("warning", "Not taken.", sentence))
        self._refused.show()

    def refusals(self) -> list[str]:
        """What is said of files that were not taken."""
        return [one.words() for one in self._refused.findChildren(Notice)]

    def _row(self, one: ChosenFile, preview: bytes) -> QWidget:
        off = QuietButton("Take it off", "x", says=f"Take {one.name} off")
        off.clicked.connect(lambda: self._take_off(one.key))
        words = Stack(Text(one.name, "button"), Small(f"{one.said}. Encrypted on this laptop."), gap=2)
        return Row(Preview(f"Preview of {one.name}", preview, side=72), words, off, gap=12, grows=1)

    def _take_off(self, key: str) -> None:
        give_focus(self.choose)  # the button that was pressed goes
        self.taken_off.emit(key)
