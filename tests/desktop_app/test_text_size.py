"""The text size a worker chose is there the next time, before the passphrase is typed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.shell import style, tokens
from desktop_app.start.program import Daybook
from desktop_app.start.text_size import keep_text_size, kept_text_size
from desktop_app.vault.profile import Profile
from tests.support.copies import open_copy
from tests.support.daybooks import open_daybook
from tests.support.pictures import wear


def test_it_is_kept_and_read_again(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    assert kept_text_size(profile) == 100
    keep_text_size(profile, 175)
    assert kept_text_size(Profile(tmp_path)) == 175


@pytest.mark.parametrize("damage", [b"", b"large", b"\xff\xfe", b"1" * 4000])
def test_a_damaged_file_is_the_ordinary_size_or_one_within_bounds(tmp_path: Path, damage: bytes) -> None:
    profile = Profile(tmp_path)
    profile.settings.write_bytes(damage)
    assert 100 <= tokens.light(kept_text_size(profile)).text_percent <= 200


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
    assert kept_text_size(Profile(tmp_path / "copy")) == 200
    page.text_size_wanted.emit()
    assert kept_text_size(Profile(tmp_path / "copy")) == 100
    daybook.close()


def test_chosen_in_the_window_it_is_kept(tmp_path: Path, qtbot: QtBot) -> None:
    with open_daybook(tmp_path / "copy") as desk:
        desk.window.text_size_changed.emit(125)
        assert kept_text_size(desk.vault.profile) == 125


def test_the_program_begins_in_the_size_that_was_kept(qapp: QApplication) -> None:
    style.follow_the_system(qapp, 150)
    assert tokens.current().text_percent == 150
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert tokens.current().text_percent == 150, "another theme of the system leaves it"
    wear(tokens.light())
