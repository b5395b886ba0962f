"""The running store as a whole: two processes over one database, a database that fails, askers whom nobody knows."""

import hashlib
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from casework.case_files import grants_log
from casework.exchange import Trouble
from central_store.audit import count
from central_store.ledger import Ledger
from central_store.people import Register
from central_store.serving.office import UNNAMED_A_MINUTE, Office
from central_store.serving.pieces import PART, PieceStore
from central_store.serving.trouble import no_session, not_yours
from central_store.serving.watching import Shared
from tests.central_store.device import Device, Refused, audit_lines
from tests.support.store import RunningStore, child_file

ELLA = child_file("ella")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    made = RunningStore(tmp_path)
    made.add_hub("hub-1", ["ruth", "omar"], ["ella"])
    yield made
    made.stop()


def test_two_processes_over_one_database_number_without_holes_and_wake_each_others_devices(
    store: RunningStore, tmp_path: Path
) -> None:
    with store, RunningStore(tmp_path) as second, ThreadPoolExecutor(3) as pool:
        assert second.address != store.address
        ruth, omar = Device(store, "ruth").join(), Device(second, "omar").join()
        omar.pull_all()
        waiting = pool.submit(omar.wait, 20.0)
        begun = time.monotonic()
        ruth.write(ELLA, "said at one door")
        assert waiting.result().changed
        assert time.monotonic() - begun < 2
        for done in [
            pool.submit(lambda device=device: [device.write(ELLA, "x") for _ in range(25)]) for device in (ruth, omar)
        ]:
            done.result()
        omar.pull(ELLA)
        assert len(omar.said(ELLA)) == 51
        assert store.problems() == []
        ruth.close()
        omar.close()


def test_a_database_that_fails_is_told_as_busy_and_the_store_goes_on(store: RunningStore) -> None:
    with store:
        ruth = Device(store, "ruth").join()
        store.in_database("ALTER TABLE audit RENAME TO away")
        push = ruth.sealed(ELLA, [ruth.note(ELLA, "not audited, so not taken")])
        with pytest.raises(Refused) as refused:
            ruth.send(push)
        assert (refused.value.status, refused.value.code) == (503, "busy")
        status, body, _ = ruth.raw("GET", ruth.piece_path("grants:hub-2", "0" * 64))
        assert status == 503  # a refusal that cannot be audited is not told either
        assert "Nothing is lost" in msgspec.msgpack.decode(body, type=Trouble).sentence
        store.in_database("ALTER TABLE away RENAME TO audit")
        ruth.send(push)
        ruth.pull_all()
        assert ruth.said(ELLA) == ["not audited, so not taken"]
        ruth.close()


def test_askers_whom_nobody_knows_cannot_fill_the_audit(store: RunningStore) -> None:
    opened = store.open()
    office = Office(opened, lambda _files: None)
    before = lines_of(office)
    for _ in range(UNNAMED_A_MINUTE * 5):
        office.note_refusal("", "push", no_session())
    assert lines_of(office) - before <= 2 * UNNAMED_A_MINUTE  # a minute may end in between
    for number in range(UNNAMED_A_MINUTE * 2):  # whoever is known is named each time
        office.note_refusal("device", "pull", not_yours(f"file {number}"))
    office.close()
    opened.close()
    assert len(audit_lines(store, "refused: right")) == UNNAMED_A_MINUTE * 2


def test_rights_follow_the_books_as_they_grow_and_never_step_back(store: RunningStore) -> None:
    opened = store.open()
    register = Register(opened.tenant, opened.about.authority)
    with opened.engine.connect() as old:
        Ledger(old, opened.tenant).heads()  # this look at the database stays as it is now
        store.add_hub("hub-2", ["zoe"], ["other"])
        with opened.engine.connect() as new:
            register.refresh(new)
        assert register.rights("zoe").may_read(child_file("other"))
        register.refresh(old)
        assert register.rights("zoe").may_read(child_file("other"))
    assert not register.rights("zoe").may_read(ELLA)
    assert not register.rights("nobody").may_read(grants_log("hub-2"))
    store.hand_on(ELLA, "hub-1", "hub-2")
    with opened.engine.connect() as new:
        register.refresh(new)
    assert register.rights("zoe").may_read(ELLA)
    assert not register.rights("ruth").may_read(ELLA)
    opened.close()


@pytest.mark.sqlite
def test_a_look_is_shared_by_those_who_ask_meanwhile_and_is_never_older_than_the_asking() -> None:
    begun, threads, calls = [0], 8, 50

    def look() -> int:
        begun[0] += 1
        number = begun[0]
        hashlib.pbkdf2_hmac("sha256", b"", b"", 2000)  # takes a moment, in which others can ask
        if number % 10 == 0:
            raise OSError("away")
        return number

    shared = Shared(look)

    def ask(_number: int) -> list[tuple[int, int]]:
        seen = []
        for _ in range(calls):
            before = begun[0]
            try:
                seen.append((before, shared()))
            except OSError:
                seen.append((before, begun[0]))
        return seen

    with ThreadPoolExecutor(threads) as pool:
        seen = [one for some in pool.map(ask, range(threads)) for one in some]
    assert all(answer > before for before, answer in seen)
    assert begun[0] < threads * calls


@pytest.mark.sqlite
def test_what_another_server_is_just_writing_is_left_to_it(tmp_path: Path) -> None:
    """What a power cut left half written a while ago is removed."""
    folder = tmp_path / "pieces" / "of a file"
    folder.mkdir(parents=True)
    fresh, old = folder / f"{PART}fresh", folder / f"{PART}old"
    for part in (fresh, old):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    PieceStore(tmp_path / "pieces")
    assert list(folder.iterdir()) == [fresh]


def lines_of(office: Office) -> int:
    """How many lines the audit has."""
    return office.read(lambda connection: count(connection, office.tenant))
