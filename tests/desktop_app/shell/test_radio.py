"""An answer with words of its own beneath is as high as its words need, also where they wrap."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from desktop_app.shell import tokens
from desktop_app.shell.controls import Radio, SplitColumns, Stack
from tests.support.pictures import Ground, wear


@pytest.fixture(autouse=True)
def _plain_again() -> Iterator[None]:
    yield
    wear(tokens.light())


def test_no_letter_is_cut_in_a_column_at_the_largest_text(qtbot: QtBot) -> None:
    wear(tokens.light(200))
    long = Radio("Keep both as a note", "The question stays open, and both can be read", boxed=True)
    short = Radio("Write a new one", boxed=True)
    ground = Ground(Stack(SplitColumns(long, short, least=100)), QSize(1100, 768))
    qtbot.addWidget(ground)
    assert long.height() >= long.heightForWidth(long.width()) > tokens.current().height(56)
    assert short.height() == long.height()
