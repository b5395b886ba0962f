"""A worker marks a moment while a child has the screen: nothing shows it, and the drawing is asked about as it stood then."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.kinds.direct_work import Session
from desktop_app.direct_work.draft import Mark, SessionDraft, new_session
from desktop_app.direct_work.view.drawing_picture import DrawingPicture
from desktop_app.direct_work.view.three_houses_room import ThreeHousesRoom
from desktop_app.start.desk import Desk
from desktop_app.visits import actions as visits
from desktop_app.visits.draft import VisitDraft
from desktop_app.visits.view.visit_page import VisitPage
from tests.desktop_app.direct_work.test_child_mode import NOW, PEOPLE, WORDS, draw_in, press, tell
from tests.desktop_app.direct_work.test_session_journey import click, give_back, handed_over
from tests.support import pictures
from tests.support.accessibility import problems_in, words_on
from tests.support.copies import CHILD
from tests.support.daybooks import open_daybook

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def room(qtbot: QtBot) -> ThreeHousesRoom:
    made = ThreeHousesRoom(new_session("file", NOW), PEOPLE)
    qtbot.addWidget(made, before_close_func=lambda widget: setattr(widget, "_may_close", True))
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    pictures.settle()
    return made


def marks_of(room: ThreeHousesRoom) -> list[Mark]:
    marks: list[Mark] = []
    room.marked.connect(marks.append)
    return marks


def mark_by_key() -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_M, CONTROL)


def test_two_taps_in_the_corner_or_the_key_mark_what_goes_on_and_no_word_changes(room: ThreeHousesRoom) -> None:
    marks = marks_of(room)
    draw_in(room, 0.5)
    before = words_on(room)
    QTest.mouseClick(room.corner, LEFT)
    assert marks == [], "one tap is a hand that missed its button"
    QTest.mouseDClick(room.corner, LEFT)
    assert words_on(room) == before
    assert not problems_in(room)
    tell(room, WORDS)
    mark_by_key()
    press(room.houses, "Hide")
    mark_by_key()
    press(room, "Stop")
    mark_by_key()
    assert [(one.during, one.house) for one in marks] == [
        ("drew", "worries"),
        ("told", ""),
        ("hidden", ""),
        ("stopped", ""),
    ]
    (said,) = room.draft().said
    assert said.words == WORDS, "the key wrote nothing into the child's words"
    assert marks[1].record == said.record.hex()
    press(room, "For the grown-up who brought it")
    QTest.mouseDClick(room.corner, LEFT)
    assert len(marks) == 4, "the worker's own door is none of the child's pages"


def test_nothing_of_the_childs_lies_under_the_corner(room: ThreeHousesRoom) -> None:
    for words in ("", "Hide"):
        if words:
            press(room.houses, words)
        page = room.shown()
        spot = page.mapFrom(room, room.corner.geometry().center())
        assert page.childAt(spot) is None


def test_a_line_drawn_after_the_mark_is_never_among_what_stood_then(room: ThreeHousesRoom, qtbot: QtBot) -> None:
    marks = marks_of(room)
    draw_in(room, 0.2)
    draw_in(room, 0.5)
    QTest.mouseDClick(room.corner, LEFT)
    room.houses.tools.rub.click()
    draw_in(room, 0.5)
    draw_in(room, 0.2)
    assert room.draft().strokes == ()
    again = ThreeHousesRoom(room.draft(), PEOPLE)
    qtbot.addWidget(again, before_close_func=lambda widget: setattr(widget, "_may_close", True))
    again.resize(1366, 768)
    again.show()
    pictures.settle()
    draw_in(again, 0.8)
    (line,) = again.draft().drawn()
    assert line.points[0].time > marks[0].ink


def test_without_a_visit_the_session_asks_covered_and_with_the_drawing_as_it_stood(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with open_daybook(tmp_path) as desk:
        with handed_over(desk, qtbot) as (page, room):
            draw_in(room, 0.5)
            stood = room.houses.canvas.strokes
            QTest.mouseDClick(room.corner, LEFT)
            qtbot.waitUntil(lambda: bool(room.draft().moments))
            tell(room, WORDS)
            draw_in(room, 0.8)
            qtbot.waitUntil(lambda: _kept(desk, room) == room.draft())
            give_back(room)
            qtbot.waitUntil(desk.window.isVisible)
        asked = next(iter(page.moments.areas.values()))
        assert asked.label.words().endswith("while Ella drew in the house “Worries”: what did you see?")
        assert page.moments.findChildren(DrawingPicture) == []
        qtbot.waitUntil(page.moments.uncover.isVisible)
        click(page, "Press to show what lay there")
        (picture,) = page.moments.findChildren(DrawingPicture)
        assert picture.strokes() == stood
        for choice in (page.facts.alone, page.facts.limits):
            QTest.mouseClick(choice._parts["yes"], LEFT)
        click(page, "Move to what I saw and heard")
        assert "Say what you saw at" in words_on(page)
        QTest.keyClicks(asked.paper, "She looked at the door.")
        click(page, "Add to record")
        qtbot.waitUntil(lambda: bool(desk.records.records(CHILD, Session)))
        (session,) = desk.records.records(CHILD, Session)
        assert (session.value.observation or "").endswith(": She looked at the door.")


def _kept(desk: Desk, room: ThreeHousesRoom) -> SessionDraft | None:
    return desk.records.drafts.find(room.draft().name, SessionDraft)


def test_during_a_visit_it_belongs_to_the_visit_also_once_the_session_stands_in_the_record(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with open_daybook(tmp_path) as desk:
        visit = visits.begin(desk.records, (CHILD,), desk.now())
        desk.go("visit", draft=visit.name)
        form = desk.window.view()
        assert isinstance(form, VisitPage)
        qtbot.waitUntil(lambda: form.form_step is not None)
        with handed_over(desk, qtbot) as (page, room):
            draw_in(room, 0.5)
            stood = room.houses.canvas.strokes
            QTest.mouseDClick(room.corner, LEFT)
            qtbot.waitUntil(lambda: bool(_visit(desk, visit).moments))
            draw_in(room, 0.8)
            give_back(room)
            qtbot.waitUntil(desk.window.isVisible)
        assert not page.moments.areas
        for choice in (page.facts.alone, page.facts.limits):
            QTest.mouseClick(choice._parts["yes"], LEFT)
        click(page, "Add to record")
        qtbot.waitUntil(lambda: bool(desk.records.records(CHILD, Session)))
        visits.keep(desk.records, msgspec.structs.replace(visit, purpose="Mornings"))
        assert len(_visit(desk, visit).moments) == 1, "a form that does not know the mark yet takes none away"
        desk.go("visit", draft=visit.name)
        shown = desk.window.view()
        assert isinstance(shown, VisitPage)
        qtbot.waitUntil(lambda: bool((draft := shown.draft()) and draft.moments))
        assert shown.form_step is not None
        click(shown, "Finish visit")
        assert shown.finish_step is not None
        uncover = shown.finish_step.moments.uncover
        qtbot.waitUntil(uncover.isVisible)
        QTest.mouseClick(uncover, LEFT)
        (picture,) = shown.finish_step.moments.findChildren(DrawingPicture)
        assert picture.strokes() == stood


def _visit(desk: Desk, visit: VisitDraft) -> VisitDraft:
    kept = desk.records.drafts.find(visit.name, VisitDraft)
    assert kept is not None
    return kept
