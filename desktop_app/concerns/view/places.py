"""Fields of the sheet by name: in which the worker is typing and where, and the way back there after a lock."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.concerns.draft import Cursor
from desktop_app.shell.controls import go_to_place, place_in_words

Places = Mapping[str, QWidget]


def cursor_in(page: QWidget, places: Places) -> Cursor | None:
    """Where the cursor is, or was when the window lost the keyboard (a lock hides it); None when in none of these."""
    focused = page.window().focusWidget()
    for field, place in places.items():
        if focused is not None and (place is focused or place.isAncestorOf(focused)):
            return Cursor(field, place_in_words(focused))
    return None


def lead_to(places: Places, cursor: Cursor) -> bool:
    """Put the focus into a field, at its place within the words. False where it is not in sight."""
    place = places.get(cursor.field)
    if place is None or not place.isVisible():
        return False
    give_focus(place)
    go_to_place(place.focusProxy() or place, cursor.at)
    return True


def give_focus(place: QWidget) -> None:
    """Put the cursor into a field, and bring the field into sight."""
    (place.focusProxy() or place).setFocus(Qt.FocusReason.ShortcutFocusReason)
    around = place.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(place)
        around = around.parentWidget()
