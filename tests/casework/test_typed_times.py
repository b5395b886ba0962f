"""Times as people type them: with am and pm or without, in words, and on a clock of 24 hours."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.typed_times import read_time
from casework.wording import time_of_day


@given(st.times())
def test_a_time_as_it_is_said_is_read_again_as_the_same(time: datetime.time) -> None:
    minute = time.replace(second=0, microsecond=0, fold=0)
    assert read_time(time_of_day(minute)) == minute


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("midday", (12, 0)),
        ("Noon", (12, 0)),
        ("midnight", (0, 0)),
        ("12pm", (12, 0)),
        ("2:47 p.m.", (14, 47)),
        ("2.47PM", (14, 47)),
        (" 16 ", (16, 0)),
        ("2:30", (14, 30)),
        ("1", (13, 0)),
        ("6.59", (18, 59)),
        ("7", (7, 0)),
        ("02:30", (2, 30)),
        ("2:30am", (2, 30)),
        ("0:20", (0, 20)),
        ("12:15", (12, 15)),
        ("0am", None),
        ("14pm", None),
        ("10:4", None),
        ("10:60", None),
        ("half two", None),
        ("-1", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_it_is_meant_in_a_working_day_and_what_is_none_is_none(
    typed: str, time: tuple[int, int] | None
) -> None:
    assert read_time(typed) == (datetime.time(*time) if time else None)
