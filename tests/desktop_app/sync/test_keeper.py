"""The keeper ends when it is told to, however its last round went."""

import queue
import threading
from pathlib import Path

import pytest

from casework.kinds.work import CaseNote
from desktop_app.record_store.post_room import PostRoom
from desktop_app.sync.engine import SyncEngine
from desktop_app.sync.keeper import BUSY, StepKeeper
from desktop_app.sync.status import Link, Status
from desktop_app.vault import encrypted_database
from desktop_app.vault.errors import BusyCopy
from tests.support.copies import CHILD, open_copy


def test_it_ends_though_its_store_cannot_be_reached(tmp_path: Path) -> None:
    said: list[Status] = []
    cut_off = threading.Event()

    def hear(status: Status) -> None:
        said.append(status)
        if status.link is Link.NOT_CONNECTED:
            cut_off.set()

    with open_copy(tmp_path) as (vault, records):
        engine = SyncEngine(PostRoom(vault, records), records.identity, vault.signing_key)
        keeper = StepKeeper(engine, records, hear, lambda _outcome: None)
        keeper.start()
        assert cut_off.wait(20)
        keeper.stop()
    assert {status.link for status in said} == {Link.WORKING, Link.NOT_CONNECTED}


def test_a_round_that_fails_after_the_stop_leaves_nobody_waiting(tmp_path: Path) -> None:
    with open_copy(tmp_path) as (vault, records):
        engine = SyncEngine(PostRoom(vault, records), records.identity, vault.signing_key)
        keeper = StepKeeper(engine, records, lambda _status: None, lambda _outcome: None)
        waiting = threading.Thread(target=keeper._connected.wait)  # as the listener does until a round succeeds
        keeper._stopped.set()
        keeper._connected.set()
        keeper._cut_off()  # what a round does that ends without the store, a moment later
        waiting.start()
        waiting.join(20)
        assert not waiting.is_alive()
        engine.close()


def test_what_holds_the_copy_for_long_is_waited_for_and_said_and_sending_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = tuple(one.replace("busy_timeout=5000", "busy_timeout=20") for one in encrypted_database.SETTINGS)
    assert soon != encrypted_database.SETTINGS
    monkeypatch.setattr(encrypted_database, "SETTINGS", soon)
    heard: queue.SimpleQueue[Status] = queue.SimpleQueue()

    def wait_for(link: Link) -> Status:
        while (status := heard.get(timeout=20)).link is not link:
            pass
        return status

    with open_copy(tmp_path) as (vault, records):
        records.add(records.create(CHILD, CaseNote(said="School rang.")))
        engine = SyncEngine(PostRoom(vault, records), records.identity, vault.signing_key)
        keeper = StepKeeper(engine, records, heard.put, lambda _outcome: None)
        with vault.engine.begin():
            keeper.start()
            busy = wait_for(Link.TROUBLE)
            with pytest.raises(BusyCopy):
                records.drafts.keep("note:1", CHILD, "note", {})
        assert (busy.words, busy.why) == ("1 thing waiting to send", BUSY)
        keeper.something_was_written()
        assert wait_for(Link.NOT_CONNECTED).waiting == 1, "it went on, and this copy's store cannot be reached"
        keeper.stop()
