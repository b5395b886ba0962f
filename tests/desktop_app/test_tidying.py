"""Parts of the screen are freed on the screen's thread alone."""

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.start.tidying import Tidying


class _Ring:
    """Garbage that only a tidying frees: it holds itself."""

    freed_on: list[str]

    def __init__(self, freed_on: list[str]) -> None:
        self.freed_on = freed_on
        self.me = self

    def __del__(self) -> None:
        self.freed_on.append(threading.current_thread().name)


def test_what_is_made_elsewhere_is_freed_here(qtbot: QtBot) -> None:
    tidying, freed_on = Tidying(), list[str]()
    assert not gc.isenabled()

    def make_much() -> None:
        _Ring(freed_on)
        held = [[] for _ in range(5 * gc.get_threshold()[0])]  # type: ignore[var-annotated]
        assert held

    other = threading.Thread(target=make_much, name="record")
    other.start()
    other.join()
    assert freed_on == []
    keep = [QObject() for _ in range(gc.get_threshold()[0] + 10)]
    tidying.tidy()
    assert freed_on == ["MainThread"]
    assert keep
    tidying.stop()
    assert gc.isenabled()
