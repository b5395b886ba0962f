"""The end of a visit: who is named and not of this family is pointed out, and a visit written days later asks why."""

import datetime
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.kinds.visits import SharedWords, Visit
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.start.desk import Desk
from desktop_app.visits.actions import NotComplete, add_to_record
from desktop_app.visits.draft import PersonPresent, SharedSentence, VisitChild, VisitDraft, missing, new_draft
from desktop_app.visits.entries import entries
from desktop_app.visits.named import named_in_visit
from desktop_app.visits.view.places import typing_part
from tests.desktop_app.visits.hands import AYLA, CONTROL, MAISIE, TOM, Hands
from tests.support import made_up
from tests.support.accessibility import assert_usable
from tests.support.daybooks import open_made_up_daybook

BOTH = (VisitChild(MAISIE, "Maisie"), VisitChild(AYLA, "Ayla"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path_factory.mktemp("named") / "copy") as opened:
        yield opened


@pytest.fixture
def hands(desk: Desk, qtbot: QtBot) -> Hands:
    return Hands(desk, qtbot)


def visit(day: datetime.date = made_up.TODAY, about: tuple[str, ...] = (MAISIE, AYLA)) -> VisitDraft:
    draft = new_draft((MAISIE, AYLA), day).with_values(purpose="Mornings").same_for_all(seen=True, alone=True)
    draft = draft.with_part(MAISIE, own_part="Maisie read.").with_part(AYLA, own_part="Ayla slept.")
    return draft.with_values(shared=(SharedSentence("Kofi has Ayla on Sundays.", about),))


def test_a_sentence_about_kofi_does_not_slip_into_maisies_file(desk: Desk) -> None:
    draft = visit()
    (kofi,) = named_in_visit(desk.records, draft)
    assert (kofi.name, kofi.files, kofi.place[0]) == ("Kofi", (MAISIE,), "shared")
    with pytest.raises(NotComplete, match="Kofi is named in what enters Maisie’s file"):
        add_to_record(desk.records, draft, BOTH, made_up.TODAY)
    assert named_in_visit(desk.records, visit(about=(AYLA,))) == ()
    assert named_in_visit(desk.records, draft.with_name_kept(kofi.key)) == ()


def test_who_was_there_may_be_named_in_every_file(desk: Desk) -> None:
    there = visit().with_values(present=(PersonPresent("Kofi Mensah", "Ayla’s dad"),))
    assert named_in_visit(desk.records, there) == ()


def test_at_the_end_it_is_changed_or_kept_and_only_then_added(hands: Hands) -> None:
    hands.begin(MAISIE)
    hands.write("purpose", "", "Mornings")
    for field in ("seen", "alone"):
        hands.answer(field, MAISIE, yes=True)
    hands.write("own_part", MAISIE, "Maisie likes Kofi.")
    hands.write("next_sentence", "", "Kofi rang.")
    hands.bot.keyClick(hands.page, Qt.Key.Key_Return, CONTROL)
    named = hands.finish.named
    hands.bot.waitUntil(lambda: len(named.words()) == 2)
    assert_usable(hands.desk.window)
    hands.bot.keyClick(hands.page, Qt.Key.Key_Return, CONTROL)
    assert QApplication.focusWidget() is named.buttons()[0]
    hands.press(named.buttons()[1])  # Maisie's own words stay as she said them
    hands.bot.waitUntil(lambda: len(named.words()) == 1)
    hands.press(named.buttons()[0])
    (sentence,) = hands.draft.shared
    place = typing_part(hands.form.places()["shared", sentence.group.hex()])
    hands.bot.waitUntil(lambda: QApplication.focusWidget() is place)
    hands.bot.keyClick(place, Qt.Key.Key_A, CONTROL)
    hands.bot.keyClicks(place, "Somebody rang.")
    hands.bot.keyClick(place, Qt.Key.Key_Return, CONTROL)
    hands.bot.waitUntil(lambda: named.words() == [])
    group = hands.draft.group
    hands.press(hands.finish.add_button)
    hands.bot.waitUntil(lambda: isinstance(hands.desk.window.view(), ChildPage))
    (added,) = [one for one in hands.desk.records.records(MAISIE, Visit) if one.value.group == group]
    assert added.value.own_part == "Maisie likes Kofi."
    assert [one.value.text for one in hands.desk.records.records(MAISIE, SharedWords) if one.unsent] == [
        "Somebody rang."
    ]


def test_written_days_later_it_asks_why_and_says_so(hands: Hands) -> None:
    day = made_up.TODAY - datetime.timedelta(days=3)
    draft = visit(day, (AYLA,))
    assert [one.field for one in missing(draft, BOTH, made_up.TODAY)] == ["late_because"]
    assert missing(draft, BOTH, day + datetime.timedelta(days=1)) == ()
    hands.desk.records.drafts.keep(draft.name, MAISIE, "visit", draft)
    hands.open(draft.name)
    hands.bot.keyClick(hands.page, Qt.Key.Key_Return, CONTROL)
    assert hands.finish.missing_words() == ["Say why it is written down only now."]
    hands.press(hands.finish.missing_buttons()[0])
    line = typing_part(hands.finish.late.why)
    hands.bot.waitUntil(lambda: QApplication.focusWidget() is line)
    hands.bot.keyClicks(line, "I was ill.")
    assert hands.finish.missing_words() == []
    hands.press(hands.finish.add_button)
    hands.bot.waitUntil(lambda: isinstance(hands.desk.window.view(), ChildPage))
    entry = next(one for one in entries(hands.desk.records, MAISIE) if one.on == day and one.is_visit)
    assert ("late", "I was ill.") in [(part.what, part.words) for part in entry.parts]


def test_a_reason_typed_before_the_day_was_put_right_is_not_kept(desk: Desk) -> None:
    draft = visit(about=(AYLA,)).with_values(late_because="I was ill.")
    add_to_record(desk.records, draft, BOTH, made_up.TODAY)
    (added,) = [one for one in desk.records.records(AYLA, Visit) if one.value.group == draft.group]
    assert added.value.late_because is None


def test_tom_may_be_named_in_his_sisters_file(desk: Desk) -> None:
    draft = visit(about=(AYLA,)).with_part(MAISIE, own_part="Maisie read to Tom.")
    assert TOM not in draft.files
    assert named_in_visit(desk.records, draft) == ()
