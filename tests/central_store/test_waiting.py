"""The long poll: woken at once by what concerns it, left alone by what does not, and let go when the store ends."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casework.exchange import MOST_BYTES_WITH_NEWS, Endpoint, WaitAnswer, WaitAsk, roll_up
from tests.central_store.conftest import ELLA, MAYA, OTHER
from tests.central_store.device import Device, Refused, audit_lines
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


def news_of(device: Device, happens: Callable[[], object], pool: ThreadPoolExecutor) -> WaitAnswer:
    """What a device is told that waits with room for pages, of what happens while it waits and not a moment before."""
    for _ in range(20):
        device.pull_all()
        heads = [(file, held.epoch, held.number, held.digest) for file, held in device.cursors.items()]
        ask = WaitAsk(roll_up(heads), A_WHILE, MOST_BYTES_WITH_NEWS)
        waiting = pool.submit(device.ask, Endpoint.WAIT, ask, WaitAnswer)
        happens()
        answer = waiting.result()
        if not answer.is_whole:
            return answer
    raise AssertionError("never told while it waited")


def test_what_is_new_comes_with_the_news_to_who_has_room_for_it_and_stands_in_the_audit(
    store: RunningStore, ruth: Device, omar: Device, pool: ThreadPoolExecutor
) -> None:
    answer = news_of(omar, lambda: ruth.write(ELLA, "with the news"), pool)
    assert [head.file for head in answer.heads] == [ELLA]
    (page,) = answer.pages
    assert (page.head, page.more) == (answer.heads[0], False)
    before = omar.cursor(ELLA).number
    omar._take(page)
    assert omar.cursor(ELLA).number == before + 1 == page.head.number
    assert omar.said(ELLA)[-1] == "with the news"
    assert omar.wait(0) == WaitAnswer(changed=False)
    assert audit_lines(store, "read")[-1] == (omar.id, ELLA, f"{before + 1} to {page.head.number}")


def test_what_a_device_sealed_itself_does_not_come_back_to_it(ruth: Device, pool: ThreadPoolExecutor) -> None:
    with_another_line = Device(ruth.store, "ruth")
    for name in ("key", "id", "token", "tls", "tenant", "store_key", "seals", "cursors", "held", "approved"):
        setattr(with_another_line, name, getattr(ruth, name))
    answer = news_of(ruth, lambda: with_another_line.write(ELLA, "my own"), pool)
    assert ([head.file for head in answer.heads], answer.pages) == ([ELLA], ())
    with_another_line.close()


def test_a_file_that_may_no_longer_be_read_makes_the_answer_whole(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella", "maya"])
        store.add_hub("hub-2", ["zoe"], [])
        ruth = Device(store, "ruth").join()
        ruth.pull_all()
        heads = [(file, held.epoch, held.number, held.digest) for file, held in ruth.cursors.items()]
        ask = WaitAsk(roll_up(heads), A_WHILE, MOST_BYTES_WITH_NEWS)
        waiting = pool.submit(ruth.ask, Endpoint.WAIT, ask, WaitAnswer)
        store.hand_on(ELLA, "hub-1", "hub-2")
        answer = waiting.result()
        for _ in range(20):  # the grant is given up in one step and taken in another
            if ELLA not in {head.file for head in answer.heads}:
                break
            answer = ruth.ask(Endpoint.WAIT, ask, WaitAnswer)
        assert answer.is_whole
        assert answer.pages == ()
        assert MAYA in {head.file for head in answer.heads}
        ruth.close()
