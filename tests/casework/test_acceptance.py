"""What a store takes and what it refuses: form, size, seal, right and author; never what a record says."""

import pytest

from casework.acceptance import (
    Reason,
    Refusal,
    Sealer,
    new_ones,
    refusal_of_form,
    refusal_of_right,
    refusal_of_seal,
)
from casework.access import Role, Standing
from casework.case_files import Room, person_file
from casework.changes import Change
from casework.editing import Pen, create, withdraw
from casework.exchange import MOST_BYTES_A_BODY, MOST_BYTES_A_PUSH, MOST_CHANGES_A_PUSH
from casework.fold import fold_record
from casework.kinds.rooms import held_apart_record
from casework.seals import NO_SEAL_BEFORE, Seen, SigningKey, device_id, make_seal

TENANT, FILE, HELD = "made-up", person_file("made-up", "ella"), frozenset({"hub-1"})
KEY = SigningKey.from_bytes(b"k" * 32)
RUTH = Standing("ruth", Role.SOCIAL_WORKER, HELD)
SEALER = Sealer(KEY.public, RUTH)
SEEN = Seen(1, 0, b"d" * 32)


def note(said: str = "rang school", author: str = "ruth", device: str = "", file: str = FILE) -> Change:
    pen = Pen(author, device or device_id(KEY.public), "2026-11-23", "2026-11-23T10:00:00Z")
    return create(file, "case_note", {"said": said}, pen)


def never(_name: bytes) -> bool:
    return False


def test_a_batch_that_is_as_it_should_be_is_not_refused() -> None:
    batch = [note(), note()]
    seal = make_seal(KEY, TENANT, FILE, 1, NO_SEAL_BEFORE, batch, SEEN)
    assert refusal_of_form(FILE, batch) is None
    assert refusal_of_seal(TENANT, FILE, seal, batch, SEALER) is None
    assert refusal_of_right(FILE, batch, RUTH, HELD, never) is None


def test_a_batch_of_nothing_or_of_too_many_is_refused_whole() -> None:
    assert refusal_of_form(FILE, []) == Refusal(Reason.SIZE)
    one = note()
    assert refusal_of_form(FILE, [one] * MOST_CHANGES_A_PUSH) is None
    assert refusal_of_form(FILE, [one] * (MOST_CHANGES_A_PUSH + 1)) == Refusal(Reason.SIZE)


def test_more_than_a_push_may_weigh_is_refused_whole() -> None:
    heavy = [note("x" * (MOST_BYTES_A_BODY - 100)) for _ in range(MOST_BYTES_A_PUSH // MOST_BYTES_A_BODY + 1)]
    assert refusal_of_form(FILE, heavy) == Refusal(Reason.SIZE)


def test_one_entry_that_is_too_long_is_named_and_the_others_are_not() -> None:
    fits, too_long = note("x" * (MOST_BYTES_A_BODY - 20)), note("x" * MOST_BYTES_A_BODY)
    assert refusal_of_form(FILE, [fits]) is None
    assert refusal_of_form(FILE, [note(), too_long, fits]) == Refusal(Reason.SIZE, (too_long.id,))


def test_what_has_not_the_form_is_named() -> None:
    good, stray, erased = note(), note(file=person_file(TENANT, "maya")), note().erased()
    broken = Change(good.head, good.hash_of_body, good.salt, b"\xc1")
    unreadable = Change(b"\xc1", good.hash_of_body, good.salt, good.body)
    refused = refusal_of_form(FILE, [good, stray, erased, broken, unreadable])
    assert refused == Refusal(Reason.FORM, (stray.id, erased.id, broken.id, unreadable.id))


def test_a_seal_that_does_not_hold_is_refused_whole() -> None:
    batch = [note(), note()]
    seal = make_seal(KEY, TENANT, FILE, 1, NO_SEAL_BEFORE, batch, SEEN)
    assert refusal_of_seal(TENANT, FILE, seal, batch[:1], SEALER) == Refusal(Reason.SEAL)
    stranger = Sealer(SigningKey.from_bytes(b"o" * 32).public, RUTH)
    assert refusal_of_seal(TENANT, FILE, seal, batch, stranger) == Refusal(Reason.SEAL)


def test_words_under_another_s_name_or_of_another_device_are_named() -> None:
    mine, theirs, elsewhere = note(), note(author="omar"), note(device="d" * 32)
    batch = [mine, theirs, elsewhere]
    seal = make_seal(KEY, TENANT, FILE, 1, NO_SEAL_BEFORE, batch, SEEN)
    refused = refusal_of_seal(TENANT, FILE, seal, batch, SEALER)
    assert refused == Refusal(Reason.AUTHOR, (theirs.id, elsewhere.id))


def test_a_device_that_took_over_from_another_may_seal_what_that_one_wrote_and_nobody_else_s() -> None:
    earlier = "e" * 32
    batch = [note(device=earlier), note(), note(device=earlier, author="omar"), note(device="d" * 32)]
    seal = make_seal(KEY, TENANT, FILE, 1, NO_SEAL_BEFORE, batch, SEEN)
    took_over = Sealer(KEY.public, RUTH, frozenset({earlier}))
    refused = refusal_of_seal(TENANT, FILE, seal, batch, took_over)
    assert refused == Refusal(Reason.AUTHOR, (batch[2].id, batch[3].id))


def test_what_a_person_may_not_add_is_named_but_for_what_the_store_has_already() -> None:
    batch = [note(), note()]
    moved_on = frozenset({"hub-2"})
    assert refusal_of_right(FILE, batch, RUTH, moved_on, never) == Refusal(Reason.RIGHT, tuple(one.id for one in batch))
    known = {batch[0].id}
    assert refusal_of_right(FILE, batch, RUTH, moved_on, known.__contains__) == Refusal(Reason.RIGHT, (batch[1].id,))
    assert refusal_of_right(FILE, batch, RUTH, moved_on, lambda _name: True) is None


def test_only_what_is_new_is_numbered_and_each_once() -> None:
    one, two, three = note(), note(), note()
    assert new_ones([one, two, one, three, two], {two.id}) == [one, three]
    assert new_ones([], set()) == []


@pytest.mark.parametrize("reason", list(Reason))
def test_every_refusal_says_that_nothing_is_lost(reason: Reason) -> None:
    assert "kept on this laptop" in reason.sentence or "Nothing is lost" in reason.sentence
    assert reason.sentence.endswith(".")


@pytest.mark.parametrize(
    ("role", "its_room", "may"),
    [
        (Role.FAMILY_SUPPORT_WORKER, Room.PROTECTED, False),
        (Role.FAMILY_SUPPORT_WORKER, Room.CLINICAL, False),
        (Role.CLINICIAN, Room.PROTECTED, False),
        (Role.CLINICIAN, Room.CLINICAL, True),
        (Role.CONSULTANT_SOCIAL_WORKER, Room.PROTECTED, True),
        (Role.FAMILY_SUPPORT_WORKER, Room.WORKER_SAFETY, True),
    ],
)
def test_that_something_is_kept_apart_is_said_and_taken_back_by_who_may_write_there(
    role: Role, its_room: Room, may: bool
) -> None:
    who, pen = Standing("dev", role, HELD), Pen("dev", "laptop", "2026-11-23", "2026-11-23T10:00:00Z")
    record = held_apart_record(its_room)
    said = create(FILE, "held_apart", {"room": its_room.value}, pen, record=record)
    state = fold_record("held_apart", record, [said])
    for change in (said, withdraw(FILE, state, state.shown(), "gone", pen)):
        assert (refusal_of_right(FILE, [change], who, HELD, never) is None) is may


def test_of_a_room_of_a_newer_release_it_may_be_said_and_not_taken_back() -> None:
    pen = Pen("ruth", "laptop", "2026-11-23", "2026-11-23T10:00:00Z")
    said = create(FILE, "held_apart", {"room": "newer"}, pen)
    state = fold_record("held_apart", said.header.record, [said])
    assert refusal_of_right(FILE, [said], RUTH, HELD, never) is None
    gone = withdraw(FILE, state, state.shown(), "gone", pen)
    assert refusal_of_right(FILE, [gone], RUTH, HELD, never) == Refusal(Reason.RIGHT, (gone.id,))
