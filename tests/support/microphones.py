"""A line on which a test speaks and an ear that hears: true sound, byte for byte, where a laptop has its microphone and loudspeaker.

No laptop of the suite has either. What stands here is the system's end of the line alone: a device that Qt reads and writes as
it does those of QAudioSource and QAudioSink; everything behind it is Daybook's own.
"""

import random

from PySide6.QtCore import QBuffer, QIODevice, QObject

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import POLICY_RECORD, Policy
from casework.sound import BYTES_A_SECOND
from desktop_app.direct_work.view.record_sheet import RecordSheet
from desktop_app.shell.loudspeaker import NoLoudspeaker, SoundSink
from desktop_app.shell.microphone import NoMicrophone, SoundSource
from desktop_app.start.desk import Desk
from desktop_app.vault.vault import OpenVault
from tests.support.copies import office, put


class Line(QIODevice):
    """Gives what was spoken, in order, and says so each time."""

    def __init__(self) -> None:
        super().__init__()
        self._spoken = b""
        self.open(QIODevice.OpenModeFlag.ReadOnly)

    def speak(self, sound: bytes) -> None:
        """Somebody speaks."""
        self._spoken += sound
        self.readyRead.emit()

    def isSequential(self) -> bool:
        return True

    def bytesAvailable(self) -> int:
        return len(self._spoken) + super().bytesAvailable()

    def readData(self, most: int) -> bytes:  # type: ignore[override]  # PySide takes the bytes read
        given, self._spoken = self._spoken[:most], self._spoken[most:]
        return given

    def writeData(self, _data: object, _most: int) -> int:
        return -1


class Microphone:
    """In place of the system's: as often as it is opened there is a line, which ends as it is closed."""

    def __init__(self, desk: Desk) -> None:
        self.line: Line | None = None
        self.source: SoundSource | None = None
        self.refuses = ""
        desk.open_microphone = self._open

    def _open(self, parent: QObject) -> SoundSource:
        if self.refuses:
            raise NoMicrophone(self.refuses)
        self.line = Line()
        self.source = SoundSource(self.line, self._close, parent)
        return self.source

    def _close(self) -> None:
        self.line = self.source = None

    def speak(self, seconds: float, seed: int = 1) -> bytes:
        """Somebody speaks for so long, in tenths of a second; what was said."""
        sound = spoken(seconds, seed)
        for start in range(0, len(sound), BYTES_A_SECOND // 10):
            assert self.line is not None
            self.line.speak(sound[start : start + BYTES_A_SECOND // 10])
        return sound

    def is_pulled_out(self) -> None:
        """The plug is out of its hole."""
        assert self.source is not None
        self.source.lost.emit()


def spoken(seconds: float, seed: int = 1) -> bytes:
    """Sound in which no two parts are alike."""
    return random.Random(seed).randbytes(int(seconds * BYTES_A_SECOND))


def may_record(vault: OpenVault) -> None:
    """The authority says that voices may be recorded."""
    put(vault, office(AUTHORITY_BOOK, Policy(voices_recorded=True), POLICY_RECORD))


def answer(sheet: RecordSheet) -> None:
    """Everything that is asked before a recording."""
    sheet.child.set_value("yes")
    sheet.child_said.set_value("yes if nan can here it")
    sheet.parent_agreed.set_value("agreed")
    sheet.parent_said.set_value("Her mother, on the phone")
    sheet.why.set_value("So that the court hears it from her")


class Loudspeaker:
    """In place of the system's: it takes `takes` bytes at each step, and has heard them at once."""

    def __init__(self, desk: Desk) -> None:
        self.ears: list[QBuffer] = []
        self.open = 0
        self.takes = BYTES_A_SECOND
        self.refuses = ""
        desk.open_loudspeaker = self._open

    def _open(self, parent: QObject) -> SoundSink:
        if self.refuses:
            raise NoLoudspeaker(self.refuses)
        ear = QBuffer()
        ear.open(QIODevice.OpenModeFlag.WriteOnly)
        self.ears.append(ear)
        self.open += 1
        return SoundSink(ear, lambda: self.takes, lambda: 0, self._close, parent)

    def _close(self) -> None:
        self.open -= 1

    @property
    def heard(self) -> bytes:
        """All that was heard since it was opened last."""
        return bytes(self.ears[-1].data().data()) if self.ears else b""
