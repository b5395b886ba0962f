"""Leases of a laptop in a test, as they stand after days that nobody waited for."""

import msgspec

from desktop_app.record_store.identity import keep_setting, setting
from desktop_app.record_store.lease import NAME, Kept
from desktop_app.record_store.lease_clock import DAY
from desktop_app.vault.encrypted_database import Database


def let_days_pass(database: Database, days: float) -> None:
    """The lease came so many days longer ago, and the laptop lay switched off since."""
    kept = setting(database, NAME, Kept)
    assert kept is not None
    count = kept.count
    earlier = msgspec.structs.replace(
        count,
        began=count.began - days * DAY,
        highest=count.highest - days * DAY,
        reckoned=count.reckoned - days * DAY,
        uptime=0.0,
        boot="another start",
    )
    keep_setting(database, NAME, msgspec.structs.replace(kept, count=earlier))


def put_clock_back(database: Database, days: float) -> None:
    """The laptop's clock showed so many days more before it was switched off."""
    let_days_pass(database, -days)


def let_it_run(database: Database, days: float) -> None:
    """The laptop has been in use for so many days more, without a pause."""
    kept = setting(database, NAME, Kept)
    assert kept is not None
    count = msgspec.structs.replace(kept.count, began=kept.count.began - days * DAY)
    keep_setting(database, NAME, msgspec.structs.replace(kept, count=count))
