"""Days and times of the record, by this laptop's clock."""

import datetime

from casework.wording import time_of_day


def day_of(text: str | None) -> datetime.date | None:
    """The day that an ISO date or time begins with; None where there is none."""
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def moment_on(day: str, at: datetime.time) -> datetime.datetime:
    """A time of this laptop's clock on an ISO day."""
    return datetime.datetime.combine(datetime.date.fromisoformat(day), at)


def day_here(moment: str) -> datetime.date | None:
    """The day by this laptop's clock on which something was written: half past midnight in summer is not yesterday."""
    try:
        return datetime.datetime.fromisoformat(moment).astimezone().date()
    except ValueError:
        return day_of(moment)


def time_here(moment: str) -> str:
    """The time by this laptop's clock, "9:52am"; nothing where none was written."""
    try:
        return time_of_day(datetime.datetime.fromisoformat(moment).astimezone()) if moment else ""
    except ValueError:
        return ""
