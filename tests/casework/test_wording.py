"""Dates, ages and counts read as a person would say them, in any locale."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import wording
from casework.wording import (
    age_in_words,
    days_ago,
    in_a_row,
    long_date,
    number_in_words,
    plain_date,
    plural,
    short_date,
)

DAY = datetime.date
DATES = st.dates(DAY(1950, 1, 1), DAY(2090, 12, 31))


def test_a_long_date_has_its_weekday_and_no_year_unless_asked() -> None:
    assert long_date(DAY(2024, 6, 4)) == "Tuesday 4 June"
    assert long_date(DAY(2024, 6, 4), with_year=True) == "Tuesday 4 June 2024"


def test_a_day_in_a_sentence_says_its_year_only_where_it_is_another() -> None:
    assert plain_date(DAY(2026, 10, 29), DAY(2026, 11, 10)) == "29 October"
    assert plain_date(DAY(2025, 10, 29), DAY(2026, 11, 10)) == "29 October 2025"


def test_a_short_date_fits_a_table() -> None:
    assert short_date(DAY(2026, 9, 30)) == "30 Sep 2026"
    assert short_date(DAY(2026, 9, 30), with_year=False) == "30 Sep"


@given(DATES)
def test_every_day_has_its_own_weekday_whatever_the_locale(day: datetime.date) -> None:
    weekday, number, month, year = long_date(day, with_year=True).split()
    assert wording.DAYS.index(weekday) == day.weekday()
    assert DAY(int(year), wording.MONTHS.index(month) + 1, int(number)) == day


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "midnight"),
        (0, 5, "12:05am"),
        (8, 50, "8:50am"),
        (12, 0, "midday"),
        (12, 1, "12:01pm"),
        (18, 0, "6pm"),
        (23, 59, "11:59pm"),
    ],
)
def test_a_time_is_written_as_it_is_said(hour: int, minute: int, said: str) -> None:
    assert wording.time_of_day(datetime.time(hour, minute)) == said


@pytest.mark.parametrize(
    ("dob", "said"),
    [
        (None, "age not known"),
        (DAY(2026, 6, 17), "not yet born"),
        (DAY(2026, 6, 16), "0 days"),
        (DAY(2026, 6, 15), "1 day"),
        (DAY(2026, 6, 3), "13 days"),
        (DAY(2026, 6, 2), "2 weeks"),
        (DAY(2026, 3, 17), "13 weeks"),
        (DAY(2026, 3, 16), "3 months"),
        (DAY(2024, 6, 17), "23 months"),
        (DAY(2024, 6, 16), "2 years"),
        (DAY(2018, 6, 16), "8 years"),
        (DAY(2018, 6, 17), "7 years"),
    ],
)
def test_ages_are_told_in_the_unit_families_use(dob: datetime.date | None, said: str) -> None:
    assert age_in_words(dob, DAY(2026, 6, 16)) == said


def test_a_leap_day_child_has_a_birthday_on_the_first_of_march() -> None:
    born = DAY(2020, 2, 29)
    assert wording.years_old(born, DAY(2027, 2, 28)) == 6
    assert wording.years_old(born, DAY(2027, 3, 1)) == 7
    assert wording.years_old(born, DAY(2019, 1, 1)) == 0


@given(DATES, st.integers(0, 30_000))
def test_nobody_grows_younger(dob: datetime.date, lived: int) -> None:
    today = dob + datetime.timedelta(days=lived)
    assert wording.years_old(dob, today) <= wording.years_old(dob, today + datetime.timedelta(days=1))
    assert age_in_words(dob, today) != "not yet born"


def test_counts_agree_with_their_noun() -> None:
    assert [plural(n, "visit") for n in (0, 1, 2, 1200)] == ["0 visits", "1 visit", "2 visits", "1,200 visits"]
    assert plural(2, "child", "children") == "2 children"
    assert [number_in_words(n) for n in (0, 1, 9, 10, -1)] == ["no", "one", "nine", "10", "-1"]


@pytest.mark.parametrize(
    ("day", "said"),
    [(18, "in 2 days"), (17, "tomorrow"), (16, "today"), (15, "yesterday"), (13, "3 days ago")],
)
def test_how_long_ago(day: int, said: str) -> None:
    assert days_ago(DAY(2026, 6, day), DAY(2026, 6, 16)) == said


def test_names_in_a_row() -> None:
    assert in_a_row([]) == ""
    assert in_a_row(["Maisie"]) == "Maisie"
    assert in_a_row(["Maisie", "Tom"]) == "Maisie and Tom"
    assert in_a_row(["Maisie", "Tom", "Nadia"], "or") == "Maisie, Tom or Nadia"
