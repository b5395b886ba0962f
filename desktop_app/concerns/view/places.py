"""Fields of the sheet by name: in which the worker is typing and where, and the way back there after a lock."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop_app.concerns.draft import Cursor
from desktop_app.shell.controls import field_typed_in, give_focus, go_to_place

Places = Mapping[str, QWidget]


def cursor_in(focused: QWidget | None, places: Places) -> Cursor | None:
    """Where the cursor is in what has the focus, or had it when the window lost the keyboard (a lock hides it); None when
    that is none of these."""
    found = field_typed_in(places, focused)
    return Cursor(*found) if found is not None else None


def lead_to(places: Places, cursor: Cursor) -> bool:
    """Put the focus into a field, at its place within the words. False where it is not in sight."""
    place = places.get(cursor.field)
    if place is None or not place.isVisible():
        return False
    give_focus(place)
    go_to_place(place.focusProxy() or place, cursor.at)
    return True
