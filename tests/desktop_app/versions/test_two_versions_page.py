"""The page of two versions: nothing chosen at first, the button says what it will do, closing settles nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.editing import edit
from casework.kinds.plans import Action
from casework.kinds.work import CaseNote
from desktop_app.start.desk import Desk
from desktop_app.versions.view.two_versions_page import TwoVersionsPage
from tests.support.accessibility import assert_usable
from tests.support.copies import CHILD, put
from tests.support.daybooks import open_daybook
from tests.support.two_versions import THEIR_PEN, know_colleague, write_apart

THEIRS, OURS = "Nan on Tuesdays. Lee on the other days.", "Nan every day until Christmas."


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    with open_daybook(tmp_path) as desk:
        know_colleague(desk.vault)
        write_apart(desk.vault, desk.records, Action(what="Gemma."), {"what": THEIRS}, {"what": OURS})
        yield desk


def opened(desk: Desk, qtbot: QtBot) -> TwoVersionsPage:
    desk.go("two_versions", file=CHILD)
    page = desk.window.view()
    assert isinstance(page, TwoVersionsPage)
    qtbot.waitUntil(lambda: len(page._cards) == 2)
    return page


def stands(desk: Desk) -> str | None:
    (found,) = desk.records.records(CHILD, Action)
    return found.value.what


def test_both_are_shown_alike_and_nothing_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    assert {card.text.words() for card in page._cards} == {THEIRS, OURS}
    assert page._group.checkedButton() is None
    assert not page._button.isEnabled()
    assert page.back_link is not None
    assert page.back_link.words() == "Ella Hart"
    assert_usable(desk.window)


def test_by_keyboard_alone_one_is_used(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    theirs = next(card for card in page._cards if card.text.words() == THEIRS)
    theirs.radio.setFocus()
    qtbot.keyClick(theirs.radio, Qt.Key.Key_Space)
    assert page._button.words() == "Use Dev’s version"
    qtbot.keyClicks(page._why.line, "Dev rang Nan.")
    qtbot.keyClick(page._why.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stands(desk) == THEIRS)
    qtbot.waitUntil(lambda: page._question is None)
    qtbot.waitUntil(lambda: desk.window.side.items["waiting"].count == 1)


def test_closing_settles_nothing(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    qtbot.mouseClick(page._cards[0].radio, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page._close, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.window.view() is not page)
    assert stands(desk) is None
    assert len(desk.records.two_versions()) == 1


def test_a_new_answer_must_be_written_before_it_is_used(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    qtbot.mouseClick(page._new, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page._button, Qt.MouseButton.LeftButton)
    assert page._words.error() == "Write the new answer first."
    qtbot.keyClicks(page._words.paper, "School asks who came.")
    qtbot.mouseClick(page._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stands(desk) == "School asks who came.")


def test_both_are_kept_in_a_note(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    qtbot.mouseClick(page._both, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.records.records(CHILD, CaseNote)) == 1)
    assert len(desk.records.two_versions()) == 1


def test_a_third_version_that_comes_meanwhile_is_shown_and_what_was_typed_stays(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    qtbot.keyClicks(page._why.line, "Nan told me")
    (question,) = (page._question,)
    assert question is not None
    base = desk.records.history(CHILD, "action", question.record)[0]
    state = desk.records.state(CHILD, "action", question.record)
    put(desk.vault, edit(CHILD, state, {"what": (base.id,)}, {"what": "Aunt Jo."}, THEIR_PEN))
    desk.tell((CHILD,))
    qtbot.waitUntil(lambda: len(page._cards) == 3)
    assert page._why.value() == "Nan told me"
    assert not page._button.isEnabled()
