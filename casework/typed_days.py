"""Reads a day as people type it: "4 June 2026", "4/6/26", "4 Jun", "today", "Friday"; and keeps what is typed in a draft.

A draft keeps a day as ISO, once it is written whole and may be used. Anything else that stands in the field is kept too, as
it was typed and marked as no day, so that no earlier day lies in its place.
"""

import datetime
import re

from casework import wording

_NUMBERS = re.compile(r"^(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{2}|\d{4}))?$")
_WORDS = re.compile(r"^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?(?:\s+(\d{2}|\d{4}))?$")
_BACKWARDS = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_WHOLE = re.compile(r"(?:^|\D)\d{4}$|^\d{4}-\d{2}-\d{2}$")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_DAY = "?"
EXAMPLE = "4 June 2026"
HOW_TO_WRITE = f"Write the day, month and year, for example {EXAMPLE}."


def is_written_whole(typed: str) -> bool:
    """Whether it ends in a year of four figures: nothing that is typed behind it would make it another day."""
    return _WHOLE.search(typed.strip()) is not None


def keep(day: datetime.date | None, typed: str) -> str:
    """What a draft keeps: the day in ISO; where none can be used what is typed, marked as no day; "" for nothing."""
    if day is not None:
        return day.isoformat()
    return f"{_NO_DAY}{typed}" if typed.strip() else ""


def kept_day(kept: str) -> datetime.date | None:
    """The day that a draft keeps; None for nothing, and for what is no day."""
    if not _ISO.fullmatch(kept):
        return None
    return datetime.date.fromisoformat(kept)


def as_typed(kept: str) -> str:
    """What stands in the field where a draft keeps no day: the words themselves, or "" for nothing."""
    return kept.removeprefix(_NO_DAY) if kept.startswith(_NO_DAY) else ""


def not_a_day(kept: str, which: str = "the day") -> str:
    """What to say where a draft keeps something that is no day; "" where it keeps a day, or nothing."""
    typed = as_typed(kept)
    return f"Change {which}: “{typed}” cannot be used. For example, {EXAMPLE}." if typed else ""


def no_day(kept: str, which: str = "the day") -> str:
    """The same where a day is needed: nothing is said to be missing too. which: "the day of the visit"."""
    return not_a_day(kept, which) or ("" if kept else f"Write {which}, for example {EXAMPLE}.")


def read(typed: str, today: datetime.date) -> datetime.date | None:
    """The day meant, or None. Day before month, as in Britain; without a year, the nearest such day to `today`.

    A year of two figures is read where it is last year, this year or next year: "20" may be the beginning of "2026", and
    "40" the year in which a grandmother was born.
    """
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
    full = today.year // 100 * 100 + int(year)
    if abs(full - today.year) > 1 or today.isoformat().startswith(year):
        return None
    return _day(day, month, full)


def _day(day: int, month: int, year: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
