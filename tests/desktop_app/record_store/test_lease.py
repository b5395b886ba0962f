"""The lease on a laptop whose clock cannot be believed: every way in which one can be wrong, and codes that are guessed."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.errors import BadSeal
from casework.lease import Asked, code_for
from casework.seals import Lease, SigningKey, sign_lease
from desktop_app.record_store import schema
from desktop_app.record_store.identity import Identity, setting
from desktop_app.record_store.lease import (
    NAME,
    SOON_DAYS,
    Held,
    Kept,
    WrongCode,
    keep,
    look_at_opening,
    look_while_open,
    standing,
    try_code,
)
from desktop_app.record_store.lease_clock import DAY, SLACK
from desktop_app.vault.encrypted_database import Database
from desktop_app.vault.errors import MustWait
from desktop_app.vault.wrong_tries import Moment
from tests.support.vaults import prepared_vault

STORE = SigningKey.generate()
SECRET = bytes(range(32))
DEVICE = "0f3c9a11" * 4
HOUR, YEAR = 3600.0, 365.25 * DAY
NOON = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC).timestamp()
WHOSE = Identity("https://127.0.0.1:1", "made-up", "ruth", DEVICE, b"", STORE.public, "")


class Machine:
    """A laptop's clock and how long it has run. Both go on together unless somebody sets the clock."""

    def __init__(self, clock: float = NOON) -> None:
        self.clock, self.uptime, self.starts = clock, 600.0, 1

    def now(self) -> Moment:
        return Moment(self.clock, self.uptime, f"start {self.starts}")

    def run(self, seconds: float) -> None:
        """It runs, and its clock with it."""
        self.clock += seconds
        self.uptime += seconds

    def lie_switched_off(self, seconds: float) -> None:
        """Its clock goes on; it is started again at the end."""
        self.clock += seconds
        self.start_again()

    def start_again(self) -> None:
        self.uptime, self.starts = 30.0, self.starts + 1


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    vault = prepared_vault(tmp_path, "an empty copy", lambda made: schema.prepare(made.engine))
    yield vault.engine
    vault.close()


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def leased(database: Database, machine: Machine) -> Database:
    keep(database, WHOSE, lease_of(), machine.now())
    return database


def lease_of(days: int = 14, issued: str = "2026-11-27T12:00:00+00:00", key: SigningKey = STORE) -> Lease:
    return sign_lease(key, "made-up", DEVICE, issued, days, SECRET)


def opened(database: Database, machine: Machine) -> Held:
    found = look_at_opening(database, machine.now())
    assert found is not None
    return found.held


def code(database: Database, days: int) -> str:
    found = setting(database, NAME, Kept)
    assert found is not None
    return code_for(SECRET, Asked("made-up", DEVICE, found.challenge), days)


def give(database: Database, typed: str, machine: Machine) -> None:
    try_code(database, WHOSE, typed, machine.now(), machine.run)


# -- eight clocks ---------------------------------------------------------------------------------------------------


def test_a_right_clock_opens_for_fourteen_days_and_no_longer(leased: Database, machine: Machine) -> None:
    machine.lie_switched_off(14 * DAY - HOUR)
    assert opened(leased, machine) is Held.HOLDS
    machine.lie_switched_off(2 * HOUR)
    assert opened(leased, machine) is Held.OVER
    assert opened(leased, machine) is Held.OVER


@pytest.mark.parametrize("by", [SLACK + 60, HOUR, DAY, 10 * YEAR])
def test_a_clock_that_was_put_back_asks_for_contact_or_a_code(leased: Database, machine: Machine, by: float) -> None:
    machine.run(8 * HOUR)
    assert opened(leased, machine) is Held.HOLDS
    machine.clock -= by
    machine.start_again()
    assert opened(leased, machine) is Held.PUT_BACK
    machine.clock += by
    assert opened(leased, machine) is Held.HOLDS, "set right again, it is as it was"


def test_a_clock_that_the_network_sets_right_by_minutes_is_no_matter(leased: Database, machine: Machine) -> None:
    machine.run(HOUR)
    assert opened(leased, machine) is Held.HOLDS
    machine.clock -= SLACK - 10
    assert opened(leased, machine) is Held.HOLDS


def test_a_clock_that_stands_still_gives_no_more_use_than_fourteen_days(leased: Database, machine: Machine) -> None:
    sessions = 0
    while opened(leased, machine) is Held.HOLDS:
        machine.start_again()
        machine.clock = NOON
        for _ in range(8 * 12):
            machine.uptime += HOUR / 12
            look_while_open(leased, machine.now())
        sessions += 1
        assert sessions <= 42
    assert sessions == 42


@pytest.mark.parametrize("by", [15 * DAY, 10 * YEAR])
def test_a_clock_that_jumped_ahead_locks_and_a_code_opens_it_for_days(
    leased: Database, machine: Machine, by: float
) -> None:
    machine.lie_switched_off(by)
    assert opened(leased, machine) is Held.OVER
    give(leased, code(leased, 3), machine)
    assert opened(leased, machine) is Held.HOLDS
    machine.lie_switched_off(3 * DAY + HOUR)
    assert opened(leased, machine) is Held.OVER


def test_a_clock_that_jumps_under_a_workers_hands_closes_nothing(leased: Database, machine: Machine) -> None:
    machine.clock += 10 * YEAR
    for _ in range(12):
        machine.run(300)
        found = look_while_open(leased, machine.now())
        assert found is not None
        assert found.held is Held.HOLDS
    machine.clock -= 10 * YEAR + 2 * HOUR
    machine.run(300)
    found = look_while_open(leased, machine.now())
    assert found is not None
    assert found.held is Held.HOLDS
    machine.clock += 2 * HOUR
    assert opened(leased, machine) is Held.HOLDS, "what was over before the copy was opened next is forgotten"


def test_while_it_is_open_the_time_that_it_runs_ends_it(leased: Database, machine: Machine) -> None:
    machine.run(14 * DAY - HOUR)
    found = look_while_open(leased, machine.now())
    assert found is not None
    assert found.held is Held.HOLDS
    machine.clock = NOON
    machine.uptime += 2 * HOUR
    found = look_while_open(leased, machine.now())
    assert found is not None
    assert found.held is Held.OVER


@pytest.mark.parametrize("off_by", [-10 * YEAR, -DAY, 10 * YEAR])
def test_a_clock_that_was_wrong_from_the_start_gives_as_long_as_a_right_one(
    database: Database, machine: Machine, off_by: float
) -> None:
    machine.clock += off_by
    keep(database, WHOSE, lease_of(), machine.now())
    machine.lie_switched_off(14 * DAY - HOUR)
    assert opened(database, machine) is Held.HOLDS
    machine.lie_switched_off(2 * HOUR)
    assert opened(database, machine) is Held.OVER


# -- it never grows ---------------------------------------------------------------------------------------------------


def test_the_same_lease_given_again_gives_no_day_more(leased: Database, machine: Machine) -> None:
    machine.lie_switched_off(13 * DAY)
    keep(leased, WHOSE, lease_of(), machine.now())
    machine.lie_switched_off(2 * DAY)
    assert opened(leased, machine) is Held.OVER
    keep(leased, WHOSE, lease_of(), machine.now())
    assert opened(leased, machine) is Held.OVER


def test_looking_and_opening_never_give_time_back(leased: Database, machine: Machine) -> None:
    left = []
    for step in range(200):
        if step % 7 == 3:
            machine.clock -= 240
        if step % 5 == 4:
            machine.lie_switched_off(90)
        machine.run(60)
        look = look_while_open if step % 2 else look_at_opening
        look(leased, machine.now())
        kept = setting(leased, NAME, Kept)
        assert kept is not None
        left.append(kept.days * DAY - kept.count.seconds)
    assert left == sorted(left, reverse=True)
    assert left[0] - left[-1] >= 199 * 60


def test_contact_begins_it_anew_with_the_days_that_hold_now(leased: Database, machine: Machine) -> None:
    machine.lie_switched_off(20 * DAY)
    assert opened(leased, machine) is Held.OVER
    keep(leased, WHOSE, lease_of(days=2, issued="2026-12-17T12:00:00+00:00"), machine.now())
    assert opened(leased, machine) is Held.HOLDS
    machine.lie_switched_off(2 * DAY + HOUR)
    assert opened(leased, machine) is Held.OVER


def test_contact_opens_a_copy_whose_clock_went_back(leased: Database, machine: Machine) -> None:
    machine.run(HOUR)
    opened(leased, machine)
    machine.clock -= YEAR
    assert opened(leased, machine) is Held.PUT_BACK
    keep(leased, WHOSE, lease_of(issued="2026-11-27T13:00:00+00:00"), machine.now())
    assert opened(leased, machine) is Held.HOLDS


@pytest.mark.parametrize("days", [0, -1, 31, 10_000])
def test_a_store_cannot_give_more_than_thirty_days(database: Database, machine: Machine, days: int) -> None:
    with pytest.raises(BadSeal):
        keep(database, WHOSE, lease_of(days=days), machine.now())
    assert look_at_opening(database, machine.now()) is None


def test_a_lease_that_the_store_did_not_sign_is_none(database: Database, machine: Machine) -> None:
    with pytest.raises(BadSeal):
        keep(database, WHOSE, lease_of(key=SigningKey.generate()), machine.now())
    assert look_at_opening(database, machine.now()) is None


# -- codes ------------------------------------------------------------------------------------------------------------


def test_a_code_opens_it_once_for_its_days(leased: Database, machine: Machine) -> None:
    machine.lie_switched_off(15 * DAY)
    first = code(leased, 5)
    give(leased, first.lower(), machine)
    assert opened(leased, machine) is Held.HOLDS
    machine.lie_switched_off(5 * DAY + HOUR)
    assert opened(leased, machine) is Held.OVER
    with pytest.raises(WrongCode):
        give(leased, first, machine)
    assert opened(leased, machine) is Held.OVER


def test_a_code_opens_a_copy_whose_clock_went_back(leased: Database, machine: Machine) -> None:
    machine.run(HOUR)
    opened(leased, machine)
    machine.clock -= YEAR
    give(leased, code(leased, 1), machine)
    assert opened(leased, machine) is Held.HOLDS


def test_wrong_codes_are_counted_and_slowed_and_destroy_nothing(leased: Database, machine: Machine) -> None:
    machine.lie_switched_off(15 * DAY)
    tried, began = 0, machine.uptime
    while machine.uptime - began < 300:
        try:
            give(leased, "D" + "A" * 11, machine)
        except WrongCode:
            tried += 1
        except MustWait as wait:
            machine.run(wait.seconds)
    assert 4 <= tried < 10
    with pytest.raises(WrongCode):
        give(leased, "D" + "A" * 11, machine)
    with pytest.raises(MustWait):
        give(leased, code(leased, 3), machine)
    machine.start_again()
    machine.clock -= 10 * YEAR
    with pytest.raises(MustWait):
        give(leased, code(leased, 3), machine)
    machine.run(2 * HOUR)
    give(leased, code(leased, 3), machine)
    assert opened(leased, machine) is Held.HOLDS


def test_a_try_is_counted_before_it_is_made(leased: Database, machine: Machine) -> None:
    machine.lie_switched_off(15 * DAY)

    class Killed(BaseException):
        pass

    def kill(_seconds: float) -> None:
        raise Killed

    with pytest.raises(WrongCode):
        give(leased, "AAAA", machine)
    with pytest.raises(Killed):
        try_code(leased, WHOSE, "AAAA", machine.now(), kill)
    kept = setting(leased, NAME, Kept)
    assert kept is not None
    assert kept.tries.wrong == 1, "killed while it waited, before the next try began"


# -- being warned -------------------------------------------------------------------------------------------------------


def test_a_worker_is_told_three_days_before(database: Database) -> None:
    machine = Machine(datetime.datetime.now(datetime.UTC).timestamp())
    keep(database, WHOSE, lease_of(), machine.now())
    found = standing(database, machine.now())
    assert found is not None
    assert not found.ends_soon
    keep(database, WHOSE, lease_of(days=SOON_DAYS, issued="2026-11-28T12:00:00+00:00"), machine.now())
    found = standing(database, machine.now())
    assert found is not None
    assert found.ends_soon
    assert abs(found.ends.timestamp() - machine.clock - SOON_DAYS * DAY) < 1


def test_a_copy_whose_store_gave_none_is_not_judged(database: Database, machine: Machine) -> None:
    assert look_at_opening(database, machine.now()) is None
    assert look_while_open(database, machine.now()) is None
    assert standing(database, machine.now()) is None
