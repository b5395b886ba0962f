"""A confidential address in a child's words is covered in Their voice until whoever works with the child asks for it."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.people import SUBJECT, Address, Place
from desktop_app.direct_work.queries import voice
from desktop_app.direct_work.view.voice_card import VoiceCard
from desktop_app.network.secrecy import INSTEAD
from tests.support.accessibility import words_on
from tests.support.copies import CHILD, open_copy
from tests.support.pictures import settle

WORDS, OTHERS = "we live at 4 quiet lane now", "I like it there"


def test_it_is_shown_to_whoever_asks_and_covered_again_out_of_sight(tmp_path: Path, qtbot: QtBot) -> None:
    with open_copy(tmp_path / "copy") as (_, records):
        secret = Place("4 Quiet Lane", "ZZ9 9ZZ", confidential=True)
        said = [
            Quote(words=words, confirmed=True, said_on="2026-10-27", may_see=Sharing("everyone"))
            for words in (WORDS, OTHERS)
        ]
        records.add(records.create(CHILD, Address(person=SUBJECT, place=secret)))
        records.add(*(records.create(CHILD, one) for one in said))
        found = {entry.as_said is not None: entry for entry in voice(records, CHILD).entries}
    cards = {key: VoiceCard(entry) for key, entry in found.items()}
    for card in cards.values():
        qtbot.addWidget(card)
        card.show()
    settle()
    assert WORDS not in words_on(cards[True])
    assert INSTEAD in words_on(cards[True])
    assert _button(cards[False]) is None
    show = _button(cards[True])
    assert show is not None
    show.click()
    assert WORDS in words_on(cards[True])
    assert _button(cards[True]) is None
    cards[True].hide()
    cards[True].show()
    assert WORDS not in words_on(cards[True])
    assert _button(cards[True]) is not None


def _button(card: QWidget) -> QAbstractButton | None:
    settle()
    buttons = card.findChildren(QAbstractButton)
    return next((one for one in buttons if one.accessibleName().startswith("Show the address")), None)
