"""Dates, ages and counts in plain English, the same on every screen and on paper, whatever the machine's own language.

Style: GOV.UK (no "th" after a day, no full stops in times, "midday" and "midnight" in words).
"""

import datetime
from collections.abc import Sequence

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def long_date(day: datetime.date, *, with_year: bool = False) -> str:
    """A day as families are told it: "Tuesday 4 June", or with the year "Tuesday 4 June 2024"."""
    said = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"{said} {day.year}" if with_year else said


def short_date(day: datetime.date, *, with_year: bool = True) -> str:
    """A day where there is little room: "4 Jun 2024", or without the year "4 Jun"."""
    said = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return f"{said} {day.year}" if with_year else said


def plain_date(day: datetime.date, today: datetime.date) -> str:
    """A day in a sentence: "29 October"; with the year where it is not this year's: "29 October 2024"."""
    said = f"{day.day} {MONTHS[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def time_of_day(at: datetime.time | datetime.datetime) -> str:
    """A time to the minute: "8:50am", "6pm", "midday", "midnight"."""
    if (at.hour, at.minute) == (0, 0):
        return "midnight"
    if (at.hour, at.minute) == (12, 0):
        return "midday"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def years_old(dob: datetime.date, today: datetime.date) -> int:
    """Birthdays passed. A person born on 29 February has their birthday on 1 March in other years. 0 before birth."""
    had_birthday = (today.month, today.day) >= (dob.month, dob.day)
    return max(0, today.year - dob.year - (not had_birthday))


def age_in_words(dob: datetime.date | None, today: datetime.date) -> str:
    """ "8 years", under two years "14 months", under three months "7 weeks", under two weeks "5 days".

    "not yet born" before the day of birth, "age not known" without one.
    """
    if dob is None:
        return "age not known"
    days = (today - dob).days
    if days < 0:
        return "not yet born"
    months = (today.year - dob.year) * 12 + today.month - dob.month - (today.day < dob.day)
    if months >= 24:
        return plural(years_old(dob, today), "year")
    if months >= 3:
        return plural(months, "month")
    return plural(days // 7, "week") if days >= 14 else plural(days, "day")


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 visit", "2 visits"; many: where the plural is not `one` with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def number_in_words(count: int) -> str:
    """ "no", "one" to "nine" as words, and figures from 10 (and below nought), as GOV.UK writes them."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def days_ago(day: datetime.date, today: datetime.date) -> str:
    """How long ago a day was, or how far off it is: "today", "yesterday", "3 days ago", "tomorrow", "in 3 days"."""
    ago = (today - day).days
    if abs(ago) <= 1:
        return ("tomorrow", "today", "yesterday")[ago + 1]
    return f"{ago:,} days ago" if ago > 0 else f"in {-ago:,} days"


def not_asked_yet(who: str, why: str = "") -> str:
    """That nobody has asked a person yet, and why, in one row: "Lee has not been asked yet. He was at work." """
    return f"{who} has not been asked yet.{f' {why}' if why else ''}"


def in_a_row(names: Sequence[str], joined_by: str = "and") -> str:
    """Names as a sentence holds them: "Maisie", "Maisie and Tom", "Maisie, Tom and Nadia"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joined_by} {names[-1]}"
