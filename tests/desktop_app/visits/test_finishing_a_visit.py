"""The end of a visit: what is missing leads to its field; into every child's file or none; thrown away only when asked."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.case_files import person_file
from casework.kinds.visits import SharedWords, Visit, visit_id
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.record_store.records import Records
from desktop_app.shell.controls import EmptyState, Sheet, Toast
from desktop_app.start.desk import Desk
from desktop_app.visits import actions
from desktop_app.visits.draft import VisitDraft
from desktop_app.visits.view.entries_page import EntriesPage
from desktop_app.visits.view.places import typing_part
from tests.desktop_app.visits.hands import AYLA, CONTROL, MAISIE, TOM, Hands
from tests.support import made_up
from tests.support.accessibility import words_on
from tests.support.daybooks import open_made_up_daybook

STRANGER = person_file(made_up.hub().tenant, "a child of another hub")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path_factory.mktemp("visits") / "copy") as opened:
        yield opened


@pytest.fixture
def hands(desk: Desk, qtbot: QtBot) -> Hands:
    """One Daybook for all of them: each begins a visit of its own."""
    return Hands(desk, qtbot)


def write_all(hands: Hands) -> None:
    """Everything that a visit to Maisie and Tom needs."""
    hands.begin(MAISIE, TOM)
    hands.write("purpose", "", "Mornings")
    for file in (MAISIE, TOM):
        for field in ("seen", "alone"):
            hands.answer(field, file, yes=True)
    hands.write("own_part", MAISIE, "Maisie read to Tom.")
    hands.write("own_part", TOM, "Tom built a tower.")
    hands.write("next_sentence", "", "The heating was on.")


def missing_words(hands: Hands) -> list[str]:
    return hands.finish.missing_words()


def of_group(records: Records, file: str, draft: VisitDraft) -> list[Visit]:
    return [visit.value for visit in records.records(file, Visit) if visit.value.group == draft.group]


def test_what_is_missing_is_listed_and_leads_to_its_field(hands: Hands) -> None:
    hands.begin(TOM, AYLA)
    hands.answer("seen", TOM, yes=True)
    hands.answer("alone", TOM, yes=False)
    hands.answer("seen", AYLA, yes=True)
    hands.press(hands.form.head.finish)
    assert missing_words(hands) == [
        "Say what the visit was for.",
        "Say why Tom was not seen alone.",
        "Write Tom’s own part: what Tom said, did or showed.",
        "Write Ayla’s own part: what Ayla said, did or showed.",
    ]
    assert QApplication.focusWidget() is hands.finish.missing_buttons()[0]
    for at, (field, file, words) in enumerate(
        (("purpose", "", "Mornings"), ("why_not_alone", TOM, "He slept"), ("own_part", TOM, "He slept."))
    ):
        hands.press(hands.finish.missing_buttons()[0])
        place = typing_part(hands.form.places()[field, file])
        hands.bot.waitUntil(lambda place=place: QApplication.focusWidget() is place)
        hands.bot.keyClicks(place, words)
        hands.bot.keyClick(place, Qt.Key.Key_Return, CONTROL)
        assert len(missing_words(hands)) == 3 - at
    hands.press(hands.finish.add_button)
    assert of_group(hands.desk.records, TOM, hands.draft) == []


def test_it_enters_every_childs_file_and_says_so(hands: Hands) -> None:
    write_all(hands)
    draft = hands.draft
    hands.bot.keyClick(hands.page, Qt.Key.Key_Return, CONTROL)
    assert hands.finish.isVisible()
    assert missing_words(hands) == []
    hands.write("analysis", TOM, "Tom is at ease with Nan.")
    hands.write("next_steps", "", "I come on Monday.")
    hands.bot.keyClick(hands.page, Qt.Key.Key_Return, CONTROL)
    hands.bot.waitUntil(lambda: isinstance(hands.desk.window.view(), ChildPage))
    records = hands.desk.records
    (maisie,), (tom,) = of_group(records, MAISIE, draft), of_group(records, TOM, draft)
    assert (maisie.own_part, maisie.analysis, maisie.next_steps) == ("Maisie read to Tom.", None, "I come on Monday.")
    assert (tom.own_part, tom.analysis, tom.purpose) == ("Tom built a tower.", "Tom is at ease with Nan.", "Mornings")
    assert of_group(records, AYLA, draft) == []
    for file in (MAISIE, TOM):
        assert "The heating was on." in [words.value.text for words in records.records(file, SharedWords)]
    assert [toast.words() for toast in hands.desk.window.findChildren(Toast)] == ["Added to Maisie’s and Tom’s files."]
    page = hands.desk.window.view()
    assert isinstance(page, ChildPage)
    assert page.tabs.current() == "entries"
    assert page.findChild(EntriesPage) is not None
    assert records.drafts.find(draft.name, VisitDraft) is None


def test_back_leads_past_a_visit_that_was_added_and_its_page_says_that_it_is_finished(hands: Hands) -> None:
    write_all(hands)
    name = hands.draft.name
    for _ in range(2):
        hands.bot.keyClick(hands.page, Qt.Key.Key_Return, CONTROL)
    hands.bot.waitUntil(lambda: isinstance(hands.desk.window.view(), ChildPage))
    assert name not in [place.where.get("draft") for place in hands.desk.router.trail()]
    hands.desk.go("visit", draft=name)
    hands.bot.waitUntil(lambda: any(one.isVisible() for one in hands.page.findChildren(EmptyState)))
    assert hands.page.draft() is None
    assert hands.desk.records.drafts.find(name, VisitDraft) is None


def test_when_one_file_may_not_be_written_none_is_and_every_word_is_there(hands: Hands) -> None:
    records = hands.desk.records
    hands.begin(MAISIE, STRANGER)
    hands.write("purpose", "", "Mornings")
    for file in (MAISIE, STRANGER):
        hands.answer("seen", file, yes=False)
        hands.write("not_seen_reason", file, "Nobody opened")
    written = hands.draft
    for _ in range(2):
        hands.bot.keyClick(hands.page, Qt.Key.Key_Return, CONTROL)
    hands.bot.waitUntil(hands.finish.trouble.isVisible)
    assert hands.finish.trouble.words().startswith("Nothing was added. Your words are safe.")
    assert of_group(records, MAISIE, written) == []
    assert hands.draft.parts == written.parts
    hands.write("next_steps", "", "Try on Friday")
    hands.wait_until_kept()
    assert hands.draft.next_steps == "Try on Friday"


def test_the_last_letters_before_an_adding_that_fails_are_on_the_disk(hands: Hands) -> None:
    """Ctrl+Enter moves no focus: what was typed a moment before had been kept by nothing when the adding put it away."""
    hands.begin(MAISIE, STRANGER)
    hands.write("purpose", "", "Mornings")
    for file in (MAISIE, STRANGER):
        hands.answer("seen", file, yes=False)
        hands.write("not_seen_reason", file, "Nobody opened")
    hands.bot.keyClick(hands.page, Qt.Key.Key_Return, CONTROL)
    hands.write("next_steps", "", "Try on Friday")
    hands.bot.keyClick(hands.page, Qt.Key.Key_Return, CONTROL)
    hands.bot.waitUntil(hands.finish.trouble.isVisible)
    kept = hands.kept()
    assert kept is not None
    assert kept.next_steps == "Try on Friday"


def test_a_visit_is_thrown_away_only_when_asked_twice(hands: Hands) -> None:
    hands.begin(MAISIE)
    hands.write("purpose", "", "Wrong family")
    name = hands.draft.name
    hands.press(hands.form.head.finish)
    hands.pressed("Throw this visit away")
    sheet = next(one for one in hands.desk.window.findChildren(Sheet) if one.isVisible())
    hands.pressed("Keep it", sheet)
    assert hands.draft.name == name
    hands.pressed("Throw this visit away")
    sheet = next(one for one in hands.desk.window.findChildren(Sheet) if one.isVisible())
    hands.pressed("Throw it away", sheet)
    hands.bot.waitUntil(lambda: isinstance(hands.desk.window.view(), ChildPage))
    assert hands.desk.records.drafts.find(name, VisitDraft) is None


def test_the_last_step_is_open_again_after_the_page_was_made_anew(hands: Hands) -> None:
    hands.begin(MAISIE)
    hands.press(hands.form.head.finish)
    hands.write("analysis", MAISIE, "She is watching over Tom.")
    name = hands.draft.name
    hands.wait_until_kept()
    hands.desk.go("children")
    hands.desk.window.forget_views()
    hands.open(name)
    assert hands.finish.isVisible()
    area = hands.finish.analysis[MAISIE]
    assert area.value() == "She is watching over Tom."
    hands.bot.waitUntil(lambda: QApplication.focusWidget() is area.paper)
    hands.pressed("Back to The visit")
    assert hands.form.isVisible()


def test_the_map_opens_beside_the_visit_and_nothing_is_lost(hands: Hands) -> None:
    hands.begin(MAISIE, TOM)
    hands.form.parts.choose(TOM)
    hands.write("own_part", TOM, "Tom built")
    draft = hands.draft
    hands.press(hands.form.map)
    page = hands.desk.window.view()
    assert isinstance(page, ChildPage)
    hands.bot.waitUntil(lambda: page.header.title.words() == "Tom Hart")
    assert page.tabs.current() == "map"
    hands.desk.router.back()
    assert hands.draft.parts == draft.parts


def test_the_screen_is_handed_to_one_of_the_children(hands: Hands) -> None:
    hands.begin(MAISIE, TOM)
    draft = hands.draft
    hands.press(hands.form.hand)
    sheet = next(one for one in hands.desk.window.findChildren(Sheet) if one.isVisible())
    hands.pressed("Tom", sheet)
    here = hands.desk.router.here
    assert here is not None
    assert (here.key, dict(here.where)) == ("three_houses", {"file": TOM, "visit": visit_id(draft.group, TOM)})
    hands.desk.router.back()
    assert hands.draft.name == draft.name


def test_adding_with_something_missing_says_what_and_what_was_said_before_is_over(hands: Hands, desk: Desk) -> None:
    hands.begin(TOM)
    desk.say("Added to Maisie’s record.")
    hands.press(hands.form.head.finish)
    assert not [toast for toast in desk.window.findChildren(Toast) if toast.isVisible()]
    assert not hands.finish.not_yet.isVisible()
    hands.press(hands.finish.add_button)
    assert hands.finish.not_yet.isVisible()
    assert "Nothing was added yet. Say what the visit was for. 1 more thing under “What is missing”." in " ".join(
        words_on(hands.finish).split()
    )
    hands.press(hands.finish.missing_buttons()[0])
    place = typing_part(hands.form.places()["purpose", ""])
    hands.bot.waitUntil(place.hasFocus)
    hands.bot.keyClicks(place, "Mornings")
    hands.press(hands.form.head.finish)
    assert not hands.finish.not_yet.isVisible(), "something else is missing now"


def test_a_mistyped_day_never_enters_and_is_missing_until_it_is_mended(hands: Hands, desk: Desk) -> None:
    page = hands.begin()
    assert page.form is not None
    children = page.form.children
    for words, said in (
        (
            "11 November 2026",
            "Change the day of the visit: “11 November 2026” cannot be used. For example, 4 June 2026.",
        ),
        (
            "31 February 2026",
            "Change the day of the visit: “31 February 2026” cannot be used. For example, 4 June 2026.",
        ),
        ("", "Write the day of the visit, for example 4 June 2026."),
    ):
        if not hands.form.about.isVisible():
            hands.form.open_about()
        line = hands.form.about.day.line
        line.setFocus()
        line.selectAll()
        hands.bot.keyClick(line, Qt.Key.Key_Delete)
        hands.bot.keyClicks(line, words)
        assert hands.draft.day is None
        assert hands.form.head.since.words() == "The day is not written yet"
        hands.press(hands.form.head.finish)
        assert said in hands.finish.missing_words()
        hands.bot.waitUntil(lambda: hands.kept() == hands.draft)  # as it was typed, also over a lock
        with pytest.raises(actions.NotComplete):
            actions.add_to_record(desk.records, hands.draft, children, desk.now().date())
        hands.pressed(f"{said} Go there")
        hands.bot.waitUntil(line.hasFocus)
        assert line.text() == words
    hands.bot.keyClicks(hands.form.about.day.line, "9 November 2026")
    assert hands.draft.date == "2026-11-09"
    assert hands.form.head.since.words() == "Monday 9 November"
