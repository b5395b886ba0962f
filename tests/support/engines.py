"""Passing tests of the store on both engines: fixtures for the `conftest` of a folder of tests."""

from collections.abc import Iterator

import pytest

from tests.support.store import RunningStore


def on_both(metafunc: pytest.Metafunc, *, each_time: bool) -> None:
    """Pass this test on SQLite, and on PostgreSQL too: each time, or with --long; one marked `sqlite` never."""
    postgresql = pytest.param("postgresql", marks=[] if each_time else [pytest.mark.long])
    engines = ["sqlite"] if metafunc.definition.get_closest_marker("sqlite") else ["sqlite", postgresql]
    metafunc.parametrize("engine_of_stores", engines, indirect=True, scope="module")


@pytest.fixture(scope="module", autouse=True)
def engine_of_stores(request: pytest.FixtureRequest) -> Iterator[str]:
    """On which engine the stores of this module are made."""
    engine = getattr(request, "param", "sqlite")
    RunningStore.server = request.getfixturevalue("postgres") if engine == "postgresql" else None
    yield engine
    RunningStore.server = None
