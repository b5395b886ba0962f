"""A worker's day as the laptop knows it: what is due and promised, each once, and whether the files are there."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.kinds.plans import Action, WhoByWhen
from casework.kinds.work import Involvement
from desktop_app.caseload.actions import ChangedSince
from desktop_app.record_store.reads import FileStanding
from desktop_app.record_store.records import Records
from desktop_app.today import actions
from desktop_app.today.appointments import AppointmentLine
from desktop_app.today.queries import Day, day
from desktop_app.today.readiness import ready_for
from desktop_app.today.view.words import coming_day, due_state, how_soon, summary, what
from tests.support import made_up
from tests.support.copies import CHILD, SISTER, WORKER, open_copy, open_empty_copy

TODAY, NOW = made_up.TODAY, made_up.NOW
MAISIE, TOM, AYLA = made_up.hub().showcase


@pytest.fixture(scope="module")
def harts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    with made_up.open_made_up(tmp_path_factory.mktemp("day") / "copy", made_up.hub()) as (_, records):
        yield records


@pytest.fixture(scope="module")
def the_day(harts: Records) -> Day:
    return day(harts, NOW)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path) as (_, records):
        for file in (CHILD, SISTER):
            records.add(records.create(file, Involvement(professional_id=WORKER, involvement_start_date="2026-01-01")))
        yield records


def promise(records: Records, file: str, who: str, what: str = "Bring the pens", to: str = "Ella") -> None:
    by = WhoByWhen(who, "2026-11-12")
    records.add(records.create(file, Action(what=what, who_by_when=by, promised_to=to)))


def test_the_harts_stand_first_on_the_made_up_day(the_day: Day) -> None:
    (line,) = the_day.appointments
    assert line.who == "Maisie and Tom Hart, Ayla Hart-Mensah"
    assert line.with_whom == "Dev Sandhu"
    assert line.access_needs == ("Ask for the dog to be shut in", "Knock, do not ring")


def test_what_is_due_for_brothers_and_sisters_is_due_once(the_day: Day) -> None:
    said = [(line.what, line.second) for line in the_day.due]
    assert ("Visit Maisie, Tom and Ayla", "Last seen 14 days ago") in said
    assert len(said) == len(set(said))


def test_what_was_promised_to_one_person_is_one_promise_in_two_files(the_day: Day) -> None:
    nursery = next(one for one in the_day.promised if one.what == "Ring about the nursery place")
    assert (nursery.to, nursery.about) == ("Gemma", "Maisie and Ayla")
    assert {record.file for record in nursery.records} == {MAISIE, AYLA}


def test_only_what_this_worker_promised_and_is_to_do(records: Records) -> None:
    promise(records, CHILD, "Ruth")
    promise(records, CHILD, "Dev", "Ring the school")
    promise(records, CHILD, "", "Tell her what happens next")
    records.add(
        records.create(CHILD, Action(what="Write the report", who_by_when=WhoByWhen("Ruth Mensah", "2026-11-17")))
    )
    records.add(records.create(CHILD, Action(what="Buy the stair gate", who_by_when=WhoByWhen("Gemma", "2026-11-11"))))
    records.add(records.create(CHILD, Action(what="Later", who_by_when=WhoByWhen("Ruth", "2026-11-18"))))
    found = day(records, NOW)
    assert [one.what for one in found.promised] == ["Bring the pens", "Tell her what happens next"]
    assert [one.what for one in found.due] == ["Write the report"]


def test_a_promise_that_was_kept_goes_and_comes_back_when_it_is_taken_back(records: Records) -> None:
    promise(records, CHILD, "Ruth")
    (open_one,) = day(records, NOW).promised
    actions.keep_promise(records, open_one.records, TODAY)
    assert day(records, NOW).promised == ()
    actions.promise_not_kept(records, open_one.records, TODAY)
    assert [one.what for one in day(records, NOW).promised] == ["Bring the pens"]
    with pytest.raises(ChangedSince):
        actions.promise_not_kept(records, open_one.records, TODAY)


def test_of_children_of_colleagues_nothing_is_due(tmp_path: Path) -> None:
    with open_copy(tmp_path) as (_, records):
        promise(records, CHILD, "Ruth")
        found = day(records, NOW)
        assert (found.has_children, found.due, found.promised) == (True, (), ())


def test_a_laptop_that_was_given_nothing_says_so(tmp_path: Path) -> None:
    with open_empty_copy(tmp_path) as (_, records):
        assert day(records, NOW) == Day(on=TODAY, has_children=False)


# -- ready ------------------------------------------------------------------------------------------------------------


def held(*at: str) -> dict[str, FileStanding]:
    return {file: FileStanding(file, 9, synced) for file, synced in zip((CHILD, SISTER), at, strict=False)}


def line(**values: object) -> AppointmentLine:
    given = {"group": b"g", "files": (CHILD, SISTER), "who": "Ella and Maya Hart", "names": ("Ella", "Maya")}
    when = {"date": TODAY, "start": datetime.time(10), "end": datetime.time(11)}
    return AppointmentLine(**(given | when | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("standing", "values", "is_ready", "said"),
    [
        (held("2026-11-10T08:52:00Z", "2026-11-10T09:10:00Z"), {}, True, "Ella’s and Maya’s files are on this laptop"),
        (held("2026-11-10T08:52:00Z", ""), {}, False, "Connect once, so that nothing newer is missing."),
        (held("2026-11-10T08:52:00Z"), {}, False, "Connect once"),
        (held("2026-11-10T08:52:00Z"), {"files": (CHILD,), "elsewhere": 1}, False, "Connect to fetch one of the"),
        (held("2026-11-06T17:20:00Z"), {"files": (CHILD,), "names": ("Ella",)}, True, "5:20pm on Friday 6 November."),
    ],
    ids=["both", "one not compared", "one not here", "a brother’s file elsewhere", "since Friday"],
)
def test_ready_says_which_files_are_here_and_as_of_when(
    records: Records, standing: dict[str, FileStanding], values: dict[str, object], is_ready: bool, said: str
) -> None:
    found = ready_for(records, line(**values), standing, NOW)
    assert found.is_ready is is_ready
    assert said in found.words


def test_a_drawing_that_was_not_fetched_makes_it_not_ready(harts: Records, the_day: Day) -> None:
    found = the_day.ready[the_day.appointments[0].group.hex()]
    assert not found.is_ready
    assert found.words == "Connect to fetch three drawings."


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "said"),
    [("09:12", "in 48 min"), ("07:30", "in 2 h 30 min"), ("06:30", ""), ("10:20", "now"), ("11:01", "earlier")],
)
def test_how_soon_it_is(now: str, said: str) -> None:
    assert how_soon(line(), datetime.datetime.combine(TODAY, datetime.time.fromisoformat(now))) == said


def test_what_it_is_in_a_line() -> None:
    given = line(purpose="Home visit", announced=False, where="12 Larch Row", with_whom="Dev Sandhu")
    assert what(given) == "Home visit, not announced. 12 Larch Row, with Dev Sandhu."
    assert what(line()) == "Appointment."
    assert summary(1, 0) == "One appointment today."
    assert summary(0, 2) == "No appointments today. Two things are due today or late."
    assert coming_day(datetime.date(2026, 11, 11), TODAY) == "Tomorrow"
    assert due_state(datetime.date(2026, 11, 9), TODAY)[1] == "1 day late"
