"""Who was told and what was decided on another day than the sheet's: the next morning, near midnight, days later."""

import datetime

import pytest
from pytestqt.qtbot import QtBot

from casework.kinds.concerns import ManagementDecision, SafetyConcern
from desktop_app.concerns.actions import add_to_record, keep
from desktop_app.concerns.draft import ConcernDraft, DecisionDraft, ToldDraft, missing, started
from desktop_app.concerns.moments import local_time
from desktop_app.concerns.queries import concern_form
from desktop_app.concerns.reading import concern
from desktop_app.concerns.told import written_late
from desktop_app.concerns.view.cards import Cards
from desktop_app.concerns.view.concern_page import ConcernPage
from desktop_app.record_store.records import Records
from desktop_app.visits.entries import entries
from tests.desktop_app.concerns.sheets import CONSULTANT, NOW, TOM, filled, without
from tests.support.accessibility import words_on
from tests.support.pictures import settle

MIDNIGHT = datetime.datetime.combine(NOW.date() + datetime.timedelta(days=1), datetime.time(0, 10))
MORNING = MIDNIGHT.replace(hour=8, minute=30)
NEXT_DAY = MORNING.date().isoformat()


def next_morning() -> ConcernDraft:
    """A sheet of the day before, finished the next morning: who was told in the evening, and who was told now."""
    draft = filled()
    assert draft.decision is not None
    told = (ToldDraft("old", "Nan", "9:40am"), ToldDraft("new", "Marian Pryce", "8:15am", "phone", date=NEXT_DAY))
    decision = DecisionDraft(draft.decision.group, "See a doctor.", "Not explained", CONSULTANT, "", "8:20am", NEXT_DAY)
    return without(draft, told=told, decision=decision)


def test_what_was_said_the_next_morning_stands_under_its_own_day(hannah: Records) -> None:
    draft = next_morning()
    assert missing(draft, MORNING) == ()
    add_to_record(hannah, draft, MORNING)
    (record,) = hannah.records(TOM, SafetyConcern)
    moments = {key: local_time(one.at) for key, one in record.value.told.items()}
    assert moments["old"] == datetime.datetime.combine(NOW.date(), datetime.time(9, 40)), "of a sheet begun before"
    assert moments["new"] == datetime.datetime.combine(MORNING.date(), datetime.time(8, 15))
    (decision,) = [one.value.decision for one in hannah.records(TOM, ManagementDecision)]
    assert decision is not None
    assert local_time(decision.at) == datetime.datetime.combine(MORNING.date(), datetime.time(8, 20))
    shown = concern(hannah, draft.group, MORNING.date())
    assert shown is not None
    assert [(one.time, one.day) for one in shown.told] == [("9:40am", ""), ("8:15am", "Wednesday 11 November")]
    (entry,) = [one for one in entries(hannah, TOM) if one.sheet]
    told = next(part.words for part in entry.parts if part.title == "Who was told")
    assert "8:15am on Wednesday 11 November, Marian Pryce" in told
    assert "9:40am, Nan" in told


@pytest.mark.parametrize(
    ("date", "time", "field"),
    [
        (NEXT_DAY, "11:50pm", "told:new:time"),
        (NOW.date().isoformat(), "11:50pm", ""),
        ("?11 Novem", "9am", "told:new:date"),
    ],
)
def test_ten_past_midnight_an_hour_before_it_is_of_the_day_before(date: str, time: str, field: str) -> None:
    draft = without(filled(), told=(ToldDraft("new", "Duty team", time, "phone", date=date),), decision=None)
    assert [one.field for one in missing(draft, MIDNIGHT)] == ([field] if field else [])


def test_what_is_written_days_later_says_so() -> None:
    assert written_late("2026-11-10T09:40:00Z", "2026-11-13T16:00:00Z") == "Written 3 days later"
    assert written_late("2026-11-10T23:50:00Z", "2026-11-11T00:10:00Z") == ""


def test_on_a_sheet_open_over_midnight_somebody_told_is_told_today(hannah: Records, qtbot: QtBot) -> None:
    clock = [NOW]
    page = ConcernPage(lambda: clock[0])
    qtbot.addWidget(page)
    draft = filled()
    keep(hannah, draft)
    page.show_form(concern_form(hannah, draft.name, started(draft.name, TOM, NOW), NOW))
    clock[0] = MIDNIGHT
    cards = page.cards
    assert isinstance(cards, Cards)
    cards.told.begin("Duty team", "phone")
    cards.decision.fields.taken_away.emit()
    cards.decision.new.click()
    written = page.draft()
    assert written is not None
    assert written.decision is not None
    assert (written.told[-1].date, written.told[-1].time) == (NEXT_DAY, "12:10am")
    assert written.decision.date == NEXT_DAY
    cards.told.words.set_value("A child is hurt")
    cards.told.words.changed.emit("A child is hurt")
    assert page.draft().told[-1].date == NEXT_DAY, "today counts as a day, though the page is of yesterday"  # type: ignore[union-attr]
    cards.told._close()
    page.show()
    settle()
    assert "Wednesday 11 November." in words_on(page)
