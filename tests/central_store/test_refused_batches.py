"""A batch that is not right is refused whole, says why in the audit, and leaves no trace in the record."""

from collections.abc import Callable

import msgspec
import pytest

from casework.acceptance import Reason
from casework.case_files import AUTHORITY_BOOK, grants_log, hub_book
from casework.changes import Change, body_hash, write_change
from casework.exchange import (
    MOST_BYTES_A_BODY,
    MOST_CHANGES_A_PUSH,
    Batch,
    FilePush,
    NotTaken,
    WireChange,
)
from casework.kinds.books import Device as DeviceKind
from casework.kinds.books import Grant, grant_record
from casework.kinds.reading import values_of
from casework.seals import Seal
from tests.central_store.conftest import ELLA, OTHER
from tests.central_store.device import NOON, Device, audit_lines, heads_of
from tests.support.store import RunningStore


def with_seal(push: FilePush, **fields: object) -> FilePush:
    return FilePush(push.file, Batch(msgspec.structs.replace(push.batch.seal, **fields), push.batch.changes))


def two_signatures_swapped(device: Device) -> FilePush:
    push = device.sealed(ELLA, [device.note(ELLA, "one")])
    other = device.sealed(ELLA, [device.note(ELLA, "two")])
    return with_seal(push, signature=other.batch.seal.signature)


def a_seal_for_another_file(device: Device) -> FilePush:
    return FilePush(OTHER, device.sealed(ELLA, [device.note(ELLA, "meant for ella")]).batch)


def a_word_changed_after_sealing(device: Device) -> FilePush:
    push = device.sealed(ELLA, [device.note(ELLA, "he was calm"), device.note(ELLA, "untouched")])
    wire = push.batch.changes[0]
    assert wire.body
    changed = WireChange(wire.head, wire.salt, wire.body.replace(b"calm", b"wild"))
    return FilePush(ELLA, Batch(push.batch.seal, (changed, push.batch.changes[1])))


def a_whole_change_put_in(device: Device) -> FilePush:
    push = device.sealed(ELLA, [device.note(ELLA, "mine")])
    stranger = device.sealed(ELLA, [device.note(ELLA, "slipped in")]).batch.changes
    return FilePush(ELLA, Batch(push.batch.seal, push.batch.changes + stranger))


def a_change_left_out(device: Device) -> FilePush:
    push = device.sealed(ELLA, [device.note(ELLA, "one"), device.note(ELLA, "two")])
    return FilePush(ELLA, Batch(push.batch.seal, push.batch.changes[:1]))


def another_persons_change(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "in omar's name", author="omar")])


def the_same_change_twice(device: Device) -> FilePush:
    note = device.note(ELLA, "twice")
    return device.sealed(ELLA, [note, note])


def no_change_at_all(device: Device) -> FilePush:
    return device.sealed(ELLA, [])


def too_many_changes(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "many") for _ in range(MOST_CHANGES_A_PUSH + 1)])


def one_body_too_long(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "x" * MOST_BYTES_A_BODY)])


def all_bodies_too_long_together(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "x" * 60_000) for _ in range(5)])


def not_in_the_one_form(device: Device) -> FilePush:
    """A body that says the same in other bytes: two machines would hash it apart."""
    whole = device.note(ELLA, "x")
    assert whole.salt
    assert whole.body
    body = whole.body.replace(b"\xa1x", b"\xd9\x01x")
    head = whole.head.replace(whole.hash_of_body, body_hash(whole.salt, body))
    return device.sealed(ELLA, [Change(head, body_hash(whole.salt, body), whole.salt, body)])


def a_change_of_another_file(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(OTHER, "wrong cover")])


def an_erased_change(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "gone").erased()])


def a_skipped_seal(device: Device) -> FilePush:
    device.write(ELLA, "the first")
    return device.sealed(ELLA, [device.note(ELLA, "the third")], number=3)


def a_seal_number_used_before(device: Device) -> FilePush:
    device.write(ELLA, "the first")
    return device.sealed(ELLA, [device.note(ELLA, "another first")], number=1)


def a_seal_that_follows_nothing(device: Device) -> FilePush:
    device.write(ELLA, "the first")
    device.seals[ELLA] = Seal(device.id, 1, bytes(32), device.seals[ELLA].seen, bytes(64))
    return device.sealed(ELLA, [device.note(ELLA, "the second")])


def a_seal_number_beyond_all(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "far")], number=2**64 - 1)


def a_grant_to_oneself(device: Device) -> FilePush:
    return _as_record(
        device, grants_log("hub-1"), "grant", grant_record(OTHER), values_of(Grant(file=OTHER, state="held"))
    )


def an_approval_of_oneself(device: Device) -> FilePush:
    return _as_record(device, AUTHORITY_BOOK, "device", b"d" * 16, values_of(DeviceKind(revoked=None)))


def a_role_for_oneself(device: Device) -> FilePush:
    return _as_record(device, AUTHORITY_BOOK, "professional", b"p" * 16, {"role": "group_manager"})


def a_word_about_a_child_in_the_hubs_book(device: Device) -> FilePush:
    book = hub_book("hub-1")
    return device.sealed(book, [device.note(book, "Ella was upset")])


def _as_record(device: Device, file: str, kind: str, record: bytes, values: dict[str, object]) -> FilePush:
    change = write_change(
        file=file, record=record, kind=kind, values=values, author="ruth", device=device.id, happened=NOON, written=NOON
    )
    return device.sealed(file, [change])


REFUSED: list[tuple[Callable[[Device], FilePush], Reason]] = [
    (two_signatures_swapped, Reason.SEAL),
    (a_seal_for_another_file, Reason.FORM),
    (a_word_changed_after_sealing, Reason.SEAL),
    (a_whole_change_put_in, Reason.SEAL),
    (a_change_left_out, Reason.SEAL),
    (another_persons_change, Reason.AUTHOR),
    (the_same_change_twice, Reason.FORM),
    (no_change_at_all, Reason.SIZE),
    (too_many_changes, Reason.SIZE),
    (one_body_too_long, Reason.SIZE),
    (all_bodies_too_long_together, Reason.SIZE),
    (not_in_the_one_form, Reason.FORM),
    (a_change_of_another_file, Reason.FORM),
    (an_erased_change, Reason.FORM),
    (a_skipped_seal, Reason.SEAL_NUMBER),
    (a_seal_number_used_before, Reason.SEAL_NUMBER),
    (a_seal_that_follows_nothing, Reason.SEAL_NUMBER),
    (a_seal_number_beyond_all, Reason.SEAL),
    (a_grant_to_oneself, Reason.RIGHT),
    (an_approval_of_oneself, Reason.RIGHT),
    (a_role_for_oneself, Reason.RIGHT),
    (a_word_about_a_child_in_the_hubs_book, Reason.RIGHT),
]


@pytest.mark.parametrize(("make", "reason"), REFUSED, ids=[make.__name__ for make, _ in REFUSED])
def test_a_batch_that_is_not_right_is_refused_whole_and_audited(
    store: RunningStore, ruth: Device, make: Callable[[Device], FilePush], reason: Reason
) -> None:
    push = make(ruth)
    before = heads_of(store)
    (result,) = ruth.send(push)
    assert isinstance(result, NotTaken)
    assert result.reason == reason.value
    assert heads_of(store) == before
    assert audit_lines(store, f"refused: {reason.value}")[-1] == (ruth.id, push.file, "push")


def test_a_refused_batch_names_the_changes_at_fault(ruth: Device) -> None:
    fine, stray = ruth.note(ELLA, "mine"), ruth.note(ELLA, "not mine", author="omar")
    (result,) = ruth.send(ruth.sealed(ELLA, [fine, stray]))
    assert isinstance(result, NotTaken)
    assert result.changes == (stray.id,)


def test_another_devices_seal_is_refused(ruth: Device, omar: Device) -> None:
    (result,) = ruth.send(omar.sealed(ELLA, [omar.note(ELLA, "carried by ruth")]))
    assert isinstance(result, NotTaken)
    assert result.reason == "seal"
