"""The pages for whoever cannot get in: read from the top, by keyboard, at every text size; nothing is asked twice aloud."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.books import NumberToRing
from casework.spoken_words import spoken
from desktop_app.opening.letting_in import NO_CONNECTION, NOT_PREPARED, HowItStands
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.shell import tokens
from tests.support.accessibility import assert_usable, words_on
from tests.support.pictures import settle, wear

DESK = NumberToRing(1, "IT service desk", "01632 960100", "weekdays 7am to 10pm, weekends 9am to 5pm")
STANDS = HowItStands((DESK,), "You have 3 more tries before Daybook waits for a while.")
WORDS = spoken(bytes(range(0, 240, 30)))
NEW = "nine slow barges under snow"


@pytest.fixture
def page(qtbot: QtBot) -> UnlockPage:
    made = UnlockPage(lambda: STANDS)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture(params=[tokens.light(), tokens.dark(200)], ids=["100", "dark, 200"])
def dressed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    wear(request.param)
    yield
    wear(tokens.light())


def focus() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(focus(), key)
    settle()


def assert_usable_from_the_top(page: UnlockPage) -> None:
    settle()
    page._area.verticalScrollBar().setValue(0)
    assert_usable(page)


def type_new(page: UnlockPage, qtbot: QtBot, again: str = NEW) -> None:
    assert page.asking is not None
    qtbot.keyClicks(page.asking._chosen.field.line, NEW)
    qtbot.keyClicks(page.asking._again.line, again)


def asking(page: UnlockPage, qtbot: QtBot) -> None:
    page._help.click()
    page._ask_two(STANDS)
    settle()
    type_new(page, qtbot)


@pytest.mark.usefixtures("dressed")
def test_every_step_can_be_used_at_every_text_size(page: UnlockPage, qtbot: QtBot) -> None:
    page._help.click()
    settle()
    assert page._area.verticalScrollBar().value() == 0  # its head is what is read first
    assert_usable_from_the_top(page)
    page._ask_two(STANDS)
    assert_usable_from_the_top(page)
    assert page.asking is not None
    page.asking.say_trouble(NO_CONNECTION)
    assert_usable_from_the_top(page)
    page.asking.show_words(WORDS)
    assert_usable_from_the_top(page)
    said = words_on(page)
    assert [said.index(f"{at}. {word}") for at, word in enumerate(WORDS, 1)] == sorted(
        said.index(f"{at}. {word}") for at, word in enumerate(WORDS, 1)
    )


def test_by_keyboard_alone_from_the_passphrase_to_the_words(page: UnlockPage, qtbot: QtBot) -> None:
    page._passphrase.line.setFocus()
    while focus() is not page._help:
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    assert "You have 3 more tries" in words_on(page)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    asking = page.asking
    assert asking is not None
    assert focus() is asking._chosen.field.line
    qtbot.keyClicks(focus(), NEW)
    while focus() is not asking._again.line:
        press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(focus(), NEW)
    with qtbot.waitSignal(page.two_asked) as asked:
        press(qtbot, Qt.Key.Key_Return)
    assert asked.args == [NEW]
    asking.show_words(WORDS)
    assert focus() is asking._stop
    with qtbot.waitSignal(page.asking_stopped):
        press(qtbot, Qt.Key.Key_Space)
    assert "Ring for help" in words_on(page)
    press(qtbot, Qt.Key.Key_Space)
    assert focus() is page._passphrase.line


def test_two_that_are_not_the_same_are_not_taken(page: UnlockPage, qtbot: QtBot) -> None:
    page._help.click()
    page._ask_two(STANDS)
    type_new(page, qtbot, "nine slow barges under rain")
    assert page.asking is not None
    with qtbot.assertNotEmitted(page.two_asked):
        page.asking._ask_button.click()
    assert "not the same" in page.asking._again.error()


def test_nothing_typed_stays_in_the_fields_once_they_are_asked(page: UnlockPage, qtbot: QtBot) -> None:
    asking(page, qtbot)
    assert page.asking is not None
    page.asking.show_words(WORDS)
    assert (page.asking._chosen.field.value(), page.asking._again.value()) == ("", "")


def test_it_asks_by_itself_and_one_question_at_a_time(page: UnlockPage, qtbot: QtBot) -> None:
    asking(page, qtbot)
    two = page.asking
    assert two is not None
    wanted: list[int] = []
    page.answer_wanted.connect(lambda: wanted.append(1))
    two.show_words(WORDS)
    two._clock.setInterval(1)
    qtbot.waitUntil(lambda: len(wanted) == 1)
    ticks: list[int] = []
    two._clock.timeout.connect(lambda: ticks.append(1))
    qtbot.waitUntil(lambda: len(ticks) > 5)
    assert len(wanted) == 1  # until it is answered
    two.say_trouble(NO_CONNECTION)
    assert "Asking goes on by itself." in words_on(page)
    qtbot.waitUntil(lambda: len(wanted) > 1)
    two.say_not_yet()
    assert "Waiting for the administrators." in words_on(page)


def test_what_came_back_and_did_not_open_can_be_tried_again(page: UnlockPage, qtbot: QtBot) -> None:
    asking(page, qtbot)
    two = page.asking
    assert two is not None
    two.show_words(WORDS)
    two.say_opening()
    assert not two._stop.isEnabled()
    two.say_not_opened("This copy was changed since you asked. Nothing is lost. Ask once more.")
    assert "Daybook did not open." in words_on(page)
    assert focus() is two._once_more
    with qtbot.waitSignal(page.answer_wanted):  # a full disk has room now: the answer is still there
        press(qtbot, Qt.Key.Key_Space)
    two.say_opening()
    two.say_not_opened("This laptop’s disk is full.")
    assert two._stop.isEnabled()
    two._stop.click()
    settle()
    assert "Ring for help" in words_on(page)


def test_a_laptop_that_was_not_prepared_says_so_and_whom_to_ring(qtbot: QtBot) -> None:
    page = UnlockPage(lambda: HowItStands((DESK,), "", NOT_PREPARED))
    qtbot.addWidget(page)
    page.show()
    page._help.click()
    said = words_on(page)
    assert NOT_PREPARED in said
    assert "01632 960100" in said
    assert "Ask two administrators to let me in" not in said
