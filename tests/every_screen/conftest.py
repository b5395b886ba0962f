"""One open Daybook for all screens of one person."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tests.every_screen.at_a_desk import AtADesk, Scene, at_the_screen_of
from tests.support.pictures import WINDOW

Show = Callable[[Scene], AtADesk]


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Show]:
    """Shows a scene at the desk of whose it is; a desk is opened when it is asked for, and one at a time."""
    QAccessible.setActive(True)  # what a screen reader does: lists tell it what changed
    open_now: list[tuple[str, AtADesk, Iterator[AtADesk]]] = []

    def close() -> None:
        while open_now:
            next(open_now.pop()[2], None)

    def opened(who: str) -> Iterator[AtADesk]:
        with at_the_screen_of(who, tmp_path_factory.mktemp("screens") / "copy") as at:
            yield at

    def shown(scene: Scene) -> AtADesk:
        if not open_now or open_now[0][0] != scene.who:
            close()
            opening = opened(scene.who)
            open_now.append((scene.who, next(opening), opening))
        at = open_now[0][1]
        at.put_away()
        at.desk.window.resize(WINDOW)
        at.show(scene)
        return at

    yield shown
    close()
    QAccessible.setActive(False)
