"""The store of each world in SQLite; the worlds in which an order of things is told also in PostgreSQL, with --long."""

import pytest

from tests.support.engines import engine_of_stores, on_both, postgres  # noqa: F401 fixtures

IN_POSTGRESQL_EACH_TIME = {"test_a_strangers_edit_comes_between_my_acknowledgement_and_my_pull"}
MODULES = ("test_directed_schedules", "test_erasures_in_schedules")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Pass the told orders on both engines."""
    if metafunc.module.__name__.endswith(MODULES):
        on_both(metafunc, each_time=metafunc.function.__name__ in IN_POSTGRESQL_EACH_TIME)
