"""About Daybook: the release that is installed, every licence readable, the mark named once, nobody's endorsement claimed."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.about.queries import LIBRARIES, MAPPING, PICTURES, RELEASE, RESOURCES, about, licence_text
from desktop_app.about.view.about_page import AboutPage
from desktop_app.shell import tokens
from desktop_app.shell.controls import Sheet
from tests.support.accessibility import assert_usable, words_on
from tests.support.daybooks import open_daybook
from tests.support.pictures import settle, wear

ROOT = Path(__file__).resolve().parents[3]


def test_the_release_is_that_of_the_project() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == RELEASE


def test_the_mark_is_named_once_with_its_sign_and_no_endorsement_is_claimed() -> None:
    assert MAPPING.count("Signs of Safety") == MAPPING.count("®") == 1
    assert "not affiliated with or endorsed by its owner" in MAPPING


def test_every_typeface_and_icon_set_that_ships_is_listed_with_its_licence() -> None:
    listed = {text for _, _, _, text in PICTURES}
    shipped = {path.relative_to(RESOURCES).as_posix() for path in RESOURCES.rglob("*LICENSE*.txt")}
    assert listed == shipped


@pytest.mark.parametrize("key", [*LIBRARIES, *(text for _, _, _, text in PICTURES)])
def test_every_licence_can_be_read(key: str) -> None:
    assert len(licence_text(key)) > 3


def test_libraries_are_listed_as_installed(tmp_path: Path) -> None:
    shown = about(tmp_path)
    assert shown.folder == str(tmp_path)
    assert {part.key for part in shown.libraries} == set(LIBRARIES)
    assert all(part.licence and len(part.licence) <= 60 for part in shown.libraries)


@pytest.mark.parametrize("percent", [100, 200])
def test_it_opens_from_the_foot_of_the_ways_in_and_a_licence_opens_on_a_sheet(
    tmp_path: Path, qtbot: QtBot, percent: int
) -> None:
    with open_daybook(tmp_path) as desk:
        wear(tokens.light(percent))
        desk.go("about")
        page = desk.window.view()
        assert isinstance(page, AboutPage)
        qtbot.waitUntil(lambda: bool(page._libraries.rows()))
        settle()
        assert str(tmp_path) in words_on(page)
        assert_usable(page)
        page._pictures.choose("icons/LICENSE.txt")
        qtbot.keyClick(page._pictures.focusProxy(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(desk.window.findChildren(Sheet)))
        (sheet,) = desk.window.findChildren(Sheet)
        assert "Lucide Icons and Contributors" in words_on(sheet)
        sheet.leave()
        wear(tokens.light())
