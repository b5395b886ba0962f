"""An authority that has its own words for the framework sees them, and none of ours, on every screen that speaks it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casework.case_files import AUTHORITY_BOOK
from casework.editing import create
from casework.kinds import NAME_OF
from casework.kinds.books import POLICY_RECORD, Policy
from casework.kinds.reading import values_of
from casework.labels import PAPER_HEADINGS, problem_with, standard_labels, use_labels
from desktop_app.direct_work.view.three_houses import ThreeHouses
from desktop_app.documents.family_plan import family_plan
from desktop_app.mapping.queries import Board
from desktop_app.mapping.view.card_sheet import CardSheet
from desktop_app.mapping.view.map_page import MapPage
from desktop_app.mapping.view.rating_sheet import RatingSheet
from desktop_app.plans.actions import begin_from_record
from desktop_app.plans.draft import PlanDraft
from desktop_app.plans.paper import paper_of_draft
from desktop_app.plans.queries import headings_of
from desktop_app.start.desk import Desk
from tests.desktop_app.mapping.hands import choose, press, sheet_of
from tests.support import made_up
from tests.support.accessibility import words_on
from tests.support.copies import put
from tests.support.daybooks import open_made_up_daybook
from tests.support.pdf import pdf_text
from tests.support.two_versions import THEIR_PEN

MAISIE = made_up.hub().showcase[0]
SAID_ELSEWHERE = {"Fact", "Good things", "Worries", "Dreams"}
"""Words of ours that are ordinary words too: a fact of a family, a child's own name for a house."""


def own_words() -> dict[str, str]:
    """Every label replaced by one of the authority's own, which keeps what is filled in."""
    own = {
        where: " ".join([f"Own{at}", *re.findall(r"\{\w+\}", words)])
        for at, (where, words) in enumerate(standard_labels().items())
    }
    assert [fault for where, words in own.items() if (fault := problem_with(where, words))] == []
    return own


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path / "copy") as opened:
        opened.window.show()
        yield opened
    use_labels({})


def let_stand(desk: Desk, qtbot: QtBot, labels: dict[str, str]) -> None:
    """The authority's book says so, and the laptop was told."""
    own = values_of(Policy(labels=labels))
    put(desk.vault, create(AUTHORITY_BOOK, NAME_OF[Policy], own, THEIR_PEN, record=POLICY_RECORD))
    desk.tell((AUTHORITY_BOOK,))
    qtbot.waitUntil(lambda: desk.window.view() is not None)
    seen: list[str] = []
    desk.ask(lambda _records: None, then=lambda _: seen.append("told"), owner=desk.window)
    qtbot.waitUntil(lambda: bool(seen))


def none_of_ours(shown: QWidget, *, some_of_theirs: bool = True) -> set[str]:
    """Fails where one of our labels is read out; which of the authority's are."""
    said = words_on(shown)
    lines = set(said.splitlines())
    ours = [words for words in standard_labels().values() if words in lines and words not in SAID_ELSEWHERE]
    ours += [words for words in ("Danger statement", "Safety goal", "Times it went well") if words in said]
    assert ours == []
    theirs = set(re.findall(r"\bOwn\d+\b", said))
    assert theirs or not some_of_theirs
    return theirs


def map_page(desk: Desk, qtbot: QtBot, file: str) -> MapPage:
    desk.go("child", file=file, tab="map")
    view = desk.window.view()
    assert view is not None
    (page,) = view.findChildren(MapPage)
    qtbot.waitUntil(lambda: page.scale.about() != "")
    return page


def test_every_label_is_the_authoritys_on_the_map_the_houses_and_everywhere(desk: Desk, qtbot: QtBot) -> None:
    let_stand(desk, qtbot, own_words())
    page = map_page(desk, qtbot, MAISIE)
    qtbot.waitUntil(lambda: "Lee" in words_on(desk.window))
    seen = none_of_ours(desk.window)
    for column in page.board.columns:
        press(column.add_button, qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        for category in list(sheet.category._parts):
            choose(sheet.category, category, qtbot)
            seen |= none_of_ours(sheet)
        sheet.leave()
        qtbot.waitUntil(lambda sheet=sheet: not sheet.isVisible())
    page.ask_wanted.emit(page.scale.about())
    seen |= none_of_ours(sheet_of(desk, qtbot, RatingSheet))
    bare = MapPage()
    qtbot.addWidget(bare)
    bare.show_board(Board("Ella", (), (), ()), desk.today())
    bare.show()
    seen |= none_of_ours(bare)
    for tab in ("now", "voice", "plan", "entries", "family"):
        desk.go("child", file=MAISIE, tab=tab)
        qtbot.waitUntil(lambda: "Maisie" in words_on(desk.window))
        seen |= none_of_ours(desk.window, some_of_theirs=False)
    desk.go("three_houses", file=MAISIE)
    qtbot.waitUntil(lambda: "with Maisie" in words_on(desk.window))
    seen |= none_of_ours(desk.window)
    houses = ThreeHouses()
    qtbot.addWidget(houses)
    houses.show()
    seen |= none_of_ours(houses)
    seen |= on_a_plan_and_its_paper(desk, qtbot)
    assert {where for where, words in own_words().items() if words.split()[0] not in seen} == set()


def on_a_plan_and_its_paper(desk: Desk, qtbot: QtBot) -> set[str]:
    """Which of the authority's words stand on the form of a plan, and the same on the family's paper."""
    begun: list[PlanDraft] = []
    desk.ask(begin_from_record, MAISIE, desk.today(), then=begun.append, owner=desk.window)
    qtbot.waitUntil(lambda: bool(begun))
    desk.go("plan", file=MAISIE, draft=begun[0].name)
    qtbot.waitUntil(lambda: "Nan" in words_on(desk.window))
    on_screen = none_of_ours(desk.window)
    paper = paper_of_draft(desk.records, begun[0].name, desk.today())
    on_paper = set(re.findall(r"\bOwn\d+\b", pdf_text(family_plan(paper.values))))
    assert on_paper <= on_screen
    assert len(on_paper) == len(PAPER_HEADINGS)
    return on_paper


def test_a_childs_screens_and_paper_speak_the_words_of_the_childs_level_of_need(desk: Desk, qtbot: QtBot) -> None:
    own = {"child_protection:map.columns.worried": "What is dangerous?", "early_help:map.columns.worried": "Not here"}
    let_stand(desk, qtbot, own | {"child_protection:family-plan.headings.going_well": "What keeps you safe"})
    map_page(desk, qtbot, MAISIE)
    qtbot.waitUntil(lambda: "What is dangerous?" in words_on(desk.window))
    assert "Add to: What is dangerous?" in words_on(desk.window)
    assert "What are we worried about?" not in words_on(desk.window)
    assert headings_of(desk.records, MAISIE)["going_well"] == "What keeps you safe"
