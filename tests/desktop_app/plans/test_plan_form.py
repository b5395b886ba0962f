"""From the tab to a plan in every child's record, as a worker does it: the Hart family, by clicks and keys."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.plans import Action, Plan
from desktop_app.plans import actions
from desktop_app.plans.draft import PlanDraft, Sentence
from desktop_app.plans.view.lines_card import LinesCard
from desktop_app.plans.view.plan_page import PlanPage
from desktop_app.plans.view.plan_tab import PlanTab
from desktop_app.plans.view.preview_page import PreviewPage
from desktop_app.shell import tokens
from desktop_app.shell.controls import Button, DangerButton, Sheet, TextLink
from desktop_app.start.desk import Desk
from desktop_app.start.plan_paper import PaperOnTheTable
from tests.support import made_up
from tests.support.accessibility import assert_usable, words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.pdf import pdf_text
from tests.support.pictures import settle, wear

MAISIE, TOM, AYLA = made_up.hub().showcase


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path / "copy") as opened:
        yield opened


def tab_of(desk: Desk, qtbot: QtBot, file: str = MAISIE, cards: int = 1) -> PlanTab:
    desk.go("child", file=file, tab="plan")
    view = desk.window.view()
    assert view is not None
    tab = getattr(view, "tab")("plan")  # noqa: B009  # the page of a child is another feature's
    assert isinstance(tab, PlanTab)
    qtbot.waitUntil(lambda: tab.body.count() == cards + 1)
    settle()
    return tab


def button(under: QWidget, words: str) -> Button:
    settle()
    return next(one for one in under.findChildren(Button) if one.words() == words and one.isVisible())


def press(qtbot: QtBot, one: QWidget) -> None:
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton)


def form_of(desk: Desk, qtbot: QtBot) -> PlanPage:
    def shown() -> bool:
        view = desk.window.view()
        return isinstance(view, PlanPage) and view.draft() is not None

    qtbot.waitUntil(shown)
    page = desk.window.view()
    assert isinstance(page, PlanPage)
    desk.window.activateWindow()
    settle()
    return page


def new_plan(desk: Desk, qtbot: QtBot) -> PlanPage:
    press(qtbot, tab_of(desk, qtbot).new_button)
    return form_of(desk, qtbot)


def kept(desk: Desk, page: PlanPage) -> PlanDraft:
    draft = page.draft()
    assert draft is not None
    found = desk.records.drafts.find(draft.name, PlanDraft)
    assert found is not None
    return found


def test_the_tab_says_how_far_each_plan_is(desk: Desk, qtbot: QtBot) -> None:
    tab_of(desk, qtbot)
    words = words_on(desk.window)
    for said in (
        "Plan of Wednesday 14 October",
        "Agreed",
        "One of 6 steps done",
        "2 copies given",
        "Friday 4 December",
    ):
        assert said in words, words
    assert_usable(desk.window)


def test_a_new_plan_begins_with_what_is_there_and_is_found_again(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    words = words_on(page)
    for said in (
        *("Map, Agreed by four, 14 October", "Maisie, Tom, Ayla and Gemma", "01632 960110", "has 29 words"),
        *(
            "One step could not be taken over.",
            "A step for Gemma and Nan (Maisie’s next steps) stands in two versions.",
        ),
    ):
        assert said in words, words
    tab = tab_of(desk, qtbot, TOM, cards=2)
    assert "For Maisie, Tom and Ayla." in words_on(tab)
    press(qtbot, button(tab, "Go on with it"))
    again = form_of(desk, qtbot)
    assert again.draft() == page.draft()


def test_every_letter_is_kept_and_remarks_come_and_go(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    card = page.lists["going_well"]
    before = len(card.rows())
    press(qtbot, card.add_button)
    row = card.rows()[-1]
    assert len(card.rows()) == before + 1
    qtbot.waitUntil(row.area.paper.hasFocus)
    qtbot.keyClicks(row.area.paper, "Good contact")
    qtbot.waitUntil(lambda: kept(desk, page).going_well[-1].text == "Good contact")
    assert row.remarks.said() == ("“contact”: say “seeing Mum”, or who they see instead.",)
    for _ in range(len("contact")):
        qtbot.keyClick(row.area.paper, Qt.Key.Key_Backspace)
    assert row.remarks.said() == ()
    qtbot.waitUntil(lambda: "Saved on this laptop at 9:52am" in words_on(page))


def tabbed_through(first: QWidget, last: QWidget) -> list[str]:
    """The names Tab comes by, pressed from one to another."""
    first.setFocus()
    names, reached = [first.accessibleName()], [first]
    while reached[-1] is not last:
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        assert at is not None
        assert at not in reached, "Tab never comes there"
        reached.append(at)
        names.append(at.accessibleName())
    return names


def test_tab_goes_down_the_form_line_by_line_also_to_a_line_that_came_later(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    why, well = page.lists["why"], page.lists["going_well"]
    press(qtbot, why.add_button)
    settle()
    names = tabbed_through(page.paper_button, well.add_button)
    lines = [name for name in names if name.startswith("Why we are involved")]
    assert lines == [f"Why we are involved, line {number}" for number in range(1, len(why.rows()) + 1)]
    in_order = ["Day of the plan", lines[0], lines[-1], "Add a line: Why we are involved", "What is going well, line 1"]
    assert sorted(in_order, key=names.index) == in_order
    assert names.index("Leave out: Why we are involved, line 1") == names.index(lines[0]) + 1
    tabbed_through(well.add_button, page.add_button)


def test_a_line_left_out_is_gone_and_the_cursor_stays_near(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    card = page.lists["going_well"]
    first, second = card.rows()[:2]
    first.away.setFocus()
    qtbot.keyClick(first.away, Qt.Key.Key_Space)
    assert card.rows()[0] is second
    qtbot.waitUntil(second.area.paper.hasFocus)
    qtbot.waitUntil(lambda: kept(desk, page).going_well[0] == second.line())


def test_no_two_lines_have_one_number_after_one_was_left_out_and_another_added(qtbot: QtBot) -> None:
    card = LinesCard("What is going well", "well", "Add a line")
    qtbot.addWidget(card)
    card.show_lines([Sentence("Nan comes on Sundays"), Sentence("Tom is in school"), Sentence("Gemma rang")])
    card.show()
    press(qtbot, card.rows()[0].away)
    press(qtbot, card.add_button)
    wanted = [f"What is going well, line {number}" for number in (1, 2, 3)]
    assert [row.area.paper.accessibleName() for row in card.rows()] == wanted
    assert [row.away.accessibleName() for row in card.rows()] == [f"Leave out: {name}" for name in wanted]
    assert [row.away.toolTip() for row in card.rows()] == [f"Leave out: {name}" for name in wanted]


def test_more_than_eight_steps_are_pointed_out_and_days_are_said_in_full(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    while len(page.steps.rows()) < 8:
        press(qtbot, page.steps.add_button)
    settle()
    assert "more than a family can keep in mind" not in words_on(page.steps)
    press(qtbot, page.steps.add_button)
    settle()
    assert "9 steps are more than a family can keep in mind." in words_on(page.steps)
    row = page.steps.rows()[-1]
    qtbot.keyClicks(row.by.line, "1/12/2026")
    assert row.step().by == "2026-12-01"
    assert "Tuesday 1 December" in words_on(row)


def test_what_is_missing_leads_to_its_field(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    press(qtbot, page.steps.add_button)
    row = page.steps.rows()[-1]
    qtbot.keyClicks(row.what.paper, "Rings school")
    at = len(page.steps.rows())
    press(qtbot, button(page.missing, f"Step {at}: say who does it."))
    qtbot.waitUntil(row.who.line.hasFocus)
    qtbot.keyClicks(row.who.line, "Nan")
    press(qtbot, button(page.missing, f"Step {at}: say by when."))
    qtbot.waitUntil(row.by.line.hasFocus)
    qtbot.keyClicks(row.by.line, "16 November 2026")
    press(qtbot, page.add_button)  # what is missing first is the day to look again
    assert "Nothing was added yet." in words_on(page)
    assert "Say when you look at the plan again. 1 more thing beneath." in words_on(page)
    qtbot.waitUntil(page.happens.look_again.line.hasFocus)
    qtbot.waitUntil(lambda: page.happens.look_again.error() == "Say when you look at the plan again.")
    qtbot.keyClicks(page.happens.look_again.line, "1 December 2026")
    assert page.happens.look_again.error() == ""
    press(qtbot, page.add_button)
    qtbot.waitUntil(lambda: page.agreed.isAncestorOf(QApplication.focusWidget() or page))
    assert desk.records.records(MAISIE, Plan)[-1].value.date == "2026-10-14"


def finish(page: PlanPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.happens.look_again.line, "1 December 2026")
    gemma, lee = page.agreed.rows()[:2]
    press(qtbot, gemma.answer._parts["yes"])
    press(qtbot, lee.answer._parts["no"])
    qtbot.keyClicks(lee.said.paper, "Not without me there")


def test_it_is_added_to_the_record_of_every_child(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    finish(page, qtbot)
    assert not page.missing.isVisible()
    steps = {action.record for action in desk.records.records(MAISIE, Action)}
    draft = page.draft()
    assert draft is not None
    taken_over = [step.what for step in draft.steps if step.taken is None]
    press(qtbot, page.add_button)
    qtbot.waitUntil(lambda: not isinstance(desk.window.view(), PlanPage))
    for file in (MAISIE, TOM, AYLA):
        plan = max(desk.records.records(file, Plan), key=lambda one: one.value.date or "").value
        assert (plan.date, plan.state, plan.look_again and plan.look_again.date) == (
            "2026-11-10",
            "agreed",
            "2026-12-01",
        )
        assert {(one.who, one.answer, one.said) for one in plan.agreed.values()} == {
            ("Gemma", "yes", ""),
            ("Lee", "no", "Not without me there"),
            ("Kofi", "", ""),  # he can sign on the paper
        }
    new = [one.value.what for one in desk.records.records(MAISIE, Action) if one.record not in steps]
    assert sorted(what or "" for what in new) == sorted(taken_over)  # the next steps of the map were there already
    assert desk.records.drafts.lines() == []
    assert desk.records.drafts.lines() == []  # nothing brings the draft back
    desk.router.back()
    desk.router.forward()
    page_of_child = desk.window.view()
    assert page_of_child is not None
    qtbot.waitUntil(lambda: "Plan of Tuesday 10 November" in words_on(page_of_child))
    assert "Agreed by Gemma, not by Lee" in words_on(page_of_child)


def test_a_plan_for_one_child_asks_for_that_childs_words_only(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    assert "nan reeds to me" in words_on(page.words)
    press(qtbot, page.about.chip(MAISIE))
    qtbot.waitUntil(lambda: "nan reeds to me" not in words_on(page.words))
    press(qtbot, page.about.chip(AYLA))
    press(qtbot, page.about.chip(TOM))  # the last one stays
    assert page.about.chip(TOM).value()
    qtbot.waitUntil(lambda: kept(desk, page).files == (TOM,))


def test_words_a_child_takes_back_go_from_the_form(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    quote = next(one for one in desk.records.records(MAISIE, Quote) if one.value.words == "nan reeds to me")
    assert quote.record in page.words.ticks()
    desk.act(lambda records: records.add(records.edit(quote, {"may_see": Sharing("professionals")})))
    qtbot.waitUntil(lambda: quote.record not in page.words.ticks())


def test_words_are_chosen_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    quote, tick = next((quote, tick) for quote, tick in page.words.ticks().items() if not tick.value())
    assert "May see it: everyone who helps" in words_on(tick)
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: any(quote in words for words in kept(desk, page).words.values()))


def test_a_new_plan_from_an_old_one_begins_with_its_words(desk: Desk, qtbot: QtBot) -> None:
    tab = tab_of(desk, qtbot)
    press(qtbot, button(tab, "Begin a new plan from it"))
    page = form_of(desk, qtbot)
    assert "Plan of 14 October" in words_on(page.lists["why"])
    assert "Rings Nan by 7 when she cannot get up" in words_on(page.steps)


def test_throwing_away_is_asked_first(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    press(qtbot, page.throw_button)
    sheet = desk.window.findChild(Sheet)
    assert sheet is not None
    press(qtbot, button(sheet, "Keep it"))
    assert len(desk.records.drafts.lines()) == 1
    settle()
    press(qtbot, page.throw_button)
    sure = desk.window.findChild(Sheet)
    assert sure is not None
    press(qtbot, next(iter(sure.findChildren(DangerButton))))
    qtbot.waitUntil(lambda: desk.records.drafts.lines() == [])


def test_a_plan_thrown_away_elsewhere_is_said(desk: Desk, qtbot: QtBot) -> None:
    draft = actions.begin_from_record(desk.records, MAISIE, datetime.date(2026, 11, 10))
    actions.put_away(desk.records, draft)
    desk.go("plan", file=MAISIE, draft=draft.name)
    page = desk.window.view()
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: "no longer being made" in words_on(page))


@pytest.mark.parametrize("look", ["light", "dark", "light-200"])
def test_everyone_can_use_the_form(desk: Desk, qtbot: QtBot, look: str) -> None:
    looks = {"light": tokens.light(), "dark": tokens.dark(), "light-200": tokens.light(200)}
    wear(looks[look])
    page = new_plan(desk, qtbot)
    assert page.isVisible()
    assert_usable(desk.window)


def test_what_is_missing_stays_in_place_while_a_day_is_typed(desk: Desk, qtbot: QtBot) -> None:
    """A half-typed day comes and goes as a day: what lies under the pointer meanwhile is not taken away and made anew."""
    page = new_plan(desk, qtbot)
    stays = button(page.missing, "Say who agreed, or who did not.")
    remark = page.plain.findChildren(TextLink)
    qtbot.keyClicks(page.happens.look_again.line, "1 December 2026")
    settle()
    assert button(page.missing, "Say who agreed, or who did not.") is stays
    assert page.plain.findChildren(TextLink) == remark
    assert "Say when you look at the plan again." not in words_on(page.missing)
    page.happens.look_again.line.clear()
    settle()
    links = [one for one in page.missing.findChildren(TextLink) if one.isVisible()]
    missing = [one.words() for one in sorted(links, key=lambda one: one.mapTo(page, QPoint()).y())]
    assert missing == ["Say when you look at the plan again.", "Say who agreed, or who did not."], "in the form's order"


def test_the_form_asks_whose_view_it_is_and_the_paper_says_it(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    card = page.lists["going_well"]
    assert not card.rows()[0].lead.isVisible()
    press(qtbot, card.add_button)
    row = card.rows()[-1]
    qtbot.waitUntil(row.area.paper.hasFocus)
    qtbot.keyClicks(row.area.paper, "I like Fridays")
    press(qtbot, button(page.missing, "Say whose view this is: “I like Fridays”."))
    qtbot.waitUntil(row.lead.line.hasFocus)
    assert row.lead.line.accessibleName() == f"Whose view it is: What is going well, line {len(card.rows())}"
    qtbot.keyClicks(row.lead.line, "Nan says")
    assert "whose view" not in words_on(page.missing)
    press(qtbot, page.paper_button)
    paper = desk.window.view()
    assert isinstance(paper, PreviewPage)
    qtbot.waitUntil(lambda: bool(paper.pages.pages()))
    told = paper.findChild(PaperOnTheTable)
    assert told is not None
    assert "Nan says: I like Fridays" in " ".join(pdf_text(told._pdf).split())


def test_a_line_in_which_nobody_speaks_of_themselves_is_not_asked_about(desk: Desk, qtbot: QtBot) -> None:
    page = new_plan(desk, qtbot)
    row = page.lists["going_well"].rows()[1]
    qtbot.keyClick(row.area.paper, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(row.area.paper, " I")
    assert row.lead.isVisible()
    qtbot.keyClick(row.area.paper, Qt.Key.Key_Backspace)
    assert not row.lead.isVisible()
