"""The loudspeaker or headphones as a stream of sound. The library that knows it is read here, when something is about to be heard."""

from collections.abc import Callable

from PySide6.QtCore import QIODevice, QObject

from casework.errors import KnownError
from casework.sound import BYTES_A_SECOND
from desktop_app.shell.microphone import sound_form

NONE_FOUND = "No loudspeaker and no headphones were found. Plug some in, or switch them on, and play it again."
NOT_OPENED = (
    "The loudspeaker could not be opened. Another program may be using it. Nothing is lost: play it again later."
)


class NoLoudspeaker(KnownError):
    """There is none, or it cannot be used; the sentence says what to do."""


class SoundSink(QObject):
    """Where sound goes. `device` takes 16-bit samples; room: bytes it takes now; waiting: bytes it has taken and that were
    not heard yet. `end` once: what waits is not heard any more."""

    def __init__(
        self,
        device: QIODevice,
        room: Callable[[], int],
        waiting: Callable[[], int],
        end: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.device, self.room, self.waiting, self._end = device, room, waiting, end

    def end(self) -> None:
        """Silence, at once."""
        self._end()
        self.deleteLater()


OpenSink = Callable[[QObject], SoundSink]


def open_loudspeaker(parent: QObject) -> SoundSink:
    """The system's loudspeaker. Raises NoLoudspeaker."""
    form = sound_form()
    from PySide6.QtMultimedia import QAudioSink, QMediaDevices, QtAudio

    found = QMediaDevices.defaultAudioOutput()
    if found.isNull():
        raise NoLoudspeaker(NONE_FOUND)
    loudspeaker = QAudioSink(found, form, parent)
    loudspeaker.setBufferSize(BYTES_A_SECOND // 2)
    device = loudspeaker.start()
    if device is None or loudspeaker.error() != QtAudio.Error.NoError:
        loudspeaker.deleteLater()
        raise NoLoudspeaker(NOT_OPENED)

    def waiting() -> int:
        return max(0, loudspeaker.bufferSize() - loudspeaker.bytesFree())

    def end() -> None:
        loudspeaker.stop()
        loudspeaker.deleteLater()

    return SoundSink(device, loudspeaker.bytesFree, waiting, end, parent)
