"""The one writer: what it says is written is on disk, and one request's failure is that request's alone."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from central_store.database import make_tables, making, open_database
from central_store.tables import enrolments
from central_store.writer import Closed, Writer


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(f"sqlite:///{tmp_path / 'store.db'}")
    with making(opened) as connection:
        make_tables(connection)
    yield opened
    opened.dispose()


@pytest.fixture
def writer(engine: Engine) -> Iterator[Writer]:
    made = Writer(engine)
    yield made
    made.close()


class Gate:
    """Holds the writer inside one piece of work, so that what is asked meanwhile is committed together."""

    def __init__(self, writer: Writer) -> None:
        self._open, self._inside = threading.Event(), threading.Event()
        self._held = writer.do(self._wait)
        assert self._inside.wait(10)

    def _wait(self, _connection: Connection) -> None:
        self._inside.set()
        assert self._open.wait(10)

    def open(self) -> None:
        """Let it go on."""
        self._open.set()
        self._held.result(10)


def add(connection: Connection, name: str) -> str:
    connection.execute(enrolments.insert().values(tenant="t", code=name.encode(), professional=name, expires=0.0))
    return name


def fail(connection: Connection) -> None:
    add(connection, "half of it")
    raise ValueError("the second half")


def undo_everything(connection: Connection) -> None:
    """What SQLite itself does when the disk is full."""
    connection.exec_driver_sql("ROLLBACK")
    raise ValueError("disk full")


def on_disk(engine: Engine) -> set[str]:
    """What somebody else sees."""
    with closing(sqlite3.connect(str(engine.url.database))) as connection:
        return {row[0] for row in connection.execute("SELECT professional FROM enrolments")}


def test_what_is_answered_is_on_disk(engine: Engine, writer: Writer) -> None:
    assert writer.do(lambda connection: add(connection, "one")).result(10) == "one"
    assert on_disk(engine) == {"one"}


def test_settings_under_which_a_commit_is_on_disk(engine: Engine) -> None:
    with engine.connect() as connection:
        said = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")}
    assert said == {"journal_mode": "wal", "synchronous": 2}


def test_work_that_fails_fails_alone(engine: Engine, writer: Writer) -> None:
    gate = Gate(writer)
    before = writer.do(lambda connection: add(connection, "before"))
    failing = writer.do(fail)
    after = writer.do(lambda connection: add(connection, "after"))
    gate.open()
    assert (before.result(10), after.result(10)) == ("before", "after")
    with pytest.raises(ValueError, match="second half"):
        failing.result(10)
    assert on_disk(engine) == {"before", "after"}


def test_nobody_is_told_that_it_is_written_when_the_database_undid_everything(engine: Engine, writer: Writer) -> None:
    gate = Gate(writer)
    futures = [
        writer.do(lambda connection: add(connection, "before")),
        writer.do(undo_everything),
        writer.do(lambda connection: add(connection, "after")),
    ]
    gate.open()
    for future in futures:
        assert future.exception(10) is not None
    assert on_disk(engine) == set()
    assert writer.do(lambda connection: add(connection, "later")).result(10) == "later"
    assert on_disk(engine) == {"later"}


def test_what_was_asked_before_the_end_is_done_and_nothing_after(engine: Engine) -> None:
    writer = Writer(engine)
    last = writer.do(lambda connection: add(connection, "last"))
    writer.close()
    assert last.result(0) == "last"
    with pytest.raises(Closed):
        writer.do(lambda connection: add(connection, "too late"))
    writer.close()
    assert on_disk(engine) == {"last"}


def test_others_commits_are_noticed_and_its_own_are_not(engine: Engine) -> None:
    noticed = threading.Semaphore(0)
    writer = Writer(engine, noticed.release)
    writer.do(lambda connection: add(connection, "own")).result(10)
    assert not noticed.acquire(timeout=0.5)
    with closing(sqlite3.connect(str(engine.url.database))) as connection:
        connection.execute("DELETE FROM enrolments")
        connection.commit()
    assert noticed.acquire(timeout=10)
    writer.close()


def add_all(connection: Connection, names: Sequence[str]) -> list[str | Exception]:
    """In one go; one name is refused, and one that is there already breaks all of it."""
    good = [name for name in names if name != "refused"]
    connection.execute(
        enrolments.insert(),
        [{"tenant": "t", "code": name.encode(), "professional": name, "expires": 0.0} for name in good],
    )
    return [f"{len(names)} together" if name in good else ValueError(name) for name in names]


def test_what_is_asked_of_one_kind_is_done_in_one_go_and_each_has_its_own_answer(
    engine: Engine, writer: Writer
) -> None:
    gate = Gate(writer)
    futures = [writer.do_together(add_all, name) for name in ("one", "refused", "two")]
    between = writer.do(lambda connection: add(connection, "of another kind"))
    gate.open()
    assert [futures[0].result(10), futures[2].result(10)] == ["3 together"] * 2
    with pytest.raises(ValueError, match="refused"):
        futures[1].result(10)
    assert between.result(10) == "of another kind"
    assert on_disk(engine) == {"one", "two", "of another kind"}


@pytest.mark.parametrize("is_alone", [True, False])
def test_where_one_breaks_what_was_to_be_done_in_one_go_it_fails_alone(
    engine: Engine, writer: Writer, is_alone: bool
) -> None:
    writer.do(lambda connection: add(connection, "there already")).result(10)
    gate = Gate(writer)
    before = [] if is_alone else [writer.do(lambda connection: add(connection, "of another kind"))]
    futures = [writer.do_together(add_all, name) for name in ("one", "there already", "two")]
    gate.open()
    assert [one.result(10) for one in before] == ["of another kind"][: len(before)]
    assert [futures[0].result(10), futures[2].result(10)] == ["1 together"] * 2
    with pytest.raises(IntegrityError):
        futures[1].result(10)
    assert {"one", "two", "there already"} <= on_disk(engine)
