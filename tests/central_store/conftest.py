"""One running store for the tests of a module, with two hubs, and a device for each of three workers."""

from collections.abc import Iterator

import pytest

from tests.central_store.device import Device
from tests.support.engines import engine_of_stores, on_both  # noqa: F401 fixtures
from tests.support.store import RunningStore, child_file

ELLA, MAYA, OTHER = child_file("ella"), child_file("maya"), child_file("other")


NO_DATABASE = {
    *("test_reading_annex_a", "test_reading_the_dataset", "test_reading_what_is_damaged", "test_recovery_shares"),
    *("test_wire", "test_leading_on", "test_backups_of_either_engine"),
}
SQLITE_ALONE = {"test_writer", "test_verify", "test_commands"}
"""Tests of what SQLite does, of files that are spoilt, and of commands whose PostgreSQL twins are in test_postgresql*."""
ON_BOTH_EACH_TIME = {"test_adding", "test_numbers", "test_push_and_pull", "test_serving"}
"""Where the engine matters; everything else is passed on PostgreSQL too with --long."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Pass a module on both engines."""
    module = metafunc.module.__name__.rpartition(".")[2]
    if module in NO_DATABASE | SQLITE_ALONE or module.startswith("test_postgresql"):
        return
    on_both(metafunc, each_time=module in ON_BOTH_EACH_TIME)


@pytest.fixture(scope="module")
def store(
    tmp_path_factory: pytest.TempPathFactory,
    engine_of_stores: str,  # noqa: F811
) -> Iterator[RunningStore]:
    with RunningStore(tmp_path_factory.mktemp("authority")) as running:
        running.add_hub("hub-1", ["ruth", "omar"], ["ella", "maya"])
        running.add_hub("hub-2", ["zoe"], ["other"])
        yield running


@pytest.fixture
def ruth(store: RunningStore) -> Iterator[Device]:
    device = Device(store, "ruth").join()
    yield device
    device.close()


@pytest.fixture
def omar(store: RunningStore) -> Iterator[Device]:
    device = Device(store, "omar").join()
    yield device
    device.close()


@pytest.fixture
def zoe(store: RunningStore) -> Iterator[Device]:
    device = Device(store, "zoe").join()
    yield device
    device.close()
