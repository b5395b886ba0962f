"""One copy for all tests of a module, and a child of their own for each; a module may have its own in their place."""

from collections.abc import Iterator

import pytest

from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from tests.support.copies import new_child, open_copy

Copy = tuple[OpenVault, Records]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with open_copy(tmp_path_factory.mktemp("shared") / "copy") as both:
        yield both


@pytest.fixture
def child(copy: Copy) -> str:
    return new_child(copy[0])


@pytest.fixture
def vault(copy: Copy) -> OpenVault:
    return copy[0]


@pytest.fixture
def records(copy: Copy) -> Records:
    return copy[1]
