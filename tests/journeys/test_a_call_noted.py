"""The phone rings: a call for one child is noted in well under 30 seconds, by keyboard alone, and reaches a colleague.

Its twin has no store while it is noted: the note is safe on the laptop, counted as waiting, and travels when the store is back.
"""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.kinds.work import CaseNote
from desktop_app.start.desk import Desk
from desktop_app.visits.entries import entries
from tests.desktop_app.notes.keyboard import Keyboard
from tests.support.laptops import Laptop
from tests.support.store import RunningStore, child_file

KEYS_A_SECOND, MOST_SECONDS = 5, 5
SAID = "Nan can have her on Friday after school and keep her till Sunday."


@pytest.fixture
def children() -> list[str]:
    return ["ella", "maya", "elliot", "ruby", "tom", "zainab"]


def seconds(keys: int) -> float:
    """How long so many keys take somebody who types five a second."""
    return keys / KEYS_A_SECOND


@pytest.mark.parametrize("is_twin", [False, True], ids=["connected", "no store until later"])
def test_a_call_is_noted_and_reaches_a_colleague(
    store: RunningStore, children: list[str], desk: Desk, omar: Laptop, qtbot: QtBot, is_twin: bool
) -> None:
    status = desk.window.side.status
    qtbot.waitUntil(lambda: status.shown().words == "All sent", timeout=20_000)
    if is_twin:
        store.kill()
    keys = Keyboard(desk.window, qtbot)
    keys.note()
    keys.key(Qt.Key.Key_1)
    keys.type("ell")
    keys.enter(2)
    keys.type("Nan")
    keys.enter(2)
    assert keys.at() == "What was said?"
    keys.words(SAID)
    keys.add()
    assert seconds(keys.pressed) <= MOST_SECONDS
    assert seconds(keys.pressed + len(SAID)) < 30
    (ella,) = [file for file in map(child_file, children) if desk.records.records(file, CaseNote)]
    assert ella == child_file("ella")
    if is_twin:
        qtbot.waitUntil(lambda: status.shown().words == "1 thing waiting to send", timeout=20_000)
        store.restart()
        desk.keeper.something_was_written()
    qtbot.waitUntil(lambda: status.shown().words == "All sent", timeout=20_000)
    omar.sync()
    (entry,) = entries(omar.records, ella)
    assert (entry.title, entry.how.partition(",")[0]) == ("Call", "with Nan")
    assert [part.words for part in entry.parts] == [SAID]
    qtbot.waitUntil(lambda: keys.window.side.items["waiting"].count == 0)
