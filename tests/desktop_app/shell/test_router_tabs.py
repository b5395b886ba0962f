"""One page for one child, whichever part of it is shown; Back and an unlock lead to the part that was left."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.shell.navigation import NavEntry, Route
from desktop_app.shell.window import MainWindow


class Child(QWidget):
    """A page with parts."""

    def __init__(self, file: str, tab: str = "now") -> None:
        super().__init__()
        self.file, self.shown = file, [tab]

    def choose(self, key: str) -> None:
        """Show a part."""
        self.shown.append(key)


def window_of(qtbot: QtBot) -> tuple[MainWindow, list[Child]]:
    made: list[Child] = []

    def make(file: str, tab: str = "now") -> Child:
        made.append(Child(file, tab))
        return made[-1]

    window = MainWindow([NavEntry("children", "Children", "users", QWidget)], [Route("child", make, "children")])
    qtbot.addWidget(window)
    window.router.go("children")
    return window, made


def test_a_child_has_one_page_whatever_tab_is_asked_for(qtbot: QtBot) -> None:
    window, made = window_of(qtbot)
    window.router.go("child", file="a")
    window.router.go("child", file="a", tab="map")
    window.router.go("children")
    window.router.go("child", file="a", tab="voice")
    assert [child.shown for child in made] == [["now", "map", "voice"]]
    window.router.go("child", file="b", tab="plan")
    assert [child.shown for child in made] == [["now", "map", "voice"], ["plan"]]


def test_back_leads_to_the_part_that_was_left(qtbot: QtBot) -> None:
    window, made = window_of(qtbot)
    window.router.go("child", file="a")
    window.router.stand_at("map")
    window.router.go("children")
    window.router.back()
    assert made[0].shown[-1] == "map"
    assert window.router.trail()[-1].tab == "map"
    window.router.back_or("children")
    assert window.router.here is not None
    assert window.router.here.key == "children"


def test_the_link_at_the_top_goes_back_to_the_child_and_to_the_part_it_names(qtbot: QtBot) -> None:
    window, made = window_of(qtbot)
    window.router.go("child", file="a")
    window.router.go("children")
    window.router.back_or("child", file="a", tab="voice")
    assert len(made) == 1
    assert made[0].shown[-1] == "voice"
    assert len(window.router.trail()) == 2, "it went back, not on"
