"""The keeper ends when it is told to, however its last round went."""

import threading
from pathlib import Path

from desktop_app.record_store.post_room import PostRoom
from desktop_app.sync.engine import SyncEngine
from desktop_app.sync.keeper import StepKeeper
from desktop_app.sync.status import Link, Status
from tests.support.copies import open_copy


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
