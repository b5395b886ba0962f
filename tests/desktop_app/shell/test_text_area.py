"""A text box is as high as its text from the first moment it is seen: no line of it is ever cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.shell import tokens
from desktop_app.shell.controls import Card, Page, SplitColumns, Stack, TextArea
from tests.support.pictures import Ground, settle, wear

PADDING = 12
FOUR_LINES = (
    "Nan, school and Hannah are worried that Gemma will be too low to get up, and that Tom or Ayla will be badly hurt "
    "while Maisie looks after them. On 9 September Tom, who is 5, went to the shops alone at 7.40 in the morning. "
    "Gemma was asleep and Maisie was feeding Ayla."
)


@pytest.fixture(autouse=True)
def _light_again(qapp: object) -> Iterator[None]:
    yield
    wear(tokens.light())


def shown(area: TextArea, qtbot: QtBot, width: int = 1366) -> Ground:
    """On a page of two columns, as every form has it."""
    page, card = Page("Plan"), Card("Why we are involved")
    card.add(area)
    page.add(SplitColumns(Stack(card), Stack(QWidget()), shares=(768, 446), least=900))
    ground = Ground(page, QSize(width, 768))
    qtbot.addWidget(ground)
    return ground


def is_whole(area: TextArea) -> bool:
    frame = area.paper.parentWidget()
    assert frame is not None
    in_frame = frame.height() >= area.paper.height() + 2 * PADDING
    return in_frame and area.height() >= frame.geometry().bottom() and area.paper.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_long_text_is_seen_whole_when_it_is_first_shown(qtbot: QtBot, percent: int) -> None:
    wear(tokens.light(percent))
    area = TextArea("Why", value=FOUR_LINES, lines=1, label_shown=False)
    ground = shown(area, qtbot)
    assert is_whole(area), ground.size()


@pytest.mark.parametrize(
    "words", ["أنا خائفة في الليل ", "میں رات کو ڈرتی ہوں ", "Nan 👵🏽 and me 👧🏽 ", "Ł́ǫ́ "], ids=lambda one: one[:3]
)
def test_lines_in_other_scripts_are_seen_whole_too(qtbot: QtBot, words: str) -> None:
    area = TextArea("Why", value=words * 40, lines=1, label_shown=False)
    ground = shown(area, qtbot)
    assert is_whole(area), ground.size()


def test_it_follows_its_text_and_its_width(qtbot: QtBot) -> None:
    area = TextArea("Why", lines=1)
    ground = shown(area, qtbot)
    low = area.paper.height()
    area.set_value(FOUR_LINES)
    settle()
    assert area.paper.height() > low
    assert is_whole(area)
    ground.resize(1000, 768)
    settle()
    assert is_whole(area)
    area.set_value("")
    settle()
    assert area.paper.height() == low


def test_what_is_not_typed_yet_grows_with_the_text(qtbot: QtBot) -> None:
    """Qt paints it with the font of what scrolls inside, and that one does not follow by itself."""
    area = TextArea("Why", placeholder="Write the next sentence", lines=1)
    ground = shown(area, qtbot)
    wear(tokens.light(200))
    assert ground.isVisible()
    assert area.paper.viewport().font().pixelSize() == area.paper.font().pixelSize() == 32
