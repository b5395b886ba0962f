"""A notice: its picture and its words belong together."""

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.shell.controls import Notice, SecondaryButton


@pytest.mark.parametrize("words", ["Nothing is lost.", "Nothing is lost; somebody has to choose. " * 4])
def test_the_picture_of_a_notice_stands_at_its_first_line_beside_a_button(qtbot: QtBot, words: str) -> None:
    notice = Notice("info", "There are two versions.", words, beside=SecondaryButton("See both"))
    qtbot.addWidget(notice)
    notice.resize(640, notice.heightForWidth(640))
    notice.show()
    text = notice._text
    assert text.height() == text.heightForWidth(text.width()), "no room above the words in which they could sink"
    assert abs(notice._picture.y() - text.y()) <= 4
