"""Without the locks under which numbers are given two writers would give one number twice: it is planted, and found."""

from pathlib import Path

import pytest

from central_store import adding, postgresql
from tests.central_store import test_numbers as numbers
from tests.support.postgres import PostgresServer
from tests.support.store import RunningStore


def fault_found(folder: Path, server: PostgresServer) -> str:
    """What the test of numbers finds at a store of its own on this server; empty where it finds nothing."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as place:
        place.setattr(RunningStore, "server", server)
        store = RunningStore(folder).open()
    try:
        numbers.test_sixteen_writers_and_a_reader_who_goes_on_from_the_last_number(store, 160)
    except Exception as error:  # noqa: BLE001 however it fails, it has found the fault
        return type(error).__name__
    finally:
        store.close()
    return ""


def test_writers_that_skip_the_locks_are_found(
    tmp_path: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = adding._LOCKED_HEADS.with_for_update()
    without._for_update_arg = None
    monkeypatch.setattr(adding, "_LOCKED_HEADS", without)
    assert (
        fault_found(tmp_path / "with the authority's lock", postgres) == ""
    )  # which is taken before it, and is enough
    begins = {**postgresql.BEGINS, "writing": postgresql.BEGINS["writing"][:-1]}
    monkeypatch.setattr(postgresql, "BEGINS", begins)
    assert fault_found(tmp_path / "with neither", postgres) in ("IntegrityError", "AssertionError")
