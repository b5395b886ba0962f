"""Child mode at the largest text on the smallest laptop: nothing is cut, and what there is to choose is in sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.direct_work.draft import new_session
from desktop_app.direct_work.view.three_houses_room import ThreeHousesRoom
from desktop_app.direct_work.view.who_may_see import Asked, WhoMaySee
from desktop_app.shell import tokens
from tests.desktop_app.direct_work.test_child_mode import NOW, PEOPLE, WORDS, press, tell
from tests.support import pictures
from tests.support.accessibility import words_on


@pytest.fixture(autouse=True)
def _largest_text() -> Iterator[None]:
    pictures.wear(tokens.light(200))
    yield
    pictures.wear(tokens.light())


def test_the_names_under_the_houses_are_whole(qtbot: QtBot) -> None:
    room = ThreeHousesRoom(new_session("file", NOW), PEOPLE)
    qtbot.addWidget(room, before_close_func=lambda widget: setattr(widget, "_may_close", True))
    room.resize(1366, 768)
    room.show()
    pictures.settle()
    assert [name.words_seen() for name in room.houses.names.values()] == ["Good things", "Worries", "Dreams"]
    tell(room, WORDS)
    press(room.houses.words, "Read it back")
    press(room.houses.words, "Yes, that’s right")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert room.houses.words.isAncestorOf(focused), "the next Enter presses neither Hide nor Stop"


def test_choices_are_in_sight_with_the_limits_and_people_when_they_are_to_be_picked(qtbot: QtBot) -> None:
    page = WhoMaySee()
    ground = pictures.Ground(page)
    qtbot.addWidget(ground)
    page.ask(Asked(WORDS), PEOPLE)
    pictures.settle()
    assert not page.choices["picked"].visibleRegion().isEmpty()
    assert "Until you choose, only me and the people I work with can see it." in words_on(page)
    qtbot.mouseClick(page.choices["picked"], Qt.MouseButton.LeftButton)
    pictures.settle()
    assert all(not card.visibleRegion().isEmpty() for card in page.cards.values())
    assert "So: nobody in your family may see it." in words_on(page)
