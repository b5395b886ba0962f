"""What the system says before it sleeps, and when the session or the lid is closed: Daybook locks then.

Linux: logind, over D-Bus, tried against a logind of the tests' own. Windows: power and session messages of a window, not
tried. macOS: not built; there the keys, the button and the idle clock are left.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject


class SystemSignals(QObject):
    """`lock` is called when the system asks; `end` lets it go on to sleep."""

    def __init__(self, lock: Callable[[], object]) -> None:
        super().__init__()
        self._lock = lock
        self._source: QObject | None = None

    def begin(self) -> None:
        """Listen, where this system says anything. Without it the keys and the idle clock are left."""
        if sys.platform == "linux":
            from desktop_app.start.logind import Logind

            self._source = Logind(self._lock)
        elif sys.platform == "win32":
            from desktop_app.start.windows_messages import WindowsMessages

            self._source = WindowsMessages(self._lock)

    def end(self) -> None:
        """The keys are gone: the system may sleep."""
        source, self._source = self._source, None
        if source is not None:
            source.end()  # type: ignore[attr-defined]
            source.deleteLater()
