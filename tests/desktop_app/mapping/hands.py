"""A worker's hands on the map: open it, find the sheet that lies over it, put down what a colleague wrote."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from casework.changes import Change
from casework.editing import edit, withdraw
from casework.fold import fold_record
from casework.kinds import NAME_OF
from casework.kinds.mapping import MapEntry
from desktop_app.mapping.view.map_page import MapPage
from desktop_app.record_store.records import Records
from desktop_app.shell.controls import Choice, Sheet
from desktop_app.start.desk import Desk
from tests.support.copies import CHILD, put
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


def map_of(desk: Desk, qtbot: QtBot) -> MapPage:
    """Go to Ella's map and wait until it shows its board."""
    desk.go("child", file=CHILD, tab="map")
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
