"""Seals hold for exactly what was sealed: a byte altered anywhere is refused, and an erasure breaks nothing."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.changes import Change
from casework.editing import Pen, create
from casework.errors import BadSeal
from casework.ids import STORE
from casework.seals import (
    NO_SEAL_BEFORE,
    Approval,
    Head,
    Seal,
    Seen,
    SigningKey,
    approve,
    approve_store,
    check_approval,
    check_head,
    check_recovery_key,
    check_seal,
    check_signature,
    check_store_approval,
    check_succession,
    device_id,
    fingerprint,
    first_digest,
    give_recovery_key,
    let_succeed,
    make_seal,
    next_digest,
    sign_head,
)

TENANT, FILE = "made-up", "person:0123"
KEY, OTHER = SigningKey.from_bytes(b"k" * 32), SigningKey.from_bytes(b"o" * 32)
PEN = Pen("ruth", device_id(KEY.public), "2026-11-23", "2026-11-23T10:00:00Z")
SEEN = Seen(1, 4, b"d" * 32)


def note(words: str) -> Change:
    return create(FILE, "case_note", {"said": words}, PEN, record=b"r" * 16, salt=words.encode().ljust(16)[:16])


CHANGES = [note("one"), note("two"), note("three")]
SEAL = make_seal(KEY, TENANT, FILE, 3, b"b" * 32, CHANGES, SEEN)


def altered(data: bytes, place: int, by: int) -> bytes:
    """The bytes with one of them changed."""
    place %= len(data)
    return data[:place] + bytes([data[place] ^ by]) + data[place + 1 :]


def test_what_was_sealed_holds() -> None:
    check_seal(KEY.public, TENANT, FILE, SEAL, CHANGES)
    assert (SEAL.device, SEAL.number, SEAL.before, SEAL.seen) == (device_id(KEY.public), 3, b"b" * 32, SEEN)


@given(st.integers(0, 2), st.integers(0), st.integers(1, 255))
def test_a_byte_altered_in_a_header_is_refused(which: int, place: int, by: int) -> None:
    one = CHANGES[which]
    changed = Change(altered(one.head, place, by), one.hash_of_body, one.salt, one.body)
    with pytest.raises(BadSeal):
        check_seal(KEY.public, TENANT, FILE, SEAL, [*CHANGES[:which], changed, *CHANGES[which + 1 :]])


@given(st.integers(0, 2), st.integers(0), st.integers(1, 255))
def test_a_byte_altered_in_the_hash_of_the_words_is_refused(which: int, place: int, by: int) -> None:
    one = CHANGES[which]
    changed = Change(one.head, altered(one.hash_of_body, place, by), one.salt, one.body)
    with pytest.raises(BadSeal):
        check_seal(KEY.public, TENANT, FILE, SEAL, [*CHANGES[:which], changed, *CHANGES[which + 1 :]])


@given(st.integers(0), st.integers(1, 255))
def test_a_byte_altered_in_the_signature_is_refused(place: int, by: int) -> None:
    changed = Seal(SEAL.device, SEAL.number, SEAL.before, SEAL.seen, altered(SEAL.signature, place, by))
    with pytest.raises(BadSeal):
        check_seal(KEY.public, TENANT, FILE, changed, CHANGES)


@pytest.mark.parametrize(
    "changes",
    [CHANGES[:2], CHANGES[1:], [CHANGES[1], CHANGES[0], CHANGES[2]], [*CHANGES, note("four")], [CHANGES[0]] * 3, []],
    ids=["last left out", "first left out", "in another order", "one put in", "one thrice", "none"],
)
def test_other_changes_than_those_sealed_are_refused(changes: list[Change]) -> None:
    with pytest.raises(BadSeal):
        check_seal(KEY.public, TENANT, FILE, SEAL, changes)


@pytest.mark.parametrize(
    ("tenant", "file", "seal"),
    [
        ("elsewhere", FILE, SEAL),
        (TENANT, "person:4567", SEAL),
        (TENANT, FILE, Seal(SEAL.device, 4, SEAL.before, SEAL.seen, SEAL.signature)),
        (TENANT, FILE, Seal(SEAL.device, 3, NO_SEAL_BEFORE, SEAL.seen, SEAL.signature)),
        (TENANT, FILE, Seal(SEAL.device, 3, SEAL.before, Seen(2, 4, b"d" * 32), SEAL.signature)),
        (TENANT, FILE, Seal(SEAL.device, 3, SEAL.before, Seen(1, 5, b"d" * 32), SEAL.signature)),
        (TENANT, FILE, Seal(SEAL.device, 3, SEAL.before, Seen(1, 4, b"e" * 32), SEAL.signature)),
        (TENANT, FILE, Seal(device_id(OTHER.public), 3, SEAL.before, SEAL.seen, SEAL.signature)),
        (TENANT, FILE, Seal(SEAL.device, 3, SEAL.before, SEAL.seen, b"")),
    ],
    ids=["authority", "file", "number", "seal before", "epoch", "number seen", "digest seen", "device", "no signature"],
)
def test_a_seal_holds_for_one_place_only(tenant: str, file: str, seal: Seal) -> None:
    with pytest.raises(BadSeal):
        check_seal(KEY.public, tenant, file, seal, CHANGES)


def test_a_seal_of_another_device_does_not_pass_for_this_one() -> None:
    with pytest.raises(BadSeal):
        check_seal(OTHER.public, TENANT, FILE, SEAL, CHANGES)
    theirs = make_seal(OTHER, TENANT, FILE, 3, b"b" * 32, CHANGES, SEEN)
    forged = Seal(SEAL.device, 3, b"b" * 32, SEEN, theirs.signature)
    with pytest.raises(BadSeal):
        check_seal(KEY.public, TENANT, FILE, forged, CHANGES)


def test_words_that_were_erased_leave_everything_holding() -> None:
    left = [CHANGES[0], CHANGES[1].erased(), CHANGES[2]]
    check_seal(KEY.public, TENANT, FILE, SEAL, left)
    assert left[1].values == {}
    assert [one.hash for one in left] == [one.hash for one in CHANGES]
    walked, as_before = first_digest(TENANT, FILE), first_digest(TENANT, FILE)
    for number, (one, before) in enumerate(zip(left, CHANGES, strict=True), start=1):
        walked = next_digest(walked, number, one.hash, SEAL.hash)
        as_before = next_digest(as_before, number, before.hash, SEAL.hash)
    assert walked == as_before


def test_the_digest_says_which_file_which_order_which_seal_and_how_it_came() -> None:
    empty = first_digest(TENANT, FILE)
    one = next_digest(empty, 1, CHANGES[0].hash, SEAL.hash)
    others = {
        first_digest("elsewhere", FILE),
        first_digest(TENANT, "person:4567"),
        next_digest(empty, 2, CHANGES[0].hash, SEAL.hash),
        next_digest(empty, 1, CHANGES[1].hash, SEAL.hash),
        next_digest(empty, 1, CHANGES[0].hash, NO_SEAL_BEFORE),
        next_digest(empty, 1, CHANGES[0].hash, SEAL.hash, "late"),
        next_digest(empty, 1, CHANGES[0].hash, SEAL.hash, "released"),
    }
    assert len(others | {one, empty}) == 9


def test_the_hash_of_a_seal_stands_for_its_signature() -> None:
    again = make_seal(KEY, TENANT, FILE, 4, SEAL.hash, CHANGES, SEEN)
    assert len(SEAL.hash) == 32
    assert again.hash != SEAL.hash


def test_a_signature_for_one_purpose_never_passes_for_another() -> None:
    signature = KEY.sign("session", TENANT, "x")
    check_signature(KEY.public, signature, "session", TENANT, "x")
    for purpose, parts in (("enrol", (TENANT, "x")), ("session", (TENANT + "x",)), ("session", (TENANT, "x", ""))):
        with pytest.raises(BadSeal):
            check_signature(KEY.public, signature, purpose, *parts)


@pytest.mark.parametrize("public", [b"", b"short", b"\xff" * 32])
def test_a_key_that_is_none_is_refused_and_not_raised(public: bytes) -> None:
    with pytest.raises(BadSeal):
        check_signature(public, KEY.sign("session"), "session")


@pytest.mark.parametrize(
    "head",
    [
        lambda head: Head("person:4567", head.epoch, head.number, head.digest, head.signature),
        lambda head: Head(head.file, 2, head.number, head.digest, head.signature),
        lambda head: Head(head.file, head.epoch, 8, head.digest, head.signature),
        lambda head: Head(head.file, head.epoch, head.number, b"e" * 32, head.signature),
        lambda head: Head(head.file, head.epoch, head.number, head.digest, altered(head.signature, 5, 1)),
    ],
    ids=["file", "epoch", "number", "digest", "signature"],
)
def test_the_store_s_word_for_how_far_a_file_goes_holds_for_that_alone(head) -> None:
    signed = sign_head(KEY, TENANT, FILE, 1, 7, b"d" * 32)
    check_head(KEY.public, TENANT, signed)
    for tenant, told in ((TENANT, head(signed)), ("elsewhere", signed)):
        with pytest.raises(BadSeal):
            check_head(KEY.public, tenant, told)


def test_the_authority_s_word_for_a_device_names_whose_it_is() -> None:
    given_on = "2026-01-05T09:00:00Z"
    word = approve(KEY, TENANT, OTHER.public, "ruth", given_on)
    check_approval(KEY.public, TENANT, word)
    for forged in (
        Approval(word.public, "omar", given_on, word.signature),
        Approval(KEY.public, "ruth", given_on, word.signature),
        Approval(word.public, "ruth", "2026-01-06T09:00:00Z", word.signature),
        approve(OTHER, TENANT, OTHER.public, "ruth", given_on),
    ):
        with pytest.raises(BadSeal):
            check_approval(KEY.public, TENANT, forged)
    with pytest.raises(BadSeal):
        check_approval(KEY.public, "elsewhere", word)


def test_the_authority_s_word_for_its_store_and_for_a_device_never_pass_for_each_other() -> None:
    given_on = "2026-01-05T09:00:00Z"
    store = approve_store(KEY, TENANT, OTHER.public, given_on)
    check_store_approval(KEY.public, TENANT, store)
    as_a_person = approve(KEY, TENANT, OTHER.public, STORE, given_on)
    with pytest.raises(BadSeal):
        check_approval(KEY.public, TENANT, store)
    for forged in (
        as_a_person,
        Approval(store.public, "ruth", given_on, store.signature),
        Approval(KEY.public, STORE, given_on, store.signature),
        Approval(store.public, STORE, "2026-01-06T09:00:00Z", store.signature),
        approve_store(OTHER, TENANT, OTHER.public, given_on),
    ):
        with pytest.raises(BadSeal):
            check_store_approval(KEY.public, TENANT, forged)
    with pytest.raises(BadSeal):
        check_store_approval(KEY.public, "elsewhere", store)


def test_a_key_goes_through_its_bytes_and_is_named_by_its_fingerprint() -> None:
    again = SigningKey.from_bytes(KEY.to_bytes())
    assert again.public == KEY.public
    assert SigningKey.generate().public != SigningKey.generate().public
    assert fingerprint(KEY.public) == device_id(KEY.public)
    assert len(fingerprint(KEY.public)) == 32


def test_only_the_authority_can_let_a_device_take_over_from_others() -> None:
    earlier = ["a" * 32, "b" * 32]
    word = let_succeed(KEY, TENANT, OTHER.public, earlier, "2026-11-27T19:00:00Z")
    check_succession(KEY.public, TENANT, word)
    for forged in (
        msgspec.structs.replace(word, devices=("a" * 32,)),
        msgspec.structs.replace(word, public=KEY.public),
        let_succeed(OTHER, TENANT, OTHER.public, earlier, word.given),
    ):
        with pytest.raises(BadSeal):
            check_succession(KEY.public, TENANT, forged)
    with pytest.raises(BadSeal):
        check_succession(KEY.public, "elsewhere", word)


def test_only_the_authority_can_name_the_key_that_laptops_seal_to() -> None:
    word = give_recovery_key(KEY, TENANT, b"p" * 1216, "2026-11-27T19:00:00Z")
    check_recovery_key(KEY.public, TENANT, word)
    for forged in (
        msgspec.structs.replace(word, public=b"q" * 1216),
        give_recovery_key(OTHER, TENANT, word.public, word.given),
        msgspec.structs.replace(word, signature=approve(KEY, TENANT, word.public, "store", word.given).signature),
    ):
        with pytest.raises(BadSeal):
            check_recovery_key(KEY.public, TENANT, forged)
