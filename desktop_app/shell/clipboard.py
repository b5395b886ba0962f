"""What was copied from Daybook leaves the clipboard again after a minute, and the system is asked to keep no history of it."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS = 60
MARK = "application/x-daybook"
WINDOWS = 'application/x-qt-windows-mime;value="{}"'
ASKED = {
    MARK: b"1",
    "x-kde-passwordManagerHint": b"secret",
    WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): bytes(4),
    WINDOWS.format("CanIncludeInClipboardHistory"): bytes(4),
    WINDOWS.format("CanUploadToCloudClipboard"): bytes(4),
}
"""Said with what was copied: it is Daybook's; histories of KDE and of Windows are not to hold it."""
NEVER_DRAGGED = 1 << 20  # pixels a pointer would have to go before a selection is dragged out of a field


class ClipboardKeeper(QObject):
    """Watches the clipboard, and the selection of X11, while it lives. seconds: until what was copied is taken away."""

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__()
        self._clipboard = QGuiApplication.clipboard()
        self._copied: dict[QClipboard.Mode, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._timer.timeout.connect(self.clear)
        self._clipboard.changed.connect(self._changed)
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.setStartDragDistance(NEVER_DRAGGED)

    def clear(self) -> None:
        """Take away what is still ours; what somebody copied elsewhere meanwhile stays."""
        self._timer.stop()
        copied, self._copied = self._copied, {}
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            words = self._words_in(mode)  # X11 may not have told us yet that somebody else holds it
            if self._is_ours(mode) and copied.get(mode, words) == words:
                self._clipboard.clear(mode)

    def _changed(self, mode: QClipboard.Mode) -> None:
        if not self._is_ours(mode):
            return
        words = self._words_in(mode)
        if not words:
            return
        self._copied[mode] = words
        self._timer.start()
        if mode == QClipboard.Mode.Clipboard and not self._clipboard.mimeData(mode).hasFormat(MARK):
            marked = QMimeData()
            marked.setText(words)
            for form, value in ASKED.items():
                marked.setData(form, value)
            self._clipboard.setMimeData(marked, mode)

    def _words_in(self, mode: QClipboard.Mode) -> str:
        """What the system says is there now."""
        held = self._clipboard.mimeData(mode)
        return held.text() if held is not None and held.hasText() else ""

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        """Whether this process holds it now."""
        owns = self._clipboard
        return owns.ownsSelection() if mode == QClipboard.Mode.Selection else owns.ownsClipboard()
