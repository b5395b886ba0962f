"""A child's page as a worker uses it, over the Hart family: covered words, promises, brothers and sisters, what is new."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casework.editing import Pen, create
from casework.kinds.plans import Action
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.caseload.view.now_tab import NowTab
from desktop_app.record_store.log import add_to_log
from desktop_app.record_store.records import Records
from desktop_app.shell import tokens
from desktop_app.shell.controls import Tick, Toast
from desktop_app.start.desk import Desk
from tests.support import made_up
from tests.support.accessibility import assert_usable, words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.pictures import settle, wear

MAISIE, TOM, _ = made_up.hub().showcase
PEN = Pen("dev.sandhu", "his-device", "2026-11-09T10:00:00Z", "2026-11-09T10:00:00Z")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path / "copy") as opened:
        yield opened


def open_child(desk: Desk, qtbot: QtBot, file: str = MAISIE) -> tuple[ChildPage, NowTab]:
    desk.go("child", file=file)
    page = desk.window.view()
    assert isinstance(page, ChildPage)
    tab = page.tab("now")
    assert isinstance(tab, NowTab)
    qtbot.waitUntil(lambda: bool(page.header.title.words()) and bool(tab.people.rows()))
    everything_answered(desk, qtbot)
    return page, tab


def everything_answered(desk: Desk, qtbot: QtBot) -> None:
    """The record answers in the order asked: when this comes back, so has all that was asked before."""
    answered = list[bool]()
    desk.work.ask(lambda: True, then=answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    settle()


def test_the_page_says_who_why_and_what_is_due(desk: Desk, qtbot: QtBot) -> None:
    page, _ = open_child(desk, qtbot)
    words = words_on(page)
    for said in (
        "Maisie Hart",
        "Child protection plan",
        "Mum, Tom, Ayla",
        "27 October, alone",
        "Why we are involved",
        "There are two versions of a next step.",
        "Bring back her drawing",
        "Gemma Hart, Mum, parental responsibility",
        "Not in the home: Grandad Ray, Lee (Dad), Nan",
    ):
        assert said in words, words


def test_a_childs_words_are_nowhere_on_the_window_until_asked_for_and_covered_on_leaving(
    desk: Desk, qtbot: QtBot
) -> None:
    page, tab = open_child(desk, qtbot)
    said = "I hide in the wardrob wen they showt"
    assert said not in words_on(desk.window)
    assert tab.words._button.words() == "Press to show her words"
    tab.words._button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tab.words._button, Qt.Key.Key_Return)
    assert said in words_on(desk.window)
    assert "Gemma and Nan. Not Lee" in words_on(desk.window)
    page.choose("entries")
    page.choose("now")
    assert tab.words.is_covered()
    assert said not in words_on(desk.window)


def test_shown_words_stay_shown_while_something_else_on_the_page_changes(desk: Desk, qtbot: QtBot) -> None:
    _, tab = open_child(desk, qtbot)
    tab.words._button.click()
    desk.tell([MAISIE])
    everything_answered(desk, qtbot)
    assert not tab.words.is_covered()


def ticks(tab: NowTab) -> dict[str, Tick]:
    return {tick.accessibleName(): tick for tick in tab.promised.findChildren(Tick) if not tick.isHidden()}


def test_a_tick_keeps_a_promise_and_undo_brings_it_back(desk: Desk, qtbot: QtBot) -> None:
    _, tab = open_child(desk, qtbot)
    drawing = ticks(tab)["Bring back her drawing"]
    drawing.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(drawing, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Bring back her drawing" not in ticks(tab))
    (toast,) = [one for one in desk.window.findChildren(Toast) if one.isVisible()]
    assert toast.words() == "Promise kept. It stands in the record."
    next(button for button in toast.findChildren(QWidget) if getattr(button, "words", str)() == "Undo").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "Bring back her drawing" in ticks(tab))
    assert not ticks(tab)["Bring back her drawing"].value()


def test_a_brother_opens_his_own_page_and_back_leads_to_hers(desk: Desk, qtbot: QtBot) -> None:
    page, tab = open_child(desk, qtbot)
    tab.people.choose(TOM)
    qtbot.keyClick(tab.people.focusProxy(), Qt.Key.Key_Return)
    toms = desk.window.view()
    assert isinstance(toms, ChildPage)
    qtbot.waitUntil(lambda: toms.header.title.words() == "Tom Hart")
    desk.router.back()
    assert desk.window.view() is page


def news(records: Records) -> None:
    """Hannah has looked; since then Dev rang Lee and changed nothing else."""
    records.mark_looked(MAISIE, records.since_last_looked(MAISIE).upto)
    call = create(MAISIE, "case_note", {"how": "call", "about": "Lee about Saturdays", "said": "All well."}, PEN)
    with records._database.begin() as connection:
        add_to_log(connection, MAISIE, [(call, None, "", True)])


def test_what_is_new_is_told_until_the_page_was_left(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy", news) as desk:
        page, tab = open_child(desk, qtbot)
        qtbot.waitUntil(tab.since.isVisible)
        assert tab.since.rows()[0].said() == "Since you last looked, Dev Sandhu added a note."
        tab.since.opened.emit("since")
        assert tab.since.rows()[1].said() == "Dev Sandhu added a note, 9 November: Lee about Saturdays"
        page.choose("entries")
        page.choose("now")
        qtbot.waitUntil(tab.since.isHidden)


def test_what_the_family_says_is_shown_and_hidden(desk: Desk, qtbot: QtBot) -> None:
    _, tab = open_child(desk, qtbot)
    assert tab.why._say.words() == "What Gemma and Lee say about this"
    tab.why._say.click()
    assert "It is too strong. It was one morning." in words_on(tab)
    tab.why._say.click()
    assert "It is too strong" not in words_on(tab)


def test_only_ways_that_lead_somewhere_are_shown(desk: Desk, qtbot: QtBot) -> None:
    page, tab = open_child(desk, qtbot)
    knows = desk.router.knows
    assert page._begin.isHidden() != knows("visit_start")
    assert tab.why._map.isVisible() == (page.tab("map") is not None or "Map" in page.tabs._bar.words.values())


@pytest.mark.parametrize("look", [tokens.light(), tokens.light(200)], ids=["100", "200"])
def test_the_page_can_be_used_by_keyboard_at_any_text_size(desk: Desk, qtbot: QtBot, look: tokens.Look) -> None:
    wear(look)
    try:
        page, _ = open_child(desk, qtbot)
        assert_usable(page)
    finally:
        wear(tokens.light())


def test_columns_become_one_in_the_order_of_need(desk: Desk, qtbot: QtBot) -> None:
    wear(tokens.light(200))
    try:
        _, tab = open_child(desk, qtbot)
        cards = (tab._strip, tab.why, tab.words, tab.due, tab.promised, tab.people)
        tops = [card.mapTo(tab, card.rect().topLeft()).y() for card in cards]
        assert tops == sorted(tops)
        assert len({card.width() for card in cards}) == 1
    finally:
        wear(tokens.light())


def test_a_promise_that_may_not_be_written_is_unticked_and_said(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy") as desk:
        page, tab = open_child(desk, qtbot)
        (promise,) = [
            line for line in desk.records.records(MAISIE, Action) if line.value.what == "Bring back her drawing"
        ]
        with desk.records._database.begin() as connection:
            connection.exec_driver_sql("DELETE FROM current WHERE kind='grant'")
        desk.records._rights = None
        ticks(tab)["Bring back her drawing"].click()
        qtbot.waitUntil(lambda: not ticks(tab)["Bring back her drawing"].value())
        assert any("may not add this" in toast.words() for toast in desk.window.findChildren(Toast))
        assert promise.value.done is None
        assert page.isVisible()


def test_the_page_says_what_is_hidden_and_counts_what_waits_as_it_changes(desk: Desk, qtbot: QtBot) -> None:
    page, tab = open_child(desk, qtbot)
    assert not tab.unsent.isVisible()
    assert "hidden" not in words_on(page)
    told = create(MAISIE, "held_apart", {"room": "clinical"}, PEN)
    with desk.vault.engine.begin() as connection:
        add_to_log(connection, MAISIE, [(told, None, "", True)])
    desk.tell({MAISIE})
    everything_answered(desk, qtbot)
    said = words_on(page)
    assert "Something is hidden from your role. Clinical notes: ask Ruth Abelman (clinician)" in said
    assert not tab.unsent.isVisible()
    for number, words in ((1, "1 thing waiting to send"), (2, "2 things waiting to send")):
        desk.act(lambda records, of=number: records.drafts.keep(f"map:{of}", MAISIE, "map", {}))
        qtbot.waitUntil(lambda words=words: words in words_on(page))  # type: ignore[misc]
    assert_usable(desk.window)
    page.choose("map")
    assert not tab.unsent.isVisible()
