"""One mistyped day must not cost a worker the list of children or a child's page."""

import datetime
from pathlib import Path

import pytest

from casework.kinds.people import SUBJECT, Person
from casework.kinds.plans import Action, LookAgain, Plan, WhoByWhen
from casework.kinds.visits import SeenAlone, Visit
from casework.kinds.work import CareStage, Involvement
from desktop_app.caseload import due, facts
from desktop_app.caseload.facts import Seen
from desktop_app.caseload.queries import child_heading, child_now, children
from tests.support.copies import CHILD, open_copy, put
from tests.support.copies import office as by_office

TODAY = datetime.date(2026, 11, 10)
NO_DAYS = ("next week", "2026-13-45", "20/11/2026", "", "2026-02-30")


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_is_not_due_and_what_is_stays_so(text: str) -> None:
    plans = [Plan(look_again=LookAgain(date=text)), Plan(look_again=LookAgain(date="2026-12-01"))]
    actions = [
        Action(what="Rings school", who_by_when=WhoByWhen(who="Nan", by=text)),
        Action(what="Mends the gate", who_by_when=WhoByWhen(who="Lee", by="2026-11-20")),
    ]
    stage = CareStage(stage="cp_plan", start_date=text)
    found = due.everything_due(stage, None, plans, actions)
    assert [(one.what, one.on.isoformat()) for one in found] == [
        ("Lee: Mends the gate", "2026-11-20"),
        ("Look at the plan again", "2026-12-01"),
    ]


@pytest.mark.parametrize("start", ["0202-11-01", "2926-11-01", "9999-12-31"])
def test_a_year_with_a_wrong_digit_asks_for_no_visit(start: str) -> None:
    assert due.next_visit(CareStage(stage="cp_plan", start_date=start), None) is None


@pytest.mark.parametrize("text", NO_DAYS)
def test_a_visit_without_a_day_that_can_be_read_is_not_the_last(text: str) -> None:
    visits = [Visit(date=text, seen=True), Visit(date="2026-10-01", seen=True, seen_alone=SeenAlone(alone=True))]
    assert facts.last_seen(visits, TODAY) == Seen(datetime.date(2026, 10, 1), alone=True)
    assert facts.last_seen(visits[:1], TODAY) is None


def test_a_visit_of_this_morning_counts_and_one_of_tomorrow_does_not() -> None:
    visits = [Visit(date="2026-11-10T09:30", seen=True), Visit(date="2026-11-11", seen=True)]
    assert facts.last_seen(visits, TODAY) == Seen(TODAY, alone=None)


def test_of_a_child_who_is_not_born_every_visit_counts_for_nobody_is_asked_whether_it_was_seen() -> None:
    visits = [Visit(date="2026-11-09"), Visit(date="2026-11-10", seen=False)]
    assert facts.last_seen(visits, TODAY, unborn=True) == Seen(datetime.date(2026, 11, 9), alone=None)
    assert facts.last_seen(visits, TODAY) is None


def test_of_two_visits_on_a_day_the_later_says_whether_alone() -> None:
    visits = [
        Visit(date="2026-11-09T16:00", seen=True, seen_alone=SeenAlone(alone=True)),
        Visit(date="2026-11-09T09:00", seen=True, seen_alone=SeenAlone(alone=False)),
    ]
    assert facts.last_seen(visits, TODAY) == Seen(datetime.date(2026, 11, 9), alone=True)


def test_the_list_and_the_page_stand_whatever_days_are_in_a_file(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy") as (vault, records):
        put(
            vault,
            by_office(CHILD, Visit(date="yesterday", seen=True)),
            by_office(CHILD, CareStage(stage="cp_plan", start_date="2926-01-05")),
            by_office(CHILD, Action(what="Rings", who_by_when=WhoByWhen(who="Nan", by="soon"))),
            by_office(CHILD, Plan(look_again=LookAgain(date="June"))),
            by_office(CHILD, Involvement(professional_name="Marian", involvement_start_date="once")),
            by_office(CHILD, Person(forename="Nan", dob="in the war")),
        )
        rows = children(records, TODAY)
        assert [row.name for row in rows] == ["Ella Hart", "Maya Hart"]
        assert child_heading(records, CHILD, TODAY).name == "Ella Hart"
        now = child_now(records, CHILD, TODAY)
        assert now.due == ()
        assert now.seen is None
        assert records.record(CHILD, Person, SUBJECT) is not None
