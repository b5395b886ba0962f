"""Plays a recording from the vault: a little is read and verified ahead of what is heard, and nothing of it is kept."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from casework.errors import KnownError
from casework.sound import BYTES_A_SECOND, seconds_of, whole_samples
from desktop_app.shell.loudspeaker import OpenSink, SoundSink

AHEAD = 2 * BYTES_A_SECOND
AT_ONCE = 2 * BYTES_A_SECOND
STEP_MS = 50
MOST_STEPS_STILL = 5_000 // STEP_MS
GONE = "The loudspeaker takes no more sound. Plug it in again, or choose another in the system, and play on from here."
Reading = Callable[[int, int, Callable[[bytes], object], Callable[[str], object]], object]
"""(offset, bytes, then, trouble): verified bytes of the recording to `then`, or to `trouble` why there are none."""


class Player(QObject):
    """One recording of `length` bytes. `changed`: it plays, pauses, or is at another place."""

    changed = Signal()

    def __init__(self, length: int, read: Reading, open_sink: OpenSink, parent: QObject) -> None:
        super().__init__(parent)
        self.length, self.trouble, self.note = length, "", ""
        self._read, self._open = read, open_sink
        self._sink: SoundSink | None = None
        self._next = 0  # the first byte that was not given to the sink
        self._ahead = b""
        self._asked = 0  # which question is under way: answers to earlier ones come too late
        self._waits = False
        self._place = (0, 0)
        self._still = 0  # in how many steps nothing more was heard, though there is something to hear
        self._steps = QTimer(self, interval=STEP_MS)
        self._steps.timeout.connect(self._step)

    @property
    def plays(self) -> bool:
        """Whether it is heard now."""
        return self._sink is not None

    @property
    def seconds(self) -> float:
        """Where it is."""
        return seconds_of(max(0, self._next - (self._sink.waiting() if self._sink else 0)))

    def play(self) -> None:
        """On from where it is; from the beginning where it has ended."""
        if self._sink is not None:
            return
        if self._next >= whole_samples(self.length):
            self._next = 0
        try:
            self._sink = self._open(self)
        except KnownError as error:
            self._cannot_now(error.sentence)
            return
        self._forget_ahead()
        self._still = 0
        self._steps.start()
        self._cannot_now("")
        self._step()

    def pause(self) -> None:
        """Silence at once; it stays where it is."""
        if self._sink is not None:
            self._stand_at(self.seconds)
            self._end()

    def go_to(self, seconds: float) -> None:
        """Somewhere else; it plays on if it played."""
        played = self.plays
        if played:
            self._end()
        self._stand_at(seconds)
        self.changed.emit()
        if played:
            self.play()

    def say(self, note: str) -> None:
        """What is waited for, if anything is."""
        self.note = note
        self.changed.emit()

    def _stand_at(self, seconds: float) -> None:
        self._next = whole_samples(min(self.length, max(0, round(seconds * BYTES_A_SECOND))))

    def _end(self) -> None:
        sink, self._sink = self._sink, None
        self._steps.stop()
        self._forget_ahead()
        if sink is not None:
            sink.end()
        self.changed.emit()

    def _forget_ahead(self) -> None:
        self._ahead, self._waits = b"", False
        self._asked += 1

    def _step(self) -> None:
        """Give the loudspeaker what it takes, and read on."""
        sink = self._sink
        if sink is None:
            return
        given = self._ahead[: whole_samples(min(sink.room(), len(self._ahead)))]
        if given:
            taken = max(0, sink.device.write(given))
            self._ahead = self._ahead[taken:]
            self._next += taken
        place = (self._next, sink.waiting())
        self._still = 0 if self._waits or place != self._place else self._still + 1
        self._place = place
        if self._still > MOST_STEPS_STILL:
            self._cannot(GONE)
            return
        left = whole_samples(self.length) - self._next - len(self._ahead)
        if left and len(self._ahead) < AHEAD and not self._waits:
            self._waits, asked = True, self._asked
            start = self._next + len(self._ahead)
            self._read(start, min(left, AT_ONCE), lambda sound: self._take(asked, sound), self._cannot)
        elif not left and not self._ahead and not sink.waiting():
            self._end()  # it was heard to its end
            return
        self.changed.emit()

    def _take(self, asked: int, sound: bytes) -> None:
        if asked == self._asked:
            self._waits = False
            self._ahead += sound

    def _cannot(self, sentence: str) -> None:
        self._stand_at(self.seconds)
        self._end()
        self._cannot_now(sentence)

    def _cannot_now(self, trouble: str) -> None:
        self.trouble = trouble
        self.changed.emit()
