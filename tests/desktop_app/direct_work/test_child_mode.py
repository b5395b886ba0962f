"""Child mode as a child uses it: drawing, telling, reading back, choosing who may see, hiding, stopping; and no way out."""

import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.direct_work import Sharing
from desktop_app.direct_work.draft import SessionDraft, new_session
from desktop_app.direct_work.houses import House, house_at
from desktop_app.direct_work.queries import PersonToAsk
from desktop_app.direct_work.view.childs_button import ChildsButton
from desktop_app.direct_work.view.said_card import SaidCard
from desktop_app.direct_work.view.three_houses_room import ThreeHousesRoom
from desktop_app.shell import tokens
from tests.desktop_app.direct_work.hands import PenHand
from tests.support import pictures
from tests.support.accessibility import called, problems_in, words_on

NOW = datetime.datetime(2026, 6, 9, 16, 10)  # noqa: DTZ001 local time, as the laptop's clock shows it
WORDS = "I hide in the wardrob wen they showt"
PEOPLE = (PersonToAsk("a", "Mum", "mother"), PersonToAsk("b", "Nan", "grandmother"), PersonToAsk("c", "Lee", "father"))


class Kept:
    """The last draft that was handed out to be kept, and how many were."""

    def __init__(self, room: ThreeHousesRoom) -> None:
        self.drafts: list[SessionDraft] = []
        room.changed.connect(self.drafts.append)

    @property
    def last(self) -> SessionDraft:
        return self.drafts[-1]


@pytest.fixture
def room(qtbot: QtBot) -> ThreeHousesRoom:
    made = ThreeHousesRoom(new_session("file", NOW), PEOPLE)
    qtbot.addWidget(made, before_close_func=lambda widget: setattr(widget, "_may_close", True))
    made.resize(1366, 768)
    made.show()
    pictures.settle()
    return made


def press(within: QWidget, words: str) -> None:
    """Press the button that says this, as a finger or mouse would."""
    (button,) = [one for one in within.findChildren(ChildsButton) if one.words() == words and one.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    pictures.settle()


def draw_in(room: ThreeHousesRoom, across: float, down: float = 0.6) -> None:
    canvas = room.houses.canvas
    box = canvas.sheet_box()
    x, y = box.left() + across * box.width(), box.top() + down * box.height()
    PenHand(canvas).draw([(x, y), (x + 20, y + 30), (x + 5, y + 50)], [0.3, 0.6, 0.9])


def tell(room: ThreeHousesRoom, words: str, house: str = "Worries") -> None:
    QTest.mouseClick(room.houses.tools.type, Qt.MouseButton.LeftButton)
    pictures.settle()
    press(room.houses.words, house)
    typing = QApplication.focusWidget()
    assert typing is not None
    QTest.keyClicks(room.houses.words._paper.lines, words)


def cards(room: ThreeHousesRoom) -> list[str]:
    return [card.accessibleName() for card in room.houses.words.findChildren(SaidCard) if card.isVisible()]


# -- drawing ------------------------------------------------------------------------------------------------------


def test_every_stroke_is_handed_out_to_be_kept_at_once(room: ThreeHousesRoom) -> None:
    kept = Kept(room)
    draw_in(room, 0.8)
    draw_in(room, 0.1)
    assert [len(draft.strokes) for draft in kept.drafts] == [1, 2]
    assert kept.last.drawn() == room.houses.canvas.strokes
    assert kept.last.started_with == "dreams"
    assert "You started with dreams" in words_on(room)


def test_what_is_rubbed_out_taken_back_and_done_again_is_kept_so(room: ThreeHousesRoom) -> None:
    kept = Kept(room)
    tools = room.houses.tools
    draw_in(room, 0.2)
    draw_in(room, 0.5)
    QTest.mouseClick(tools.undo, Qt.MouseButton.LeftButton)
    assert len(kept.last.strokes) == 1
    QTest.mouseClick(tools.redo, Qt.MouseButton.LeftButton)
    assert len(kept.last.strokes) == 2
    QTest.mouseClick(tools.rub, Qt.MouseButton.LeftButton)
    draw_in(room, 0.5)
    assert [house_at(stroke.points[0]) for stroke in kept.last.drawn()] == [House.GOOD]


def test_a_mouse_draws_in_the_crayon_that_was_taken(room: ThreeHousesRoom) -> None:
    kept = Kept(room)
    wells = room.houses.crayons.findChildren(QWidget)
    teal = next(well for well in wells if called(well) == "Teal crayon")
    QTest.mouseClick(teal, Qt.MouseButton.LeftButton)
    QTest.mouseClick(room.houses.tools.crayon, Qt.MouseButton.LeftButton)
    canvas = room.houses.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    QTest.mouseMove(canvas, QPoint(420, 330))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(420, 330))
    (stroke,) = kept.last.drawn()
    assert (stroke.colour, stroke.width) == ("teal", 150)


def test_nothing_is_made_anew_in_the_panel_while_a_child_draws_on(room: ThreeHousesRoom) -> None:
    draw_in(room, 0.2)
    before = room.houses.words.findChildren(SaidCard)
    draw_in(room, 0.25)
    assert room.houses.words.findChildren(SaidCard) == before


def test_a_child_gives_a_house_another_name_by_keyboard(room: ThreeHousesRoom) -> None:
    kept = Kept(room)
    name = room.houses.names[House.DREAMS]
    name._chip.setFocus()
    QTest.keyClick(name._chip, Qt.Key.Key_Return)
    QTest.keyClicks(name._line, "Wen I am 9")
    QTest.keyClick(name._line, Qt.Key.Key_Return)
    assert kept.last.houses == {"dreams": "Wen I am 9"}
    assert kept.last.started_with == "dreams"
    assert "You started with “Wen I am 9”" in words_on(room)


# -- telling ------------------------------------------------------------------------------------------------------


def test_words_are_kept_letter_by_letter_and_spelled_as_they_were(room: ThreeHousesRoom) -> None:
    kept = Kept(room)
    tell(room, WORDS)
    assert [draft.said[0].words for draft in kept.drafts if draft.said][:3] == ["I", "I ", "I h"]
    (said,) = kept.last.said
    assert (said.words, said.house, said.right) == (WORDS, "worries", None)


def test_words_count_once_the_child_said_yes_and_no_longer_once_they_are_changed(room: ThreeHousesRoom) -> None:
    kept = Kept(room)
    tell(room, WORDS)
    press(room.houses.words, "Read it back")
    assert "Did I get it right?" in words_on(room)
    assert not kept.last.said[0].counts
    press(room.houses.words, "Yes, that’s right")
    assert kept.last.said[0].counts
    QTest.mouseClick(room.houses.words.findChildren(SaidCard)[0], Qt.MouseButton.LeftButton)
    pictures.settle()
    press(room.houses.words, "Change it")
    QTest.keyClicks(room.houses.words._paper.lines, "!")
    assert not kept.last.said[0].counts


def test_what_was_taken_away_can_be_brought_back(room: ThreeHousesRoom) -> None:
    kept = Kept(room)
    tell(room, WORDS)
    press(room.houses.words, "Read it back")
    press(room.houses.words, "Take it away")
    assert kept.last.said == ()
    press(room.houses.words, "Bring it back")
    assert [said.words for said in kept.last.said] == [WORDS]


def test_one_answer_is_not_taken_for_another_when_words_are_typed_one_after_the_other(room: ThreeHousesRoom) -> None:
    kept = Kept(room)
    tell(room, "nan reeds to me", "Good things")
    press(room.houses.words, "Read it back")
    press(room.houses.words, "Yes, that’s right")
    tell(room, WORDS)
    press(room.houses.words, "Read it back")
    assert [(said.words, said.counts) for said in kept.last.said] == [("nan reeds to me", True), (WORDS, False)]


# -- who may see --------------------------------------------------------------------------------------------------


def test_a_child_picks_who_may_see_and_hears_it_said_back(room: ThreeHousesRoom) -> None:
    kept = Kept(room)
    tell(room, WORDS)
    press(room.houses.words, "Read it back")
    press(room.houses.words, "Who may see it")
    asking = room.asking
    assert room.shown() is asking
    assert not asking.right.isEnabled()
    assert "Until you choose, only me and the people I work with can see it." in words_on(room)
    assert "I have to tell people whose job is to help" in words_on(room)
    press(asking, "Only the people I pick")
    QTest.mouseClick(asking.cards["a"], Qt.MouseButton.LeftButton)
    for _ in range(2):
        QTest.keyClick(asking.cards["c"], Qt.Key.Key_Return)
    assert "So: Mum may see it. Lee will not." in words_on(room)
    assert "Nan: not until you say." in words_on(room)
    press(asking, "That’s right")
    assert kept.last.said[0].may_see == Sharing("picked", {"a": True, "c": False})
    assert room.shown() is room.houses


def test_later_leaves_it_with_professionals_only(room: ThreeHousesRoom) -> None:
    kept = Kept(room)
    tell(room, WORDS)
    press(room.houses.words, "Read it back")
    press(room.houses.words, "Who may see it")
    press(room.asking, "Everyone who helps me")
    press(room.asking, "I will choose later")
    assert kept.last.said[0].may_see is None


@pytest.mark.parametrize("how_much", ["Just the words", "All of it"])
def test_words_with_a_drawing_beside_them_just_the_words_or_all_of_it(room: ThreeHousesRoom, how_much: str) -> None:
    kept = Kept(room)
    draw_in(room, 0.5)
    tell(room, WORDS)
    press(room.houses.words, "Read it back")
    press(room.houses.words, "Who may see it")
    press(room.asking, how_much)
    press(room.asking, "Ask me first, every time")
    press(room.asking, "That’s right")
    assert kept.last.said[0].may_see == Sharing("ask_first")
    drawing = {"worries": Sharing("ask_first")} if how_much == "All of it" else {}
    assert kept.last.drawings_may_see == drawing


# -- hide, stop, and no way out -----------------------------------------------------------------------------------


def test_hide_shows_an_ordinary_drawing_page_without_a_trace(room: ThreeHousesRoom) -> None:
    tell(room, WORDS)
    press(room, "Hide")
    said = words_on(room)
    assert room.shown() is room.hidden_drawing
    assert all(trace not in said for trace in ("wardrob", "Three houses", "Worries", "Hide", "PIN", "What you told me"))
    assert "Stop" in said
    press(room, "Stop")
    assert all(trace not in words_on(room) for trace in ("wardrob", "Three houses", "Worries"))
    press(room, "I want to go on")
    assert room.shown() is room.hidden_drawing


def test_only_the_worker_brings_the_hidden_page_back(room: ThreeHousesRoom) -> None:
    given: list[str] = []
    room.pin_given.connect(given.append)
    press(room, "Hide")
    press(room, "Stop")
    press(room, "For the grown-up who brought it")
    QTest.keyClicks(room.door, "135790")
    assert given == ["135790"]
    room.open_door()
    assert room.isVisible()
    press(room, "Back to what we were doing")
    assert room.shown() is room.houses


@pytest.mark.parametrize("page", ["houses", "hidden_drawing", "asking", "stopped", "door"])
def test_no_key_of_the_program_and_no_closing_leaves(room: ThreeHousesRoom, page: str) -> None:
    left: list[bool] = []
    room.left.connect(lambda: left.append(True))
    room._stack.setCurrentWidget(room.houses if page == "houses" else getattr(room, page))
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    for key, with_ in (
        (Qt.Key.Key_1, control),
        (Qt.Key.Key_L, control),
        (Qt.Key.Key_W, control),
        (Qt.Key.Key_Q, control),
        (Qt.Key.Key_Left, alt),
        (Qt.Key.Key_F4, alt),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(room, key, with_)
    event = QCloseEvent()
    QApplication.sendEvent(room, event)
    assert not event.isAccepted()
    assert room.isVisible()
    assert not left


def test_another_program_on_the_screen_finds_the_ordinary_page(room: ThreeHousesRoom, qapp: QApplication) -> None:
    tell(room, WORDS)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert room.shown() is room.hidden_drawing
    assert room.draft().said[0].words == WORDS


def test_after_three_wrong_pins_only_the_passphrase_opens(room: ThreeHousesRoom) -> None:
    given: list[str] = []
    room.passphrase_given.connect(given.append)
    room.stop()
    press(room, "For the grown-up who brought it")
    for digit in "123456":
        QTest.mouseClick(room.door.keys[digit], Qt.MouseButton.LeftButton)
    room.ask_passphrase("That was the third wrong PIN.")
    press(room, "Go back")
    press(room, "For the grown-up who brought it")
    assert "The worker’s passphrase" in words_on(room)
    QTest.keyClicks(room.door.passphrase.line, "seven quiet herons")
    QTest.keyClick(room.door.passphrase.line, Qt.Key.Key_Return)
    assert given == ["seven quiet herons"]
    room.open_door()
    assert not room.isVisible()


# -- everybody ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("page", ["houses", "reading", "asking", "hidden_drawing", "stopped", "door"])
def test_every_page_can_be_used_by_keyboard_screen_reader_and_finger(
    room: ThreeHousesRoom, page: str, percent: int
) -> None:
    pictures.wear(tokens.light(percent))
    try:
        draw_in(room, 0.5)
        tell(room, WORDS)
        press(room.houses.words, "Read it back")
        if page == "asking":
            press(room.houses.words, "Who may see it")
            press(room.asking, "Only the people I pick")
        elif page != "reading":
            room.houses.words.show_list()
            room._stack.setCurrentWidget(room.houses if page == "houses" else getattr(room, page))
        assert problems_in(room) == []
        small = [
            f"{called(one)} {one.width()} × {one.height()}"
            for one in room.shown().findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()
            if isinstance(one, ChildsButton | SaidCard) and min(one.width(), one.height()) < tokens.TARGET_CHILD
        ]
        assert small == []
    finally:
        pictures.wear(tokens.light())
