"""What the first pages need is imported while the passphrase is typed, once, a little at a time."""

import importlib
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.background.qt_runner import QtScreen
from desktop_app.background.work import Work
from desktop_app.start.warming import PAGES, Warming


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[Work]:
    made = Work(QtScreen())
    yield made
    made.close()


def test_it_is_done_once_and_everything_is_there(work: Work, qtbot: QtBot) -> None:
    done: list[bool] = []
    warming = Warming(work, lambda: done.append(True))
    warming.begin()
    warming.begin()
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert all(name in sys.modules for name in PAGES)
    warming.begin()
    assert done == [True]
    assert not warming._timer.isActive()


def test_a_program_that_ends_meanwhile_imports_no_more(work: Work, qtbot: QtBot) -> None:
    done: list[bool] = []
    warming = Warming(work, lambda: done.append(True))
    warming.begin()
    warming.stop()
    warming._make_every_kind_known()  # the answer of the other thread, which was under way
    assert not warming._timer.isActive()
    assert done == []


@pytest.mark.parametrize("name", PAGES)
def test_every_page_named_is_there_to_be_imported(name: str) -> None:
    assert importlib.import_module(name).__doc__
