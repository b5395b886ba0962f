"""Every page and sheet: nothing cut off at any text size, everything reached by keyboard in the order it is read."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.mapping.view.scale_line import ScaleLine
from desktop_app.shell import tokens
from desktop_app.shell.controls import Sheet
from tests.every_screen.at_a_desk import AtADesk, Scene
from tests.every_screen.doors import DOORS, ON_PAPER
from tests.every_screen.scenes import SCENES
from tests.every_screen.window_level import SHOWN_BY, shown_in
from tests.support.accessibility import clipped, faint, order_breaks, small_targets, unnamed, unreachable_or_unseen
from tests.support.pictures import WINDOW, settle, wear

PATIENCE = 3.0
LARGEST = tokens.light(200)
LOOKS = {"200 %": LARGEST, "dark": tokens.dark(200), "125 %": tokens.light(125), "100 %": tokens.light()}
IN_THE_SUITE = ("200 %", "125 %")
"""Where words are cut, and where Tab goes; all four with --long."""
Show = Callable[[Scene], AtADesk]


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
    wanted = {name for name, shown_by in SHOWN_BY.items() if shown_by == scene.name}
    at.wait_until(lambda: wanted <= set(shown_in(at.window)), lambda: f"{wanted} is not shown")
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
        if look.mode == "dark" and name in ON_PAPER:
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
