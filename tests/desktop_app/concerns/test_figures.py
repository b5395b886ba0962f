"""The figure of the body map: by the child's age, as the worker chooses, and each mark where it was put."""

import datetime

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from casework.kinds.concerns import SafetyConcern, Spot
from desktop_app.concerns.actions import add_to_record
from desktop_app.concerns.body import BABY, CHILD, PARTS_OF, TEENAGER, figure_for
from desktop_app.concerns.draft import started
from desktop_app.concerns.queries import ConcernForm, concern_form
from desktop_app.concerns.view.cards import Cards
from desktop_app.concerns.view.concern_page import ConcernPage
from desktop_app.concerns.view.figure import is_on_body
from desktop_app.record_store.records import Records
from tests.desktop_app.concerns.sheets import AYLA, NOW, TOM, filled
from tests.support.accessibility import words_on
from tests.support.pictures import settle


@pytest.mark.parametrize(
    ("born", "figure"),
    [
        ("2026-01-02", BABY),
        ("2024-11-11", BABY),
        ("2024-11-10", CHILD),
        ("2014-11-11", CHILD),
        ("2014-11-10", TEENAGER),
        (None, CHILD),
    ],
)
def test_the_figure_is_the_one_nearest_to_the_childs_age(born: str | None, figure: str) -> None:
    assert figure_for(datetime.date.fromisoformat(born) if born else None, NOW.date()) == figure


@pytest.mark.parametrize("figure", PARTS_OF)
def test_every_part_of_the_list_lies_on_the_figure(figure: str) -> None:
    assert [part.words for part in PARTS_OF[figure] if not is_on_body(figure, part.x, part.y)] == []


def test_a_mark_of_an_earlier_release_lies_on_the_figure_of_a_child() -> None:
    assert msgspec.convert({"side": "front", "x": 1, "y": 2}, Spot) == Spot("front", 1, 2, CHILD)
    assert msgspec.to_builtins(Spot("front", 1, 2)) == {"side": "front", "x": 1, "y": 2}, "written as it always was"


def form_about(records: Records, file: str, name: str = "concern:" + "0" * 32) -> ConcernForm:
    return concern_form(records, name, started(name, file, NOW), NOW)


def page_of(form: ConcernForm, qtbot: QtBot) -> tuple[ConcernPage, Cards]:
    page = ConcernPage(lambda: NOW)
    qtbot.addWidget(page)
    page.show_form(form)
    page.resize(1366, 900)
    page.show()
    settle()
    assert page.cards is not None
    return page, page.cards


def test_a_mark_keeps_its_place_on_the_figure_it_was_put_on(hannah: Records, qtbot: QtBot) -> None:
    page, cards = page_of(form_about(hannah, AYLA), qtbot)
    body = cards.body
    assert body.figure.value() == "baby"
    body.map.placed.emit("front", 0, 480)
    body.editor._finish.click()
    body.figure.parts()[1].click()
    draft = page.draft()
    assert draft is not None
    assert [(one.figure, one.part, one.x, one.y) for one in draft.marks] == [(BABY, "Tummy", 0, 480)]
    assert body.map.badges() == {}, "on the other figure there is none"
    assert "Drawn on the figure of a baby." in words_on(body)
    body.new.click()
    body.editor._choose_part("front:Tummy")
    after = page.draft()
    assert after is not None
    assert [(one.figure, one.y) for one in after.marks] == [(BABY, 480), (CHILD, 430)], (
        "chosen from the list by keyboard"
    )
    body.editor.zoom.moved.emit(4, 434)
    body.editor._finish.click()
    body.figure.parts()[0].click()
    assert list(body.map.badges()) == [draft.marks[0].key]


def test_marks_of_a_child_who_has_grown_are_shown_on_the_figure_they_were_put_on(hannah: Records, qtbot: QtBot) -> None:
    draft = filled()
    add_to_record(hannah, draft, NOW)
    (record,) = hannah.records(TOM, SafetyConcern)
    assert {one.spot.figure for one in record.value.marks.values() if one.spot} == {CHILD}
    form = form_about(hannah, TOM, draft.name)
    grown = tuple(msgspec.structs.replace(child, figure=TEENAGER) for child in form.children)
    _, cards = page_of(msgspec.structs.replace(form, children=grown), qtbot)
    assert cards.body.figure.value() == "child"
    assert set(cards.body.map.badges()) == {one.key for one in draft.marks}
