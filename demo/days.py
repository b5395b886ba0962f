"""Days of work in a made-up two years: visits and meetings are on working days, and nothing lies in the future."""

import datetime
import random

from casework.working_days import add_working_days, is_working_day

ONE_DAY = datetime.timedelta(days=1)


def at_or_before(day: datetime.date) -> datetime.date:
    """This day, or the last working day before it."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def at_or_after(day: datetime.date) -> datetime.date:
    """This day, or the next working day."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def before(day: datetime.date, count: int) -> datetime.date:
    """The working day that is `count` working days before `day`."""
    while count > 0:
        day -= ONE_DAY
        count -= is_working_day(day)
    return day


def after(day: datetime.date, count: int) -> datetime.date:
    """The working day that is `count` working days after `day`."""
    return add_working_days(day, count)


def days_ago(today: datetime.date, count: int) -> datetime.date:
    """The working day about `count` days ago."""
    return at_or_before(today - datetime.timedelta(days=count))


def between(rng: random.Random, first: datetime.date, last: datetime.date) -> datetime.date:
    """Some working day from first to last; first's own where there is none."""
    span = max(0, (last - first).days)
    return at_or_before(max(first, first + datetime.timedelta(days=rng.randint(0, span))))


def in_words(day: datetime.date, today: datetime.date) -> str:
    """The day as it is said in a sentence: "12 September", with the year where it is another one."""
    return f"{day.day} {day:%B}" if (today - day).days < 300 else f"{day.day} {day:%B} {day.year}"


def school_year(born: datetime.date, day: datetime.date) -> int:
    """The school year in England on a day: 0 for Reception, 1 to 13; below 0 before school."""
    september = day.year if day.month >= 9 else day.year - 1
    return september - born.year - (4 if (born.month, born.day) < (9, 1) else 5)


def years_between(born: datetime.date, day: datetime.date) -> int:
    """Whole years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
