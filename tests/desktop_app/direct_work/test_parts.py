"""Parts of direct work by themselves: the worker's page, names of houses, pictures, people, ratings, the PIN's sheet."""

import datetime
from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from casework.ink import Point, Stroke
from casework.kinds.direct_work import Sharing
from casework.kinds.mapping import Score
from desktop_app.direct_work.draft import Said, SessionDraft, new_session
from desktop_app.direct_work.houses import House, first_touched_first
from desktop_app.direct_work.queries import OwnRating, PersonToAsk
from desktop_app.direct_work.view.drawing_picture import DrawingPicture, sheet_for
from desktop_app.direct_work.view.house_name import HouseName
from desktop_app.direct_work.view.own_ratings import OwnRatings
from desktop_app.direct_work.view.person_card import PersonCard
from desktop_app.direct_work.view.session_page import SessionPage
from desktop_app.direct_work.view.three_houses_room import ThreeHousesRoom
from desktop_app.direct_work.view.warm_line import wobbled
from desktop_app.opening.view.pin_sheet import PinSheet
from desktop_app.shell.controls import TextLink
from tests.support import pictures
from tests.support.accessibility import called, words_on
from tests.support.pictures import Ground

NOW = datetime.datetime(2026, 6, 9, 16, 10)  # noqa: DTZ001 local time, as the laptop's clock shows it
MUM = PersonToAsk("a", "Mum", "mother, not to be told where Dad lives")


def line(*places: tuple[int, int], colour: str = "teal") -> Stroke:
    return Stroke(colour, 150, tuple(Point(x, y, at * 10, 500) for at, (x, y) in enumerate(places)))


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[SessionPage]:
    made = SessionPage()
    ground = Ground(made)
    qtbot.addWidget(ground)
    yield made
    ground.close()


def show(page: SessionPage, **values: object) -> SessionDraft:
    draft = msgspec.structs.replace(new_session("file", NOW), **values)
    page.show_session(draft, "Ella", (MUM,))
    pictures.settle()
    return draft


# -- the worker's page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "sentence", "field"),
    [
        ({}, "Say whether Ella was alone with you.", "Alone with you"),
        ({"alone": True}, "Say whether you told Ella", "Did you say what you must pass on?"),
        ({"alone": False, "limits_explained": True}, "Say who else was there", "Who else was there"),
    ],
)
def test_what_is_missing_leads_to_its_field(
    page: SessionPage, answers: dict[str, bool], sentence: str, field: str
) -> None:
    show(page, observation="She drew.", **answers)
    link = next(one for one in page.missing.findChildren(TextLink) if sentence in called(one))
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    reached = QApplication.focusWidget()
    assert reached is not None
    around = [reached.accessibleName(), reached.accessibleDescription()]
    assert any(field in words for words in around), around


def test_add_to_record_leads_to_the_first_thing_missing_and_adds_nothing(page: SessionPage) -> None:
    show(page, observation="She drew.", alone=True)
    added: list[bool] = []
    page.added.connect(lambda: added.append(True))
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    assert not added
    page.facts.limits._parts["yes"].click()
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    assert added == [True]
    assert not page.add_button.isEnabled()
    page.show_trouble("The disk is full. Nothing was added.")
    assert page.add_button.isEnabled()
    assert "The disk is full." in words_on(page)


def test_what_was_seen_and_what_is_made_of_it_are_kept_apart(page: SessionPage) -> None:
    show(page)
    kept: list[SessionDraft] = []
    page.changed.connect(kept.append)
    QTest.keyClicks(page.observation.paper, "Quiet.")
    QTest.keyClicks(page.analysis.paper, "Tired?")
    QTest.keyClicks(page.told_next.paper, "I come back.")
    QTest.keyClicks(page.facts.texts["place"].line, "school")
    last = kept[-1]
    assert (last.observation, last.analysis, last.told_next, last.place) == (
        "Quiet.",
        "Tired?",
        "I come back.",
        "school",
    )


def test_a_choice_made_without_the_limits_is_said_not_to_count(page: SessionPage) -> None:
    show(page, observation="She drew.")
    page.facts.limits._parts["no"].click()
    assert "nothing a child chooses about who may see counts" in words_on(page)
    page.facts.limits._parts["yes"].click()
    assert "nothing a child chooses" not in words_on(page)


def test_the_house_touched_first_stands_first(page: SessionPage) -> None:
    said = (Said("a", "good", right=True), Said("b", "dreams", right=True, may_see=Sharing("everyone")))
    show(page, said=said, started_with="dreams", houses={"dreams": "Wen I am 9"})
    words = words_on(page.words)
    assert words.index("Wen I am 9, begun with") < words.index("Good things")
    assert first_touched_first("worries") == (House.WORRIES, House.GOOD, House.DREAMS)
    assert first_touched_first("") == tuple(House)


def test_a_session_that_is_over_cannot_be_handed_over(page: SessionPage) -> None:
    show(page)
    page.show_ended("This session stands in the record now.")
    assert page.draft() is None
    assert not page.hand.isVisible()
    assert "stands in the record now" in words_on(page)


def test_what_was_asked_before_it_was_over_may_be_answered_afterwards(page: SessionPage) -> None:
    show(page)
    page.show_ended("This session stands in the record now.")
    pictures.settle()
    page.show_scenes({})
    page.show_pin(has_pin=True)
    page.show_saved(datetime.datetime(2026, 11, 26, 10, 42))  # noqa: DTZ001 (the clock of this laptop)
    assert words_on(page).rstrip().endswith("stands in the record now.")


# -- the child's parts ----------------------------------------------------------------------------------------------


@pytest.fixture
def name(qtbot: QtBot) -> HouseName:
    made = HouseName(House.DREAMS)
    qtbot.addWidget(made)
    made.resize(300, 64)
    made.show()
    made.show_name("Wen I am 9")
    return made


def test_the_pencil_goes_before_a_letter_of_a_houses_name(name: HouseName) -> None:
    name.show_name("Good things")
    name.resize(150, 64)
    assert name.words_seen() == "Good things"


def test_escape_leaves_a_house_the_name_it_had(name: HouseName) -> None:
    given: list[str] = []
    name.named.connect(given.append)
    QTest.mouseClick(name._chip, Qt.MouseButton.LeftButton)
    QTest.keyClicks(name._line, " or ten")
    QTest.keyClick(name._line, Qt.Key.Key_Escape)
    assert given == []
    assert name.name() == "Wen I am 9"


def test_an_emptied_name_gives_a_house_its_own_back(name: HouseName) -> None:
    given: list[str] = []
    name.named.connect(given.append)
    QTest.mouseClick(name._chip, Qt.MouseButton.LeftButton)
    name._line.selectAll()
    QTest.keyClick(name._line, Qt.Key.Key_Delete)
    QTest.keyClick(name._line, Qt.Key.Key_Return)
    assert given == [""]
    assert name.name() == "Dreams"


def test_a_person_is_undecided_may_see_and_may_not_by_turns(qtbot: QtBot) -> None:
    card = PersonCard(MUM, 0)
    qtbot.addWidget(card)
    said: list[tuple[str, object]] = []
    card.decided.connect(lambda key, may: said.append((key, may)))
    for _ in range(3):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert said == [("a", True), ("a", False), ("a", None)]
    assert "not decided, so no" in called(card)
    assert "where Dad lives" not in called(card)


def test_a_room_made_small_shows_the_ordinary_page_in_it(qtbot: QtBot) -> None:
    room = ThreeHousesRoom(new_session("file", NOW), (MUM,))
    qtbot.addWidget(room, before_close_func=lambda widget: setattr(widget, "_may_close", True))
    room.show()
    room.setWindowState(Qt.WindowState.WindowMinimized)
    pictures.settle()
    assert room.shown() is room.hidden_drawing


def test_what_could_not_be_kept_is_said_on_the_childs_page(qtbot: QtBot) -> None:
    room = ThreeHousesRoom(new_session("file", NOW), (MUM,))
    qtbot.addWidget(room, before_close_func=lambda widget: setattr(widget, "_may_close", True))
    room.show()
    room.say_trouble("The disk is full. Give the laptop back.")
    assert "The disk is full." in words_on(room)


# -- pictures and ratings -------------------------------------------------------------------------------------------


def colours_of(widget: QWidget) -> set[str]:
    image: QImage = pictures.picture(widget)
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


def test_a_drawing_fills_its_frame_in_the_colours_it_was_drawn_in(qtbot: QtBot) -> None:
    drawing = DrawingPicture("Drawing", (line((1000, 1000), (3000, 3000), (1000, 4000)),), wide=200, high=160)
    qtbot.addWidget(drawing)
    drawing.show()
    assert QColor("#1C8085").name() in colours_of(drawing)
    drawing.show_strokes((line((1000, 1000), (3000, 3000), colour="pink"),))
    seen = colours_of(drawing)
    assert QColor("#D46A92").name() in seen
    assert QColor("#1C8085").name() not in seen


def test_a_drawing_keeps_its_proportions_and_a_dot_stays_a_dot() -> None:
    frame = QRectF(0, 0, 400, 300)
    for strokes in ((line((1000, 1000), (9000, 9000)),), (line((5000, 5000)),), (line((100, 100), (100, 9900)),)):
        sheet = sheet_for(strokes, frame, 10)
        assert sheet.width() / sheet.height() == pytest.approx(16 / 9)
    assert sheet_for((line((5000, 5000)),), frame, 10).width() < 400 * 8


def test_the_warm_line_is_the_same_every_day_and_keeps_its_ends() -> None:
    points = [QPointF(0, 0), QPointF(200, 0), QPointF(200, 150)]
    one, same, other = (wobbled(points, 1.6, seed) for seed in (4, 4, 5))
    assert one == same
    assert one != other
    end = one.currentPosition()
    assert abs(end.x() - 200) <= 0.8
    assert abs(end.y() - 150) <= 0.8


def test_not_asked_not_said_and_a_number_are_told_apart(qtbot: QtBot) -> None:
    days = [datetime.date(2026, 6, day) for day in (2, 4, 9)]
    ratings = (
        OwnRating(days[2], "At home", Score(3, words="spiky")),
        OwnRating(days[1], "At home", Score(said="did not want to say")),
        OwnRating(days[0], "At school", Score(9)),
    )
    grid = OwnRatings()
    qtbot.addWidget(grid)
    grid.show()
    grid.show_ratings("Ella", ratings)
    said = [label.text() for label in grid.findChildren(QLabel)]
    assert said.count("not asked") == 3
    assert said.count("did not want to say") == 1
    assert "“spiky”" in words_on(grid)
    assert [words for words in said if "of 10" in words] == ["3 of 10", "9 of 10"]
    grid.show_ratings("Ella", ())
    assert "Ella has not been asked yet" in words_on(grid)


# -- the PIN's sheet ------------------------------------------------------------------------------------------------


def test_a_pin_is_kept_only_when_it_was_typed_twice_the_same(page: SessionPage) -> None:
    sheet = PinSheet(page, has_pin=False)
    sheet.show_over()
    chosen: list[str] = []
    sheet.chosen.connect(lambda digits, _passphrase: chosen.append(digits))
    QTest.keyClicks(sheet.first.line, "704162")
    QTest.keyClicks(sheet.again.line, "704163")
    QTest.mouseClick(sheet.keep_button, Qt.MouseButton.LeftButton)
    assert chosen == []
    assert "The two are not the same." in words_on(sheet)
    QTest.keyClicks(sheet.again.line, "704162")
    QTest.keyClick(sheet.again.line, Qt.Key.Key_Return)
    assert chosen == ["704162"]
    sheet.say("Anybody would try that one first. Choose another.")
    assert sheet.first.value() == sheet.again.value() == ""
    assert "Anybody would try that one first." in words_on(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
