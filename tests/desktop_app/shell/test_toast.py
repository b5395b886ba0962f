"""What is said at the foot of the window: it goes with its page, gives way to the keyboard, and is never cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.shell import tokens
from desktop_app.shell.controls import PrimaryButton, Sheet, Text, TextField, Toast
from desktop_app.shell.navigation import NavEntry
from desktop_app.shell.window import MainWindow
from tests.support.pictures import settle, wear


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    wear(tokens.light())
    entries = [NavEntry(key, key.capitalize(), "users", QWidget) for key in ("children", "today")]
    made = MainWindow(entries)
    qtbot.addWidget(made)
    made.router.go("children")
    made.show()
    made.activateWindow()
    settle()
    yield made
    wear(tokens.light())


def said(window: MainWindow) -> list[str]:
    settle()
    return [toast.words() for toast in window.findChildren(Toast) if toast.isVisible()]


def test_it_goes_with_the_page_it_was_said_on(window: MainWindow) -> None:
    window.say("Promise kept.")
    assert said(window) == ["Promise kept."]
    window.router.go("today")
    assert said(window) == []
    window.say("Withdrawn.")
    window.stand_at("map")
    assert said(window) == []


def test_the_page_makes_room_for_it_and_has_its_room_back(window: MainWindow) -> None:
    view = window.view()
    assert view is not None
    settle()
    before = view.height()
    toast = window.say("Added to Maisie’s record.")
    settle()
    foot = view.mapTo(window, QPoint(0, view.height())).y()
    assert foot < toast.y(), "nothing that is being worked in lies beneath"
    window.say("Added to Tom’s record.")
    settle()
    assert view.mapTo(window, QPoint(0, view.height())).y() == foot
    for one in window.findChildren(Toast):
        one.go()
    settle()
    assert view.height() == before


def test_it_does_not_lie_under_a_sheet(window: MainWindow) -> None:
    window.say("Promise kept.")
    sheet = Sheet(window, "A question")
    sheet.show_over()
    assert said(window) == []
    sheet.leave()


def test_it_gives_way_to_what_the_keyboard_stands_on_beneath_it(window: MainWindow) -> None:
    toast = window.say("Added to the record.")
    beside, beneath = PrimaryButton("Beside"), PrimaryButton("Beneath")
    for button, at in ((beside, QPoint(300, 100)), (beneath, toast.geometry().center())):
        button.setParent(window)
        button.setGeometry(QRect(at - QPoint(20, 10), button.sizeHint()))
        button.setGeometry(button.geometry().translated(at - button.geometry().center()))
        button.show()
    beside.setFocus()
    assert said(window) == ["Added to the record."]
    beneath.setFocus()
    assert said(window) == []


def test_all_of_it_is_there_when_the_text_grows_while_it_is_shown(window: MainWindow) -> None:
    toast = window.say("Kept as a draft. It is under Waiting to send until you add it, however long that takes you.")
    wear(tokens.light(200))
    words = toast.findChildren(Text)[0]
    assert words.height() >= words.heightForWidth(words.width())
    assert window.rect().contains(toast.geometry())


def test_a_sheet_opens_with_the_keyboard_on_its_first_field_or_its_way_on(window: MainWindow) -> None:
    asks, tells = Sheet(window, "Why?"), Sheet(window, "What Lee said")
    field, close, again = TextField("Why"), PrimaryButton("Close"), PrimaryButton("Ask Lee again")
    again.setEnabled(False)
    asks.add(field)
    asks.add_button(PrimaryButton("Withdraw"))
    asks.show_over()
    assert asks.focusWidget() is field.line
    asks.leave()
    tells.add_button(again)
    tells.add_button(close)
    tells.show_over()
    assert tells.focusWidget() is close
    tells.leave()
