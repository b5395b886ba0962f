"""Numbers without gaps, whoever writes at the same time: a reader that goes on from the last number it saw misses nothing."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, select

from casework.changes import Change
from casework.editing import Pen, create
from casework.kinds import NAME_OF
from casework.kinds.reading import values_of
from casework.kinds.work import CaseNote
from casework.seals import SigningKey, device_id
from central_store.database import writing
from central_store.ledger import Ledger
from central_store.store import Store
from central_store.tables import changes
from tests.support.postgres import PostgresServer
from tests.support.store import TENANT, RunningStore, child_file

ELLA = child_file("ella")
WRITERS = 16
NOON = "2026-03-02T12:00:00Z"


@pytest.fixture
def store(tmp_path: Path, engine_of_stores: str) -> Iterator[Store]:
    opened = RunningStore(tmp_path).open()
    yield opened
    opened.close()


def a_note(key: SigningKey, said: str) -> Change:
    pen = Pen("ruth", device_id(key.public), NOON, NOON)
    return create(ELLA, NAME_OF[CaseNote], values_of(CaseNote(said=said)), pen)


def add(engine: Engine, key: SigningKey, said: str) -> bytes:
    """One commit of a writer of its own; the id of what it added."""
    change = a_note(key, said)
    with writing(engine) as connection:
        Ledger(connection, TENANT).add_sealed({ELLA: [change]}, key)
    return change.id


class Tail:
    """A reader that asks, again and again, for what comes after the last number it saw."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.seen: list[tuple[int, bytes]] = []

    def look(self) -> None:
        last = self.seen[-1][0] if self.seen else 0
        asked = select(changes.c.number, changes.c.id).where(
            changes.c.tenant == TENANT, changes.c.file == ELLA, changes.c.number > last
        )
        with self._engine.connect() as connection:
            self.seen += [(row.number, row.id) for row in connection.execute(asked.order_by(changes.c.number))]

    def until(self, is_over: threading.Event) -> None:
        while not is_over.is_set():
            self.look()
        self.look()


@pytest.mark.parametrize("commits", [160, pytest.param(6400, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_sixteen_writers_and_a_reader_who_goes_on_from_the_last_number(store: Store, commits: int) -> None:
    tail, is_over = Tail(store.engine), threading.Event()

    def write(number: int) -> list[bytes]:
        key = SigningKey.generate()
        return [add(store.engine, key, f"{number} {one}") for one in range(commits // WRITERS)]

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reading = pool.submit(tail.until, is_over)
        adding = [pool.submit(write, number) for number in range(WRITERS)]
        try:
            added = [name for done in adding for name in done.result()]
        finally:
            is_over.set()
        reading.result()
    assert [number for number, _ in tail.seen] == list(range(1, commits + 1))
    assert {name for _, name in tail.seen} == set(added)


def test_a_number_is_not_given_before_the_one_before_it_can_be_read(store: Store) -> None:
    """The order of things in which numbers from a sequence are missed, below: the second writer commits before the first."""
    tail, keys = Tail(store.engine), [SigningKey.generate(), SigningKey.generate()]
    with ThreadPoolExecutor(1) as pool:
        with writing(store.engine) as first:
            Ledger(first, TENANT).add_sealed({ELLA: [a_note(keys[0], "first")]}, keys[0])
            second = pool.submit(add, store.engine, keys[1], "second")
            tail.look()
            assert tail.seen == []
            assert not second.done()
        second.result(20)
    tail.look()
    assert [number for number, _ in tail.seen] == [1, 2]


def test_numbers_from_a_sequence_would_be_missed(postgres: PostgresServer) -> None:
    """What the test above would find if numbers were given as most programs give them."""
    name = postgres.new_database()
    with postgres.admin(name) as admin, psycopg.connect(postgres.dsn(name)) as one, postgres.admin(name) as other:
        admin.execute("CREATE TABLE naive (number bigserial PRIMARY KEY)")
        one.execute("INSERT INTO naive DEFAULT VALUES")
        other.execute("INSERT INTO naive DEFAULT VALUES")
        seen = [row[0] for row in admin.execute("SELECT number FROM naive WHERE number > 0 ORDER BY number")]
        one.commit()
        seen += [row[0] for row in admin.execute("SELECT number FROM naive WHERE number > %s", [seen[-1]])]
    assert seen == [2]
