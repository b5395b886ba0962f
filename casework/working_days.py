"""Working days in England: not a Saturday, not a Sunday, not a bank holiday.

Bank holidays come from the `holidays` library (Banking and Financial Dealings Act 1971, and proclamations since). The
day of a trigger is day 0 (Working Together to Safeguard Children).
"""

import datetime
import functools
import importlib.util
from pathlib import Path
from typing import Any

import holidays

from casework.errors import KnownError

FIRST_YEAR, LAST_YEAR = 1990, 2100


class OutsideTheCalendar(KnownError):
    """A day so far away that its bank holidays are not known."""


@functools.cache
def bank_holidays(year: int) -> frozenset[datetime.date]:
    """The bank holidays of England in a year. Raises OutsideTheCalendar before 1990 and after 2100."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutsideTheCalendar(f"The bank holidays of {year} are not known. Check the date that was entered.")
    return frozenset(_calendar()(subdiv="ENG", years=year))


@functools.cache
def _calendar() -> Any:
    """The library's United Kingdom, from its own module alone: asked for by name, two hundred countries come with it."""
    module = Path(holidays.__file__).with_name("countries") / "united_kingdom.py"
    spec = importlib.util.spec_from_file_location("casework.united_kingdom", module)
    if spec is None or spec.loader is None or not module.exists():
        return functools.partial(holidays.country_holidays, "GB")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found.UnitedKingdom


def is_working_day(day: datetime.date) -> bool:
    """Whether this is a working day in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def add_working_days(day: datetime.date, count: int) -> datetime.date:
    """The working day that is `count` working days after `day`, which is day 0. Raises OutsideTheCalendar."""
    while count > 0:
        if day.year > LAST_YEAR:
            raise OutsideTheCalendar(f"The bank holidays of {day.year} are not known. Check the date that was entered.")
        day += datetime.timedelta(days=1)
        count -= is_working_day(day)
    return day
