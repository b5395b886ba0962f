"""Every sheet: Escape closes it and loses nothing, Enter takes nobody by surprise, and the keyboard is back where it was."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from demo.walk.eyes import called
from desktop_app.shell.controls import Sheet
from desktop_app.shell.tokens import light
from tests.every_screen.at_a_desk import AtADesk, Scene
from tests.every_screen.scenes import SCENES
from tests.support.pictures import settle, wear

TYPED = "7 words"
SECRET = {"passphrase", "pin"}
"""What is typed there is shown to nobody, and kept nowhere."""
KEPT_BENEATH = {"card", "step", "card of the record"}
"""A card stands on the map, not added yet, from its first letter on."""
MADE_ANEW = {"words erased"}
"""The page beneath is still on its way when it opens, and the keyboard goes to where it stood there (start.words_erased)."""


@pytest.mark.parametrize("scene", [one for one in SCENES if one.is_sheet], ids=lambda scene: scene.name)
def test_it_is_left_by_escape(scene: Scene, show: Callable[[Scene], AtADesk]) -> None:
    wear(light())
    at = show(scene)
    sheet = at.window
    assert isinstance(sheet, Sheet)
    assert sheet.isAncestorOf(_at()), "the keyboard is in the sheet"
    opened_from = called(at.desk.window.focusWidget())
    field = _field(sheet)
    if field is not None and scene.name in KEPT_BENEATH:
        field.setFocus()
        at.type(TYPED)
    elif field is not None and scene.name not in SECRET:
        _nothing_is_lost(at, sheet, field)
    at.key(Qt.Key.Key_Escape)
    at.wait_until(lambda: at.window is not sheet, lambda: "Escape did not close it")
    at.window.activateWindow()  # what a window manager does
    settle()
    if scene.name in KEPT_BENEATH:
        at.wait_for(TYPED)
        opened_from = opened_from.removeprefix("Add to: ")  # on the new card, in the column that it was added to
        at.wait_until(lambda: called(_at()) == opened_from, lambda: "the keyboard is not on the card")
    if scene.name not in MADE_ANEW:
        assert called(_at()) == opened_from, "the keyboard is back where it was"


def _nothing_is_lost(at: AtADesk, sheet: Sheet, field: QWidget) -> None:
    """What is typed stays through Escape, Enter and a change of mind; then it is taken back."""
    before = _words(field)
    field.setFocus()
    at.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    at.type(TYPED)
    typed = _words(field)
    assert typed != before, "it took the words"
    at.key(Qt.Key.Key_Escape)
    assert at.window is sheet, "Escape asks first"
    assert called(_at()) == "Go on writing"
    at.key(Qt.Key.Key_Escape)
    assert (_at(), _words(field)) == (field, typed), "Escape once more goes on, where it was"
    at.key(Qt.Key.Key_Escape)
    at.key(Qt.Key.Key_Return)
    assert (_at(), _words(field)) == (field, typed), "and so does Enter"
    for _ in TYPED:
        at.key(Qt.Key.Key_Backspace)
    assert _words(field) == before


def _at() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found


def _field(sheet: Sheet) -> QWidget | None:
    """Where words are typed: where the keyboard stands, else the first that is there."""
    typed_into = [
        one
        for one in (_at(), *sheet.findChildren(QPlainTextEdit), *sheet.findChildren(QLineEdit))
        if isinstance(one, QLineEdit | QPlainTextEdit) and one.isVisible() and one.isEnabled() and not one.isReadOnly()
    ]
    return next(iter(typed_into), None)


def _words(field: QWidget) -> str:
    return (
        field.toPlainText()
        if isinstance(field, QPlainTextEdit)
        else field.text()
        if isinstance(field, QLineEdit)
        else ""
    )
