"""The long poll: woken at once by what concerns it, left alone by what does not, and let go when the store ends."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casework.exchange import Endpoint, WaitAnswer, WaitAsk
from tests.central_store.conftest import ELLA, OTHER
from tests.central_store.device import Device, Refused
from tests.support.store import RunningStore

AT_ONCE, A_WHILE = 1.0, 20.0


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as made:
        yield made


def test_idle_is_one_small_answer(ruth: Device) -> None:
    ruth.pull_all()
    assert ruth.wait(0) == WaitAnswer(changed=False)


def test_a_wait_ends_after_its_seconds_though_nothing_came(ruth: Device) -> None:
    ruth.pull_all()
    begun = time.monotonic()
    assert not ruth.wait(0.3).changed
    assert time.monotonic() - begun >= 0.3


@pytest.mark.parametrize("seconds", [float("nan"), -1.0, float("-inf")])
def test_a_wait_of_no_length_is_answered_at_once(ruth: Device, seconds: float) -> None:
    ruth.pull_all()
    assert not ruth.wait(seconds).changed


def test_a_colleagues_change_wakes_a_waiting_device_at_once(
    ruth: Device, omar: Device, pool: ThreadPoolExecutor
) -> None:
    omar.pull_all()
    waiting = pool.submit(omar.wait, A_WHILE)
    begun = time.monotonic()
    taken = ruth.write(ELLA, "news")
    answer = waiting.result()
    assert time.monotonic() - begun < AT_ONCE
    assert taken.head in answer.heads


def test_what_a_command_adds_wakes_it_too(store: RunningStore, omar: Device, pool: ThreadPoolExecutor) -> None:
    omar.pull_all()
    waiting = pool.submit(omar.wait, A_WHILE)
    begun = time.monotonic()
    store.add_hub("hub-new", [], [])
    assert waiting.result().changed
    assert time.monotonic() - begun < 2 * AT_ONCE


def test_another_hubs_change_neither_wakes_nor_shows(ruth: Device, zoe: Device, pool: ThreadPoolExecutor) -> None:
    ruth.pull_all()
    waiting = pool.submit(ruth.wait, 0.6)
    zoe.write(OTHER, "not for ruth")
    assert waiting.result() == WaitAnswer(changed=False)


def test_a_device_revoked_while_it_waits_is_told_no_more(store: RunningStore, pool: ThreadPoolExecutor) -> None:
    ruth = Device(store, "ruth").join()
    ruth.pull_all()
    waiting = pool.submit(ruth.wait, A_WHILE)
    store.revoke(ruth.id)
    with pytest.raises(Refused) as refused:
        waiting.result()
    assert refused.value.code == "device"
    ruth.close()


def test_a_device_that_knows_nothing_is_told_every_head(ruth: Device) -> None:
    answer = ruth.ask(Endpoint.WAIT, WaitAsk(b"", 0.0), WaitAnswer)
    assert answer.changed
    assert {"authority", "grants:hub-1", ELLA} <= {head.file for head in answer.heads}


def test_a_store_that_is_asked_to_end_lets_waiting_devices_go(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        ruth = Device(store, "ruth").join()
        ruth.pull_all()
        waiting = pool.submit(ruth.wait, A_WHILE)
        ruth_too = Device(store, "ruth").join()  # by now the first is waiting
        begun = time.monotonic()
        assert store.stop() == 0
        assert time.monotonic() - begun < 5
        assert not waiting.result().changed or waiting.result().heads
        ruth.close()
        ruth_too.close()
