"""Appointments are arranged, changed and withdrawn without a connection, in every child's file or in none."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.kinds.appointments import Appointment, Goer, Slot, Where, appointment_id
from casework.kinds.people import SUBJECT, Address, Person, Place, Relation
from casework.kinds.rooms import HeldApart
from casework.kinds.visits import Visit
from desktop_app.record_store.records import AlreadyAdded, Records
from desktop_app.today import actions
from desktop_app.today.appointments import AppointmentLine, appointments
from desktop_app.today.arrangement import Arrangement, missing, name_for_change, name_for_new
from desktop_app.today.queries import appointment_form, day
from desktop_app.visits import actions as visits
from desktop_app.visits.draft import VisitDraft
from desktop_app.visits.queries import child_of
from tests.support.copies import CHILD, COLLEAGUE, SISTER, WORKER, office, open_copy, put

TODAY = datetime.date(2026, 11, 10)
NOW = datetime.datetime.combine(TODAY, datetime.time(9, 52))


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path) as (vault, records):
        sister = office(CHILD, Person(forename="Maya", surname="Hart"))
        lives = office(CHILD, Relation(person=sister.header.record, other_file=SISTER, lives_with=True))
        put(vault, sister, lives)
        yield records


def arranged(records: Records, **values: object) -> Arrangement:
    """A home visit to both at ten, ready to be added."""
    form = actions.open_arrangement(records, name_for_new(CHILD), TODAY)
    answers = {"purpose": "Home visit", "start": "10am", "end": "11am", "at_home": True, "announced": True} | values
    return form.with_values(**answers)


def add(records: Records, **values: object) -> AppointmentLine:
    """The appointment as Today shows it once it was added."""
    actions.add_to_record(records, arranged(records, **values), TODAY)
    return appointments(records, TODAY)[-1]


def put_home(records: Records, lines: str, *, confidential: bool) -> None:
    place = Place(lines, "ZZ1 4HL", confidential)
    records.add(records.create(CHILD, Address(person=SUBJECT, place=place, address_start_date="2025-01-01")))


def test_a_family_is_one_appointment_however_many_children(records: Records) -> None:
    line = add(records)
    assert (line.who, line.files, line.purpose) == ("Ella and Maya Hart", (CHILD, SISTER), "Home visit")
    assert (line.start, line.end, line.announced) == (datetime.time(10), datetime.time(11), True)
    assert len(appointments(records, TODAY)) == 1
    for file in (CHILD, SISTER):
        (record,) = records.records(file, Appointment)
        assert record.value.worker == Goer("Ruth Mensah", WORKER)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"purpose": " "}, "Say what the appointment is for."),
        ({"start": "soon"}, "Write the time it begins, for example 10:30am."),
        ({"end": "9am"}, "It ends before it begins. Write am or pm behind both times."),
        ({"at_home": None}, "Say where it is."),
        ({"at_home": False}, "Write the place."),
        ({"date": "2026-11-09"}, "This day has passed. Choose today or a later day."),
        ({"files": ()}, "Choose at least one child."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_added(
    records: Records, values: dict[str, object], sentence: str
) -> None:
    form = arranged(records, **values)
    assert [one.sentence for one in missing(form, TODAY)] == [sentence]
    with pytest.raises(actions.NotComplete, match=sentence[:20]):
        actions.add_to_record(records, form, TODAY)
    assert records.records_everywhere(Appointment) == []


def test_a_form_that_was_left_is_there_again_and_stands_on_today_until_it_is_added(records: Records) -> None:
    form = arranged(records, purpose="Bring the plan")
    actions.keep(records, form)
    assert actions.open_arrangement(records, form.name, TODAY) == form
    (begun,) = day(records, NOW).begun
    assert (begun.names, begun.is_new) == (("Ella", "Maya"), True)
    actions.add_to_record(records, form, TODAY)
    assert day(records, NOW).begun == ()
    with pytest.raises(AlreadyAdded):
        actions.keep(records, form)


def test_a_change_touches_only_what_was_changed(records: Records) -> None:
    line = add(records)
    mine = actions.open_arrangement(records, name_for_change(line.group), TODAY)
    theirs = actions.open_arrangement(records, name_for_change(line.group), TODAY)
    actions.add_to_record(records, theirs.with_values(start="2pm", end="3pm"), TODAY)
    actions.add_to_record(records, mine.with_values(access_needs="Knock, do not ring\n\nBack gate"), TODAY)
    (now,) = appointments(records, TODAY)
    assert (now.start, now.two_versions) == (datetime.time(14), ())
    assert now.access_needs == ("Knock, do not ring", "Back gate")


def test_two_who_moved_it_apart_are_told_and_it_stands_on_the_earlier_day(records: Records) -> None:
    line = add(records, date="2026-11-12")
    forms = [actions.open_arrangement(records, name_for_change(line.group), TODAY) for _ in range(2)]
    actions.add_to_record(records, forms[0].with_values(date="2026-11-13"), TODAY)
    actions.add_to_record(records, forms[1].with_values(date="2026-11-11"), TODAY)
    (now,) = appointments(records, TODAY)
    assert now.two_versions == ("when it is",)
    assert now.date == datetime.date(2026, 11, 11)


def test_a_child_who_does_not_come_is_taken_out_and_one_who_comes_is_added(records: Records) -> None:
    line = add(records, files=(CHILD,))
    form = actions.open_arrangement(records, name_for_change(line.group), TODAY)
    actions.add_to_record(records, form.with_values(files=(SISTER,)), TODAY)
    (now,) = appointments(records, TODAY)
    assert (now.files, now.elsewhere) == ((SISTER,), 0)


def test_withdrawn_with_a_reason_and_taken_back(records: Records) -> None:
    line = add(records)
    shown = actions.of_group(records, line.group)
    with pytest.raises(actions.NotComplete):
        actions.withdraw(records, shown, "  ")
    actions.withdraw(records, shown, "Ayla is ill")
    assert appointments(records, TODAY) == ()
    with pytest.raises(actions.Gone):
        actions.start_visit(records, line.group, NOW)
    actions.bring_back(records, shown)
    assert appointments(records, TODAY) == (line,)


def test_who_comes_along_sees_it_on_their_own_day_and_nobody_else_does(records: Records) -> None:
    def of(worker: str, second: Goer | None) -> None:
        value = Appointment(
            group=worker.encode(),
            slot=Slot(TODAY.isoformat(), "09:00"),
            worker=Goer("Dev", worker),
            second_worker=second,
        )
        records.add(records.create(CHILD, value, record=appointment_id(worker.encode(), CHILD)))

    of(COLLEAGUE, None)
    assert appointments(records, TODAY) == ()
    of("p-third", Goer("Ruth Mensah", WORKER))
    assert [line.with_whom for line in appointments(records, TODAY)] == ["Dev"]


# -- where ------------------------------------------------------------------------------------------------------------


def test_the_address_of_the_home_is_shown(records: Records) -> None:
    put_home(records, "12 Larch Row", confidential=False)
    line = add(records)
    assert (line.where, line.is_confidential) == ("12 Larch Row, ZZ1 4HL", False)
    assert appointment_form(records, name_for_change(line.group), TODAY).home == "12 Larch Row, ZZ1 4HL"


@pytest.mark.parametrize(
    "values",
    [
        {"at_home": True},
        {"at_home": False, "place": "The refuge", "is_confidential": True},
        {"at_home": False, "place": "Meet her at 12 larch row, back door"},
        {"at_home": False, "place": "Round the corner from ZZ1 4HL"},
    ],
    ids=["at home", "a place that is said to be", "the lines in other words", "the postcode in other words"],
)
def test_a_confidential_place_is_masked_everywhere(records: Records, values: dict[str, object]) -> None:
    put_home(records, "12 Larch Row", confidential=True)
    line = add(records, access_needs="Ring the bell of 12 LARCH ROW twice", **values)
    assert (line.where, line.is_confidential) == ("", True)
    assert line.access_needs == ("Ring the bell of (confidential address) twice",)
    form = appointment_form(records, name_for_change(line.group), TODAY)
    assert (form.home, form.home_is_confidential) == ("", True)
    assert form.place_is_secret is ("place" in values)
    draft = actions.start_visit(records, line.group, NOW)
    assert "12" not in draft.place
    assert "refuge" not in draft.place


def test_a_place_that_is_confidential_in_one_of_two_versions_is_masked(records: Records) -> None:
    line = add(records, at_home=False, place="The library", files=(CHILD,))
    forms = [actions.open_arrangement(records, name_for_change(line.group), TODAY) for _ in range(2)]
    actions.add_to_record(records, forms[0].with_values(place="The new flat", is_confidential=True), TODAY)
    actions.add_to_record(records, forms[1].with_values(place="The café"), TODAY)
    (now,) = appointments(records, TODAY)
    assert (now.where, now.is_confidential, now.two_versions) == ("", True, ("where it is",))


def test_of_a_note_about_the_safety_of_workers_only_that_there_is_one_and_whom_to_ask(records: Records) -> None:
    assert add(records).safety == ""
    records.add(records.create(SISTER, HeldApart(room="worker-safety")))
    (line,) = appointments(records, TODAY)
    assert line.safety.startswith("There is a note about the safety of workers. Before you go, ask the consultant")


# -- going ------------------------------------------------------------------------------------------------------------


def test_the_visit_opens_for_exactly_these_children_with_what_is_known(records: Records) -> None:
    line = add(records)
    draft = actions.start_visit(records, line.group, NOW)
    assert draft.files == (CHILD, SISTER)
    assert (draft.purpose, draft.announced, draft.place, draft.started) == ("Home visit", True, "Home", "9:52am")
    assert draft.name == line.visit
    assert all(part.seen is None for part in draft.parts.values()), "nothing is taken for granted"


def test_started_twice_it_is_one_visit_and_done_when_it_stands_in_the_record(records: Records) -> None:
    line = add(records)
    draft = actions.start_visit(records, line.group, NOW)
    visits.keep(records, draft.with_values(purpose="Home visit, and the plan"))
    again = actions.start_visit(records, line.group, NOW + datetime.timedelta(minutes=30))
    assert again.purpose == "Home visit, and the plan"
    assert [visit.name for visit in day(records, NOW).visits] == [draft.name]
    written = again
    for file in written.files:
        written = written.with_part(file, seen=True, alone=True, bedroom=True, seemed="Calm", own_part="Drew a house.")
    visits.add_to_record(records, written, tuple(child_of(records, file) for file in written.files), TODAY)
    assert records.drafts.find(draft.name, VisitDraft) is None
    assert len(records.records(SISTER, Visit)) == 1
    (now,) = appointments(records, TODAY)
    assert now.is_done


def test_one_that_came_to_nothing_is_asked_about_for_a_week(records: Records) -> None:
    where = Where(at_home=True)
    for number, on in enumerate(("2026-11-09", "2026-11-03", "2026-11-02")):
        group = bytes([number]) * 16
        value = Appointment(group=group, slot=Slot(on, "10:00"), where=where, worker=Goer("Ruth Mensah", WORKER))
        records.add(records.create(CHILD, value, record=appointment_id(group, CHILD)))
    assert [line.date.day for line in day(records, NOW).earlier] == [3, 9]
