"""Where the worker was when Daybook locked: kept inside the encrypted copy, for the process that opens it next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.opening.standing import Cursor, KeptPlace, Stood
from desktop_app.shell.controls import go_to_place, place_in_words
from desktop_app.shell.navigation import Place

if TYPE_CHECKING:
    from desktop_app.shell.window import MainWindow

LOOK_EVERY, LOOKS = 100, 50  # milliseconds; how often the field is looked for while its page is being filled


def as_it_stands(window: "MainWindow") -> Stood:
    """The way to the page that is shown, what stands open over it, and where the cursor is."""
    trail = tuple(KeptPlace(place.key, dict(place.where), place.tab) for place in window.router.trail())
    return Stood(trail, window.over_page, None if window.over_page else _cursor(window))


def trail_of(stood: Stood) -> tuple[Place, ...]:
    """The way there, as the window takes it up."""
    return tuple(Place(place.key, place.where, place.tab) for place in stood.trail)


def _cursor(window: "MainWindow") -> Cursor | None:
    view, focused = window.view(), window.focusWidget()
    if view is None or focused is None or not view.isAncestorOf(focused):
        return None
    alike = _alike(view, type(focused).__name__, focused.accessibleName())
    if focused not in alike:
        return None
    return Cursor(type(focused).__name__, focused.accessibleName(), alike.index(focused), place_in_words(focused))


def _alike(view: QWidget, kind: str, name: str) -> list[QWidget]:
    """Parts of this kind and name, in the order they were made."""
    parts = view.findChildren(QWidget)
    return [one for one in parts if type(one).__name__ == kind and one.accessibleName() == name and one.isVisible()]


class ToTheCursor(QObject):
    """Waits until the field is there, which its page may still be filling, and puts the cursor into it.

    Whoever has begun to type meanwhile is left alone.
    """

    def __init__(self, window: "MainWindow", cursor: Cursor) -> None:
        super().__init__(window)
        self._window, self._cursor, self._left = window, cursor, LOOKS
        self._began_at = window.focusWidget()
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._look()

    def _look(self) -> None:
        self._left -= 1
        view, cursor = self._window.view(), self._cursor
        found = _alike(view, cursor.kind, cursor.name) if view is not None else []
        if len(found) > cursor.number:
            field = found[cursor.number]
            field.setFocus()
            go_to_place(field, cursor.at)
        if len(found) > cursor.number or not self._left or self._was_touched():
            self._timer.stop()
            self.deleteLater()

    def _was_touched(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and focused not in (self._began_at, self._window, self._window.view())
