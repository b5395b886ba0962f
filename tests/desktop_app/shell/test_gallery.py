"""Every control can be built, dressed and dressed anew."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.shell import style, tokens
from tests.support import gallery

LOOKS = [tokens.light(), tokens.dark(), tokens.light(200), tokens.dark(200)]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.mode} {look.text_percent}")
def test_every_control_shows_in_every_look(look: tokens.Look, qapp: QApplication, qtbot: QtBot) -> None:
    style.dress(qapp, tokens.light())
    page = gallery.gallery()
    qtbot.addWidget(page)
    page.resize(1134, 768)
    page.show()
    before = page.header.title.fontMetrics().height()
    style.dress(qapp, look)
    qtbot.waitUntil(lambda: page.header.title.fontMetrics().height() >= before * look.scale * 0.95)
    style.dress(qapp, tokens.light())
