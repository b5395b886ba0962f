"""Where somebody is within the words of a field, and the way back there."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


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
