"""Fields of the sheet by name: in which the worker is typing and where, and the way back there after a lock."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop_app.notes.draft import Cursor
from desktop_app.shell.controls import go_to_place, place_in_words

Places = Mapping[str, QWidget]


def cursor_in(sheet: QWidget, places: Places) -> Cursor | None:
    """Where the cursor is, or was when the sheet lost the keyboard; None when in none of these."""
    focused = QApplication.focusWidget()
    if focused is None or not sheet.isAncestorOf(focused):
        focused = sheet.focusWidget()
    for field, place in places.items():
        if focused is not None and (place is focused or place.isAncestorOf(focused)):
            return Cursor(field, place_in_words(focused))
    return None


def lead_to(places: Places, cursor: Cursor) -> None:
    """Put the focus into a field, at its place within the words."""
    place = places.get(cursor.field)
    typing = (place.focusProxy() or place) if place is not None else None
    if typing is None or not typing.isVisible():
        return
    give_focus(place or typing)
    go_to_place(typing, cursor.at)


def give_focus(place: QWidget) -> None:
    """Put the cursor into a field, and bring the field into sight."""
    (place.focusProxy() or place).setFocus(Qt.FocusReason.ShortcutFocusReason)
    around = place.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(place)
        around = around.parentWidget()
