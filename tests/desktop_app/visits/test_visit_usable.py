"""The form of a visit for one child and for four, at 100 and 200 %, by keyboard and screen reader."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.shell import tokens
from desktop_app.start.desk import Desk
from desktop_app.visits.view.grid_cells import YesNo
from tests.desktop_app.visits.hands import AYLA, CONTROL, MAISIE, TOM, Hands
from tests.support import made_up
from tests.support.accessibility import called, clipped, problems_in, words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.pictures import settle, wear

COUSIN = next(file for file in made_up.hub(6).children if file not in (MAISIE, TOM, AYLA))
SIZES = {"as on a laptop": (100, QSize(1366, 768)), "200 %": (200, QSize(1366, 768)), "small": (200, QSize(760, 700))}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path_factory.mktemp("visits") / "copy", children=6) as opened:
        yield opened


@pytest.fixture
def hands(desk: Desk, qtbot: QtBot) -> Iterator[Hands]:
    yield Hands(desk, qtbot)
    if tokens.current() != tokens.light():
        wear(tokens.light())
        desk.window.resize(1366, 768)


def write_some(hands: Hands, *files: str) -> None:
    """A visit with a No, two sentences, somebody being written in, and a long purpose."""
    hands.begin(*files)
    hands.write(
        "purpose", "", "See how the mornings are now that Nan comes, and speak about school with everybody there"
    )
    for file in files:
        hands.answer("seen", file, yes=True)
    hands.answer("alone", files[0], yes=False)
    hands.answer("seen", files[-1], yes=len(files) == 1)
    for words in ("The heating was on.", "Gemma was up and dressed, and there was food in the fridge for three days."):
        hands.write("next_sentence", "", words)
        hands.press(hands.form.shared.add_button)
    hands.press(hands.form.who.add_button)
    hands.pressed("Fold away")


@pytest.mark.parametrize(
    ("files", "size"),
    [
        ((MAISIE, TOM, AYLA), "as on a laptop"),
        ((MAISIE, TOM, AYLA, COUSIN), "200 %"),
        ((MAISIE, TOM, AYLA), "small"),
        ((MAISIE,), "small"),
    ],
    ids=["three", "four, large text", "three, large text, small window", "one, large text, small window"],
)
def test_nothing_is_cut_off(hands: Hands, files: tuple[str, ...], size: str) -> None:
    write_some(hands, *files)
    percent, window = SIZES[size]
    wear(tokens.light(percent))
    hands.desk.window.resize(window)
    settle()
    assert clipped(hands.page) == []
    hands.press(hands.form.head.finish)
    settle()
    assert clipped(hands.page) == []


def hindrances(page: QWidget) -> list[str]:
    """What hinders people; the ring of what does not scroll lies in the window, outside the picture of the page."""
    return [said for said in problems_in(page) if "shows no sign" not in said]


def test_everything_is_reached_named_and_large_enough(hands: Hands) -> None:
    write_some(hands, MAISIE, TOM, AYLA)
    assert hindrances(hands.page) == []


def test_the_last_step_is_reached_named_and_large_enough(hands: Hands) -> None:
    hands.begin(MAISIE, TOM)
    hands.press(hands.form.head.finish)
    assert hindrances(hands.page) == []


def test_one_child_needs_no_same_for_all_and_no_about(hands: Hands) -> None:
    write_some(hands, MAISIE)
    read = words_on(hands.page)
    assert "the same for all" not in read
    assert not any(chip.isVisible() for line in hands.form.shared.lines() for chip in line.chips.values())
    assert all(sentence.about == (MAISIE,) for sentence in hands.draft.shared)


def test_four_children_stand_in_groups_and_each_is_answered(hands: Hands) -> None:
    hands.begin(MAISIE, TOM, AYLA, COUSIN)
    settle()
    tops = {file: _top(hands, file) for file in hands.draft.files}
    assert tops[MAISIE] == tops[TOM] == tops[AYLA] < tops[COUSIN]
    hands.answer("seen", COUSIN, yes=True)
    assert hands.draft.parts[COUSIN].seen is True


def _top(hands: Hands, file: str) -> int:
    cell = hands.form.grid.places()["seen", file]
    return cell.mapTo(hands.form.grid, cell.rect().topLeft()).y()


def test_tab_goes_through_the_grid_row_by_row(hands: Hands) -> None:
    hands.begin(MAISIE, TOM)
    hands.answer("seen", MAISIE, yes=True)
    hands.answer("alone", TOM, yes=False)
    cell = hands.form.grid.places()["seen", MAISIE]
    assert isinstance(cell, YesNo)
    cell.parts()[0].setFocus(Qt.FocusReason.TabFocusReason)
    passed = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        passed.append(f"{called(focused)}, {focused.accessibleDescription()}")
        hands.bot.keyClick(focused, Qt.Key.Key_Tab)
    assert passed == [
        "Yes, Seen: Maisie",
        "Yes, Seen: Tom",
        "Seen: the same for all as for Maisie, ",
        "Yes, Seen alone: Maisie",
        "No, Seen alone: Tom",
        "Why was Tom not seen alone?, ",
    ]


def test_the_whole_visit_can_be_written_without_a_mouse(hands: Hands) -> None:
    hands.begin(MAISIE)
    window = hands.desk.window
    purpose = hands.form.about.purpose.line
    hands.bot.waitUntil(lambda: QApplication.focusWidget() is purpose)  # the first thing that is needed
    hands.bot.keyClicks(purpose, "Mornings")
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        name = called(focused)
        if focused.accessibleDescription() in ("Seen: Maisie", "Seen alone: Maisie") and name == "Yes":
            hands.bot.keyClick(focused, Qt.Key.Key_Space)
        elif name == "What did Maisie say, do or show you?":
            hands.bot.keyClicks(focused, "Maisie read to Tom.")
            break
        hands.bot.keyClick(focused, Qt.Key.Key_Tab)
    hands.bot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert hands.finish.missing_words() == []
    hands.bot.waitUntil(hands.finish.isVisible)  # once all that was typed is kept


def test_with_large_text_each_step_has_its_own_way_back_in_the_bar(hands: Hands) -> None:
    hands.desk.go("children")
    hands.begin(MAISIE)
    wear(tokens.light(200))
    assert "The visit" not in words_on(hands.desk.window.bar)
    hands.press(hands.form.head.finish)
    assert "The visit" in words_on(hands.desk.window.bar)
    hands.pressed("Back to The visit", hands.desk.window.bar)
    assert hands.form.isVisible()
    assert "The visit" not in words_on(hands.desk.window.bar)
    hands.pressed("Back to the page before", hands.desk.window.bar)
    here = hands.desk.router.here
    assert here is not None
    assert here.key == "children"
