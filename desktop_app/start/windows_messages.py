"""What Windows says to a window: it is about to sleep, or the session is locked. Not tried on Windows."""

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK = 0x02B1, 0x7
NOTIFY_FOR_THIS_SESSION = 0


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, lock: Callable[[], object]) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: Any, message: int) -> tuple[bool, int]:
        """Nothing is swallowed."""
        if bytes(kind) in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            said = wintypes.MSG.from_address(int(message))
            if (said.message, said.wParam) in (
                (WM_POWERBROADCAST, PBT_APMSUSPEND),
                (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK),
            ):
                self._lock()
        return False, 0


class WindowsMessages(QObject):
    """Calls `lock`. A hidden window of its own is told of the session, whichever of Daybook's is shown."""

    def __init__(self, lock: Callable[[], object]) -> None:
        super().__init__()
        self._filter, self._window = _Filter(lock), QWidget()
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        handle = int(self._window.winId())
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, NOTIFY_FOR_THIS_SESSION)  # type: ignore[attr-defined,unused-ignore]

    def end(self) -> None:
        """Hear nothing more."""
        ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(int(self._window.winId()))  # type: ignore[attr-defined,unused-ignore]
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._filter)
