"""Today in the window: the day by keyboard and screen reader, into a visit, an appointment added, changed, withdrawn."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casework.kinds.appointments import Appointment
from demo.staff import COORDINATOR
from desktop_app.shell import tokens
from desktop_app.shell.controls import Button, TextField
from desktop_app.start.desk import Desk
from desktop_app.today.arrangement import name_for_new
from desktop_app.today.view.appointment_page import AppointmentPage
from desktop_app.today.view.today_page import TodayPage
from desktop_app.today.view.withdraw_sheet import WithdrawSheet
from desktop_app.visits.view.visit_page import VisitPage
from tests.support import made_up
from tests.support.accessibility import clipped, problems_in, words_on
from tests.support.daybooks import open_empty_daybook, open_made_up_daybook
from tests.support.pictures import settle, wear

MAISIE, TOM, AYLA = made_up.hub().showcase


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path / "copy", children=14) as opened:
        opened.window.show()
        yield opened


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[TodayPage]:
    desk.go("today")
    found = desk.window.view()
    assert isinstance(found, TodayPage)
    qtbot.waitUntil(lambda: bool(found.cards))
    yield found
    if tokens.current() != tokens.light():
        wear(tokens.light())
    desk.window.resize(1366, 768)


def form_page(desk: Desk, qtbot: QtBot, *, new: bool) -> AppointmentPage:
    found = desk.window.view()
    assert isinstance(found, AppointmentPage)
    qtbot.waitUntil(lambda: (form := found.form()) is not None and form.is_new is new and bool(found.ticks))
    return found


def button(under: QWidget, words: str) -> Button:
    settle()
    return next(one for one in under.findChildren(Button) if one.words() == words and one.isVisible())


def type_into(page: AppointmentPage, field: str, words: str) -> None:
    line = page.fields[field]
    assert isinstance(line, TextField)
    line.line.setText(words)


def test_it_is_where_daybook_opens_and_says_the_day(page: TodayPage) -> None:
    assert page.header.title.words() == "Tuesday 10 November"
    read = words_on(page)
    for words in ("Maisie and Tom Hart, Ayla Hart-Mensah", "in 8 min", "Visit Reuben Castle", "Bring back her drawing"):
        assert words in read


@pytest.mark.parametrize(("percent", "size"), [(100, (1366, 768)), (200, (1366, 768)), (200, (760, 700))])
def test_nothing_of_the_day_is_cut_off(desk: Desk, page: TodayPage, percent: int, size: tuple[int, int]) -> None:
    wear(tokens.light(percent))
    desk.window.resize(QSize(*size))
    settle()
    assert clipped(page) == []


def test_everything_of_the_day_is_reached_named_and_large_enough(page: TodayPage) -> None:
    assert [said for said in problems_in(page) if "shows no sign" not in said] == []


@pytest.mark.parametrize("percent", [100, 200])
def test_the_form_is_reached_named_and_nothing_is_cut_off(desk: Desk, qtbot: QtBot, percent: int) -> None:
    desk.go("appointment", form=name_for_new(MAISIE))
    form = form_page(desk, qtbot, new=True)
    wear(tokens.light(percent))
    settle()
    found = problems_in(form) if percent == 100 else clipped(form)
    wear(tokens.light())
    assert [said for said in found if "shows no sign" not in said] == []


def test_start_visit_opens_on_this_household_alone(desk: Desk, page: TodayPage, qtbot: QtBot) -> None:
    button(page.cards[0], "Start visit").click()
    qtbot.waitUntil(lambda: isinstance(desk.window.view(), VisitPage))
    visit = desk.window.view()
    assert isinstance(visit, VisitPage)
    qtbot.waitUntil(lambda: visit.form_step is not None)
    draft = visit.draft()
    assert draft is not None
    assert (draft.files, draft.purpose, draft.place) == ((MAISIE, TOM, AYLA), "Home visit", "Home")
    assert "Reuben" not in words_on(visit)
    desk.go("today")
    qtbot.waitUntil(lambda: any(one.words() == "Go on with the visit" for one in page.findChildren(Button)))
    assert len(page.cards) == 3, "the visit stands on its own appointment and nowhere else"


def test_a_card_that_is_pressed_opens_and_keeps_the_keyboard(page: TodayPage, qtbot: QtBot) -> None:
    card = page.cards[2]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert page.cards[2].start.hasFocus()
    assert "There is a note about the safety of workers." in words_on(page)
    page.returned.emit()
    settle()
    assert page.cards[2].start.hasFocus()


def test_a_promise_is_ticked_and_taken_back(desk: Desk, page: TodayPage, qtbot: QtBot) -> None:
    tick = next(one for one in page.promised.ticks() if one.accessibleName() == "Bring back her drawing")
    tick.click()
    qtbot.waitUntil(lambda: "Bring back her drawing" not in [one.accessibleName() for one in page.promised.ticks()])
    undo = next(one for one in desk.window.findChildren(QWidget) if one.accessibleName() == "Undo" and one.isVisible())
    assert isinstance(undo, Button | QPushButton)
    undo.click()
    qtbot.waitUntil(lambda: "Bring back her drawing" in [one.accessibleName() for one in page.promised.ticks()])


def test_an_appointment_is_kept_while_it_is_typed_then_added_changed_and_withdrawn(
    desk: Desk, page: TodayPage, qtbot: QtBot
) -> None:
    desk.go("appointment", form=name_for_new(TOM))
    form = form_page(desk, qtbot, new=True)
    type_into(form, "purpose", "See the new school")
    desk.go("today")  # out of sight: on disk
    qtbot.waitUntil(lambda: "Begun and not added yet." in words_on(page))
    desk.router.back()
    type_into(form, "start", "4:30pm")
    button(form, "Add appointment").click()
    assert form.fields["at_home"].error() == "Say where it is."
    form.place.where.parts()[0].click()
    button(form, "Add appointment").click()
    qtbot.waitUntil(lambda: desk.window.view() is page)
    qtbot.waitUntil(lambda: len(page.cards) == 4)
    card = page.cards[3]
    assert card.line.purpose == "See the new school"
    page.change_asked.emit(card.line)
    form = form_page(desk, qtbot, new=False)
    button(form, "It does not take place").click()
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(WithdrawSheet)))
    sheet = desk.window.findChildren(WithdrawSheet)[0]
    sheet.withdraw_button.click()
    assert sheet.why.error()
    sheet.why.line.setText("School is closed")
    sheet.withdraw_button.click()
    qtbot.waitUntil(lambda: desk.window.view() is page)
    qtbot.waitUntil(lambda: len(page.cards) == 3)
    kept = desk.records.records(TOM, Appointment, with_withdrawn=True)
    assert [one.is_withdrawn for one in kept if one.value.purpose == "See the new school"] == [True]


def test_from_today_a_child_is_chosen_first_and_the_household_comes_along(
    desk: Desk, page: TodayPage, qtbot: QtBot
) -> None:
    page.new.click()
    form = desk.window.view()
    assert isinstance(form, AppointmentPage)
    qtbot.waitUntil(lambda: "child" in form.fields)
    form.child_chosen.emit(form.form(), MAISIE)
    qtbot.waitUntil(lambda: bool(form.ticks))
    assert [tick.accessibleName() for tick in form.ticks.values()] == ["Maisie", "Tom", "Ayla"]
    button(form, "Leave it, do not keep it").click()
    qtbot.waitUntil(lambda: desk.window.view() is page)


def test_a_laptop_that_was_given_nothing_says_what_comes(tmp_path: Path, qtbot: QtBot) -> None:
    with open_empty_daybook(tmp_path) as desk:
        page = desk.window.view()
        assert isinstance(page, TodayPage)
        qtbot.waitUntil(lambda: "Your day stands here soon" in words_on(page))
        desk.window.show()
        button(page, "See how far it is").click()
        assert desk.router.here is not None
        assert desk.router.here.key == "children"


def test_a_day_without_appointments_says_what_to_do(desk: Desk, page: TodayPage) -> None:
    shown = page._day
    assert shown is not None
    page.show_day(msgspec.structs.replace(shown, appointments=(), due=(), promised=()))
    read = words_on(page)
    for words in (
        "No appointments today",
        "Choose a child",
        "Nothing is due by a week from now.",
        "No promise of yours is open",
        "Add one with New appointment, or choose a child and start a visit there.",
    ):
        assert words in read
    page.show_day(shown)


@pytest.mark.parametrize(
    ("who", "says"),
    [
        (COORDINATOR, "Add one with New appointment."),
        ("owen.strand", "Appointments are made by who works with a child."),
    ],
)
def test_nobody_is_told_to_do_what_is_not_theirs(tmp_path: Path, qtbot: QtBot, who: str, says: str) -> None:
    with open_made_up_daybook(tmp_path / "theirs", worker=who) as desk:
        desk.go("today")
        page = desk.window.view()
        assert isinstance(page, TodayPage)
        desk.window.show()
        qtbot.waitUntil(lambda: says in words_on(page))
        assert "start a visit" not in words_on(page)
