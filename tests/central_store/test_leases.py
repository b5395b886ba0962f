"""The store's side of the lease: given at every session, as long as the authority says, and codes given by phone."""

import subprocess
from pathlib import Path

import pytest

from casework.exchange import ChallengeAnswer, ChallengeAsk, Endpoint, SessionAnswer, SessionAsk
from casework.lease import Asked, BadChallenge, days_of_code, new_challenge
from casework.seals import Lease, check_lease
from central_store.leases import give_code
from central_store.settings import LeaseDays, Settings, keep_settings
from central_store.store import NotEnrolling
from tests.central_store.device import Device, audit_lines
from tests.support.store import PROGRAM, ROOT, RunningStore


def lease_of(device: Device) -> Lease:
    given = device.ask(Endpoint.CHALLENGE, ChallengeAsk(device.id), ChallengeAnswer)
    signature = device.key.sign("session", device.tenant, device.id, given.challenge)
    answer = device.ask(Endpoint.SESSION, SessionAsk(device.id, given.challenge, signature), SessionAnswer)
    assert answer.lease is not None
    return answer.lease


def set_days(store: RunningStore, days: int) -> None:
    opened = store.open()
    try:
        keep_settings(opened, store.keys, Settings(lease=LeaseDays(days)))
    finally:
        opened.close()


def test_every_session_brings_a_lease_as_long_as_the_authority_says(store: RunningStore, ruth: Device) -> None:
    lease = lease_of(ruth)
    check_lease(ruth.store_key, ruth.tenant, ruth.id, lease)
    assert lease.days == 14
    set_days(store, 3)
    assert lease_of(ruth).days == 3
    set_days(store, 14)


def test_each_device_has_a_secret_of_its_own_that_lasts(ruth: Device, omar: Device) -> None:
    assert lease_of(ruth).secret == lease_of(ruth).secret != lease_of(omar).secret


@pytest.mark.parametrize("days", ["0", "31", "-3", '"many"'])
def test_days_out_of_bounds_are_not_set(store: RunningStore, tmp_path: Path, days: str) -> None:
    from central_store.settings import BadSettings, read_settings

    path = tmp_path / "settings.toml"
    path.write_text(f"[lease]\ndays = {days}\n", "utf-8")
    with pytest.raises(BadSettings):
        read_settings(path)


def test_the_command_gives_the_code_that_the_laptop_expects(store: RunningStore, ruth: Device) -> None:
    challenge = new_challenge()
    where = ("--data", str(store.data), "--device", ruth.id[:8])
    said = store.command("lease", *where, "--challenge", f"{challenge[:4]} {challenge[4:].lower()}", "--days", "5")
    whose, code, _ = said.splitlines()
    assert "ruth" in whose
    asked = Asked(ruth.tenant, ruth.id, challenge)
    assert days_of_code(lease_of(ruth).secret, asked, code) == 5
    assert audit_lines(store, "lease code")[-1] == ("command", "", f"{ruth.id}, 5 days")


@pytest.mark.parametrize("days", ["0", "31"])
def test_a_code_for_too_many_days_or_none_is_refused_in_a_sentence(
    store: RunningStore, ruth: Device, days: str
) -> None:
    where = ["--data", str(store.data), "--device", ruth.id, "--challenge", new_challenge(), "--days", days]
    before = audit_lines(store, "lease code")
    done = subprocess.run([*PROGRAM, "lease", *where], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "A code opens a laptop for 1 to 30 days. No code was given.\n"
    assert audit_lines(store, "lease code") == before


def test_no_code_for_a_laptop_that_was_revoked_or_that_nobody_knows(store: RunningStore, ruth: Device) -> None:
    challenge, opened = new_challenge(), store.open()
    before = len(audit_lines(store, "lease code"))
    try:
        with pytest.raises(NotEnrolling):
            give_code(opened, "f" * 32, challenge, 3)
        with pytest.raises(BadChallenge):
            give_code(opened, ruth.id, "K7Q", 3)
        store.revoke(ruth.id)
        with pytest.raises(NotEnrolling, match="revoked"):
            give_code(opened, ruth.id, challenge, 3)
    finally:
        opened.close()
    assert len(audit_lines(store, "lease code")) == before
