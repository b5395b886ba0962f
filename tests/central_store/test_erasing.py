"""What an erasure destroys at the store: in the database's freed pages too, and in attachments; finished by the next start."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from casework.kinds.direct_work import Attachment, Drawing
from casework.kinds.work import CaseNote
from central_store import erasing
from central_store.erasing import Going, erase, finish, is_unfinished
from central_store.serving.pieces import path_of_piece
from central_store.store import Store
from tests.central_store.device import Device
from tests.support.erased import left_at
from tests.support.store import RunningStore, child_file

ELLA = child_file("ella")
MARKER = "violetkestrel"
BOTH = ("Nadia Rahman", "Tom Price")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningStore]:
    """Not started: its folder is worked on as commands do."""
    made = RunningStore(tmp_path)
    made.add_hub("hub-1", ["ruth"], ["ella"])
    return made


@pytest.fixture
def store(running: RunningStore) -> Iterator[Store]:
    opened = running.open()
    yield opened
    opened.close()


def a_note(running: RunningStore, said: str = MARKER) -> Going:
    (change,) = running.write((ELLA, CaseNote(said=said), None))
    return Going(ELLA, (change.id,))


@pytest.mark.sqlite
def test_what_an_earlier_release_freed_is_written_over_too(running: RunningStore, store: Store) -> None:
    """It did not ask the database to, so that words could lie on in a page that nothing leads to."""
    with closing(sqlite3.connect(running.data / "store.db")) as earlier:
        earlier.execute("PRAGMA secure_delete=OFF")
        earlier.execute("CREATE TABLE once (words TEXT)")
        earlier.executemany("INSERT INTO once VALUES (?)", [(f"{MARKER} {number}" * 50,) for number in range(100)])
        earlier.execute("DROP TABLE once")
        earlier.commit()
    assert left_at(running, [MARKER])
    erase(store, running.keys, [a_note(running, "another word")], "In the wrong file", BOTH)
    assert left_at(running, [MARKER]) == []


@pytest.mark.sqlite
def test_while_somebody_reads_it_is_not_said_to_be_finished_and_the_next_start_finishes_it(
    running: RunningStore, store: Store
) -> None:
    going = a_note(running)
    with closing(sqlite3.connect(running.data / "store.db")) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM changes").fetchone()
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=50")
        assert not erase(store, running.keys, [going], "In the wrong file", BOTH)
    assert is_unfinished(store.folder)
    assert left_at(running, [MARKER])
    assert "An erasure was cut short" in " ".join(running.problems())
    with running:
        assert not is_unfinished(store.folder)
        assert left_at(running, [MARKER]) == []
    assert running.problems() == []


def test_a_piece_goes_where_nothing_else_names_it_and_is_not_taken_again(running: RunningStore) -> None:
    data = b"sealed piece"
    name = hashlib.sha256(data).hexdigest()
    ink = Attachment(b"k" * 32, (name,), len(data), "application/x-ink")
    with running:
        ruth = Device(running, "ruth").join()
        assert ruth.raw("PUT", ruth.piece_path(ELLA, name), data)[0] == 204
        change, kept = running.write((ELLA, Drawing(ink=ink), None), (ELLA, Drawing(ink=ink, title="the same"), None))
        its = ("--file", ELLA, "--reason", "In the wrong file", "--by", BOTH[0], "--by", BOTH[1])
        keyed = ("erase", "--data", str(running.data), "--authority-key", str(running.key_file))
        said = running.command(*keyed, *its, "--record", change.header.record.hex())
        assert "of attachments" not in said, "the other drawing is the same picture"
        assert path_of_piece(running.data / "pieces", ELLA, name).exists()
        said = running.command(*keyed, *its, "--record", kept.header.record.hex())
        assert "1 piece of attachments" in said
        assert not path_of_piece(running.data / "pieces", ELLA, name).exists()
        assert ruth.raw("PUT", ruth.piece_path(ELLA, name), data)[0] == 204, (
            "a laptop that does not know yet is not stopped"
        )
        assert not path_of_piece(running.data / "pieces", ELLA, name).exists()
        assert ruth.raw("GET", ruth.piece_path(ELLA, name))[0] == 404
        ruth.close()
    assert running.problems() == []


def test_a_whole_file_is_erased_in_orders_that_fit(
    running: RunningStore, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "MOST_CHANGES_AN_ORDER", 3)
    going = [a_note(running, f"{MARKER} {number}").changes[0] for number in range(8)]
    assert erase(store, running.keys, [Going(ELLA, tuple(going))], "The retention period is over", BOTH)
    assert finish(store)
    assert left_at(running, [MARKER]) == []
    assert running.problems() == []


@pytest.mark.sqlite
def test_while_somebody_writes_it_is_finished_later(running: RunningStore, store: Store) -> None:
    erasing.mark_unfinished(store.folder)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(running.data / "store.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert not finish(store)
        assert is_unfinished(store.folder)
        writer.execute("ROLLBACK")
    assert finish(store)
    assert not is_unfinished(store.folder)
