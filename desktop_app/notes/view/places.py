"""Fields of the sheet by name: in which the worker is typing and where, and the way back there after a lock."""

from collections.abc import Mapping

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.notes.draft import Cursor
from desktop_app.shell.controls import field_typed_in, give_focus, go_to_place

Places = Mapping[str, QWidget]


def cursor_in(sheet: QWidget, places: Places) -> Cursor | None:
    """Where the cursor is, or was when the sheet lost the keyboard; None when in none of these."""
    focused = QApplication.focusWidget()
    if focused is None or not sheet.isAncestorOf(focused):
        focused = sheet.focusWidget()
    found = field_typed_in(places, focused)
    return Cursor(*found) if found is not None else None


def lead_to(places: Places, cursor: Cursor) -> None:
    """Put the focus into a field, at its place within the words."""
    place = places.get(cursor.field)
    typing = (place.focusProxy() or place) if place is not None else None
    if typing is None or not typing.isVisible():
        return
    give_focus(place or typing)
    go_to_place(typing, cursor.at)
