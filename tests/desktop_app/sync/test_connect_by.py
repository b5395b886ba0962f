"""The status says by which day to connect, from three days before, and only while there is no connection."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from casework.wording import long_date
from desktop_app.sync.keeper import StepKeeper
from desktop_app.sync.rounds import Outcome
from desktop_app.sync.status import Link, Status
from tests.support.laptops import Laptop, new_laptop
from tests.support.leases import let_it_run
from tests.support.store import RunningStore


def status_of(laptop: Laptop, link: Link) -> Status:
    """The first status with this link that a keeper tells."""
    told: list[Status] = []
    came = threading.Event()

    def hear(status: Status) -> None:
        if status.link is link:
            told.append(status)
            came.set()

    def pass_over(_outcome: Outcome) -> None: ...

    listen: Callable[[Outcome], None] = pass_over
    keeper = StepKeeper(laptop.engine, laptop.records, hear, listen)
    keeper.start()
    try:
        assert came.wait(30)
    finally:
        keeper.stop()
    return told[0]


@pytest.mark.parametrize(("days", "is_told"), [(10.9, False), (11.5, True), (13.9, True)])
def test_it_is_told_when_it_matters(tmp_path: Path, days: float, is_told: bool) -> None:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        with new_laptop(tmp_path / "copy", store, "ruth") as laptop:
            laptop.sync()
            let_it_run(laptop.vault.engine, days)
            lease = laptop.engine.lease_ends()
            assert (lease is not None) == is_told
            store.stop()
            said = status_of(laptop, Link.NOT_CONNECTED).why
            assert said.startswith("Not connected. All safe on this laptop.")
            by = f"Connect by {long_date(lease.astimezone().date())}" if lease else "Connect by"
            assert (by in said) == is_told


def test_with_a_connection_nothing_is_told(tmp_path: Path) -> None:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        with new_laptop(tmp_path / "copy", store, "ruth") as laptop:
            laptop.sync()
            let_it_run(laptop.vault.engine, 13)
            assert status_of(laptop, Link.CONNECTED).why == "Connected."
