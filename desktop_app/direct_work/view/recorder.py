"""Takes sound from a microphone and hands it on second by second; says how long it is, and what went wrong."""

from PySide6.QtCore import QObject, QTimer, Signal

from casework.sound import BYTES_A_SECOND, LONGEST, seconds_of, whole_samples
from desktop_app.shell.microphone import OpenSource, SoundSource

SILENT_SECONDS = 3
PATIENCE_MS = 5_000
"""After which a microphone that gives nothing at all, not even silence, is gone: not every system says so."""
LOST = "The microphone is gone. Plug it in again and go on, or stop here."
SILENT = "No sound comes from the microphone. Is it switched off, or turned right down?"


class Recorder(QObject):
    """`heard` carries at most a second of sound, in order; `changed`: it began, paused or counts another second; `full`: it
    has the longest length. Between `go_on` and `pause` the microphone is open, and at no other time."""

    heard = Signal(bytes)
    changed = Signal()
    full = Signal()

    def __init__(self, open_source: OpenSource, parent: QObject) -> None:
        super().__init__(parent)
        self._open = open_source
        self._source: SoundSource | None = None
        self._begun = b""
        self._length = 0
        self._kept = 0.0
        self._silent = 0
        self.trouble = ""
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._wait_no_longer)

    @property
    def listens(self) -> bool:
        """Whether the microphone is open."""
        return self._source is not None

    @property
    def seconds(self) -> float:
        """How much was heard."""
        return seconds_of(self._length)

    @property
    def seconds_kept(self) -> float:
        """How much of it is in the vault."""
        return self._kept

    def keep(self, seconds: float) -> None:
        """So much of it is in the vault now."""
        self._kept = seconds
        if not self.listens:
            self.changed.emit()

    def go_on(self) -> None:
        """Open the microphone. Raises NoMicrophone."""
        if self._source is None:
            source = self._open(self)
            self._source, self._silent, self.trouble = source, 0, ""
            source.device.readyRead.connect(self._take)
            source.lost.connect(self._lose)
            self._patience.start()
            self.changed.emit()

    def pause(self, trouble: str = "") -> None:
        """Close the microphone; what was heard so far is handed on. trouble: why, where nobody asked for it."""
        source, self._source = self._source, None
        self._patience.stop()
        if source is None:
            return
        self._hear(bytes(source.device.readAll().data()))
        source.end()
        rest = self._begun[: whole_samples(len(self._begun))]
        self._begun = b""
        if rest:
            self.heard.emit(rest)
        self.trouble = trouble
        self.changed.emit()

    def say(self, trouble: str) -> None:
        """Something stands in the way, though the microphone is closed already."""
        self.trouble = trouble
        self.changed.emit()

    def _take(self) -> None:
        if self._source is None:
            return
        self._patience.start()
        before = int(self.seconds)
        self._hear(bytes(self._source.device.readAll().data()))
        if self._length >= LONGEST:
            self.pause()
            self.full.emit()
        elif int(self.seconds) != before:
            self.changed.emit()

    def _hear(self, sound: bytes) -> None:
        sound = sound[: LONGEST - self._length]
        self._length += len(sound)
        self._begun += sound
        while len(self._begun) >= BYTES_A_SECOND:
            second, self._begun = self._begun[:BYTES_A_SECOND], self._begun[BYTES_A_SECOND:]
            self._silent = 0 if any(second) else self._silent + 1
            self.trouble = SILENT if self._silent >= SILENT_SECONDS else ""
            self.heard.emit(second)

    def _wait_no_longer(self) -> None:
        """Where sound lies there, it was this program that was late, not the microphone."""
        if self._source is not None and self._source.device.bytesAvailable():
            self._take()
        else:
            self._lose()

    def _lose(self) -> None:
        self.pause(LOST)
