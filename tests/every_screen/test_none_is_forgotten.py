"""Every page, sheet and child's screen there is stands among the screens that are looked at."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.every_screen.doors import DOORS
from tests.every_screen.scenes import SCENES
from tests.every_screen.window_level import FOUNDATIONS, SHOWN_BY, name_of, window_level


def test_each_is_shown_by_a_scene() -> None:
    assert set(window_level()) - FOUNDATIONS == set(SHOWN_BY), "add a scene, and say in SHOWN_BY which class it shows"
    assert set(SHOWN_BY.values()) <= {scene.name for scene in SCENES} | set(DOORS)


@pytest.mark.parametrize("name", [one for one in DOORS if one in SHOWN_BY.values()])
def test_the_door_shows_it(name: str, qapp: QApplication) -> None:
    page = DOORS[name]()
    assert SHOWN_BY[name_of(type(page))] == name
    page.deleteLater()
