"""A day counts once it is written whole; what cannot be used stays as it was typed, and no earlier day in its place."""

import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework import typed_days
from desktop_app.shell.controls import DateField
from tests.support.pictures import Ground

TODAY = datetime.date(2026, 11, 10)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    """A day that may not be to come, on ground of its own; it says the 10th."""
    made = DateField("Day", today=TODAY, latest=TODAY)
    made.ground = Ground(made)  # type: ignore[attr-defined]
    qtbot.addWidget(made.ground)  # type: ignore[attr-defined]
    made.set_value(TODAY)
    return made


def typed(qtbot: QtBot, field: DateField, words: str) -> list[str]:
    """Every day that was heard while the words were typed over what stood there."""
    heard: list[str] = []
    field.changed.connect(heard.append)
    field.line.selectAll()
    qtbot.keyClicks(field.line, words)
    return [kept for kept in heard if typed_days.kept_day(kept)]


@pytest.mark.parametrize(
    "words", ["11 November 2026", "9 November 206", "31 February 2026", "11/11/2026", "2026-11-11", "Friday", "9 Nov"]
)
def test_no_passing_prefix_is_a_day(qtbot: QtBot, field: DateField, words: str) -> None:
    assert typed(qtbot, field, words) == []
    assert (field.value(), typed_days.as_typed(field.kept())) == (None, words)


def test_a_day_is_heard_with_its_last_figure(qtbot: QtBot, field: DateField) -> None:
    assert typed(qtbot, field, "9 November 2026") == ["2026-11-09"]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("11 November 2026", "Use today or before."),
        ("31 February 2026", typed_days.HOW_TO_WRITE),
        ("11 November 20", typed_days.HOW_TO_WRITE),
        ("9 November 206", typed_days.HOW_TO_WRITE),
    ],
)
def test_what_cannot_be_used_stays_as_typed_when_it_is_left(
    qtbot: QtBot, field: DateField, words: str, error: str
) -> None:
    assert typed(qtbot, field, words) == []
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.line.text(), field.error(), field.value()) == (words, error, None)


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CONTROL])
def test_a_short_day_is_read_on_enter(qtbot: QtBot, field: DateField, modifier: Qt.KeyboardModifier) -> None:
    typed(qtbot, field, "9/11/26")
    qtbot.keyClick(field.line, Qt.Key.Key_Return, modifier)
    assert (field.line.text(), field.kept(), field.error()) == ("9 November 2026", "2026-11-09", "")


def test_an_emptied_field_keeps_no_day(qtbot: QtBot, field: DateField) -> None:
    field.line.selectAll()
    qtbot.keyClick(field.line, Qt.Key.Key_Delete)
    assert (field.kept(), field.value()) == ("", None)


def test_what_a_draft_keeps_is_shown_again_as_it_was_typed(qtbot: QtBot, field: DateField) -> None:
    field.line.clearFocus()
    field.show_kept(typed_days.keep(None, "11 November 2026"))
    assert (field.line.text(), field.error()) == ("11 November 2026", "Use today or before.")
    assert typed_days.as_typed(field.kept()) == "11 November 2026"
    field.show_kept("2026-11-09")
    assert (field.line.text(), field.error(), field.kept()) == ("9 November 2026", "", "2026-11-09")
    field.show_kept("")
    assert (field.line.text(), field.kept()) == ("", "")


@pytest.mark.parametrize(
    ("planned", "words", "remark"),
    [
        (True, "25 December 2026", "Friday 25 December 2026 is a bank holiday."),
        (True, "28 November 2026", "Saturday 28 November 2026 is a weekend."),
        (True, "26 November 2026", ""),
        (True, "26 November", ""),
        (True, "1 January 2200", ""),
        (False, "25 December 2026", ""),
    ],
)
def test_a_planned_day_off_is_remarked_on_quietly(qtbot: QtBot, *, planned: bool, words: str, remark: str) -> None:
    field = DateField("We look at it again", today=TODAY, planned=planned)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, words)
    assert (field.remark(), field.error()) == (remark, "")
