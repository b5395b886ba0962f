"""One store that answers truly until it is told to lie, with a laptop of Ruth's and a stranger's client of Omar's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop_app.sync.lying_store import LyingStore
from tests.stranger.stranger import Stranger
from tests.support.laptops import Laptop, new_laptop


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LyingStore]:
    with LyingStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth", "omar"], ["ella", "maya"])
        running.add_hub("hub-2", ["zoe"], ["other"])
        yield running


@pytest.fixture
def ruth(store: LyingStore, tmp_path: Path) -> Iterator[Laptop]:
    with new_laptop(tmp_path / "ruth", store, "ruth") as laptop:
        laptop.sync()
        yield laptop


@pytest.fixture
def stranger() -> Iterator[Stranger]:
    """Started, and joined nowhere."""
    with Stranger() as client:
        yield client


@pytest.fixture
def omar(store: LyingStore, stranger: Stranger) -> Stranger:
    """Joined, and holding what the store holds."""
    stranger.join(store, "omar")
    stranger.do("pull")
    return stranger
