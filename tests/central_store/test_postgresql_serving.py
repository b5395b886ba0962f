"""Servers over a PostgreSQL database that goes away and comes back: devices are told so, and nothing acknowledged is lost."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import msgspec
import psycopg
import pytest

from casework.exchange import FilePush, Taken, Trouble
from central_store.commands.run import main
from central_store.postgresql import channel_of, mark_of, marks_in
from central_store.second_wall import WORKS_AS
from tests.central_store.device import Device, Refused
from tests.support.postgres import PostgresServer
from tests.support.store import TENANT, RunningStore, child_file

ELLA = child_file("ella")
WORKERS = ("ruth", "omar", "ada")
PATIENCE = 30.0
CUT_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s"


@pytest.fixture(scope="module")
def database() -> Iterator[PostgresServer]:
    """A server of these tests' own, which they may stop and start again."""
    with PostgresServer() as server:
        RunningStore.server = server
        yield server
        RunningStore.server = None


@pytest.fixture
def store(database: PostgresServer, tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", WORKERS, ["ella"])
        yield running


def sent_at_last(device: Device, push: FilePush) -> tuple[Taken, int]:
    """Send the very same until it is taken, as laptops do; and how often the store could not do it just then."""
    deadline, refusals = time.monotonic() + PATIENCE, 0
    while time.monotonic() < deadline:
        with suppress(Refused):
            (result,) = device.send(push)
            assert isinstance(result, Taken)
            return result, refusals
        refusals += 1
    raise AssertionError("never taken")


def test_while_the_database_is_away_devices_are_told_and_afterwards_all_goes_on(
    database: PostgresServer, store: RunningStore, capsys: pytest.CaptureFixture[str]
) -> None:
    ruth, omar = Device(store, "ruth").join(), Device(store, "omar").join()
    ruth.write(ELLA, "before")
    omar.pull_all()
    database.stop()
    push = ruth.sealed(ELLA, [ruth.note(ELLA, "written meanwhile")])
    with pytest.raises(Refused) as refused:
        ruth.send(push)
    assert (refused.value.status, refused.value.code) == (503, "busy")
    status, body, _ = omar.raw("GET", omar.piece_path(ELLA, "0" * 64))
    assert (status, "Nothing is lost" in msgspec.msgpack.decode(body, type=Trouble).sentence) == (503, True)
    assert main(["approve", "--data", str(store.data)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("The store's database does not answer as it should:")
    assert len(said.splitlines()) == 1
    database.start()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(omar.wait, 20.0)
        _, refusals = sent_at_last(ruth, push)
        assert waiting.result().changed
    assert refusals == 0, "a connection that is gone is found out before anything is asked of it"
    omar.pull_all()
    assert omar.said(ELLA) == ["before", "written meanwhile"]
    assert store.problems() == []
    ruth.close()
    omar.close()


def test_other_servers_wake_waiting_devices_also_after_the_database_was_away(
    database: PostgresServer, store: RunningStore
) -> None:
    with RunningStore(store.data.parent) as second, ThreadPoolExecutor(1) as pool:
        ruth, omar = Device(store, "ruth").join(), Device(second, "omar").join()
        database.stop()
        database.start()
        ruth.write(ELLA, "first")
        told = 0.0
        for number in range(3):
            omar.pull_all()
            waiting = pool.submit(omar.wait, 20.0)
            begun = time.monotonic()
            ruth.write(ELLA, f"said at one door {number}")
            assert waiting.result().changed
            told = time.monotonic() - begun
        assert told < 2
        ruth.close()
        omar.close()


@pytest.mark.parametrize("cuts", [4, pytest.param(150, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_connections_that_are_cut_in_mid_write_lose_and_double_nothing(
    database: PostgresServer, store: RunningStore, cuts: int
) -> None:
    """Every connection to the database is cut again and again while laptops write, each until it is taken."""
    devices = [Device(store, name).join() for name in WORKERS]
    is_over = threading.Event()

    def write(device: Device) -> list[tuple[str, int]]:
        taken = []
        while not is_over.is_set():
            said = f"{device.professional} {len(taken)}"
            result, _ = sent_at_last(device, device.sealed(ELLA, [device.note(ELLA, said)]))
            taken.append((said, result.number))
        return taken

    with ThreadPoolExecutor(len(devices)) as pool, database.admin() as admin:
        writing = [pool.submit(write, device) for device in devices]
        before = store_head(store)
        for _ in range(cuts):
            while store_head(store) == before:
                assert not any(one.done() for one in writing)
            admin.execute(CUT_ALL, [WORKS_AS])
            before = store_head(store)
        is_over.set()
        acknowledged = [one for done in writing for one in done.result()]
    reader = Device(store, "ruth").join()
    reader.pull_all()
    in_order = [said for said, _ in sorted(acknowledged, key=lambda one: one[1])]
    assert reader.said(ELLA) == in_order, "something acknowledged is gone, is there twice, or has another number"
    assert store.problems() == []
    for device in (reader, *devices):
        device.close()


def store_head(store: RunningStore) -> int:
    """The newest number of Ella's file."""
    opened = store.open()
    try:
        with opened.reading() as ledger:
            return ledger.head(ELLA).number
    finally:
        opened.close()


def test_a_note_tells_a_listener_nothing_about_whose_file_grew(database: PostgresServer, store: RunningStore) -> None:
    ruth = Device(store, "ruth").join()
    opened = store.open()
    name = str(opened.engine.url.database)
    with psycopg.connect(database.dsn(name, WORKS_AS), autocommit=True) as listener:
        listener.execute(f"LISTEN {channel_of(TENANT)}")
        ruth.write(ELLA, "news")
        (note,) = listener.notifies(timeout=10, stop_after=1)
    assert list(marks_in(note.payload) or ()) == [mark_of(ELLA, opened.secret)]
    assert ELLA.partition(":")[2] not in note.payload
    assert mark_of(ELLA, opened.secret) != mark_of(ELLA, b"another authority's")
    opened.close()
    ruth.close()
