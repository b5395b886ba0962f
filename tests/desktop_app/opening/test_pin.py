"""The PIN out of child mode: three tries, then the passphrase; counted over restarts, readable nowhere."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.errors import KnownError
from desktop_app.opening.pin import Answer, Pin, change_pin, choose_pin, has_pin, need_good, try_passphrase, try_pin
from desktop_app.record_store.identity import setting
from desktop_app.vault.errors import WrongPassphrase
from desktop_app.vault.vault import OpenVault, open_vault
from tests.support.copies import open_copy
from tests.support.vaults import PASSPHRASE

PIN = "704162"
KILLED = """
import os, signal, sys
from pathlib import Path
from desktop_app.opening import pin
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import open_vault
vault = open_vault(Profile(Path(sys.argv[1])), sys.argv[2])
pin._hash = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
pin.try_pin(vault, "704162")
"""


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    with open_copy(tmp_path / "copy") as (opened, _):
        yield opened


def test_the_right_pin_opens_and_forgets_the_wrong_ones(vault: OpenVault) -> None:
    assert not has_pin(vault)
    choose_pin(vault, PIN)
    assert has_pin(vault)
    for _ in range(2):
        assert try_pin(vault, "704163").sentence == "That is not the PIN. 2 tries left."
        assert try_pin(vault, PIN) == Answer(opens=True)


def test_after_three_wrong_ones_the_right_one_opens_nothing_until_the_passphrase_was_given(vault: OpenVault) -> None:
    choose_pin(vault, PIN)
    said = [try_pin(vault, wrong) for wrong in ("111111", "222222", "333333")]
    assert [answer.sentence for answer in said] == [
        "That is not the PIN. 2 tries left.",
        "That is not the PIN. 1 try left.",
        "That was the third wrong PIN. Type your passphrase instead.",
    ]
    assert [answer.needs_passphrase for answer in said] == [False, False, True]
    assert not try_pin(vault, PIN).opens
    wrong = try_passphrase(vault, "not the passphrase at all")
    assert not wrong.opens
    assert wrong.needs_passphrase
    assert not try_pin(vault, PIN).opens
    assert try_passphrase(vault, PASSPHRASE).opens
    assert try_pin(vault, PIN).opens


def test_ending_the_program_does_not_give_three_more_tries(tmp_path: Path) -> None:
    with open_copy(tmp_path) as (vault, _):
        choose_pin(vault, PIN)
        try_pin(vault, "111111")
        try_pin(vault, "222222")
        profile = vault.profile
    again = open_vault(profile, PASSPHRASE)
    try:
        assert try_pin(again, "333333").needs_passphrase
    finally:
        again.close()


@pytest.mark.parametrize(
    "digits",
    [
        "",
        "12345",
        "1234567",
        "12 456",
        "abcdef",
        "000000",
        "123456",
        "987654",
        "٣٤٥٦٧٨",
        "121212",
        "123123",
        "112233",
        "230787",
        "072387",
        "870723",
        "071987",
        "198707",
    ],
)
def test_what_is_no_pin_or_the_first_anybody_would_try_is_not_kept(vault: OpenVault, digits: str) -> None:
    with pytest.raises(KnownError):
        choose_pin(vault, digits)
    assert not has_pin(vault)


def test_a_date_is_refused_with_a_sentence_and_most_pins_are_not(vault: OpenVault) -> None:
    with pytest.raises(KnownError, match="That looks like a date"):
        choose_pin(vault, "230787")
    refused = 0
    for number in range(0, 1_000_000, 37):
        try:
            need_good(f"{number:06}")
        except KnownError:
            refused += 1
    assert refused / (1_000_000 / 37) < 0.12


def test_another_pin_is_kept_only_for_the_passphrase(vault: OpenVault) -> None:
    choose_pin(vault, PIN)
    with pytest.raises(WrongPassphrase):
        change_pin(vault, "590468", "not the passphrase at all")
    assert try_pin(vault, PIN).opens
    change_pin(vault, "590468", PASSPHRASE)
    assert try_pin(vault, "590468").opens
    assert not try_pin(vault, PIN).opens


def test_a_kill_in_the_middle_of_a_try_gives_no_new_one(tmp_path: Path) -> None:
    """The process is killed while it computes whether the PIN is right: the try was counted before."""
    with open_copy(tmp_path) as (vault, _):
        choose_pin(vault, PIN)
        profile = vault.profile
    for _ in range(2):
        ended = subprocess.run([sys.executable, "-c", KILLED, str(profile.folder), PASSPHRASE], check=False)
        assert ended.returncode == -9
    again = open_vault(profile, PASSPHRASE)
    try:
        assert try_pin(again, "704163").needs_passphrase
        assert not try_pin(again, PIN).opens
    finally:
        again.close()


def test_the_digits_are_not_kept(vault: OpenVault) -> None:
    choose_pin(vault, PIN)
    kept = setting(vault.engine, "pin", Pin)
    assert kept is not None
    assert PIN.encode() not in kept.salt + kept.hash
    choose_pin(vault, PIN)
    assert setting(vault.engine, "pin", Pin) != kept
