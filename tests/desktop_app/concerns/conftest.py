"""Copies of the made-up hub: Hannah's, who raises a concern, Marian's, who decides, and Dev's, who may not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.record_store.records import Records
from tests.desktop_app.concerns.sheets import COLLEAGUE, CONSULTANT
from tests.support import made_up


@pytest.fixture
def hannah(tmp_path: Path) -> Iterator[Records]:
    """The social worker."""
    with made_up.open_made_up(tmp_path / "hannah", made_up.hub()) as (_, records):
        yield records


@pytest.fixture
def marian(tmp_path: Path) -> Iterator[Records]:
    """The consultant social worker."""
    with made_up.open_made_up(tmp_path / "marian", made_up.hub(), CONSULTANT) as (_, records):
        yield records


@pytest.fixture
def dev(tmp_path: Path) -> Iterator[Records]:
    """The family support worker."""
    with made_up.open_made_up(tmp_path / "dev", made_up.hub(), COLLEAGUE) as (_, records):
        yield records
