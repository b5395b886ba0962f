"""A part of a long list keeps the height it needs, also when it comes to say more or becomes narrower."""

from pytestqt.qtbot import QtBot

from desktop_app.shell.controls import Body, Card, Settled, Stack
from tests.support.pictures import settle


def test_a_part_that_says_more_or_has_less_width_gets_the_room_it_needs(qtbot: QtBot) -> None:
    words = Body("One line.")
    card = Card()
    card.add(words)
    held, beneath = Settled(card), Body("Beneath.")
    around = Stack(held, beneath)
    around.body.addStretch(1)
    qtbot.addWidget(around)
    around.resize(600, 900)
    around.show()
    settle()
    short = held.height()
    words.set_words("Many words. " * 60)
    qtbot.waitUntil(lambda: held.height() > 3 * short)
    assert card.size() == held.size()
    assert words.height() >= words.heightForWidth(words.width())
    wide = held.height()
    around.resize(300, 900)
    qtbot.waitUntil(lambda: held.height() > wide)
    assert beneath.y() >= held.geometry().bottom()
    assert words.height() >= words.heightForWidth(words.width())
