"""A moment as the record keeps it: UTC, to the second, as text that sorts as time does."""

import datetime


def as_utc(moment: datetime.datetime) -> str:
    """ "2026-11-26T09:52:00Z". A moment without a zone is by this machine's clock."""
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
