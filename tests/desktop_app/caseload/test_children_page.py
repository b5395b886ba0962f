"""The list of children as a worker reads, searches and opens it."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.case_files import grants_log, person_file
from casework.clocks import Due
from casework.kinds.books import Grant, grant_record
from casework.kinds.people import SUBJECT, Person
from casework.kinds.work import CareStage
from casework.standing import HELD, UNALLOCATED
from desktop_app.caseload import queries
from desktop_app.caseload.facts import Seen
from desktop_app.caseload.queries import WHOSE, ChildRow, Filter
from desktop_app.caseload.view.children import ChildrenPage, _row
from desktop_app.shell import tokens
from desktop_app.shell.controls import Text
from desktop_app.visits.actions import begin
from tests.support import made_up
from tests.support.accessibility import assert_usable
from tests.support.copies import CHILD, HUB, SISTER, TENANT, office, open_copy, put
from tests.support.daybooks import open_empty_daybook, open_made_up_daybook
from tests.support.pictures import settle, wear

TODAY = datetime.date(2026, 11, 24)


def row(name: str, **values: object) -> ChildRow:
    given: dict[str, object] = {
        "file": name,
        "name": name,
        "initials": "".join(word[0] for word in name.split()),
        "dob": datetime.date(2018, 3, 1),
        "expected": None,
        "lives_with": ("Mum",),
        "why": "Child protection plan",
        "seen": Seen(datetime.date(2026, 11, 12), alone=True),
        "due": Due("Visit", TODAY),
        "unsent": 0,
        "i_work_with": True,
        "seen_alone_lately": True,
    }
    return ChildRow(**{**given, **values})  # type: ignore[arg-type]


CHILDREN = (
    row("Maisie Hart", unsent=2),
    row("Tom Hart", due=Due("Visit", datetime.date(2026, 11, 23)), seen=Seen(datetime.date(2026, 11, 12), alone=False)),
    row("Baby Moreno", dob=None, expected=datetime.date(2027, 1, 2), seen=None, due=None, i_work_with=False),
)


@pytest.fixture
def page(qtbot: QtBot) -> ChildrenPage:
    made = ChildrenPage(lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show_children(CHILDREN, "Heron hub")
    made.show()
    return made


def titles(page: ChildrenPage) -> list[str]:
    return [shown.title for shown in page._list.rows()]


def test_a_row_says_who_why_seen_and_due_and_a_screen_reader_says_the_same(page: ChildrenPage) -> None:
    assert page.header.subtitle.words() == "You work with 2 of the 3 children in Heron hub."
    maisie, tom = page._list.rows()
    assert (
        maisie.said()
        == "Maisie Hart, 8 years, lives with Mum, Child protection plan, 12 days ago, alone, Visit today, 2 not sent"
    )
    assert "Visit: 1 day late" in tom.said()
    assert "12 days ago, not alone" in tom.said()


def test_chips_narrow_the_list(page: ChildrenPage) -> None:
    page.choose(Filter.WHOLE_HUB)
    assert titles(page) == ["Maisie Hart", "Tom Hart", "Baby Moreno"]
    assert "Not born yet, expected 2 Jan" in page._list.rows()[2].said()
    page.choose(Filter.NOT_SENT)
    assert titles(page) == ["Maisie Hart"]
    page.choose(Filter.NOT_SENT)
    assert len(titles(page)) == 3, "chosen again it narrows no more"


def test_every_chip_counts_the_children_that_it_would_show(page: ChildrenPage) -> None:
    theirs = row("Rui Duarte", i_work_with=False, due=Due("Visit", TODAY), seen_alone_lately=False, unsent=1)
    page.show_children((*CHILDREN, theirs), "Heron hub")
    for whose in WHOSE:
        page.choose(whose)
        for one in set(Filter) - set(WHOSE):
            page.choose(one)
            assert page._chips[one].accessibleName() == f"{one.value}, {len(titles(page))}"
            page.choose(one)
    page.choose(Filter.I_WORK_WITH)
    page.choose(Filter.DUE_THIS_WEEK)
    assert titles(page) == ["Maisie Hart", "Tom Hart"]
    assert [chip.value() for chip in page._chips.values()] == [True, False, True, False, False]


def test_from_the_search_down_leads_into_the_list_and_enter_opens_whom_it_found(
    page: ChildrenPage, qtbot: QtBot
) -> None:
    page.choose(Filter.WHOLE_HUB)
    page._list.choose("Baby Moreno")
    qtbot.keyClicks(page._search.line, "hart")
    qtbot.keyClick(page._search.line, Qt.Key.Key_Down)
    assert page._list.focusProxy().hasFocus()
    assert page._list.current_key() == "Maisie Hart"
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page._search.line, Qt.Key.Key_Return)
    assert opened.args == ["Maisie Hart"]
    page._search.clear()
    with qtbot.assertNotEmitted(page.opened):
        qtbot.keyClick(page._search.line, Qt.Key.Key_Return)


def test_searching_looks_in_the_whole_hub_and_says_when_there_is_nobody(page: ChildrenPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page._search.line, "mor")
    assert titles(page) == ["Baby Moreno"]
    qtbot.keyClicks(page._search.line, "x")
    assert titles(page) == []
    assert page._nobody is not None
    qtbot.waitUntil(page._nobody.isVisible)


def test_enter_opens_the_child(page: ChildrenPage, qtbot: QtBot) -> None:
    page._list.choose("Tom Hart")
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page._list.focusProxy(), Qt.Key.Key_Return)
    assert opened.args == ["Tom Hart"]


def test_the_list_comes_from_the_copy(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy") as (_, records):
        records.add(records.create(CHILD, CareStage(stage="cp_plan", start_date="2026-11-01")))
        found = {child.file: child for child in queries.children(records, TODAY)}
    assert set(found) == {CHILD, SISTER}
    assert (found[CHILD].name, found[CHILD].why, found[SISTER].why) == ("Ella Hart", "Child protection plan", "Open")
    assert found[CHILD].due is not None
    assert found[CHILD].unsent == 1


def test_a_child_nobody_holds_yet_and_one_without_a_name_are_shown_as_what_is_known(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy") as (vault, records):
        waiting, nameless = person_file(TENANT, "child-3"), person_file(TENANT, "6537810")
        for file, state in ((waiting, UNALLOCATED), (nameless, HELD)):
            put(vault, office(grants_log(HUB), Grant(file=file, state=state), grant_record(file)))
        put(vault, office(waiting, Person(forename="Noor", surname="Shah"), SUBJECT))
        put(vault, office(nameless, Person(person_id="6537810"), SUBJECT))
        found = {child.file: child for child in queries.children(records, TODAY)}
        assert queries.hub_name(records) == "Hub 1"
    assert found[waiting].is_unallocated
    assert "Not allocated yet" in _row(found[waiting], TODAY).said()
    assert (found[nameless].name, found[nameless].initials) == ("Name not supplied, id 6537810", "")
    assert not found[nameless].is_unallocated
    assert _row(found[nameless], TODAY).icon == "user"
    assert found[nameless].matches("6537810")


def test_the_list_names_the_carers_and_leaves_brothers_and_sisters_to_the_page(tmp_path: Path) -> None:
    made = made_up.hub()
    with made_up.open_made_up(tmp_path / "copy", made) as (_, records):
        found = {child.file: child for child in queries.children(records, made_up.TODAY)}
        assert queries.hub_name(records) == "Heron hub"
    assert found[made.showcase[0]].lives_with == ("Mum",)


def test_the_whole_page_is_used_by_keyboard(page: ChildrenPage, qtbot: QtBot) -> None:
    assert_usable(page)
    page._search.line.setFocus()
    qtbot.keyClicks(page._search.line, "tom")
    assert titles(page) == ["Tom Hart"]
    qtbot.keyClick(page._search.line, Qt.Key.Key_Escape)
    assert titles(page) == ["Maisie Hart", "Tom Hart"]
    chip = page._chips[Filter.WHOLE_HUB]
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert len(titles(page)) == 3


def said_on(page: ChildrenPage) -> list[str]:
    return [text.words() for text in page.findChildren(Text) if text.isVisible()]


@pytest.fixture
def fresh(qtbot: QtBot) -> ChildrenPage:
    """The page of a laptop that has just joined."""
    made = ChildrenPage(lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def test_a_caseload_on_its_way_says_how_far_it_is_and_never_that_there_is_nobody(fresh: ChildrenPage) -> None:
    fresh.show_fetching(0, 0)
    assert said_on(fresh) == ["Children"], "before the copy was read, nothing is known"
    fresh.show_children((), "")
    assert "Asking the central store" in said_on(fresh)
    fresh.show_fetching(2_097, 8_680)
    assert {"2,097 of 8,680 entries", "24 %"} <= set(said_on(fresh))
    assert not any("No children" in words or "0 of the 0" in words for words in said_on(fresh))
    assert_usable(fresh)


def test_when_the_caseload_has_come_the_worker_sees_their_own_children_first(fresh: ChildrenPage) -> None:
    fresh.show_children((), "")
    fresh.show_fetching(8_680, 8_680)
    fresh.show_children(CHILDREN, "Heron hub")
    assert titles(fresh) == ["Maisie Hart", "Tom Hart"]
    assert not fresh._arriving.isVisible()
    fresh.show_fetching(3, 9)
    assert titles(fresh) == ["Maisie Hart", "Tom Hart"], "a later round covers nobody"
    assert not fresh._arriving.isVisible()


def test_without_a_connection_an_empty_copy_says_why_it_is_empty(tmp_path: Path, qtbot: QtBot) -> None:
    with open_empty_daybook(tmp_path) as desk:
        desk.go("children")
        page = desk.window.view()
        assert isinstance(page, ChildrenPage)
        qtbot.waitUntil(lambda: "No children yet" in said_on(page))
        assert any(words.startswith("Not connected.") for words in said_on(page))


def test_a_draft_is_counted_as_soon_as_it_is_kept(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy") as desk:
        desk.go("children")
        page = desk.window.view()
        assert isinstance(page, ChildrenPage)
        chip = page._chips[Filter.NOT_SENT]
        qtbot.waitUntil(lambda: chip.accessibleName() == "Not sent, 0" and len(titles(page)) == 3)
        desk.act(begin, made_up.hub().showcase[:2], made_up.NOW)
        qtbot.waitUntil(lambda: chip.accessibleName() == "Not sent, 2")


def test_at_large_text_the_list_has_the_room_and_the_chips_unfold(qtbot: QtBot) -> None:
    wear(tokens.light(200))
    made = ChildrenPage(lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1366, 688)  # a window of 768 less the bar at its top
    made.show_children(CHILDREN, "Heron hub")
    made.show()
    settle()
    chips = made._chips
    assert [one for one, chip in chips.items() if chip.isVisible()] == [Filter.I_WORK_WITH]
    assert made._list.height() >= 2.5 * 150 * 1.2, "two rows and a half of three lines each"
    qtbot.mouseClick(made._unfold, Qt.MouseButton.LeftButton)
    assert all(chip.isVisible() for chip in chips.values())
    qtbot.mouseClick(made._unfold, Qt.MouseButton.LeftButton)
    assert not chips[Filter.WHOLE_HUB].isVisible()
    wear(tokens.light())
    settle()
    assert all(chip.isVisible() for chip in chips.values())
    assert not made._unfold.isVisible()
    assert made.header.subtitle.isVisible()


def test_a_name_is_typed_without_going_to_the_search_first(page: ChildrenPage, qtbot: QtBot) -> None:
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_T)
    qtbot.keyClicks(QApplication.focusWidget(), "om")
    assert titles(page) == ["Tom Hart"]
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert titles(page) == ["Tom Hart"], "a key of the window is no letter"
