"""One running store for the tests of a module, with two hubs, and a device for each of three workers."""

from collections.abc import Iterator

import pytest

from tests.central_store.device import Device
from tests.support.store import RunningStore, child_file

ELLA, MAYA, OTHER = child_file("ella"), child_file("maya"), child_file("other")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStore]:
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
