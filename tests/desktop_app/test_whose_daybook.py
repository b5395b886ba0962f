"""Before unlocking, where several work on one laptop: choosing whose Daybook it is, and joining as one more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.opening.view.first_use import FirstUsePage
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.opening.view.whose import WhosePage
from desktop_app.shell import style, tokens
from desktop_app.start.running import Running
from desktop_app.vault.vault import make_vault
from desktop_app.vault.workers import Workers, keep_name
from tests.support.accessibility import problems_in, words_on
from tests.support.pictures import settle, wear
from tests.support.vaults import LEAST, PASSPHRASE


@pytest.fixture
def workers(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    monkeypatch.setattr(style, "make_application", lambda _program: qapp)  # there is one of it in a process
    monkeypatch.setattr("desktop_app.start.running.harden", list)  # of the process that runs all the tests
    wear(tokens.light())
    made = Workers(tmp_path)
    for name in ("Ruth A", "SM"):
        profile = made.new()
        make_vault(profile, PASSPHRASE, hardness=LEAST).close()
        keep_name(profile, name)
    yield made
    settle()


def shown(kind: type) -> list[object]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def test_whose_daybook_it_is_is_chosen_and_can_be_changed(workers: Workers, qtbot: QtBot) -> None:
    running = Running(None, workers=workers)
    running._wardrobe = style.Wardrobe(running._application)
    assert running._only_one() is None
    running._ask_whose()
    (page,) = shown(WhosePage)
    assert isinstance(page, WhosePage)
    assert [button.words() for button in page.buttons] == ["Ruth A", "SM"]
    assert problems_in(page) == []
    page.buttons[1].click()
    settle()
    assert shown(WhosePage) == []
    (unlock,) = shown(UnlockPage)
    assert isinstance(unlock, UnlockPage)
    assert "This is SM’s Daybook." in words_on(unlock)
    assert problems_in(unlock) == []
    unlock.somebody_else.emit()
    settle()
    (page,) = shown(WhosePage)
    assert isinstance(page, WhosePage)
    page.new_button.click()
    settle()
    (first,) = shown(FirstUsePage)
    assert isinstance(first, FirstUsePage)
    assert "Your initials, or a name you choose" in words_on(first)
    assert problems_in(first) == []
    assert running._daybook is not None
    assert not running._daybook._own.door._profile.has_vault  # type: ignore[union-attr]
    running._close_daybook()
    running._tidying.stop()
    settle()
