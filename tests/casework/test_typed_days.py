"""A day is read as people in Britain type it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import typed_days, wording

TODAY = datetime.date(2026, 11, 10)  # a Tuesday
DAYS = st.dates(datetime.date(1930, 1, 1), datetime.date(2045, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("4 June 2026", (2026, 6, 4)),
        ("4/6/26", (2026, 6, 4)),
        ("04/06/2026", (2026, 6, 4)),
        ("4-6-2026", (2026, 6, 4)),
        ("4.6.26", (2026, 6, 4)),
        ("4 6 2026", (2026, 6, 4)),
        ("4th June 2026", (2026, 6, 4)),
        ("Thursday 4 June 2026", (2026, 6, 4)),
        ("thursday, 4 jun 2026", (2026, 6, 4)),
        ("1st of Sept. 2026", (2026, 9, 1)),
        ("2026-06-04", (2026, 6, 4)),
        ("  4   june  2026 ", (2026, 6, 4)),
        ("today", (2026, 11, 10)),
        ("Yesterday", (2026, 11, 9)),
        ("tomorrow", (2026, 11, 11)),
        ("Friday", (2026, 11, 13)),
        ("on Friday", (2026, 11, 13)),
        ("tuesday", (2026, 11, 10)),
        ("next Tuesday", (2026, 11, 17)),
        ("last Friday", (2026, 11, 6)),
        ("last Tuesday", (2026, 11, 3)),
        ("12 December", (2026, 12, 12)),
        ("5 Jan", (2027, 1, 5)),
        ("29/2", (2028, 2, 29)),
        ("3/4/25", (2025, 4, 3)),
        ("3/4/27", (2027, 4, 3)),
    ],
)
def test_what_people_type(typed: str, day: tuple[int, int, int]) -> None:
    assert typed_days.read(typed, TODAY) == datetime.date(*day)


NO_DAYS = ["", "soon", "31 February 2026", "31/2/26", "0/1/26", "13/13/26", "4 Jn 2026", "June 2026", "4 Foo 2026"]
HALF_A_YEAR = ["11 November 20", "9 November 206", "11/11/20", "3/4/58", "3/4/09", "3/4/40"]


@pytest.mark.parametrize("typed", [*NO_DAYS, *HALF_A_YEAR])
def test_what_is_no_day(typed: str) -> None:
    assert typed_days.read(typed, TODAY) is None


@given(DAYS)
def test_every_way_of_writing_a_day_is_read_back(day: datetime.date) -> None:
    month = wording.MONTHS[day.month - 1]
    for typed in (
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        wording.long_date(day, with_year=True),
        day.isoformat(),
    ):
        assert typed_days.read(typed, TODAY) == day


@given(DAYS)
def test_a_day_without_a_year_is_the_nearest(day: datetime.date) -> None:
    found = typed_days.read(f"{day.day} {wording.MONTHS[day.month - 1]}", TODAY)
    assert found is None or abs(found - TODAY) <= datetime.timedelta(
        days=183 if (day.month, day.day) != (2, 29) else 500
    )


@given(st.text(max_size=40))
def test_no_words_make_it_fall_over(typed: str) -> None:
    found = typed_days.read(typed, TODAY)
    assert found is None or isinstance(found, datetime.date)


def test_what_is_no_day_is_kept_as_typed_and_never_read_as_one() -> None:
    for typed in (*NO_DAYS, *HALF_A_YEAR, "2026-11-11", "20261111", "?"):
        kept = typed_days.keep(None, typed)
        assert (typed_days.kept_day(kept), typed_days.as_typed(kept)) == (None, typed)
        assert typed_days.no_day(kept)
    assert typed_days.kept_day(typed_days.keep(TODAY, "today")) == TODAY
    assert typed_days.no_day(TODAY.isoformat()) == typed_days.not_a_day("") == ""
