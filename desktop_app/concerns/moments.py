"""Moments of the record by this laptop's clock, in words. No Qt."""

import datetime

from casework.wording import long_date, time_of_day


def local_time(utc: str) -> datetime.datetime | None:
    """A moment by this laptop's clock."""
    try:
        return datetime.datetime.fromisoformat(utc).astimezone().replace(tzinfo=None)
    except ValueError:
        return None


def time_here(utc: str) -> str:
    """ "10:31am" by this laptop's clock, "" for a moment that is none."""
    at = local_time(utc)
    return time_of_day(at) if at else ""


def when_here(utc: str, today: datetime.date) -> str:
    """ "10:31am today", "10:31am on Tuesday 9 June"."""
    at = local_time(utc)
    if at is None:
        return ""
    day = "today" if at.date() == today else f"on {long_date(at.date(), with_year=at.year != today.year)}"
    return f"{time_of_day(at)} {day}"
