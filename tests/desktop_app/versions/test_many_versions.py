"""Three versions and more, answers in any writing, and settling while others go on writing: nothing is settled unseen."""

import time
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.changes import PRESENCE, Change
from casework.editing import Pen, create, edit, settle, withdraw
from casework.errors import KnownError, NothingToSettle
from casework.fold import fold_record
from casework.kinds import NAME_OF, Kind
from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.mapping import MapEntry
from casework.kinds.people import Person
from casework.kinds.plans import Action, WhoByWhen
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Records, TooLong
from desktop_app.vault.vault import OpenVault
from desktop_app.versions import actions, words
from desktop_app.versions.queries import Question, questions
from tests.support.copies import office, open_copy, put
from tests.support.two_versions import THEIR_PEN, know_colleague, write_apart

Copy = tuple[OpenVault, Records]
URDU = "نانی ہر منگل کو لاتی ہیں"
STRANGER = Pen("p-stranger", "third-laptop", "2026-11-06T09:00:00Z", "2026-11-06T09:30:00Z")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with open_copy(tmp_path_factory.mktemp("versions") / "copy") as both:
        know_colleague(both[0])
        yield both


def apart(vault: OpenVault, child: str, value: Kind, *edits: tuple[Pen, dict[str, Any]]) -> Change:
    """The office wrote `value`; each of these people edits it as the office left it."""
    base = office(child, value)
    put(vault, base)
    state = fold_record(NAME_OF[type(value)], base.header.record, [base])
    put(vault, *(edit(child, state, state.shown(), values, pen) for pen, values in edits))
    return base


def the_question(records: Records, child: str) -> Question:
    (found,) = questions(records, child)
    return found


STEP = Action(what="Gemma collects.", who_by_when=WhoByWhen("Gemma"))


def three(vault: OpenVault, records: Records, child: str) -> Question:
    record = write_apart(vault, records, STEP, {"what": "Nan collects."}, {"what": "Lee collects."}, child)
    base = records.history(child, "action", record)[0]
    state = fold_record("action", record, [base])
    put(vault, edit(child, state, state.shown(), {"what": "Aunt Jo collects."}, STRANGER))
    return the_question(records, child)


# -- three at once ----------------------------------------------------------------------------------------------------


def test_three_versions_are_all_shown_with_who_wrote_them_and_what_is_different(
    vault: OpenVault, records: Records, child: str
) -> None:
    question = three(vault, records, child)
    assert {version.said for version in question.versions} == {"Nan collects.", "Lee collects.", "Aunt Jo collects."}
    assert {version.author for version in question.versions} == {
        "Dev Sandhu",
        "Ruth Mensah",
        "Somebody who is not in the authority’s book",
    }
    assert all(version.differs for version in question.versions)
    assert question.before == "Gemma collects."


@pytest.mark.parametrize("which", [0, 1, 2])
def test_any_of_three_settles_all_three_and_the_others_can_be_read(
    vault: OpenVault, records: Records, child: str, which: int
) -> None:
    question = three(vault, records, child)
    actions.use_version(records, question, question.versions[which], "")
    assert questions(records, child) == ()
    (now,) = records.records(child, Action)
    assert now.value.what == question.versions[which].said
    written = {change.values.get("what") for change in records.history(child, "action", now.record)}
    assert written == {"Gemma collects.", "Nan collects.", "Lee collects.", "Aunt Jo collects."}


def test_all_three_stand_in_the_note_that_keeps_them(vault: OpenVault, records: Records, child: str) -> None:
    actions.keep_both(records, three(vault, records, child), "")
    (note,) = records.records(child, CaseNote)
    assert note.value.about == "Two versions: What will be done?"
    assert all(f": {who} collects." in (note.value.said or "") for who in ("Nan", "Lee", "Aunt Jo"))


def test_two_of_three_who_wrote_the_same_are_one_version(vault: OpenVault, records: Records, child: str) -> None:
    same = {"what": "Nan collects."}
    apart(vault, child, STEP, (THEIR_PEN, same), (STRANGER, same), (THEIR_PEN, {"what": "Lee collects."}))
    assert sorted(version.said for version in the_question(records, child).versions) == [
        "Lee collects.",
        "Nan collects.",
    ]


def test_several_fields_in_two_versions_are_asked_one_after_the_other(
    vault: OpenVault, records: Records, child: str
) -> None:
    apart(
        vault,
        child,
        MapEntry(category="past_harm", text="Tom fell", source="Nan", whose_view="Nan"),
        (THEIR_PEN, {"text": "Tom fell twice", "source": "School"}),
        (STRANGER, {"text": "Tom was pushed", "source": "Grandad"}),
    )
    both = questions(records, child)
    assert [question.more for question in both] == [1, 1]
    actions.use_version(records, both[0], both[0].versions[0], "")
    (left,) = questions(records, child)
    assert (left.field, left.more) == (both[1].field, 0)


def test_what_was_settled_by_two_people_apart_in_two_ways_is_asked_again(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = apart(vault, child, STEP, (THEIR_PEN, {"what": "Nan."}), (STRANGER, {"what": "Lee."}))
    question = the_question(records, child)
    state = records.state(child, "action", base.header.record)
    actions.use_version(records, question, question.versions[0], "I asked too.")
    put(vault, settle(child, state, state.shown(), "what", "Jo.", THEIR_PEN, "I asked."))
    again = the_question(records, child)
    assert {version.said for version in again.versions} == {"Jo.", question.versions[0].said}
    assert {version.why for version in again.versions} == {"I asked.", "I asked too."}


def test_what_somebody_settled_meanwhile_is_said_and_not_settled_over(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = apart(vault, child, STEP, (THEIR_PEN, {"what": "Nan."}), (STRANGER, {"what": "Lee."}))
    question = the_question(records, child)
    state = records.state(child, "action", base.header.record)
    put(vault, settle(child, state, state.shown(), "what", "Jo.", THEIR_PEN, "I asked."))
    with pytest.raises(NothingToSettle, match="somebody settled it"):
        actions.use_version(records, question, question.versions[0], "")
    assert records.records(child, Action)[0].value.what == "Jo."


# -- any writing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [URDU, "الجدة", "e\u0301te\u0301", "a\u202eb", "👩‍👧"])
def test_an_answer_of_ones_own_stands_as_it_was_written(
    vault: OpenVault, records: Records, child: str, text: str
) -> None:
    write_apart(vault, records, STEP, {"what": "Nan."}, {"what": "Lee."}, child)
    actions.write_new(records, the_question(records, child), f"  {text}\n", "asked")
    (now,) = records.records(child, Action)
    assert now.value.what == unicodedata.normalize("NFC", text)


def test_an_answer_too_long_to_send_settles_nothing(vault: OpenVault, records: Records, child: str) -> None:
    write_apart(vault, records, STEP, {"what": "Nan."}, {"what": "Lee."}, child)
    with pytest.raises(TooLong):
        actions.write_new(records, the_question(records, child), "word " * 20_000, "")
    assert len(the_question(records, child).versions) == 2


def test_differences_in_words_written_from_right_to_left_are_whole_words() -> None:
    one, other = f"{URDU} پیر", f"{URDU} جمعہ"
    assert [one[start:end] for start, end in words.differing(one, other)] == ["پیر"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_differs_is_never_cut_inside_a_word_and_the_same_differs_in_nothing(one: str, other: str) -> None:
    assert words.differing(one, one) == ()
    spans = words.differing(one, other)
    for start, end in spans:
        assert start < end <= len(one)
        assert start == 0 or one[start - 1].isspace()
        assert end == len(one) or one[end].isspace()
    assert list(spans) == sorted(spans)


def test_two_texts_as_long_as_the_store_takes_are_compared_while_nobody_waits() -> None:
    texts = [" ".join(f"{start}{at % 97}" for at in range(10_000)) for start in "ab"]
    begun = time.process_time()
    assert words.differing(*texts) == ((0, len(texts[0])),)
    assert words.differing(texts[0], texts[0]) == ()
    assert time.process_time() - begun < 5


# -- what may be written, and what is copied ----------------------------------------------------------------------------


def test_a_childs_words_in_two_versions_are_chosen_and_never_copied_where_nobody_asks_who_may_see(
    vault: OpenVault, records: Records, child: str
) -> None:
    said = Quote(words="I hide", confirmed=True, may_see=Sharing("professionals"))
    apart(vault, child, said, (THEIR_PEN, {"words": "I hid in there"}), (STRANGER, {"words": "I hide in here"}))
    question = the_question(records, child)
    assert not question.can_be_written
    with pytest.raises(KnownError):
        actions.write_new(records, question, "I hide somewhere", "")
    actions.keep_both(records, question, "Ask her on Friday")
    (note,) = records.records(child, CaseNote)
    assert note.value.said is not None
    assert "hid" not in note.value.said
    assert "Dev Sandhu" in note.value.said
    assert "Ask her on Friday" in note.value.said


def test_who_may_see_in_two_versions_names_people_and_not_ids(vault: OpenVault, records: Records, child: str) -> None:
    nan = office(child, Person(forename="Nan"))
    put(vault, nan)
    picked = {"choice": "picked", "people": {nan.header.record.hex(): True}}
    everyone = {"choice": "everyone"}
    apart(vault, child, Quote(words="I hide"), (THEIR_PEN, {"may_see": picked}), (STRANGER, {"may_see": everyone}))
    question = the_question(records, child)
    assert question.asked == "Who may see Ella’s words?"
    assert "Choice: Only people the child picked\nPeople: Nan: Yes" in {version.said for version in question.versions}
    assert nan.header.record.hex() not in repr([version.said for version in question.versions])


def test_a_kind_of_a_newer_release_is_asked_about_and_can_be_settled_with_a_version(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = create(child, "wellbeing_check", {"mood": "low"}, THEIR_PEN)
    put(vault, base)
    state = fold_record("wellbeing_check", base.header.record, [base])
    put(vault, *(edit(child, state, state.shown(), {"mood": mood}, THEIR_PEN) for mood in ("better", "worse")))
    question = the_question(records, child)
    assert (question.asked, question.can_be_written) == ("Mood (wellbeing check)", False)
    actions.use_version(records, question, question.versions[0], "")
    assert questions(records, child) == ()


# -- whether it stands --------------------------------------------------------------------------------------------------


def test_withdrawing_needs_a_reason_where_the_one_who_withdrew_gave_none(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = office(child, CaseNote(said="School rang about Ella."))
    put(vault, base)
    state = fold_record("case_note", base.header.record, [base])
    shown = records.record(child, CaseNote, base.header.record)
    assert shown is not None
    records.add(records.edit(shown, {"said": "School rang twice."}))
    put(vault, withdraw(child, state, state.shown(), "", THEIR_PEN))
    question = the_question(records, child)
    assert question.field == PRESENCE
    gone = next(version for version in question.versions if version.value == "withdrawn")
    with pytest.raises(actions.NoReason):
        actions.use_version(records, question, gone, "  ")
    actions.use_version(records, question, gone, "It was about Kit.")
    assert records.records(child, CaseNote) == []
    assert questions(records, child) == ()


def test_keeping_an_entry_that_was_withdrawn_brings_all_of_it_back(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = office(child, CaseNote(said="School rang.", how="call", who_with="Ms Bell"))
    put(vault, base)
    state = fold_record("case_note", base.header.record, [base])
    shown = records.record(child, CaseNote, base.header.record)
    assert shown is not None
    records.add(records.edit(shown, {"said": "School rang twice."}))
    put(vault, withdraw(child, state, state.shown(), "Wrong family", THEIR_PEN))
    question = the_question(records, child)
    kept = next(version for version in question.versions if version.value != "withdrawn")
    actions.use_version(records, question, kept, "")
    (note,) = records.records(child, CaseNote)
    assert (note.value.said, note.value.who_with) == ("School rang twice.", "Ms Bell")
