"""During a visit others see the screen: asked before a page that names other families."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import PrimaryButton, SecondaryButton, Sheet, Text


def ask_who_sees(parent: QWidget, page: str, show: Callable[[], object]) -> Sheet:
    """A sheet that says what would be seen. Enter and Escape stay on the page that is shown."""
    sheet = Sheet(parent, "Can the family see your screen?", width=520)
    sheet.add(Text(f"“{page}” names other families. What you wrote here is kept, and Back leads here again."))
    stay = PrimaryButton("Stay here")
    stay.clicked.connect(sheet.ask_to_leave)
    go_on = SecondaryButton(f"Show “{page}”")
    go_on.clicked.connect(sheet.finish)
    sheet.accepted.connect(show)
    sheet.add_button(go_on)
    sheet.add_button(stay)
    sheet.open()
    stay.setFocus()
    return sheet
