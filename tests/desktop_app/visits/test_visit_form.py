"""The visit to the Harts: written by presses and keys, kept at every stroke, there again after a power cut."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.opening.actions import Opened
from desktop_app.record_store.records import Records
from desktop_app.start.desk import Desk
from desktop_app.start.program import Daybook
from desktop_app.vault.vault import open_vault
from desktop_app.visits.draft import PersonPresent, VisitDraft
from desktop_app.visits.view.places import typing_part
from desktop_app.visits.view.visit_start_page import VisitStartPage
from tests.desktop_app.visits.hands import AYLA, MAISIE, TOM, Hands, as_if_killed, drafts_in
from tests.support import made_up
from tests.support.accessibility import words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.pictures import settle
from tests.support.vaults import PASSPHRASE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("visits") / "copy"


@pytest.fixture(scope="module")
def desk(folder: Path, qapp: QApplication) -> Iterator[Desk]:
    with open_made_up_daybook(folder) as opened:
        yield opened


@pytest.fixture
def hands(desk: Desk, qtbot: QtBot) -> Hands:
    """One Daybook for all of them: each begins a visit of its own."""
    return Hands(desk, qtbot)


def start_page(hands: Hands, file: str) -> VisitStartPage:
    hands.desk.go("visit_start", file=file)
    page = hands.desk.window.view()
    assert isinstance(page, VisitStartPage)
    hands.bot.waitUntil(lambda: len(page.ticks()) == 3)
    return page


def test_a_visit_begins_with_the_children_of_the_home(hands: Hands) -> None:
    page = start_page(hands, TOM)
    assert {file: tick.value() for file, tick in page.ticks().items()} == {TOM: True, MAISIE: True, AYLA: True}
    assert next(iter(page.ticks())) == TOM
    for tick in page.ticks().values():
        hands.press(tick)
    hands.press(page.begin)
    assert hands.desk.window.view() is page
    assert page.nobody_chosen()
    hands.press(page.ticks()[TOM])
    hands.press(page.ticks()[AYLA])
    hands.press(page.begin)
    hands.bot.waitUntil(lambda: hands.desk.window.view() is not page)
    hands.bot.waitUntil(lambda: hands.page.form_step is not None)
    assert set(hands.draft.files) == {TOM, AYLA}
    assert hands.form.head.title.words() == "Visit to the Hart family"
    assert hands.form.head.since.words() == "Started 9:52am"
    assert hands.draft.date == made_up.TODAY.isoformat()


def test_a_visit_that_was_begun_is_offered_again(hands: Hands) -> None:
    hands.begin(MAISIE, TOM)
    name = hands.draft.name
    page = start_page(hands, TOM)
    hands.bot.waitUntil(lambda: "Go on with the visit begun at 9:52am to Maisie and Tom" in page.unfinished_words())
    hands.pressed("Go on with the visit begun at 9:52am to Maisie and Tom")
    hands.bot.waitUntil(lambda: hands.desk.window.view() is not page)
    assert hands.draft.name == name
    assert not any("9:52am to Maisie and Tom" in words for words in start_page(hands, AYLA).unfinished_words())


def test_the_grid_is_answered_once_for_all_and_asks_why_not_at_once(hands: Hands) -> None:
    hands.begin()
    hands.answer("seen", MAISIE, yes=True)
    hands.pressed("Seen: the same for all as for Maisie")
    assert [part.seen for part in hands.draft.parts.values()] == [True, True, True]
    hands.answer("alone", MAISIE, yes=True)
    hands.pressed("Seen alone: the same for all as for Maisie")
    assert [part.alone for part in hands.draft.parts.values()] == [True, True, None]
    reason = hands.form.grid.places()["why_not_alone", TOM]
    assert not reason.isVisible()
    hands.answer("alone", TOM, yes=False)
    assert reason.isVisible()
    hands.write("why_not_alone", TOM, "He wanted Nan with him")
    hands.answer("bedroom", AYLA, yes=False)
    hands.write("seemed", TOM, "Quiet")
    tom = hands.draft.parts[TOM]
    assert (tom.alone, tom.why_not_alone, tom.seemed) == (False, "He wanted Nan with him", "Quiet")
    assert hands.draft.parts[MAISIE].why_not_alone == ""
    assert hands.draft.parts[AYLA].bedroom is False
    hands.wait_until_kept()


def test_a_baby_is_not_asked_and_a_child_who_was_not_seen_is_asked_why(hands: Hands) -> None:
    hands.begin()
    grid = hands.form.grid
    assert not grid.places()["alone", AYLA].isVisible()
    assert grid.why_not_asked("alone", AYLA) == "Not asked: a baby"
    hands.answer("seen", TOM, yes=False)
    assert grid.why_not_asked("alone", TOM) == "Not seen"
    assert grid.places()["not_seen_reason", TOM].isVisible()
    hands.answer("seen", TOM, yes=True)
    assert not grid.places()["not_seen_reason", TOM].isVisible()
    assert grid.places()["alone", TOM].isVisible()


def test_how_a_child_seemed_can_be_taken_from_a_list(hands: Hands) -> None:
    hands.begin()
    field = typing_part(hands.form.grid.places()["seemed", MAISIE])
    for words in ("Chatty", "Tired"):
        field.setFocus()
        hands.bot.keyClick(field, Qt.Key.Key_Down)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        menu.setActiveAction(next(one for one in menu.actions() if one.text() == words))  # type: ignore[attr-defined]
        hands.bot.keyClick(menu, Qt.Key.Key_Return)
    assert hands.draft.parts[MAISIE].seemed == "Chatty, tired"


def test_people_who_are_here_are_pressed_or_written_in(hands: Hands) -> None:
    hands.begin()
    hands.pressed("Gemma, Mum")
    hands.press(hands.form.who.add_button)
    hands.bot.keyClicks(hands.form.who.name.line, "A man")
    assert hands.draft.new_person == PersonPresent("A man")
    hands.bot.keyClicks(hands.form.who.role.line, "Mending the tap")
    hands.bot.keyClick(hands.form.who.role.line, Qt.Key.Key_Return)
    assert hands.draft.present == (PersonPresent("Gemma Hart", "Mum"), PersonPresent("A man", "Mending the tap"))
    assert hands.draft.new_person == PersonPresent("")
    hands.pressed("A man, Mending the tap")
    assert hands.draft.present == (PersonPresent("Gemma Hart", "Mum"),)


def test_shared_sentences_say_which_children_they_are_about(hands: Hands) -> None:
    hands.begin()
    next_line = hands.form.shared.next.paper
    hands.bot.mouseClick(next_line.viewport(), Qt.MouseButton.LeftButton)
    hands.bot.keyClicks(next_line, "The heating was on.")
    assert hands.draft.next_sentence == "The heating was on."
    hands.bot.keyClick(next_line, Qt.Key.Key_Return)
    (alone,) = hands.form.shared.lines()
    settle()
    assert alone.height() == alone.heightForWidth(alone.width()), "the room left over lies beneath the last sentence"
    hands.bot.keyClicks(next_line, "Kofi has Ayla on Sundays.")
    hands.press(hands.form.shared.add_button)
    first, second = hands.form.shared.lines()
    why = "Ayla is named, so only Ayla is chosen."
    assert hands.draft.shared[1].about == (AYLA,)
    assert (why in words_on(first), why in words_on(second)) == (False, True)
    hands.press(second.chips[TOM])
    assert hands.draft.shared[1].about == (TOM, AYLA)
    assert why not in words_on(second)
    hands.press(second.chips[TOM])
    first.words.paper.moveCursor(first.words.paper.textCursor().MoveOperation.End)
    hands.bot.keyClicks(first.words.paper, " So was the oven.")
    assert [(one.text, one.about) for one in hands.draft.shared] == [
        ("The heating was on. So was the oven.", (MAISIE, TOM, AYLA)),
        ("Kofi has Ayla on Sundays.", (AYLA,)),
    ]
    assert hands.draft.next_sentence == ""
    hands.wait_until_kept()


def test_each_child_has_a_part_and_its_tab_says_while_it_is_needed(hands: Hands) -> None:
    hands.begin()
    tabs = hands.form.parts.tabs
    assert tabs.words(TOM) == "Tom’s part, needed"
    hands.write("own_part", TOM, "Tom built a tower.")
    hands.write("observation", TOM, "He looked at the door often.")
    hands.write("sleeping_place", AYLA, "Cot in her room")
    assert tabs.words(TOM) == "Tom’s part"
    assert tabs.words(MAISIE) == "Maisie’s part, needed"
    tom = hands.draft.parts[TOM]
    assert (tom.own_part, tom.observation, tom.analysis) == ("Tom built a tower.", "He looked at the door often.", "")
    assert hands.draft.parts[AYLA].sleeping_place == "Cot in her room"


def test_the_purpose_has_a_place_and_stands_under_the_title(hands: Hands) -> None:
    hands.begin()
    assert hands.form.head.about.words() == "Say what the visit is for"
    hands.write("purpose", "", "See how mornings are")
    hands.pressed("No", hands.form.about)
    hands.write("place", "", "Home")
    hands.pressed("Fold away")
    assert not hands.form.about.isVisible()
    assert hands.form.head.about.words() == "See how mornings are, not announced, Home"
    hands.press(hands.form.head.about)
    hands.form.about.ended.line.clear()
    hands.write("ended", "", "half ten")
    hands.form.about.started.setFocus()
    assert hands.form.about.ended.error() == "Write a time, for example 10:30am."


def test_everything_is_there_after_a_power_cut_and_the_cursor_too(folder: Path, tmp_path: Path, hands: Hands) -> None:
    hands.begin()
    hands.answer("seen", MAISIE, yes=True)
    hands.write("own_part", TOM, "Tom built a tower and knocked")
    name = hands.draft.name
    hands.wait_until_kept()
    cut = as_if_killed(folder, tmp_path / "cut")
    vault = open_vault(cut, PASSPHRASE)
    daybook = Daybook(cut, now=lambda: made_up.NOW)
    daybook.take(Opened(vault, Records(vault)))
    assert daybook.desk is not None
    again = Hands(daybook.desk, hands.bot)
    try:
        again.open(name)
        assert again.draft.parts[TOM].own_part == "Tom built a tower and knocked"
        assert again.draft.parts[MAISIE].seen is True
        assert (again.draft.cursor.field, again.draft.cursor.file) == ("own_part", TOM), "where to go on is kept too"
        paper = again.form.parts.places()["own_part", TOM].focusProxy()
        hands.bot.waitUntil(lambda: daybook.window.focusWidget() is paper)  # of two windows one has the keyboard
        hands.bot.keyClicks(paper, " it down")
        assert again.draft.parts[TOM].own_part == "Tom built a tower and knocked it down"
    finally:
        daybook.close()
        daybook.window.deleteLater()
        settle()


def test_the_focus_moving_on_keeps_at_once(hands: Hands) -> None:
    kept: list[VisitDraft] = []
    hands.begin().kept.connect(kept.append)
    hands.write("purpose", "", "Mornings")
    hands.form.about.place.setFocus()
    assert kept[-1].purpose == "Mornings"  # no time has passed: nothing waited for a pause
    assert (kept[-1].cursor.field, kept[-1].cursor.file) == ("place", "")
    hands.wait_until_kept()


def test_the_head_tells_how_long_it_has_been(hands: Hands) -> None:
    from desktop_app.visits.view.visit_head import since_in_words

    hands.begin(MAISIE)
    draft, now = hands.draft, made_up.NOW
    assert since_in_words(draft, now + datetime.timedelta(minutes=26)) == "Started 9:52am, 26 minutes ago"
    assert since_in_words(draft, now + datetime.timedelta(minutes=61)) == "Started 9:52am, 1 hour 1 minute ago"
    assert since_in_words(draft.with_values(ended="10:40"), now) == "9:52am to 10:40am"
    assert since_in_words(draft, now + datetime.timedelta(days=1)) == "Tuesday 10 November"


def test_leaving_asks_nothing_and_loses_nothing(folder: Path, tmp_path: Path, hands: Hands) -> None:
    hands.begin()
    hands.write("own_part", MAISIE, "x")
    typed = hands.draft
    hands.desk.go("children")
    hands.bot.waitUntil(
        lambda: (
            (found := hands.desk.records.drafts.find(typed.name, type(typed))) is not None
            and found.parts == typed.parts
        )
    )
    hands.desk.router.back()
    assert hands.draft.parts == typed.parts
    hands.write("own_part", MAISIE, "y")
    last = hands.draft
    hands.desk.window.hide()  # locked, or closed
    done: list[None] = []
    hands.desk.ask(lambda _records: None, then=done.append, owner=hands.desk.window)
    hands.bot.waitUntil(lambda: bool(done))
    lying = drafts_in(as_if_killed(folder, tmp_path / "cut"), last.name)
    hands.desk.window.show()
    settle()
    assert lying is not None
    assert lying.parts[MAISIE].own_part == last.parts[MAISIE].own_part != typed.parts[MAISIE].own_part
