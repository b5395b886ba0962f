"""A logind for tests, on the bus of DBUS_SYSTEM_BUS_ADDRESS: lines on standard input are what the system does.

sleep, lock, lid; each is answered with a line, and so is an inhibitor that was given back (`released`).
"""

import os
import select
import sys
import threading

from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusUnixFileDescriptor

from desktop_app.start.logind import LID, MANAGER, MANAGER_PATH, PROPERTIES, SERVICE, SESSION

OURS = f"{MANAGER_PATH}/session/_31"


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@ClassInfo({"D-Bus Interface": MANAGER})
class Manager(QObject):
    """What Daybook asks of logind."""

    is_closed = False

    def lid(self) -> bool:
        return Manager.is_closed

    LidClosed = Property(bool, lid)

    @Slot(str, result=QDBusObjectPath)
    def GetSession(self, _name: str) -> QDBusObjectPath:
        return QDBusObjectPath(OURS)

    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(self, what: str, who: str, _why: str, mode: str) -> QDBusUnixFileDescriptor:
        ours, theirs = os.pipe()
        handed = QDBusUnixFileDescriptor(theirs)
        os.close(theirs)
        threading.Thread(target=self._wait_for_release, args=(ours,), daemon=True).start()
        say(f"inhibit {what} {mode} by {who}")
        return handed

    def _wait_for_release(self, ours: int) -> None:
        select.select([ours], [], [])
        os.close(ours)
        say("released")


class Told(QObject):
    """Lines from standard input, on the thread of the bus."""

    line = Signal(str)

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus = bus
        self.line.connect(self._do, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.line.emit(line.strip())
        self.line.emit("end")

    def _do(self, what: str) -> None:
        if what == "end":
            QCoreApplication.quit()
            return
        messages = {
            "sleep": (QDBusMessage.createSignal(MANAGER_PATH, MANAGER, "PrepareForSleep"), [True]),
            "wake": (QDBusMessage.createSignal(MANAGER_PATH, MANAGER, "PrepareForSleep"), [False]),
            "lock": (QDBusMessage.createSignal(OURS, SESSION, "Lock"), []),
            "lock another": (QDBusMessage.createSignal(OURS + "2", SESSION, "Lock"), []),
            "dock": (
                QDBusMessage.createSignal(MANAGER_PATH, PROPERTIES, "PropertiesChanged"),
                [MANAGER, {LID: False}, []],
            ),
            "lid": (
                QDBusMessage.createSignal(MANAGER_PATH, PROPERTIES, "PropertiesChanged"),
                [MANAGER, {LID: True}, []],
            ),
        }
        message, given = messages[what]
        Manager.is_closed = what == "lid"
        message.setArguments(given)
        self._bus.send(message)
        say(f"said {what}")


if __name__ == "__main__":
    application = QCoreApplication([])
    connected = QDBusConnection.systemBus()
    manager = Manager()
    flags = QDBusConnection.RegisterOption.ExportAllSlots | QDBusConnection.RegisterOption.ExportAllProperties
    assert connected.registerObject(MANAGER_PATH, manager, flags)
    assert connected.registerService(SERVICE)
    told = Told(connected)
    say("here")
    sys.exit(application.exec())
