"""The store of each world in SQLite; the worlds in which an order of things is told also in PostgreSQL, with --long."""

import pytest

from tests.support.engines import engine_of_stores, on_both  # noqa: F401 fixtures

IN_POSTGRESQL_TOO = (
    "test_directed_schedules",
    "test_erasures_in_schedules",
    "test_directed_on_the_way",
    "test_all_that_was_lost_comes_back",
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Pass the told orders on both engines."""
    if metafunc.module.__name__.endswith(IN_POSTGRESQL_TOO):
        on_both(metafunc, each_time=False)
