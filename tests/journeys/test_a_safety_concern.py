"""A mark on Tom's arm at a home visit: from the sofa to the consultant social worker's own word, on two laptops and a store.

Its twin has no store from the first press until long after: all of it is safe on the laptop, a long queue waits with it, and
when the store is back it is there before anything else.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.access import Role
from casework.kinds.concerns import DecisionAnswer, SafetyConcern
from casework.kinds.work import CaseNote
from desktop_app.concerns.view.cards import Cards
from desktop_app.concerns.view.concern_page import ConcernPage
from desktop_app.shell.controls import Button
from desktop_app.start.desk import Desk
from tests.central_store.device import audit_lines
from tests.desktop_app.notes.keyboard import CONTROL
from tests.support.accessibility import words_on
from tests.support.daybooks import open_joined_daybook
from tests.support.store import RunningStore, child_file

TOM, ELLA = child_file("tom"), child_file("ella")
DECIDED = "Hold a strategy discussion today. Tom to be seen by a doctor this afternoon."
LONG = 20_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["jo"], ["tom", "ella"])
        running.add_hub("hub-1", ["ana"], [], Role.CONSULTANT_SOCIAL_WORKER)
        yield running


@pytest.fixture
def jo(store: RunningStore, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with open_joined_daybook(tmp_path / "jo", store, "jo") as desk:
        yield desk


@pytest.fixture
def ana(store: RunningStore, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with open_joined_daybook(tmp_path / "ana", store, "ana") as desk:
        yield desk


def button(desk: Desk, words: str) -> Button:
    view = desk.window.view()
    assert view is not None
    return next(one for one in view.findChildren(Button) if one.isVisible() and one.words() == words)


def page_of(desk: Desk) -> str:
    view = desk.window.view()
    return words_on(view) if view is not None else ""


def on_the_sofa(desk: Desk, qtbot: QtBot) -> ConcernPage:
    """The sheet is opened with the danger button on Tom's page."""
    desk.go("child", file=TOM)
    qtbot.mouseClick(button(desk, "Safety concern"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(desk.window.view(), ConcernPage) and bool(desk.window.view().cards))  # type: ignore[union-attr]
    page = desk.window.view()
    assert isinstance(page, ConcernPage)
    return page


def write(cards: Cards, qtbot: QtBot) -> None:
    """A mark on the arm, what Tom said of it, whom Jo told, what Ana decided on the telephone."""
    body = cards.body
    qtbot.mouseClick(body.map, Qt.MouseButton.LeftButton, pos=body.map.place_for_press("front", -176, 480))
    body.editor.mark.focusProxy().setFocus()
    qtbot.keyClicks(body.editor.mark.focusProxy(), "Bruise")
    qtbot.keyClicks(body.editor.size_cm.line, "2")
    qtbot.keyClicks(body.editor.colour.line, "yellow-green")
    qtbot.mouseClick(_named(body, "What was said about it"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(cards.said.who.line, "Tom")
    qtbot.keyClicks(cards.said.asked.line, "Tell me about that.")
    qtbot.keyClicks(cards.said.words.paper, "I fell off the bunk")
    cards.told.parents.parts()[0].click()
    cards.ring.rung.emit("Ana")
    qtbot.mouseClick(cards.decision.new, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(cards.decision.fields.what.paper, DECIDED)
    qtbot.keyClicks(cards.decision.fields.why.paper, "Tom is 5")


def _named(card: object, words: str) -> Button:
    return next(one for one in card.findChildren(Button) if one.words() == words)  # type: ignore[attr-defined]


@pytest.mark.parametrize("is_twin", [False, True], ids=["connected", "no store until later"])
def test_from_the_sofa_to_the_deciders_own_word(
    store: RunningStore, jo: Desk, ana: Desk, qtbot: QtBot, is_twin: bool
) -> None:
    status = jo.window.side.status
    for desk in (jo, ana):
        qtbot.waitUntil(lambda desk=desk: desk.window.side.status.shown().words == "All sent", timeout=LONG)  # type: ignore[misc]
    if is_twin:
        store.kill()
        notes = [jo.records.create(file, CaseNote(said=f"note {at}")) for file in (ELLA, TOM) for at in range(40)]
        jo.records.add(*notes)
    page = on_the_sofa(jo, qtbot)
    assert page.cards is not None
    write(page.cards, qtbot)
    if is_twin:
        qtbot.waitUntil(lambda: "Not connected" in status.shown().why, timeout=LONG)
    already = len(audit_lines(store, "write"))
    jo.window.activateWindow()
    QTest.keyClick(jo.window.windowHandle(), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(jo.records.records(TOM, SafetyConcern)))
    qtbot.waitUntil(lambda: "Told by phone, not yet confirmed" in page_of(jo))
    if is_twin:
        assert ana.records.records(TOM, SafetyConcern) == []
        store.restart()
        jo.keeper.something_was_written()
        ana.keeper.something_was_written()
    qtbot.waitUntil(lambda: "Jo wrote down your decision, not yet confirmed." in page_of(ana), timeout=LONG)
    assert DECIDED in page_of(ana)
    assert audit_lines(store, "write")[already][1] == TOM, "it went before anything else"
    qtbot.mouseClick(button(ana, "Confirm"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "not yet confirmed" not in page_of(ana))
    qtbot.waitUntil(lambda: "Ana confirmed it on their own laptop" in page_of(jo), timeout=LONG)
    assert [one.author for one in jo.records.records(TOM, DecisionAnswer)] == ["ana"]
    qtbot.waitUntil(lambda: status.shown().words == "All sent", timeout=LONG)
    assert store.problems() == []
