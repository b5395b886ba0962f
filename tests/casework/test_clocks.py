"""When a child is to be seen again, by rules that are data."""

import datetime
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clocks import read_rules, visit_due
from casework.errors import BugError
from casework.working_days import OutsideTheCalendar, add_working_days, bank_holidays, is_working_day

RULES = read_rules((Path(__file__).parents[2] / "resources/rules/visits.toml").read_text("utf-8"))
DAY = datetime.date


def test_ten_working_days_over_christmas_leave_out_its_holidays() -> None:
    due = visit_due(RULES, "cp_plan", DAY(2026, 12, 18), add_working_days)
    assert due is not None
    assert due.on == DAY(2027, 1, 6)  # 25 and 28 December, 1 January are holidays


def test_a_looked_after_child_is_seen_within_six_weeks() -> None:
    due = visit_due(RULES, "looked_after", DAY(2026, 11, 2), add_working_days)
    assert due is not None
    assert due.on == DAY(2026, 12, 14)
    assert "regulation 28(2)" in due.basis


@pytest.mark.parametrize(
    ("stage", "since"), [(None, DAY(2026, 1, 1)), ("other", DAY(2026, 1, 1)), ("cp_plan", DAY(2001, 1, 1))]
)
def test_without_a_rule_nothing_is_due(stage: str | None, since: datetime.date) -> None:
    assert visit_due(RULES, stage, since, add_working_days) is None


@given(st.dates(DAY(2000, 1, 1), DAY(2090, 1, 1)), st.integers(1, 60))
def test_counting_lands_on_a_working_day_and_counts_each_once(start: datetime.date, count: int) -> None:
    end = add_working_days(start, count)
    between = [start + datetime.timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert is_working_day(end)
    assert sum(map(is_working_day, between)) == count


def test_past_the_calendar_says_so() -> None:
    with pytest.raises(OutsideTheCalendar, match="2101"):
        is_working_day(DAY(2101, 3, 1))


def test_a_rule_file_without_rules_is_our_mistake() -> None:
    with pytest.raises(BugError):
        read_rules("[other]")


@pytest.mark.parametrize("year", [1990, 1999, 2011, 2020, 2022, 2026, 2100])
def test_bank_holidays_are_those_of_the_library_whole(year: int) -> None:
    """One country's calendar is read by itself; it is the same that the library gives when it is asked by name."""
    assert bank_holidays(year) == frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
