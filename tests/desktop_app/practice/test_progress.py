"""How far a visit has come is read from what was written in it; begun again, that alone is withdrawn."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from casework.kinds.appointments import Appointment, visit_group
from casework.kinds.concerns import SafetyConcern, Told
from casework.kinds.mapping import MapEntry, Score
from casework.kinds.plans import Line, Plan
from casework.kinds.visits import Visit
from casework.kinds.work import CaseNote
from desktop_app.concerns.draft import ConcernDraft, ToldDraft
from desktop_app.direct_work.draft import Said, SessionDraft
from desktop_app.mapping.draft import CardDraft, MapDraft, RatingDraft
from desktop_app.plans.draft import PlanDraft, Sentence
from desktop_app.practice import actions
from desktop_app.practice.family import family
from desktop_app.practice.progress import Attempt, Time, begun, done, is_in_record, progress
from desktop_app.practice.queries import place, told, visits
from desktop_app.practice.scripts import Script, Seen, script_of
from desktop_app.record_store.records import Records
from desktop_app.today.actions import start_visit
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

    def begun(self, script: Script) -> frozenset[str]:
        return begun(self.records, script, progress(self.database).attempts[script.key])


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
    assert not is_in_record(here.records, Seen(kind="case_note"), attempt)
    assert here.done(script(1)) == frozenset()


def test_a_record_counts_when_it_says_what_is_wanted_in_as_many_files(here: Practising) -> None:
    here.begin(script(2))
    attempt = progress(here.database).attempts["2"]
    danger = Seen(kind="map_entry", field="category", value="danger_statement")
    here.records.add(here.records.create(RORY, MapEntry(category="past_harm", text="A plate.")))
    assert not is_in_record(here.records, danger, attempt)
    here.records.add(here.records.create(RORY, MapEntry(category="danger_statement", text="I am worried.")))
    assert is_in_record(here.records, danger, attempt)
    assert is_in_record(here.records, Seen(kind="map_entry", field="text", many=2), attempt)
    assert not is_in_record(here.records, Seen(kind="map_entry", children=2), attempt)


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


def test_a_visit_that_was_started_is_gone_on_with_from_its_own_appointment(here: Practising) -> None:
    first, second = script(1), script(2)
    here.begin(first)
    group = here.records.records(RORY, Appointment)[0].value.group
    assert group is not None
    form = start_visit(here.records, group, NOW)
    here.begin(second)
    assert purposes(here) == [first.purpose, second.purpose], "what was begun is not left without its appointment"
    here.begin(first)
    assert purposes(here) == [first.purpose]
    assert start_visit(here.records, group, NOW).name == form.name, "Start visit makes no second one"


def test_an_appointment_of_another_day_is_made_anew(here: Practising) -> None:
    here.begin(script(1))
    before = here.records.records(RORY, Appointment)[0].value
    actions.begin(here.records, here.database, script(1), NOW + datetime.timedelta(days=1))
    (after,) = (one.value for one in here.records.records(RORY, Appointment))
    assert (after.group, after.purpose) != (before.group, before.purpose)


def test_what_is_written_in_a_session_is_begun_and_not_done(here: Practising) -> None:
    kept, third = here.records.drafts.keep, script(3)
    here.begin(third)
    session = SessionDraft(b"session", EFFIE, "2026-11-27", alone=True)
    kept(session.name, EFFIE, "session", session)
    assert here.begun(third) == frozenset(), "one Yes is not what she said, nor the limits"
    said = Said("i lisen for the car")
    session = msgspec.structs.replace(session, limits_explained=True, said=(said,))
    kept(session.name, EFFIE, "session", session)
    assert here.begun(third) == {"limits", "hand"}
    session = msgspec.structs.replace(
        session, said=(msgspec.structs.replace(said, right=True),), observation="Sleeves."
    )
    kept(session.name, EFFIE, "session", session)
    assert here.begun(third) == {"limits", "hand", "read-back", "yours"}
    assert here.done(third) == frozenset()


def test_an_opened_sheet_says_of_nobody_that_they_were_rung(here: Practising) -> None:
    kept, fourth = here.records.drafts.keep, script(4)
    here.begin(fourth)
    concern = ConcernDraft(b"concern", "2026-11-27", files=(RORY,))
    kept(concern.name, RORY, "concern", concern)
    assert here.begun(fourth) == frozenset()
    kept(concern.name, RORY, "concern", concern.with_values(told=(ToldDraft("a", "Abigail Fosu", "5:20pm"),)))
    assert here.begun(fourth) == {"told"}
    assert here.done(fourth) == frozenset()


def test_what_a_new_plan_took_over_from_the_map_nobody_has_written(here: Practising) -> None:
    kept, fifth = here.records.drafts.keep, script(5)
    here.begin(fifth)
    plan = PlanDraft(b"plan", (RORY,), "2026-11-27", why=(Sentence("A plate.", source="map"),))
    kept(plan.name, RORY, "plan", plan)
    assert here.begun(fifth) == {"begin"}
    kept(plan.name, RORY, "plan", msgspec.structs.replace(plan, why=(*plan.why, Sentence("We heard you."))))
    assert here.begun(fifth) == {"begin", "words"}
    assert here.done(fifth) == frozenset()


def test_cards_on_the_map_are_begun_while_they_wait_and_done_once_they_stand(here: Practising) -> None:
    second = script(2)
    here.begin(second)
    board = MapDraft(RORY, "2026-11-27", b"sitting", cards=(CardDraft(b"a", "danger_statement"),))
    here.records.drafts.keep(board.name, RORY, "map", board)
    assert here.begun(second) == frozenset(), "no word of it is written yet"
    board = board.with_card(CardDraft(b"a", "danger_statement", text="I am worried."))
    board = board.with_rating(RatingDraft("overall", "d", "Dani", "Mum", Score(4)))
    here.records.drafts.keep(board.name, RORY, "map", board)
    assert here.begun(second) == {"danger"}
    board = board.with_rating(RatingDraft("overall", "c", "Craig", "Dad", Score(7)))
    here.records.drafts.keep(board.name, RORY, "map", board)
    assert here.begun(second) == {"danger", "scale"}
    entry = here.records.create(RORY, MapEntry(category="danger_statement", text="I am worried."))
    here.records.add(entry, draft_done=board.name)
    assert (here.begun(second), here.done(second)) == (frozenset(), {"danger"})


def test_what_is_kept_as_a_set_is_found_in_the_record(here: Practising) -> None:
    here.begin(script(4))
    concern = SafetyConcern(group=b"g", told={"a": Told("Abigail Fosu", "2026-11-27T17:20:00Z")})
    here.records.add(here.records.create(RORY, concern))
    assert {"mark", "told"} <= here.done(script(4))
    here.begin(script(5))
    here.records.add(here.records.create(RORY, Plan(why={"a": Line(1, "We heard you.")})))
    assert "words" in here.done(script(5))


def test_a_step_leads_to_the_form_that_was_begun_for_it(here: Practising) -> None:
    def leads_to(at: int) -> tuple[str, dict[str, object]]:
        actions.stand_at(here.records, here.database, at)
        found = place(here.records, here.database)
        assert found is not None
        return found.key, found.where

    here.begin(script(1))
    assert leads_to(3) == ("today", {})
    group = here.records.records(RORY, Appointment)[0].value.group
    assert group is not None
    form = start_visit(here.records, group, NOW)
    assert leads_to(3) == ("visit", {"draft": form.name})
    here.begin(script(4))
    assert leads_to(2) == ("child", {"file": RORY, "tab": "now"})
    assert leads_to(1) == ("today", {}), "the form of another visit is none of this one"
    here.records.add(here.records.create(RORY, SafetyConcern(group=b"g")))
    assert leads_to(3) == ("concern", {"draft": "concern:67", "file": RORY})


def test_what_is_written_from_the_beginning_of_another_visit_on_is_not_of_this_one() -> None:
    put_away = Attempt((Time("2026-11-27T10:00:00Z", "2026-11-27T10:05:01Z"),))
    assert put_away.holds("2026-11-27T10:05:00Z")
    assert not put_away.not_after("2026-11-27T10:05:00Z").holds("2026-11-27T10:05:00Z")
    assert put_away.not_after("2026-11-27T11:00:00Z") is put_away
