"""With large text the paper stands above what is asked of it, and enough of it is seen at once to be read."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.plans.view.preview_page import PreviewPage
from desktop_app.shell import tokens
from tests.support.pictures import Ground, settle, wear


@pytest.fixture(autouse=True)
def _plain_again() -> Iterator[None]:
    yield
    wear(tokens.light())


def test_two_thirds_of_the_window_are_paper(qtbot: QtBot) -> None:
    wear(tokens.light(200))
    page = PreviewPage()
    ground = Ground(page)
    qtbot.addWidget(ground)
    settle()
    assert page.pages.height() > ground.height() * 0.65
    wear(tokens.light())
    ground.resize(1366, 500)
    settle()
    assert page.pages.minimumHeight() == 320, "beside the rest it takes the room there is"
