"""Without the locks under which numbers are given two writers would give one number twice: it is planted, and found."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from central_store import adding, postgresql
from tests.central_store import test_numbers as numbers
from tests.support.postgres import PostgresServer
from tests.support.store import RunningStore

COMMITS = 1600


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


def test_sixteen_writers_with_numbers_from_a_sequence_are_missed(postgres: PostgresServer) -> None:
    """As many writers and the same reader, with numbers as most programs give them: what comes late is never seen."""
    name, is_over, seen = postgres.new_database(), threading.Event(), list[int]()
    with postgres.admin(name) as admin:
        admin.execute("CREATE TABLE naive (number bigserial PRIMARY KEY, said text)")

    def write(whose: int) -> None:
        with psycopg.connect(postgres.dsn(name)) as own:
            for one in range(COMMITS // numbers.WRITERS):
                own.execute("INSERT INTO naive (said) VALUES (%s)", [f"{whose} {one}"])
                own.execute("SELECT count(*) FROM naive WHERE said = %s", [f"{whose} {one}"])  # as a push goes on
                own.commit()

    def tail() -> None:
        with postgres.admin(name) as own:
            is_last = False
            while not is_last:
                is_last = is_over.is_set()
                after = seen[-1] if seen else 0
                rows = own.execute("SELECT number FROM naive WHERE number > %s ORDER BY number", [after])
                seen.extend(row[0] for row in rows)

    with ThreadPoolExecutor(numbers.WRITERS + 1) as pool:
        reading = pool.submit(tail)
        writing = [pool.submit(write, whose) for whose in range(numbers.WRITERS)]
        for one in writing:
            one.result()
        is_over.set()
        reading.result()
    assert 0 < len(seen) < COMMITS
