"""Two devices that know only the protocol, and a real store: what is sent, numbered, sent on, and sent again."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from backports import zstd

from casework.case_files import AUTHORITY_BOOK, grants_log
from casework.changes import PRESENCE, WITHDRAWN, Change, write_change
from casework.exchange import (
    MOST_BYTES_A_PAGE,
    Cursor,
    Endpoint,
    FilePush,
    NotTaken,
    PullAnswer,
    PullAsk,
    PushAnswer,
    PushAsk,
    Taken,
    from_wire,
)
from casework.seals import first_digest
from tests.central_store.conftest import ELLA, MAYA, OTHER
from tests.central_store.device import NOON, Device, audit_lines
from tests.support.store import RunningStore, child_file


def test_what_one_device_sends_another_gets_and_can_check_to_the_last_byte(ruth: Device, omar: Device) -> None:
    omar.pull_all()
    before = len(omar.held[ELLA])
    taken = ruth.write(ELLA, "rang school", "rang the grandmother")
    assert taken.number == before + 1
    assert taken.head.number == before + 2
    omar.pull(ELLA)
    assert omar.said(ELLA)[-2:] == ["rang school", "rang the grandmother"]
    assert omar.cursors[ELLA] == Cursor(1, taken.head.number, taken.head.digest)


def test_a_device_is_sent_the_books_and_its_hubs_files_only(zoe: Device) -> None:
    zoe.pull_all()
    assert set(zoe.held) == {AUTHORITY_BOOK, grants_log("hub-2"), OTHER}


def test_the_same_batch_sent_again_is_taken_again_and_kept_once(
    store: RunningStore, ruth: Device, omar: Device
) -> None:
    push = ruth.sealed(MAYA, [ruth.note(MAYA, "once")])
    (first,) = ruth.send(push)
    omar.write(MAYA, "in between")
    (second,) = ruth.send(push)
    assert isinstance(first, Taken)
    assert isinstance(second, Taken)
    assert second.number == first.number
    assert second.head.number == first.head.number + 1
    assert [change.id for change in _changes(push)] == list(second.known)
    omar.pull_all()
    assert omar.said(MAYA).count("once") == 1


def test_what_was_taken_once_is_taken_again_though_the_child_has_moved_to_another_hub(store: RunningStore) -> None:
    store.add_hub("hub-3", ["noor"], ["moves"])
    file = child_file("moves")
    noor = Device(store, "noor").join()
    push = noor.sealed(file, [noor.note(file, "before the move")])
    assert isinstance(noor.send(push)[0], Taken)
    store.hand_on(file, "hub-3", "hub-2")
    assert isinstance(noor.send(push)[0], Taken)
    (late,) = noor.send(noor.sealed(file, [noor.note(file, "after the move")]))
    assert isinstance(late, NotTaken)
    assert late.reason == "right"
    noor.close()


def test_a_change_known_from_another_seal_keeps_its_number_and_still_proves_the_new_seal(
    ruth: Device, omar: Device
) -> None:
    old = ruth.note(ELLA, "sealed twice")
    ruth.send(ruth.sealed(ELLA, [old]))
    (taken,) = ruth.send(ruth.sealed(ELLA, [old, ruth.note(ELLA, "new beside it")]))
    assert isinstance(taken, Taken)
    assert taken.known == (old.id,)
    assert taken.head.number == taken.number
    omar.pull_all()
    assert omar.said(ELLA)[-2:] == ["sealed twice", "new beside it"]


def test_a_record_is_never_refused_for_its_state(ruth: Device) -> None:
    def withdrawal(over: frozenset[bytes]) -> Change:
        return write_change(
            file=ELLA,
            record=b"never created!!!",
            kind="case_note",
            values={PRESENCE: WITHDRAWN},
            over=over,
            author="ruth",
            device=ruth.id,
            happened="1816-13-45",
            written=NOON,
        )

    for over in (frozenset({b"nobody knows it!"}), frozenset[bytes]()):
        (taken,) = ruth.send(ruth.sealed(ELLA, [withdrawal(over)]))
        assert isinstance(taken, Taken)


def test_batches_for_several_files_stand_and_fall_alone(ruth: Device) -> None:
    results = ruth.send(
        ruth.sealed(ELLA, [ruth.note(ELLA, "taken")]),
        ruth.sealed(OTHER, [ruth.note(OTHER, "not mine")]),
        ruth.sealed(MAYA, [ruth.note(MAYA, "taken too")]),
    )
    assert [type(result) for result in results] == [Taken, NotTaken, Taken]
    assert [result.file for result in results] == [ELLA, OTHER, MAYA]


def test_pages_end_on_seals_and_say_that_more_follows(ruth: Device, omar: Device) -> None:
    for _ in range(3):
        ruth.write(MAYA, *["a long note " * 400 for _ in range(40)])
    omar.pull_all()
    small = PullAsk({MAYA: Cursor(1, 0, first_digest(omar.tenant, MAYA))}, most_bytes=1)
    (page,) = omar.ask(Endpoint.PULL, small, PullAnswer).pages
    assert (len(page.batches), page.more) == (1, True)
    everything = PullAsk(small.cursors, most_bytes=10 * MOST_BYTES_A_PAGE)
    (page,) = omar.ask(Endpoint.PULL, everything, PullAnswer).pages
    assert not page.more
    assert sum(len(batch.changes) for batch in page.batches) == len(omar.held[MAYA])


@pytest.mark.parametrize("number", [-1, 10**6, 2**63, 2**64 - 1])
def test_a_cursor_that_no_store_gave_is_answered_without_a_fault(ruth: Device, number: int) -> None:
    ask = PullAsk({ELLA: Cursor(1, number, b"")}, most_bytes=-(2**63))
    pages = ruth.ask(Endpoint.PULL, ask, PullAnswer).pages
    assert bool(pages) == (number < 0)


def test_both_sides_may_compress(ruth: Device) -> None:
    push = PushAsk((ruth.sealed(ELLA, [ruth.note(ELLA, "pressed " * 1000)]),))
    body = zstd.compress(msgspec.msgpack.encode(push))
    status, answer, _ = ruth.raw("POST", Endpoint.PUSH, body, {"content-encoding": "zstd"})
    assert status == 200
    (taken,) = msgspec.msgpack.decode(answer, type=PushAnswer).results
    assert isinstance(taken, Taken)
    ask = msgspec.msgpack.encode(PullAsk({ELLA: Cursor(1, 0, b"")}))
    _, plain, headers = ruth.raw("POST", Endpoint.PULL, ask)
    assert headers.get("content-encoding") is None
    _, pressed, headers = ruth.raw("POST", Endpoint.PULL, ask, {"accept-encoding": "gzip, zstd"})
    assert headers.get("content-encoding") == "zstd"
    assert len(pressed) < len(plain)
    assert zstd.decompress(pressed) == plain


def test_reads_and_writes_stand_in_the_audit_by_file(store: RunningStore, ruth: Device, omar: Device) -> None:
    taken = ruth.write(ELLA, "audited")
    omar.pull_all()
    assert (ruth.id, ELLA, f"to {taken.head.number}") in audit_lines(store, "write")
    assert (omar.id, ELLA, f"1 to {taken.head.number}") in audit_lines(store, "read")
    assert (ruth.id, "", "ruth") in audit_lines(store, "session")


def test_many_writers_leave_no_hole_and_a_reader_never_sees_one(store: RunningStore) -> None:
    writers, pushes, a_push = 6, 12, 3
    store.add_hub("hub-4", [f"w{number}" for number in range(writers)], ["busy"])
    file = child_file("busy")
    devices = [Device(store, f"w{number}").join() for number in range(writers)]
    reader = Device(store, "w0").join()
    reader.pull_all()

    def write(device: Device) -> None:
        for number in range(pushes):
            device.write(file, *[f"{device.professional} {number} {part}" for part in range(a_push)])

    with ThreadPoolExecutor(writers) as pool:
        writing = [pool.submit(write, device) for device in devices]
        while not all(one.done() for one in writing):
            reader.pull(file)  # asserts that each number follows the one before, whatever is being written
    for one in writing:
        one.result()
    reader.pull(file)
    said = reader.said(file)
    assert len(said) == writers * pushes * a_push
    for device in devices:  # each worker's own in the order they were sent
        own = [one for one in said if one.split()[0] == device.professional]
        assert own == [f"{device.professional} {number} {part}" for number in range(pushes) for part in range(a_push)]
        device.close()
    reader.close()


def _changes(push: FilePush) -> list[Change]:
    return [from_wire(wire) for wire in push.batch.changes]
