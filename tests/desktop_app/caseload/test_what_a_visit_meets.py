"""What is due is not due any more when the visit that it asks for stands in the record: on the list, the page and the day."""

import datetime
from pathlib import Path

import pytest

from casework.kinds.plans import Action, WhoByWhen
from desktop_app.caseload.due import still_to_do
from desktop_app.caseload.facts import Seen
from desktop_app.caseload.queries import child_now, children
from desktop_app.record_store.records import Records
from desktop_app.today.queries import day
from desktop_app.visits import actions
from desktop_app.visits.queries import child_of
from tests.support import made_up

TODAY = made_up.TODAY
HARTS = made_up.hub().showcase
SEEN = Seen(TODAY, alone=True)
STEP = "Sees Maisie and Tom alone, every two weeks"


def is_due(what: str, seen: Seen | None, who: str = "Hannah", by: datetime.date = TODAY) -> bool:
    step = Action(what=what, who_by_when=WhoByWhen(who, by.isoformat()))
    return bool(still_to_do([step], seen, ("Maisie", "Tom", "Ayla"), ("Hannah Okafor", "Dev Sandhu")))


@pytest.mark.parametrize(
    ("what", "who", "seen", "due"),
    [
        (STEP, "Hannah", SEEN, False),
        ("Visits Ayla at home", "Hannah Okafor", SEEN, False),
        (STEP, "Hannah", Seen(TODAY, alone=None), False),  # a baby is not asked to be seen alone
        (STEP, "Hannah", None, True),
        (STEP, "Hannah", Seen(TODAY - datetime.timedelta(days=1), alone=True), True),
        (STEP, "Hannah", Seen(TODAY, alone=False), True),
        (STEP, "Nan", SEEN, True),
        ("Sees Dr Lowry, with Maisie’s letter", "Hannah", SEEN, True),
        ("Rings school about Tom", "Hannah", SEEN, True),
        ("Seeks a place for Tom", "Hannah", SEEN, True),
    ],
)
def test_a_workers_step_to_see_a_child_is_met_by_seeing_the_child(
    what: str, who: str, seen: Seen | None, due: bool
) -> None:
    assert is_due(what, seen, who) is due


def all_due(records: Records) -> tuple[str, ...]:
    """What is said to be due today or to do today, on the list, on each page and on the day."""
    ours = [row for row in children(records, TODAY) if row.file in HARTS]
    rows = [row.due.what for row in ours if row.due is not None and row.due.on <= TODAY]
    pages = [one.what for file in HARTS for one in child_now(records, file, TODAY).due if one.on <= TODAY]
    its = day(records, made_up.NOW)
    lines = [line.what for line in its.due if line.on <= TODAY]
    return (*rows, *pages, *lines, *(line.who for line in its.appointments if not line.is_done))


def test_after_todays_visit_nothing_that_it_met_is_due(tmp_path: Path) -> None:
    with made_up.open_made_up(tmp_path / "copy", made_up.hub()) as (_, records):
        before = all_due(records)
        assert {"Visit", f"Hannah: {STEP}", STEP, "Maisie and Tom Hart, Ayla Hart-Mensah"} <= set(before)
        visit(records, made_up.NOW)
        assert all_due(records) == ()


def test_a_visit_long_before_the_appointment_is_another_one(tmp_path: Path) -> None:
    with made_up.open_made_up(tmp_path / "copy", made_up.hub()) as (_, records):
        visit(records, made_up.NOW.replace(hour=7))
        (line,) = day(records, made_up.NOW).appointments
        assert not line.is_done


def visit(records: Records, begun: datetime.datetime) -> None:
    """Begun from a child's page, with no word of the appointment."""
    draft = actions.begin(records, HARTS, begun).with_values(purpose="Child protection visit")
    for file in HARTS:
        draft = draft.with_part(file, seen=True, alone=True, own_part="Was there.")
    actions.add_to_record(records, draft, tuple(child_of(records, file) for file in HARTS), TODAY)
