"""Every page and sheet: nothing cut off at any text size, everything reached by keyboard in the order it is read."""

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.mapping.view.scale_line import ScaleLine
from desktop_app.shell import tokens
from desktop_app.shell.controls import Sheet
from tests.every_screen.at_a_desk import AtADesk, Scene, at_the_screen_of
from tests.every_screen.doors import DOORS
from tests.every_screen.scenes import SCENES
from tests.support.accessibility import clipped, faint, order_breaks, small_targets, unnamed, unreachable_or_unseen
from tests.support.pictures import WINDOW, settle, wear

PATIENCE = 3.0
LARGEST = tokens.light(200)
LOOKS = {"200 %": LARGEST, "dark": tokens.dark(200), "125 %": tokens.light(125), "100 %": tokens.light()}
IN_THE_SUITE = ("200 %", "125 %")
"""Where words are cut, and where Tab goes; all four with --long."""
Show = Callable[[Scene], AtADesk]


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Show]:
    """Shows a scene at the desk of whose it is; a desk is opened when it is asked for, and one at a time."""
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


def hindrances(window: QWidget) -> list[str]:
    """What is cut off, faint, without a name or too small to press. Marks on the scale are 32 px high."""
    in_rows = tuple(window.findChildren(ScaleLine))
    return [*clipped(window), *faint(window), *unnamed(window), *small_targets(window, in_rows)]


def when_at_rest(window: QWidget) -> list[str]:
    """What still hinders when all that was on its way has come."""
    until = time.monotonic() + PATIENCE
    while (found := hindrances(window)) and time.monotonic() < until:
        settle()
    return found


@pytest.mark.parametrize(
    "looks", [IN_THE_SUITE, pytest.param(tuple(LOOKS), marks=pytest.mark.long)], ids=["few", "all"]
)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_it_is_read_and_reached_at_every_text_size(scene: Scene, looks: tuple[str, ...], show: Show) -> None:
    """Made for the largest text; then the text is made smaller, as Ctrl and minus do; Tab goes round at the smallest."""
    wear(LARGEST)
    at = show(scene)
    found = []
    for name in looks:
        look = LOOKS[name]
        if look.mode == "dark" and at.desk.room is not None:
            continue  # a child draws on light paper alone
        wear(look)
        if isinstance(at.window, Sheet) and look != LARGEST:
            at.put_away()  # no key reaches the window beneath it
            show(scene)
        found += [f"{name}: {said}" for said in when_at_rest(at.window)]
    marks = at.window.findChildren(ScaleLine)
    found += unreachable_or_unseen(at.window) + order_breaks(at.window, at.page(), free=marks)
    at.put_away()
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("name", DOORS)
def test_nothing_before_the_desk_is_cut_off_and_all_of_it_is_reached(name: str, qapp: QApplication) -> None:
    found = []
    for size, look in LOOKS.items():
        if look.mode == "dark" and name == "resting":
            continue
        wear(look)
        page = DOORS[name]()
        page.resize(QSize(WINDOW))
        page.show()
        settle()
        found += [f"{size}: {said}" for said in when_at_rest(page)]
        found += unreachable_or_unseen(page) + order_breaks(page, page) if look == tokens.light() else []
        page.close()
        page.deleteLater()
        settle()
    assert not found, "\n" + "\n".join(found)
