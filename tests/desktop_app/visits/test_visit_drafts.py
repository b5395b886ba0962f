"""Visits while they are written and after: two at once, children who leave, odd texts, what is not asked, what is withdrawn."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.editing import Pen, create
from casework.errors import KnownError
from casework.kinds.reading import values_of
from casework.kinds.visits import Present, SeenAlone, SharedWords, Visit
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from desktop_app.visits import actions, queries
from desktop_app.visits.begun import unfinished
from desktop_app.visits.draft import (
    PersonPresent,
    SharedSentence,
    VisitChild,
    VisitDraft,
    missing,
    months_old,
    new_draft,
    not_asked,
)
from desktop_app.visits.entries import entries
from desktop_app.visits.words import name_and_age, offered_for_seemed, own_part_question
from tests.support.copies import CHILD, COLLEAGUE, SISTER, open_copy, put

Copy = tuple[OpenVault, Records]
DAY = datetime.date(2026, 6, 4)
NOW = datetime.datetime(2026, 6, 4, 16, 10)  # noqa: DTZ001 local time, as the laptop's clock shows it
ELLA, MAYA = VisitChild(CHILD, "Ella"), VisitChild(SISTER, "Maya")
BOTH = (ELLA, MAYA)


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


@pytest.fixture
def records(copy: Copy) -> Records:
    return copy[1]


def written(records: Records, files: tuple[str, ...] = (CHILD, SISTER)) -> VisitDraft:
    draft = actions.begin(records, files, NOW).with_values(purpose="Bedtime")
    return draft.same_for_all(seen=True, alone=True, own_part="Showed me the bunk.")


def visit_of(records: Records, file: str) -> Visit:
    (found,) = records.records(file, Visit)
    return found.value


# -- drafts ------------------------------------------------------------------------------------------------------


def test_a_visit_is_begun_for_children_alone() -> None:
    for file in ("hub:1", "authority"):
        with pytest.raises((KnownError, ValueError)):
            actions.begin(None, (file,), NOW)  # type: ignore[arg-type]  # nothing of the record is asked before


def test_two_visits_may_be_begun_and_each_is_added_alone(records: Records) -> None:
    morning, evening = written(records).with_values(purpose="Morning"), written(records).with_values(purpose="Evening")
    for draft in (morning, evening):
        actions.keep(records, draft)
    actions.add_to_record(records, morning, BOTH, DAY)
    assert [one.name for one in queries.unfinished_visits(records)] == [evening.name]
    actions.add_to_record(records, evening, BOTH, DAY)
    assert {one.value.purpose for one in records.records(CHILD, Visit)} == {"Morning", "Evening"}


def test_a_sentence_about_a_child_who_is_no_longer_of_the_visit_goes_into_no_other_file(records: Records) -> None:
    draft = written(records, (SISTER,)).with_values(shared=(SharedSentence("Ella hid.", (CHILD,)),))
    actions.add_to_record(records, draft, (MAYA,), DAY)
    assert records.records(CHILD, SharedWords) == records.records(SISTER, SharedWords) == []
    assert records.records(CHILD, Visit) == []


def test_a_child_whom_the_form_does_not_name_any_more_is_still_asked_about(records: Records) -> None:
    draft = written(records).with_part(SISTER, seen=None)
    with pytest.raises(actions.NotComplete, match="this child"):
        actions.add_to_record(records, draft, (ELLA,), DAY)


def test_what_is_kept_at_each_letter_is_the_last_letter(records: Records) -> None:
    draft = written(records)
    for end in range(1, 8):
        actions.keep(records, draft.with_values(purpose="Bedtime"[:end]))
    (found,) = unfinished(records)
    assert found.purpose == "Bedtime"


def test_a_visit_begun_with_another_release_hides_none_of_this_one(records: Records) -> None:
    records.drafts.keep("visit:other", CHILD, "visit", {"of": "another release"})
    draft = written(records)
    actions.keep(records, draft)
    assert [one.name for one in queries.unfinished_visits(records, CHILD)] == [draft.name]
    assert "visit:other" in [line.name for line in records.drafts.lines()], "it waits, and is counted as waiting"


@pytest.mark.parametrize(
    "words", ["أنا خائفة في الليل", "<b>Nan</b> & {names} %s", "I 👧🏽 hide", "  spaced  ", "two\nlines", "a" * 400]
)
def test_whatever_is_written_is_kept_and_added_as_it_is(records: Records, words: str) -> None:
    draft = written(records).with_part(CHILD, own_part=words, observation=words).with_values(next_sentence=words)
    actions.keep(records, draft)
    assert unfinished(records) == [draft]
    actions.add_to_record(records, draft, BOTH, DAY)
    kept = visit_of(records, CHILD)
    assert kept.own_part == kept.observation == words.strip()
    assert [one.value.text for one in records.records(SISTER, SharedWords)] == [words.strip()]


def test_shared_words_stand_in_the_order_they_were_written(records: Records) -> None:
    shared = tuple(SharedSentence(f"Sentence {number}", (CHILD, SISTER)) for number in range(12))
    actions.add_to_record(records, written(records).with_values(shared=shared), BOTH, DAY)
    (entry,) = entries(records, CHILD)
    assert entry.parts[0].words.splitlines() == [one.text for one in shared]


def test_an_emptied_sentence_and_a_person_of_spaces_are_left_out() -> None:
    draft = new_draft((CHILD,), DAY).with_values(
        shared=(SharedSentence("  ", (CHILD,)), SharedSentence("Warm.", (CHILD,))),
        new_person=PersonPresent("  ", "Friend"),
    )
    settled = draft.settled()
    assert [one.text for one in settled.shared] == ["Warm."]
    assert settled.present == ()
    assert settled.settled() == settled


def test_same_for_all_changes_no_childs_own_words(records: Records) -> None:
    draft = written(records).with_part(CHILD, own_part="Ella hid.").same_for_all(bedroom=True)
    assert (draft.parts[CHILD].own_part, draft.parts[CHILD].bedroom) == ("Ella hid.", True)
    assert (draft.parts[SISTER].own_part, draft.parts[SISTER].bedroom) == ("Showed me the bunk.", True)


# -- what is asked -----------------------------------------------------------------------------------------------


def test_what_does_not_belong_to_an_answer_is_not_in_the_record(records: Records) -> None:
    """The worker said no first, wrote why, and then yes: the reason of the no is no part of what happened."""
    draft = written(records).with_part(CHILD, not_seen_reason="at school", why_not_alone="asleep")
    draft = draft.with_part(SISTER, seen=False, not_seen_reason="at school", seemed="happy")
    actions.add_to_record(records, draft, BOTH, DAY)
    ella, maya = visit_of(records, CHILD), visit_of(records, SISTER)
    assert (ella.not_seen_reason, ella.seen_alone) == (None, SeenAlone(True, ""))
    assert (maya.seen_alone, maya.seemed, maya.not_seen_reason) == (None, None, "at school")


@pytest.mark.parametrize(
    ("born", "on", "asked"),
    [
        (datetime.date(2025, 6, 4), DAY, True),  # one year old today
        (datetime.date(2025, 6, 5), DAY, False),
        (datetime.date(2024, 2, 29), datetime.date(2025, 2, 28), False),  # born on a leap day
        (datetime.date(2024, 2, 29), datetime.date(2025, 3, 1), True),
        (DAY, DAY, False),  # born today
        (None, DAY, True),
    ],
)
def test_from_the_first_birthday_on_a_child_is_asked_alone(
    born: datetime.date | None, on: datetime.date, asked: bool
) -> None:
    assert (not_asked(VisitChild(CHILD, "Ella", born), "alone", on) == "") is asked


def test_a_child_is_as_old_as_on_the_day_of_the_visit_not_of_the_writing(records: Records) -> None:
    child = (VisitChild(CHILD, "Ella", datetime.date(2025, 6, 4)),)
    draft = written(records, (CHILD,)).with_part(CHILD, alone=None)
    assert missing(draft.with_values(date="2026-06-03"), child, DAY) == ()
    assert [one.field for one in missing(draft, child, DAY)] == ["alone"]


@pytest.mark.parametrize(
    ("born", "months"), [("2026-06-04", 0), ("2026-05-05", 0), ("2026-05-04", 1), ("2025-06-04", 12), ("2026-05-31", 0)]
)
def test_months_are_whole(born: str, months: int) -> None:
    assert months_old(datetime.date.fromisoformat(born), DAY) == months


@pytest.mark.parametrize(
    ("child", "said", "question"),
    [
        (VisitChild(CHILD, "Ella", datetime.date(2018, 1, 1)), "Ella, 8", "What did Ella say, do or show you?"),
        (VisitChild(CHILD, "Ayla", datetime.date(2025, 7, 1)), "Ayla, 11 months", "What did Ayla do or show you?"),
        (
            VisitChild(CHILD, "Baby", None, datetime.date(2026, 9, 1)),
            "Baby, not yet born",
            "What did you learn about Baby?",
        ),
        (VisitChild(CHILD, "مريم"), "مريم", "What did مريم say, do or show you?"),
        (VisitChild(CHILD, "Ella", datetime.date(2024, 6, 4)), "Ella, 2", "What did Ella say, do or show you?"),
    ],
)
def test_a_child_is_named_and_asked_about_by_age(child: VisitChild, said: str, question: str) -> None:
    assert name_and_age(child, DAY) == said
    assert own_part_question(child, DAY) == question


def test_a_baby_is_not_offered_how_an_older_child_may_seem() -> None:
    baby, girl = (VisitChild(CHILD, "A", datetime.date(year, 6, 1)) for year in (2026, 2016))
    assert offered_for_seemed(baby, DAY) != offered_for_seemed(girl, DAY)
    assert all(word[:1].isupper() for word in (*offered_for_seemed(baby, DAY), *offered_for_seemed(girl, DAY)))


def test_what_is_missing_comes_in_the_order_of_the_form() -> None:
    draft = new_draft((CHILD, SISTER), DAY + datetime.timedelta(days=1), "soon").with_values(
        ended="later", shared=(SharedSentence("It was warm in the kitchen and the tea was on the table.", ()),)
    )
    found = missing(draft, BOTH, DAY)
    assert [(one.field, one.file) for one in found[:6]] == [
        *(("purpose", ""), ("date", ""), ("started", ""), ("ended", "")),
        *(("seen", CHILD), ("seen", SISTER)),
    ]
    assert found[6].sentence == "Say which child this is about: “It was warm in the kitchen and the tea …”."


# -- as it is read afterwards ------------------------------------------------------------------------------------


def test_visits_and_notes_stand_by_the_day_they_are_about_and_newest_writing_first(records: Records) -> None:
    records.add(records.create(CHILD, Visit(date="2026-06-02", purpose="Second")))
    records.add(records.create(CHILD, CaseNote(date="2026-06-03", said="Third", how="call")))
    records.add(records.create(CHILD, Visit(date="2026-06-01", purpose="First")))
    records.add(records.create(CHILD, Visit(purpose="No day")))
    assert [one.title for one in entries(records, CHILD)] == ["Call", "Visit: Second", "Visit: First", "Visit: No day"]


@pytest.mark.parametrize(
    ("visit", "how", "marks"),
    [
        (Visit(seen=True), "", ["Seen"]),
        (Visit(seen=None, bedroom=False), "", ["Bedroom not seen"]),
        (Visit(seen=False, bedroom=True, seemed="Sad"), "", ["Not seen"]),
        (Visit(seen=True, seen_alone=SeenAlone(True)), "", ["Seen alone"]),
        (Visit(seen=True, seen_alone=SeenAlone(False)), "", ["Seen, not alone"]),
        (
            Visit(seen=True, seemed="Bright", place="School", announced=True),
            "School, announced",
            ["Seen", "Seemed bright"],
        ),
    ],
)
def test_how_a_child_was_seen_is_said_and_nothing_that_was_not_answered(
    records: Records, visit: Visit, how: str, marks: list[str]
) -> None:
    records.add(records.create(CHILD, visit))
    (entry,) = entries(records, CHILD)
    assert entry.how == how
    assert [mark.words for mark in entry.marks if mark.words != "Not sent yet"] == marks


def test_shared_words_of_a_withdrawn_visit_are_read_with_it_and_withdrawn_words_are_not(records: Records) -> None:
    actions.add_to_record(
        records,
        written(records).with_values(shared=(SharedSentence("Warm.", (CHILD,)), SharedSentence("Wet.", (CHILD,)))),
        BOTH,
        DAY,
    )
    wet = next(one for one in records.records(CHILD, SharedWords) if one.value.text == "Wet.")
    records.add(records.withdraw(wet, "It was dry"))
    (visit,) = records.records(CHILD, Visit)
    records.add(records.withdraw(visit, ""))
    (entry,) = entries(records, CHILD)
    assert entry.parts[0].words == "Warm."
    assert entry.withdrawn == "No reason was written down."


def test_who_was_there_stands_in_the_order_of_the_form_also_with_more_than_ten(records: Records) -> None:
    people = tuple(PersonPresent(f"Person {number}", "Friend" if number else "") for number in range(12))
    actions.add_to_record(records, written(records).with_values(present=people), BOTH, DAY)
    (entry,) = entries(records, CHILD)
    assert entry.present == ("Person 0", *(f"Person {number} (Friend)" for number in range(1, 12)))
    assert visit_of(records, SISTER).present["11"] == Present("Person 11", "Friend")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-06-05T22:30:00Z", []),  # half past eleven at night
        ("2026-06-05T23:30:00Z", ["Written 2 days later"]),  # half past midnight, by the clock on the wall
        ("2026-06-04", []),
        ("2026-06-06", ["Written 2 days later"]),
    ],
)
def test_what_is_late_is_counted_in_days_of_the_worker(copy: Copy, written: str, said: list[str]) -> None:
    vault, records = copy
    pen = Pen(COLLEAGUE, "d", "2026-06-04", written)
    put(vault, create(CHILD, "visit", values_of(Visit(date="2026-06-04", purpose="Bedtime")), pen))
    (entry,) = entries(records, CHILD)
    assert [mark.words for mark in entry.marks if "later" in mark.words] == said


def test_who_wrote_it_is_named_and_called_by_their_number_where_the_book_does_not_know_them(copy: Copy) -> None:
    vault, records = copy
    records.add(records.create(CHILD, CaseNote(said="Rang.", date="2026-06-05")))
    pen = Pen("p-gone", "d", "2026-06-04", "2026-06-04")
    put(vault, create(CHILD, "case_note", values_of(CaseNote(said="Wrote.", date="2026-06-04")), pen))
    assert [one.who for one in entries(records, CHILD)] == ["Ruth Mensah", "p-gone"]
