"""The microphone as a stream of sound. The library that knows it is read here, when a recording is about to begin."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QIODevice, QLoggingCategory, QMicrophonePermission, QObject, Qt, Signal

from casework.errors import KnownError
from casework.sound import BYTES_A_SECOND, SAMPLES_A_SECOND

INSTEAD = "Nothing is recorded. Write down what is said, letter for letter."
NONE_FOUND = f"No microphone was found. Plug one in, or switch it on, and start again. {INSTEAD}"
NOT_OPENED = (
    "The microphone could not be opened. Another program may be using it, or this laptop does not let Daybook use it: look in"
    f" the system’s settings, under Privacy and Microphone. {INSTEAD}"
)
NOT_ALLOWED = (
    "This laptop does not let Daybook use the microphone. Allow it in the system’s settings, under Privacy and Microphone,"
    f" and start again. {INSTEAD}"
)
ASKED_NOW = "The system asks now whether Daybook may use the microphone. Say yes there, and start again."
NOT_OUR_FORM = f"This microphone does not give sound in a form that Daybook keeps. Plug in another. {INSTEAD}"


class NoMicrophone(KnownError):
    """There is none, or it may not be used; the sentence says which, and what to do."""


class SoundSource(QObject):
    """Sound as it comes: `device` says readyRead and gives 16-bit samples; `lost` when no more will come. `end` once."""

    lost = Signal()

    def __init__(self, device: QIODevice, end: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.device = device
        self._end = end

    def end(self) -> None:
        """Listen no more: the system shows that the microphone is off."""
        self._end()
        self.deleteLater()


OpenSource = Callable[[QObject], SoundSource]


def open_microphone(parent: QObject) -> SoundSource:
    """Begin to listen at the system's microphone. Raises NoMicrophone."""
    _need_permission()
    form = sound_form()
    from PySide6.QtMultimedia import QAudioSource, QMediaDevices, QtAudio

    found = QMediaDevices.defaultAudioInput()
    if found.isNull():
        raise NoMicrophone(NONE_FOUND)
    if not found.isFormatSupported(form):
        raise NoMicrophone(NOT_OUR_FORM)
    microphone = QAudioSource(found, form, parent)
    microphone.setBufferSize(BYTES_A_SECOND)
    device = microphone.start()
    if device is None or microphone.error() != QtAudio.Error.NoError:
        microphone.deleteLater()
        raise NoMicrophone(NOT_OPENED)
    devices = QMediaDevices(parent)

    def end() -> None:
        microphone.stop()
        microphone.deleteLater()
        devices.deleteLater()

    source = SoundSource(device, end, parent)

    def look() -> None:  # PySide cannot hand over the state that comes with the signal
        if microphone.state() == QtAudio.State.StoppedState and microphone.error() != QtAudio.Error.NoError:
            source.lost.emit()

    def look_for_it() -> None:
        if all(one.id() != found.id() for one in QMediaDevices.audioInputs()):
            source.lost.emit()

    microphone.stateChanged.connect(look)
    devices.audioInputsChanged.connect(look_for_it)
    return source


def sound_form() -> Any:
    """The QAudioFormat of casework.sound, for a loudspeaker too; Qt's library of sound is told to be quiet first."""
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")  # it speaks of libraries that this system need not have
    from PySide6.QtMultimedia import QAudioFormat

    form = QAudioFormat()
    form.setSampleRate(SAMPLES_A_SECOND)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return form


def _need_permission() -> None:
    application, permission = QCoreApplication.instance(), QMicrophonePermission()
    if application is None:
        return
    status = application.checkPermission(permission)
    if status == Qt.PermissionStatus.Denied:
        raise NoMicrophone(NOT_ALLOWED)
    if status == Qt.PermissionStatus.Undetermined:
        application.requestPermission(permission, application, lambda _answer: None)
        raise NoMicrophone(ASKED_NOW)
