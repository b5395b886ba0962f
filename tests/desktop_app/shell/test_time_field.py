"""A time is understood while it is typed, and stands as it was understood when the field is left."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.shell.controls import TimeField
from tests.support.pictures import Ground


def test_what_was_understood_is_shown_at_once_and_stays_when_the_field_is_left(qtbot: QtBot) -> None:
    field = TimeField("From")
    heard: list[str] = []
    field.changed.connect(heard.append)
    ground = Ground(field)
    qtbot.addWidget(ground)
    qtbot.keyClicks(field.line, "2:30")
    assert (field.value(), field.understood()) == ("2:30", "2:30pm")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.value(), field.understood(), heard[-1]) == ("2:30pm", "", "2:30pm")


def test_what_is_no_time_stays_as_typed_and_says_what_to_write(qtbot: QtBot) -> None:
    field = TimeField("From")
    ground = Ground(field)
    qtbot.addWidget(ground)
    qtbot.keyClicks(field.line, "half two")
    assert (field.understood(), field.error()) == ("", "")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.value(), field.error()) == ("half two", "Write a time, for example 10:30am.")
    field.set_value("14:00")
    assert field.understood() == "2pm"
