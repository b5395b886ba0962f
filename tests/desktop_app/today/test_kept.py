"""Which of a day's appointments read as kept: a visit counts for one of them and for no other."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.kinds.appointments import Appointment, Goer, Slot, Where, appointment_id, visit_group
from casework.kinds.visits import Visit, visit_id
from casework.moments import as_utc
from desktop_app.record_store.records import Records
from desktop_app.today.appointments import appointments
from tests.support.copies import CHILD, SISTER, open_copy

TODAY = datetime.date(2026, 11, 10)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path) as (_, records):
        yield records


def arrange(records: Records, clock: str, *files: str) -> bytes:
    """A home visit of that day to these children; returns its group."""
    group = f"at {clock} {len(files)}".encode().ljust(16, b".")
    whom = files or (CHILD,)
    me = records.professional
    for file in whom:
        value = Appointment(
            group, Slot(TODAY.isoformat(), clock), clock, Where(at_home=True), worker=Goer("me", me), files={file: True}
        )
        records.add(records.create(file, value, record=appointment_id(group, file)))
    return group


def visit(records: Records, group: bytes, clock: str, *files: str) -> None:
    started = as_utc(datetime.datetime.combine(TODAY, datetime.time.fromisoformat(clock))) if clock else None
    for file in files or (CHILD,):
        value = Visit(group, TODAY.isoformat(), started, seen=True)
        records.add(records.create(file, value, record=visit_id(group, file)))


def done(records: Records) -> list[str]:
    return [line.purpose for line in appointments(records, TODAY) if line.is_done]


def test_a_visit_made_from_an_appointment_counts_for_no_other(records: Records) -> None:
    arrange(records, "09:00")
    ten = arrange(records, "10:00")
    arrange(records, "11:30")
    visit(records, visit_group(ten, records.professional), "10:00")
    assert done(records) == ["10:00"]


@pytest.mark.parametrize(
    ("begun", "counts_for"), [("10:50", ["11:30"]), ("09:55", ["10:00"]), ("", ["09:00"]), ("06:30", [])]
)
def test_one_begun_from_the_childs_page_counts_for_the_nearest_only(
    records: Records, begun: str, counts_for: list[str]
) -> None:
    for clock in ("09:00", "10:00", "11:30"):
        arrange(records, clock)
    visit(records, b"from the page...", begun)
    assert done(records) == counts_for


def test_two_begun_from_the_page_count_for_two(records: Records) -> None:
    for clock in ("09:00", "10:00", "11:30"):
        arrange(records, clock)
    visit(records, b"from the page 1.", "10:05")
    visit(records, b"from the page 2.", "11:20")
    assert done(records) == ["10:00", "11:30"]


def test_the_appointment_with_these_very_children_comes_first_and_all_must_have_been_visited(records: Records) -> None:
    arrange(records, "10:00", CHILD)
    arrange(records, "11:00", CHILD, SISTER)
    visit(records, b"both visited....", "10:00", CHILD, SISTER)
    assert done(records) == ["11:00"]
    visit(records, b"one of them.....", "10:30", CHILD)
    assert done(records) == ["10:00", "11:00"]


def test_children_visited_one_after_the_other_were_all_visited(records: Records) -> None:
    arrange(records, "10:00", CHILD, SISTER)
    visit(records, b"first the one...", "10:00", CHILD)
    assert done(records) == []
    visit(records, b"then the other..", "10:30", SISTER)
    assert done(records) == ["10:00"]
