"""Working days in England: not a Saturday, not a Sunday, not a bank holiday.

Bank holidays come from the `holidays` library (Banking and Financial Dealings Act 1971, and proclamations since). The
day of a trigger is day 0 (Working Together to Safeguard Children).
"""

import datetime
import functools

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
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: datetime.date) -> bool:
    """Whether this is a working day in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def add_working_days(day: datetime.date, count: int) -> datetime.date:
    """The working day that is `count` working days after `day`, which is day 0."""
    while count > 0:
        day += datetime.timedelta(days=1)
        count -= is_working_day(day)
    return day
