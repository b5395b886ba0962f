"""Two workers of one hub over a real store: Ruth at Daybook's own window, Omar's laptop beside it. A journey with others says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.start.desk import Desk
from tests.support.daybooks import open_joined_daybook
from tests.support.laptops import Laptop, new_laptop
from tests.support.store import RunningStore


@pytest.fixture
def children() -> list[str]:
    """The children of the hub."""
    return ["ella"]


@pytest.fixture
def store(tmp_path: Path, children: list[str]) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth", "omar"], children)
        yield running


@pytest.fixture
def omar(store: RunningStore, tmp_path: Path) -> Iterator[Laptop]:
    with new_laptop(tmp_path / "omar", store, "omar") as laptop:
        laptop.sync()
        yield laptop


@pytest.fixture
def desk(store: RunningStore, omar: Laptop, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with open_joined_daybook(tmp_path / "ruth", store, "ruth") as opened:
        yield opened
