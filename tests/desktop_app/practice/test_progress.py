"""How far a visit has come is read from what was written in it; begun again, that alone is withdrawn."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from casework.kinds.appointments import Appointment, visit_group
from casework.kinds.mapping import MapEntry
from casework.kinds.visits import Visit
from casework.kinds.work import CaseNote
from desktop_app.practice import actions
from desktop_app.practice.family import family
from desktop_app.practice.progress import done, is_seen, progress
from desktop_app.practice.queries import told, visits
from desktop_app.practice.scripts import Script, Seen, script_of
from desktop_app.record_store.records import Records
from desktop_app.vault.encrypted_database import Database
from tests.desktop_app.practice.practising import EFFIE, NOW, RORY, open_practice


@dataclass
class Practising:
    """A copy whose clock goes on by a minute whenever it is asked for."""

    records: Records
    database: Database

    def begin(self, script: Script) -> None:
        actions.begin(self.records, self.database, script, NOW)

    def done(self, script: Script) -> frozenset[str]:
        return done(self.records, script, progress(self.database).attempts[script.key])


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Practising]:
    minutes = iter(range(100_000))
    start = datetime.datetime.now(datetime.UTC)
    with open_practice(tmp_path / "own") as (vault, _):
        records = Records(vault, lambda: start + datetime.timedelta(minutes=next(minutes)))
        yield Practising(records, vault.engine)


def script(number: int) -> Script:
    found = script_of(str(number))
    assert found is not None
    return found


def visit(here: Practising) -> None:
    here.records.add(*(here.records.create(file, Visit(date="2026-11-27", seen=True)) for file in family().files))


def test_a_step_is_done_when_the_record_shows_it_or_it_was_ticked(here: Practising) -> None:
    first = script(1)
    here.begin(first)
    assert here.done(first) == frozenset()
    visit(here)
    assert here.done(first) == {"start", "finish"}
    actions.tick(here.records, here.database, "read", is_ticked=True)
    assert here.done(first) == {"start", "finish", "read"}
    actions.tick(here.records, here.database, "read", is_ticked=False)
    assert here.done(first) == {"start", "finish"}


def test_what_was_there_before_and_what_others_wrote_does_not_count(here: Practising) -> None:
    visit(here)
    here.begin(script(1))
    attempt = progress(here.database).attempts["1"]
    assert here.records.records(RORY, CaseNote), "the family has a past"
    assert not is_seen(here.records, Seen(kind="case_note"), attempt)
    assert here.done(script(1)) == frozenset()


def test_a_record_counts_when_it_says_what_is_wanted_in_as_many_files(here: Practising) -> None:
    here.begin(script(2))
    attempt = progress(here.database).attempts["2"]
    danger = Seen(kind="map_entry", field="category", value="danger_statement")
    here.records.add(here.records.create(RORY, MapEntry(category="past_harm", text="A plate.")))
    assert not is_seen(here.records, danger, attempt)
    here.records.add(here.records.create(RORY, MapEntry(category="danger_statement", text="I am worried.")))
    assert is_seen(here.records, danger, attempt)
    assert is_seen(here.records, Seen(kind="map_entry", field="text", many=2), attempt)
    assert not is_seen(here.records, Seen(kind="map_entry", children=2), attempt)


def test_begun_again_only_what_was_written_in_that_visit_is_withdrawn(here: Practising) -> None:
    first, second = script(1), script(2)
    here.begin(first)
    visit(here)
    here.begin(second)
    here.records.add(here.records.create(RORY, CaseNote(how="call", said="Of the second visit.")))
    here.begin(first)
    here.records.add(here.records.create(EFFIE, CaseNote(how="call", said="Of the first visit again.")))
    actions.begin_again(here.records, here.database, first, NOW)
    said = [one.value.said for file in family().files for one in here.records.records(file, CaseNote)]
    assert "Of the second visit." in said
    assert "Of the first visit again." not in said
    assert here.records.records(RORY, Visit) == []
    assert purposes(here) == [first.purpose]
    assert here.done(first) == frozenset()
    assert [line.begun for line in visits(here.records, here.database)] == [True, True, False, False, False]


def test_today_has_the_appointment_of_the_visit_under_way_and_of_no_other(here: Practising) -> None:
    here.begin(script(2))
    here.begin(script(4))
    assert purposes(here) == [script(4).purpose]
    here.begin(script(2))
    assert purposes(here) == [script(2).purpose]
    group = visit_group(here.records.records(RORY, Appointment)[0].value.group or b"", here.records.professional)
    here.records.add(here.records.create(RORY, Visit(group=group)))
    here.begin(script(4))
    assert purposes(here) == [script(2).purpose, script(4).purpose], "what was kept stays"


def purposes(here: Practising) -> list[str | None]:
    return [one.value.purpose for one in here.records.records(RORY, Appointment)]


def test_a_visit_is_taken_up_at_the_step_where_it_was_left(here: Practising) -> None:
    first = script(1)
    here.begin(first)
    actions.stand_at(here.records, here.database, 3)
    actions.put_script_away(here.records, here.database)
    assert told(here.records, here.database) is None
    here.begin(first)
    now = told(here.records, here.database)
    assert now is not None
    assert now.at == 3
    assert len(here.records.records(RORY, Appointment)) == 1, "its appointment is not made twice"
