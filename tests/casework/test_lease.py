"""The lease and its code: nobody but the store makes one, and a code is good for one laptop, one challenge, its days."""

import pytest

from casework.errors import BadSeal
from casework.lease import (
    CHALLENGE_LETTERS,
    CODE_LETTERS,
    LEAST_DAYS,
    MOST_DAYS,
    Asked,
    BadChallenge,
    code_for,
    days_of_code,
    days_within,
    in_groups,
    new_challenge,
    read_challenge,
)
from casework.seals import Lease, SigningKey, check_lease, sign_lease

STORE = SigningKey.generate()
SECRET = bytes(range(32))
ASKED = Asked("made-up", "0f3c9a11" * 4, "K7QM3RTX")


def test_only_the_stores_own_lease_for_this_device_is_one() -> None:
    lease = sign_lease(STORE, "made-up", ASKED.device, "2026-11-27T09:00:00+00:00", 14, SECRET)
    check_lease(STORE.public, "made-up", ASKED.device, lease)
    longer = Lease(lease.device, lease.issued, 30, lease.secret, lease.signature)
    other_secret = Lease(lease.device, lease.issued, 14, bytes(32), lease.signature)
    later = Lease(lease.device, "2026-12-27T09:00:00+00:00", 14, lease.secret, lease.signature)
    for tenant, device, forged in (
        ("made-up", ASKED.device, longer),
        ("made-up", ASKED.device, other_secret),
        ("made-up", ASKED.device, later),
        ("made-up", "another device", lease),
        ("elsewhere", ASKED.device, lease),
    ):
        with pytest.raises(BadSeal):
            check_lease(STORE.public, tenant, device, forged)
    with pytest.raises(BadSeal):
        check_lease(SigningKey.generate().public, "made-up", ASKED.device, lease)


@pytest.mark.parametrize("days", [LEAST_DAYS, 3, 14, MOST_DAYS])
def test_a_code_says_its_days_however_it_is_typed(days: int) -> None:
    code = code_for(SECRET, ASKED, days)
    assert len(code) == CODE_LETTERS
    typed = in_groups(code).lower().replace("o", "0").replace("b", "8")
    assert days_of_code(SECRET, ASKED, typed) == days


def test_a_code_is_for_one_laptop_one_challenge_and_its_days() -> None:
    code = code_for(SECRET, ASKED, 3)
    for asked in (
        Asked("made-up", ASKED.device, "K7QM3RTY"),
        Asked("made-up", "f" * 32, ASKED.challenge),
        Asked("elsewhere", ASKED.device, ASKED.challenge),
    ):
        assert days_of_code(SECRET, asked, code) is None
    assert days_of_code(bytes(32), ASKED, code) is None
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567":
        assert days_of_code(SECRET, ASKED, letter + code[1:]) == (3 if letter == code[0] else None)


@pytest.mark.parametrize("typed", ["", " ", "A" * 12, "7" * 12, "K7QM 3RTX", "ü" * 12, "D" + "A" * 11, "D" * 13])
def test_what_is_no_code_opens_nothing(typed: str) -> None:
    assert days_of_code(SECRET, ASKED, typed) is None


def test_a_challenge_is_read_as_it_was_meant() -> None:
    challenge = new_challenge()
    assert len(challenge) == CHALLENGE_LETTERS
    assert read_challenge(in_groups(challenge).lower()) == challenge
    assert new_challenge() != challenge
    for typed in ("", challenge[:-1], challenge + "A", "9" * 8):
        with pytest.raises(BadChallenge):
            read_challenge(typed)


@pytest.mark.parametrize(("said", "holds"), [(None, 14), (0, 1), (-5, 1), (1, 1), (30, 30), (365, 30)])
def test_what_an_authority_sets_stays_within_its_bounds(said: int | None, holds: int) -> None:
    assert days_within(said) == holds
