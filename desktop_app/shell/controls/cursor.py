"""Where somebody is within the words of a field, and the way back there."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop_app.shell.controls.scrolled import bring_into_sight


def place_in_words(typing: QWidget) -> int:
    """How many characters stand before the cursor; 0 where nothing is typed into."""
    if isinstance(typing, QLineEdit):
        return typing.cursorPosition()
    return typing.textCursor().position() if isinstance(typing, QPlainTextEdit) else 0


def go_to_place(typing: QWidget, at: int) -> None:
    """Put the cursor behind so many characters, or at the end of fewer."""
    if isinstance(typing, QLineEdit):
        typing.setCursorPosition(min(at, len(typing.text())))
    elif isinstance(typing, QPlainTextEdit):
        cursor = typing.textCursor()
        cursor.setPosition(min(at, len(typing.toPlainText())))
        typing.setTextCursor(cursor)


def field_typed_in(places: Mapping[str, QWidget], focused: QWidget | None) -> tuple[str, int] | None:
    """(name, characters before the cursor) of the field in which the focus is; None where it is in none of these."""
    for name, place in places.items():
        if focused is not None and (place is focused or place.isAncestorOf(focused)):
            return name, place_in_words(focused)
    return None


def give_focus(place: QWidget) -> None:
    """Put the cursor into a field, and bring the field into sight."""
    (place.focusProxy() or place).setFocus(Qt.FocusReason.ShortcutFocusReason)
    bring_into_sight(place)
