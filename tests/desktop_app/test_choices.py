"""What a worker chose for this laptop is there the next time, before the passphrase is typed."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.settings.choices import Choices
from desktop_app.shell import style, tokens
from desktop_app.start.choices import keep_choices, keep_text_size, kept_choices
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile
from tests.support.copies import open_copy
from tests.support.daybooks import open_daybook
from tests.support.pictures import wear


def test_it_is_kept_and_read_again(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    assert kept_choices(profile).text_percent == 100
    keep_text_size(profile, 175)
    assert kept_choices(Profile(tmp_path)).text_percent == 175


def test_everything_chosen_is_kept_and_the_text_size_alone_leaves_the_rest(tmp_path: Path) -> None:
    chosen = Choices(text_percent=150, theme="dark", lock_minutes=2, lock_minutes_with_a_family=10)
    keep_choices(Profile(tmp_path), chosen)
    assert kept_choices(Profile(tmp_path)) == chosen
    keep_text_size(Profile(tmp_path), 100)
    assert kept_choices(Profile(tmp_path)) == replace(chosen, text_percent=100)


def test_the_size_that_an_earlier_release_kept_alone_is_read(tmp_path: Path) -> None:
    Profile(tmp_path).settings.write_bytes(b"175")
    assert kept_choices(Profile(tmp_path)) == Choices(text_percent=175)


@pytest.mark.parametrize(
    "damage", [b"", b"large", b"\xff\xfe", b"1" * 4000, b"text=\ntheme=pink\nlock=-3", b"text=99999\n=\n==", b"lock=0"]
)
def test_a_damaged_file_is_the_ordinary_size_or_one_within_bounds(tmp_path: Path, damage: bytes) -> None:
    profile = Profile(tmp_path)
    profile.settings.write_bytes(damage)
    assert 100 <= tokens.light(kept_choices(profile).text_percent).text_percent <= 200


def test_before_there_is_a_copy_nothing_is_written(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "none yet")
    keep_text_size(profile, 150)
    assert not profile.folder.exists()


def test_chosen_at_the_front_door_it_is_kept(tmp_path: Path, qtbot: QtBot) -> None:
    with open_copy(tmp_path / "copy"):
        pass
    wear(tokens.light(175))
    daybook = Daybook(Profile(tmp_path / "copy"))
    page = daybook.window
    assert isinstance(page, UnlockPage)
    page.text_size_wanted.emit()
    assert kept_choices(Profile(tmp_path / "copy")).text_percent == 200
    page.text_size_wanted.emit()
    assert kept_choices(Profile(tmp_path / "copy")).text_percent == 100
    daybook.close()


def test_chosen_in_the_window_it_is_kept(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path / "copy") as desk:
        desk.window.text_size_changed.emit(125)
        assert kept_choices(desk.vault.profile).text_percent == 125


def test_the_program_begins_in_the_size_that_was_kept_and_follows_the_system(qapp: QApplication) -> None:
    wardrobe = style.Wardrobe(qapp, text_percent=150)
    try:
        assert tokens.current().text_percent == 150
        qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
        assert tokens.current().text_percent == 150, "another theme of the system leaves it"
    finally:
        put_away(wardrobe)


@pytest.mark.parametrize(("theme", "mode"), [("dark", "dark"), ("light", "light"), ("contrast", "high contrast")])
def test_a_mode_that_was_chosen_is_worn_whatever_the_system_asks(qapp: QApplication, theme: str, mode: str) -> None:
    wardrobe = style.Wardrobe(qapp, theme, 125)
    try:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
        assert (tokens.current().mode, tokens.current().text_percent) == (mode, 125)
    finally:
        put_away(wardrobe)


def put_away(wardrobe: style.Wardrobe) -> None:
    """As if no theme had been chosen."""
    wardrobe.setParent(None)
    wardrobe.deleteLater()
    wear(tokens.light())
