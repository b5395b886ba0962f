"""Every control can be built, dressed and dressed anew."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
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


class _Shown(QObject):
    """Hears of every window that shows itself."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_no_control_flashes_a_window_of_its_own_while_it_is_made(qapp: QApplication, qtbot: QtBot) -> None:
    shown = _Shown()
    qapp.installEventFilter(shown)
    qtbot.addWidget(gallery.gallery())
    qapp.removeEventFilter(shown)
    assert shown.windows == []
