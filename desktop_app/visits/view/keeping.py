"""When a form is to be put on disk: soon after a stroke, and at once when the focus moves on in it."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.visits.draft import Cursor
from desktop_app.visits.view.places import WayBack

LONGEST_UNKEPT_MS = 250


class Keeping(QObject):
    """`due` is sent when the form of this page is to be kept."""

    due = Signal()

    def __init__(self, page: QWidget, way: WayBack) -> None:
        super().__init__(page)
        self._page, self._way = page, way
        self._kept_at = Cursor()
        self._timer = QTimer(self, singleShot=True, interval=LONGEST_UNKEPT_MS)
        self._timer.timeout.connect(self.due)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @property
    def is_waited_for(self) -> bool:
        """Whether there is a stroke that is not on disk yet."""
        return self._timer.isActive()

    def soon(self) -> None:
        """There was a stroke: it is kept a quarter of a second after the first one that is not there yet."""
        if not self._timer.isActive():
            self._timer.start()

    def done(self, at: Cursor) -> None:
        """All of it is being kept, with the cursor there."""
        self._timer.stop()
        self._kept_at = at

    def stop(self) -> None:
        """Nothing is kept any more."""
        self._timer.stop()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._way.is_under_way or not any(one is not None and self._page.isAncestorOf(one) for one in (old, new)):
            return
        self._way.was_in(old)
        now, before = self._way.cursor(), self._kept_at
        is_elsewhere = now is not None and (now.field, now.file) != (before.field, before.file)
        is_left = now != before and (new is None or not self._page.isAncestorOf(new))
        if self._timer.isActive() or is_elsewhere or is_left:
            self.due.emit()
