"""Fields of the form by name: to lead to one, and to know in which the worker is typing and where."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import bring_into_sight, go_to_place, look, place_in_words
from desktop_app.visits.draft import Cursor

Places = Mapping[tuple[str, str], QWidget]
"""(field, child's file or "") -> the control that holds it."""


class WayBack(QObject):
    """Leads the cursor to where it was, as soon as the page can be seen; who is writing already is not led away."""

    def __init__(self, page: QWidget, places: Callable[[], Places]) -> None:
        super().__init__(page)
        self._page, self._places = page, places
        self._leading: Cursor | None = None
        self._last: Cursor | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether the cursor has still to come there: until then no step of it counts."""
        return self._leading is not None

    def cursor(self) -> Cursor | None:
        """Where the cursor is, where it is led to, or where it was when something beside the form was pressed."""
        return self._leading or cursor_in(self._places()) or self._last

    def was_in(self, field: QWidget | None) -> None:
        """The focus left this field: a press on Lock or Today takes it along, and the way back leads here all the same."""
        self._last = _cursor_of(self._places(), field) or self._last

    def lead(self, cursor: Cursor) -> None:
        """Put it there when what was opened for it has its place."""
        self._leading = cursor
        QTimer.singleShot(0, self, self._arrive)

    def give_up(self) -> None:
        """The worker writes: the cursor stays where it is."""
        self._leading = None

    def go_on(self) -> None:
        """The page came into sight: the cursor may go where it was led to."""
        if self._leading is not None:
            QTimer.singleShot(0, self, self._arrive)

    def _arrive(self) -> None:
        """A page that is not in sight yet does it when it comes into sight."""
        leading = self._leading
        if leading is not None and self._page.isVisible():
            self._leading = None
            lead_to(self._places(), leading)


def cursor_in(places: Places) -> Cursor | None:
    """Where the cursor is, or was when the window lost the keyboard (a lock hides it); None when in none of these."""
    window = next((place.window() for place in places.values()), None)
    return _cursor_of(places, window.focusWidget() if window is not None else None)


def _cursor_of(places: Places, focused: QWidget | None) -> Cursor | None:
    if focused is None:
        return None
    for (field, file), place in places.items():
        if place is focused or place.isAncestorOf(focused):
            return Cursor(field, file, place_in_words(focused))
    return None


def lead_to(places: Places, cursor: Cursor) -> bool:
    """Put the focus into a field, at its place within the words, and bring it into sight. False when it is not there."""
    place = places.get((cursor.field, cursor.file))
    if place is None or not place.isVisible() or not place.isEnabled():
        return False
    typing = typing_part(place)
    typing.setFocus(Qt.FocusReason.ShortcutFocusReason)
    go_to_place(typing, cursor.at)
    bring_into_sight(place, look().px(48))
    return True


def typing_part(place: QWidget) -> QWidget:
    """What has the focus in a field: the line, the paper, or the answer chosen (the first where none is)."""
    proxy = place.focusProxy()
    if proxy is not None:
        return proxy
    inside = [part for part in place.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return inside[0] if inside else place
