"""What logind says on the system bus: the machine is about to sleep, the session is locked, the lid was closed."""

import os
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVariant

SERVICE, MANAGER_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
LID, HINT = "LidClosed", "LockedHint"
ANSWERS_WITHIN = 500  # milliseconds; a bus that is slower is done without


class Logind(QObject):
    """Calls `lock`. While it lives the system waits with sleeping, as long as it grants, until `end` says that it may."""

    def __init__(self, lock: Callable[[], object]) -> None:
        super().__init__()
        self._lock = lock
        self._bus = QDBusConnection.systemBus()
        self._held: QDBusUnixFileDescriptor | None = None
        if self._bus.isConnected():
            self._session = self._path_of_session()
            self._listen()
            self._hold()

    def end(self) -> None:
        """The keys are gone: sleep is held up no longer."""
        self._held = None

    def _listen(self) -> None:
        for path, interface, name, slot in (
            (MANAGER_PATH, MANAGER, "PrepareForSleep", SLOT("sleeps(bool)")),
            (MANAGER_PATH, PROPERTIES, "PropertiesChanged", SLOT("manager_changed()")),
            (self._session, SESSION, "Lock", SLOT("locked()")),
            (self._session, PROPERTIES, "PropertiesChanged", SLOT("session_changed()")),
        ):
            self._bus.connect(SERVICE, path, interface, name, self, slot)  # type: ignore[call-overload]  # it takes no bytes

    @Slot(bool)
    def sleeps(self, begins: bool) -> None:
        """True before sleep, False after it."""
        if begins:
            self._lock()

    @Slot()
    def locked(self) -> None:
        """The session is being locked."""
        self._lock()

    @Slot()
    def manager_changed(self) -> None:
        """The lid, perhaps. What changed is asked for: the signal's own list of it brings PySide down."""
        self._lock_if(MANAGER_PATH, MANAGER, LID)

    @Slot()
    def session_changed(self) -> None:
        """Whether the session shows its lock, perhaps."""
        self._lock_if(self._session, SESSION, HINT)

    def _lock_if(self, path: str, interface: str, name: str) -> None:
        answer = self._ask("Get", interface, name, path=path, of=PROPERTIES) if path else []
        if answer and isinstance(answer[0], QDBusVariant) and answer[0].variant() is True:
            self._lock()

    def _path_of_session(self) -> str:
        """Ours; "" listens to every session, where logind does not say which is ours."""
        name = os.environ.get("XDG_SESSION_ID", "")
        method, given = ("GetSession", name) if name else ("GetSessionByPID", os.getpid())
        answer = self._ask(method, given)
        found = answer[0] if answer else ""
        return str(found.path() if hasattr(found, "path") else found)

    def _hold(self) -> None:
        """Ask for the time that ending takes. Where it is not granted Daybook locks all the same, as far as time allows."""
        answer = self._ask("Inhibit", "sleep", "Daybook", "Daybook is putting its keys away", "delay")
        if answer and isinstance(answer[0], QDBusUnixFileDescriptor):
            self._held = answer[0]

    def _ask(self, method: str, *given: Any, path: str = MANAGER_PATH, of: str = MANAGER) -> list[Any]:
        message = QDBusMessage.createMethodCall(SERVICE, path, of, method)
        message.setArguments(list(given))
        answer = self._bus.call(message, timeout=ANSWERS_WITHIN)
        return answer.arguments() if answer.type() == QDBusMessage.MessageType.ReplyMessage else []
