"""A store that answers truly until it is told to lie, and two laptops of one hub that have what it holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop_app.sync.lying_store import LyingStore
from tests.support.laptops import Laptop, new_laptop


@pytest.fixture
def children() -> list[str]:
    """The children of the hub; a module that needs more of them says so."""
    return ["ella", "maya"]


@pytest.fixture
def store(tmp_path: Path, children: list[str]) -> Iterator[LyingStore]:
    with LyingStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth", "omar"], children)
        yield running


@pytest.fixture
def ruth(store: LyingStore, tmp_path: Path) -> Iterator[Laptop]:
    with new_laptop(tmp_path / "ruth", store, "ruth") as laptop:
        laptop.sync()
        yield laptop


@pytest.fixture
def omar(store: LyingStore, tmp_path: Path) -> Iterator[Laptop]:
    with new_laptop(tmp_path / "omar", store, "omar") as laptop:
        laptop.sync()
        yield laptop
