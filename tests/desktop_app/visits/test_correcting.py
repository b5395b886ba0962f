"""A visit or note is corrected by adding, with a reason: both readings stay; in each file that says the same, or in one."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.errors import KnownError
from casework.kinds.direct_work import Quote
from casework.kinds.people import Address, Place
from casework.kinds.visits import SeenAlone, SharedWords, Visit, shared_words_id, visit_id
from casework.kinds.work import CaseNote, note_id
from desktop_app.record_store.records import Records
from desktop_app.search.queries import search
from desktop_app.visits.correcting import CONFIDENTIAL, IN_TWO_VERSIONS, ToCorrect, to_correct
from desktop_app.visits.corrections import bring_back, correct, withdraw
from desktop_app.visits.entries import Entry, Part, entries
from tests.support.copies import CHILD, SISTER, open_copy

TODAY = datetime.date(2026, 6, 10)
VISIT, SENTENCE, NOTE = b"v" * 16, b"s" * 16, b"n" * 16


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path / "copy") as (_, opened):
        for file, own in ((CHILD, "Ella showed me her bunk."), (SISTER, "Maya slept.")):
            record = visit_id(VISIT, file)
            visit = Visit(
                group=VISIT,
                date="2026-06-04",
                started="2026-06-04T09:00:00Z",
                purpose="Bedtime",
                seen=True,
                seen_alone=SeenAlone(True),
                own_part=own,
            )
            words = SharedWords(visit=record, group=SENTENCE, position=0, text="Dad cooked tea.")
            note = CaseNote(group=NOTE, how="call", date="2026-06-05", said="Ella was late.", this_is="told")
            opened.add(
                opened.create(file, visit, record=record),
                opened.create(file, words, record=shared_words_id(SENTENCE, file)),
                opened.create(file, note, record=note_id(NOTE, file)),
            )
        yield opened


def entry(records: Records, file: str = CHILD, *, is_visit: bool = True) -> Entry:
    return next(one for one in entries(records, file) if one.is_visit == is_visit)


def form(records: Records, file: str = CHILD, *, is_visit: bool = True) -> ToCorrect:
    found = to_correct(records, file, entry(records, file, is_visit=is_visit).key)
    assert found is not None
    return found


def change(records: Records, said: dict[str, str], *also: str, is_visit: bool = True) -> None:
    correct(records, form(records, is_visit=is_visit), said, "I mixed it up.", also, TODAY)


def part(shown: Entry, what: str) -> Part:
    return next(one for one in shown.parts if one.what == what)


def test_both_readings_stay_with_who_when_and_why(records: Records) -> None:
    change(records, {"own_part": "Ella showed me her tent."})
    own = part(entry(records), "own")
    assert own.words == "Ella showed me her tent."
    (before,) = own.earlier
    assert before.words == "Ella showed me her bunk."
    assert before.line.startswith("Corrected on ")
    assert before.line.endswith(" by Ruth Mensah, because: I mixed it up.")
    assert part(entry(records, SISTER), "own").earlier == ()


def test_what_was_written_once_is_corrected_in_the_other_childs_file_too_where_it_says_the_same(
    records: Records,
) -> None:
    sentence = f"sentence:{shared_words_id(SENTENCE, CHILD).hex()}"
    change(records, {sentence: "Mum cooked tea.", "date": "2026-06-03"}, SISTER)
    for file in (CHILD, SISTER):
        shown = entry(records, file)
        assert (shown.on, part(shown, "shared").words) == (datetime.date(2026, 6, 3), "Mum cooked tea.")
        assert [one.words for one in part(shown, "shared").earlier] == ["Dad cooked tea."]
        assert [(one.title, one.words) for one in shown.earlier] == [("Day", "Thursday 4 June 2026")]
    assert {one.value.started for one in records.records(SISTER, Visit)} == {"2026-06-03T09:00:00Z"}


def test_what_already_differs_in_the_other_file_and_files_not_named_stay_as_they_are(records: Records) -> None:
    (theirs,) = records.records(SISTER, Visit)
    records.add(records.edit(theirs, {"purpose": "To see Maya"}))
    change(records, {"purpose": "Bath and bed"}, SISTER)
    assert entry(records).title == "Visit: Bath and bed"
    assert entry(records, SISTER).title == "Visit: To see Maya"
    change(records, {"date": "2026-06-02"})
    assert entry(records, SISTER).on == datetime.date(2026, 6, 4)


def test_a_note_is_corrected_like_a_visit(records: Records) -> None:
    change(records, {"said": "Ella was early."}, SISTER, is_visit=False)
    for file in (CHILD, SISTER):
        said = part(entry(records, file, is_visit=False), "said")
        assert (said.words, said.earlier[0].words) == ("Ella was early.", "Ella was late.")


def test_not_alone_after_all_needs_its_reason(records: Records) -> None:
    with pytest.raises(KnownError, match="why the child was not seen alone"):
        change(records, {"alone": "no"})
    change(records, {"alone": "no", "why_not_alone": "Maya came in"})
    shown = entry(records)
    assert shown.marks[0].words == "Seen, not alone: Maya came in"
    assert [(one.title, one.words) for one in shown.earlier] == [("Seen alone", "Yes, alone")]


@pytest.mark.parametrize(
    ("said", "why", "sentence"),
    [
        ({"purpose": "Bedtime"}, "why", "Nothing was changed"),
        ({"purpose": "Bath"}, " ", "Say why it is corrected"),
        ({"purpose": " "}, "why", "Say what the visit was for"),
        ({"date": "2026-06-11"}, "why", "in the future"),
        ({"date": "?31 June 2026"}, "why", "“31 June 2026” cannot be used"),
        ({"date": ""}, "why", "Choose the day"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_changed(
    records: Records, said: dict[str, str], why: str, sentence: str
) -> None:
    before = entry(records)
    with pytest.raises(KnownError, match=sentence):
        correct(records, form(records), said, why, (), TODAY)
    assert entry(records) == before


def test_corrected_by_two_workers_who_had_not_seen_each_others_nothing_is_swallowed(records: Records) -> None:
    mine, theirs = form(records), form(records)
    correct(records, mine, {"own_part": "one"}, "first", (), TODAY)
    correct(records, theirs, {"own_part": "two"}, "second", (), TODAY)
    assert any("Two versions" in mark.words for mark in entry(records).marks)
    assert "own_part" not in [one.key for one in form(records).answers]
    assert form(records).left_out == (IN_TWO_VERSIONS,)


def test_a_confidential_address_is_covered_in_earlier_readings_and_reasons_and_not_offered_to_be_corrected(
    records: Records,
) -> None:
    change(records, {"own_part": "Ella said they hide at 5 Heron Row."})
    correct(records, form(records), {"own_part": "Ella said nothing."}, "5 Heron Row is secret", (), TODAY)
    change(records, {"purpose": "To see 5 Heron Row"})
    records.add(records.create(SISTER, Address(place=Place("5 Heron Row", "SL1 1AA", confidential=True))))
    own = part(entry(records), "own")
    assert not any("Heron" in one.words + one.line for one in own.earlier)
    assert "purpose" not in [one.key for one in form(records).answers]
    assert form(records).left_out == (CONFIDENTIAL,)


def test_withdrawn_it_is_readable_with_its_sentences_who_and_why_and_can_be_brought_back(records: Records) -> None:
    withdraw(records, CHILD, entry(records).key, "Written in the wrong child’s file.")
    shown = entry(records)
    assert shown.withdrawn == "Written in the wrong child’s file."
    assert shown.withdrawn_by.startswith("Withdrawn on ")
    assert shown.withdrawn_by.endswith(" by Ruth Mensah.")
    assert part(shown, "shared").words == "Dad cooked tea."
    assert search(records, "cooked", CHILD).entries == ()
    assert entry(records, SISTER).withdrawn is None
    bring_back(records, CHILD, shown.key, "It was right after all.")
    assert entry(records).withdrawn is None
    assert part(entry(records), "shared").words == "Dad cooked tea."


def test_a_read_back_is_said_of_the_words_that_were_read(records: Records) -> None:
    said = records.create(CHILD, Quote(words="boi sie mnie", confirmed=False))
    records.add(said)
    begun = to_correct(records, CHILD, said.header.record.hex())
    assert begun is not None
    correct(records, begun, {"confirmed": "yes"}, "I read it to her today.", (), TODAY)
    newest = records.history(CHILD, "quote", said.header.record)[-1]
    assert newest.values["words"] == "boi sie mnie"
    assert newest.values["confirmed"] is True


def test_what_was_left_empty_is_added_later_with_its_day_and_author_and_without_a_reason(records: Records) -> None:
    assert entry(records).lacks
    opened = form(records)
    said = {"observation": "The bunk had no sheet.", "analysis": "Nights are hard.", "next_steps": "Bring sheets."}
    correct(records, opened, said, "", [SISTER], TODAY)
    shown = entry(records)
    for what, words in (("seen", said["observation"]), ("thought", said["analysis"]), ("next", said["next_steps"])):
        added = part(shown, what)
        assert (added.words, added.earlier) == (words, ())
        assert added.added.startswith("Added later on ")
        assert added.added.endswith(" by Ruth Mensah.")
    assert part(shown, "own").added == "", "it was written with the visit"
    assert not shown.lacks
    assert [one.what for one in entry(records, SISTER).parts] == ["shared", "own", "next"], (
        "a child's part is their own"
    )


def test_of_a_note_too_and_what_stood_there_is_corrected_only_with_a_reason(records: Records) -> None:
    opened = form(records, is_visit=False)
    with pytest.raises(KnownError, match="Say why it is corrected"):
        correct(records, opened, {"analysis": "She misses the bus.", "said": "Ella came at ten."}, " ", (), TODAY)
    correct(records, opened, {"analysis": "She misses the bus."}, "", (), TODAY)
    assert part(entry(records, is_visit=False), "thought").added.startswith("Added later on ")
    change(records, {"analysis": "Nobody wakes her."}, is_visit=False)
    thought = part(entry(records, is_visit=False), "thought")
    assert [one.words for one in thought.earlier] == ["She misses the bus."]
    assert thought.added.startswith("Added later on ")
