"""Words on the screen: how high they say they are is always how high they are."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.shell import fonts
from desktop_app.shell.controls import Text

LONG = (
    "She rang the school on Monday, and the school rang back before the end of the day with what Miss Llanfairpwllgwyngyllgogerychwyrndrobwll knew. "
    * 2
)
SAID = "Mum said “not on my bed”, and so the cat sleeps in the kitchen, on the chair by the window."
WIDTHS = (120, 180, 260, 700)
CHANGES: dict[str, Callable[[Text], object]] = {
    "other words": lambda text: text.set_words(SAID),
    "words that begin in bold": lambda text: text.set_words(SAID, "Nan:"),
    "no words": lambda text: text.set_words(""),
    "another role": lambda text: text.set_role("page title"),
    "the role of a child's words": lambda text: text.set_role("childs words"),
    "a font set from outside": lambda text: text.setFont(fonts.font("page title")),
    "one line": lambda text: text.setWordWrap(False),
    "fitted into little room": lambda text: text.fit(90),
    "room around it": lambda text: text.setContentsMargins(20, 10, 20, 10),
    "room around it, said at once": lambda text: text.setContentsMargins(QMargins(9, 8, 7, 6)),
}


def _heights(text: Text) -> list[int]:
    return [text.heightForWidth(width) for width in WIDTHS]


def _as_qt_reckons(text: Text) -> list[int]:
    return [QLabel.heightForWidth(text, width) for width in WIDTHS]


@pytest.mark.parametrize("first", ["body", "reading"])
@pytest.mark.parametrize("change", CHANGES)
def test_after_every_change_it_says_how_high_it_is_now(qtbot: QtBot, first: str, change: str) -> None:
    """A height that was remembered from before would cut words off, or leave a hole."""
    text = Text(LONG, first)
    qtbot.addWidget(text)
    before = _heights(text)
    assert before == _heights(text) == _as_qt_reckons(text)
    CHANGES[change](text)
    assert _heights(text) == _as_qt_reckons(text)
    assert _heights(text) != before
