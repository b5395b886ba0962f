"""A worker's hands on the map: open it, find the sheet that lies over it, put down what a colleague wrote."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from casework.changes import Change
from casework.editing import edit, withdraw
from casework.fold import fold_record
from casework.kinds import NAME_OF
from casework.kinds.mapping import MapEntry
from desktop_app.mapping.view.card_sheet import CardSheet
from desktop_app.mapping.view.map_page import MapPage
from desktop_app.record_store.records import Records
from desktop_app.shell.controls import Choice, Sheet
from desktop_app.start.desk import Desk
from tests.support.copies import CHILD, office, put
from tests.support.daybooks import open_daybook
from tests.support.two_versions import THEIR_PEN

S = TypeVar("S", bound=Sheet)
WAIT = 20_000


@contextmanager
def open_map(
    folder: Path, qtbot: QtBot, prepare: Callable[[Records], object] = lambda _records: None
) -> Iterator[tuple[Desk, MapPage]]:
    """The whole program with Ella's map in front."""
    with open_daybook(folder, prepare) as desk:
        desk.window.show()
        yield desk, map_of(desk, qtbot)


def map_of(desk: Desk, qtbot: QtBot, file: str = CHILD) -> MapPage:
    """Go to the map, Ella's where none is named, and wait until it shows its board."""
    desk.go("child", file=file, tab="map")
    view = desk.window.view()
    assert view is not None
    (page,) = view.findChildren(MapPage)
    qtbot.waitUntil(lambda: page.scale.about() != "", timeout=WAIT)
    return page


def sheet_of(desk: Desk, qtbot: QtBot, form: type[S]) -> S:
    """The sheet that lies over the window."""

    def shown() -> list[S]:
        return [sheet for sheet in desk.window.findChildren(form) if sheet.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=WAIT)
    return shown()[0]


def press(button: QAbstractButton, qtbot: QtBot) -> None:
    """A press with the mouse, on something that can be seen and pressed."""
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(choice: Choice, value: str, qtbot: QtBot) -> None:
    """Press one answer."""
    press(choice._parts[value], qtbot)


def texts(page: MapPage, column: int) -> list[str]:
    """What stands on the cards of a column, from top to bottom."""
    return [card.face.text for card in page.board.columns[column].list.shown()]


def wait_for(page: MapPage, column: int, said: list[str], qtbot: QtBot) -> None:
    """Wait until a column shows these texts."""
    qtbot.waitUntil(lambda: texts(page, column) == said, timeout=WAIT)


def colleague_edits(desk: Desk, records: list[Change], values: dict[str, Any]) -> None:
    """A pull brings a colleague's edit of an entry they had seen as `records` made it."""
    state = fold_record(NAME_OF[MapEntry], records[0].header.record, records)
    put(desk.vault, edit(CHILD, state, state.shown(), values, THEIR_PEN))
    desk.tell({CHILD})


def colleague_withdraws(desk: Desk, records: list[Change]) -> None:
    """A pull brings that a colleague withdrew an entry."""
    state = fold_record(NAME_OF[MapEntry], records[0].header.record, records)
    put(desk.vault, withdraw(CHILD, state, state.shown(), "It was Tom.", THEIR_PEN))
    desk.tell({CHILD})


HARM = MapEntry(category="past_harm", text="Tom crossed two roads.", whose_view="Nan", standing="told", source="Nan")


def entries(desk: Desk) -> list[MapEntry]:
    """The entries in the record, in the order in which they came."""
    return [record.value for record in desk.records.records(CHILD, MapEntry)]


def with_harm(desk: Desk) -> list[Change]:
    """One card in the record, written by the office."""
    made = [office(CHILD, HARM)]
    put(desk.vault, *made)
    desk.tell({CHILD})
    return made


def press_card(page: MapPage, column: int, row: int, qtbot: QtBot) -> None:
    """Press a card."""
    cards = page.board.columns[column].list
    at = cards.visualRect(cards.model().index(row, 0)).topLeft() + QPoint(30, 20)
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=at)


def undo_by_key(desk: Desk, page: MapPage, qtbot: QtBot) -> None:
    """Ctrl+Z."""
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def begin(desk: Desk, page: MapPage, column: int, text: str, qtbot: QtBot) -> CardSheet:
    """Press Add over a column and type."""
    press(page.board.columns[column].add_button, qtbot)
    sheet = sheet_of(desk, qtbot, CardSheet)
    qtbot.keyClicks(sheet.text.paper, text)
    return sheet
