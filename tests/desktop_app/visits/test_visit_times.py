"""The times of a visit: kept as one moment, also over midnight and when the clocks change."""

import datetime
from collections.abc import Iterator

import pytest

from casework.kinds.visits import Visit
from desktop_app.record_store.records import Records
from desktop_app.visits import actions, queries
from desktop_app.visits.draft import VisitChild, VisitDraft, last_day, missing, new_draft
from desktop_app.visits.view.visit_head import since_in_words
from desktop_app.visits.view.visit_start_page import went_on_words
from tests.support.copies import CHILD, open_copy

DAY = datetime.date(2026, 6, 4)
ELLA = (VisitChild(CHILD, "Ella"),)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    """One copy for all of them: each adds a visit of its own."""
    with open_copy(tmp_path_factory.mktemp("times") / "copy") as (_, opened):
        yield opened


def visit(started: str, ended: str = "", day: datetime.date = DAY) -> VisitDraft:
    draft = new_draft((CHILD,), day, started).with_values(purpose="Bedtime", ended=ended)
    return draft.with_part(CHILD, seen=True, alone=True, own_part="Ella showed me her bunk.")


def in_record(records: Records, draft: VisitDraft) -> Visit:
    next_day = datetime.date.fromisoformat(draft.date) + datetime.timedelta(days=1)
    actions.add_to_record(records, draft, ELLA, next_day)
    return next(one.value for one in records.records(CHILD, Visit) if one.value.group == draft.group)


def test_a_visit_begins_now_in_the_words_that_every_screen_has(records: Records) -> None:
    draft = actions.begin(records, (CHILD,), datetime.datetime(2026, 6, 4, 14, 47))  # noqa: DTZ001 the laptop's clock
    assert draft.started == "2:47pm"
    (found,) = queries.unfinished_visits(records, CHILD)
    assert went_on_words(found, DAY) == "Go on with the visit begun at 2:47pm"
    actions.throw_away(records, draft)


@pytest.mark.parametrize(
    ("typed", "said"), [("14:47", " begun at 2:47pm"), ("midday", " begun at midday"), ("soon", "")]
)
def test_an_unfinished_visit_says_when_it_began_however_that_was_typed(records: Records, typed: str, said: str) -> None:
    draft = visit(typed)
    actions.keep(records, draft)
    (found,) = queries.unfinished_visits(records, CHILD)
    assert went_on_words(found, DAY) == f"Go on with the visit{said}"
    actions.throw_away(records, draft)


def test_the_head_says_from_when_to_when_in_the_words_that_every_screen_has() -> None:
    now = datetime.datetime.combine(DAY, datetime.time(15))
    assert since_in_words(visit("14:00", "14:47"), now) == "2pm to 2:47pm"
    assert since_in_words(visit("12"), now) == "Started midday, 3 hours ago"
    assert since_in_words(visit("4pm"), now) == "Started 4pm"  # the clock was set back, or somebody mistyped
    assert since_in_words(visit("soon"), now) == ""


@pytest.mark.parametrize(
    ("started", "ended", "day"),
    [
        ("23:40", "0:20", 5),
        ("6pm", "6am", 5),
        ("23:40", "23:50", 4),
        ("10am", "9am", 4),
        ("", "0:20", 4),
        ("23:40", "", 4),
    ],
)
def test_a_visit_that_goes_on_over_midnight_ends_on_the_next_day(started: str, ended: str, day: int) -> None:
    assert last_day(visit(started, ended)) == datetime.date(2026, 6, day)


def test_over_midnight_the_end_is_after_the_beginning_in_the_record_too(records: Records) -> None:
    kept = in_record(records, visit("11:40pm", "12:20am"))
    assert (kept.date, kept.started, kept.ended) == ("2026-06-04", "2026-06-04T22:40:00Z", "2026-06-04T23:20:00Z")


def test_an_end_before_the_beginning_is_asked_about_and_never_kept(records: Records) -> None:
    draft = visit("10:30", "9:30")
    (lacking,) = missing(draft, ELLA, DAY)
    assert (lacking.field, lacking.sentence) == (
        "ended",
        "The visit ends before it begins. Write am or pm behind both times.",
    )
    with pytest.raises(actions.NotComplete):
        actions.add_to_record(records, draft, ELLA, DAY)
    assert missing(visit("10:30", "9:30pm"), ELLA, DAY) == ()
    assert missing(visit("10:30", "2:30"), ELLA, DAY) == ()
    assert missing(visit("10:30", "10:30"), ELLA, DAY) == ()


@pytest.mark.parametrize(
    ("day", "began"),
    [
        (datetime.date(2026, 3, 28), "2026-03-28T09:00:00Z"),
        (datetime.date(2026, 3, 29), "2026-03-29T08:00:00Z"),  # the clocks went forward in the night
        (datetime.date(2026, 10, 25), "2026-10-25T09:00:00Z"),  # and back
    ],
)
def test_nine_in_the_morning_is_nine_by_the_clock_of_that_day(records: Records, day: datetime.date, began: str) -> None:
    assert in_record(records, visit("9am", day=day)).started == began


def test_in_the_night_when_the_clocks_go_forward_the_end_is_not_before_the_beginning(records: Records) -> None:
    kept = in_record(records, visit("11:30pm", "2:10am", datetime.date(2026, 3, 28)))
    assert (kept.started, kept.ended) == ("2026-03-28T23:30:00Z", "2026-03-29T01:10:00Z")


def test_a_visit_without_times_happened_on_its_day(records: Records) -> None:
    draft = visit("")
    kept = in_record(records, draft)
    assert (kept.started, kept.ended) == (None, None)
    (record,) = [one for one in records.records(CHILD, Visit) if one.value.group == draft.group]
    assert record.happened == "2026-06-04"
