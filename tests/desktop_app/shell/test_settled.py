"""A part of a long list keeps the height it needs, also when it comes to say more or becomes narrower."""

from pytestqt.qtbot import QtBot

from desktop_app.shell.controls import Body, Card, NoWider, Settled, Stack
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


def test_a_long_list_is_measured_at_the_width_that_it_gets_and_at_no_other(qtbot: QtBot) -> None:
    asked: set[int] = set()

    class Asked(Card):
        def heightForWidth(self, width: int) -> int:
            asked.add(width)
            return super().heightForWidth(width)

    cards = Stack()
    column = NoWider(cards)
    column.set_most(700)
    page = Stack(column)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    asked.clear()
    for number in range(12):
        card = Asked()
        card.add(Body(f"{number}. She was up and had made pasta with cheese for all of them. " * 4))
        held = Settled(card)
        held.measure(cards.width())
        cards.add(held)
        settle()
        assert card.width() == 700
        assert card.height() >= card.heightForWidth(700)
    assert asked == {700}
    page.resize(500, 700)
    settle()
    assert {card.width() for card in page.findChildren(Asked)} == {500}
