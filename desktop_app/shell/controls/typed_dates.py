"""Reads a day as people type it: "4 June 2026", "4/6/26", "4 Jun", "today", "Friday"."""

import datetime
import re

from casework import wording

_NUMBERS = re.compile(r"^(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{2}|\d{4}))?$")
_WORDS = re.compile(r"^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?(?:\s+(\d{2}|\d{4}))?$")
_BACKWARDS = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")


def read(typed: str, today: datetime.date) -> datetime.date | None:
    """The day meant, or None. Day before month, as in Britain; without a year, the nearest such day to `today`."""
    said = " ".join(typed.lower().split())
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if said in near:
        return today + datetime.timedelta(days=near[said])
    if weekday := _weekday(said, today):
        return weekday
    if found := _BACKWARDS.match(said):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _NUMBERS.match(said):
        return _with_year(int(found[1]), int(found[2]), found[3], today)
    found = _WORDS.match(said)
    if found and (month := _month(found[2])):
        return _with_year(int(found[1]), month, found[3], today)
    return None


def _weekday(said: str, today: datetime.date) -> datetime.date | None:
    """The next such day of the week, today included; "last Friday" looks back."""
    back = said.startswith("last ")
    name = said.removeprefix("last ").removeprefix("next ").removeprefix("on ")
    names = [day.lower() for day in wording.DAYS]
    if name not in names:
        return None
    ahead = (names.index(name) - today.weekday()) % 7
    if said.startswith("next ") and ahead == 0:
        ahead = 7
    return today + datetime.timedelta(days=ahead - 7 if back else ahead)


def _month(name: str) -> int | None:
    for number, month in enumerate(wording.MONTHS, start=1):
        if month.lower().startswith(name.removesuffix(".")) or (name == "sept" and number == 9):
            return number
    return None


def _with_year(day: int, month: int, year: str | None, today: datetime.date) -> datetime.date | None:
    if year is None:
        reach = 8 if (day, month) == (29, 2) else 1  # a leap day may be years away
        candidates = [_day(day, month, today.year + step) for step in range(-reach, reach + 1)]
        return min((day for day in candidates if day), key=lambda day: abs(day - today), default=None)
    if len(year) == 4:
        return _day(day, month, int(year))
    century = today.year // 100 * 100
    full = century + int(year)
    return _day(day, month, full - 100 if full > today.year + 20 else full)


def _day(day: int, month: int, year: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
