"""What stands in two versions is told in plain words, and settled only by a person who saw both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.changes import PRESENCE
from casework.editing import edit
from casework.errors import KnownError, NothingToSettle
from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.mapping import MapEntry
from casework.kinds.people import Address, Person, Place
from casework.kinds.plans import Action, WhoByWhen
from casework.kinds.visits import Visit
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from desktop_app.versions import actions
from desktop_app.versions.queries import Question, questions
from tests.support.copies import CHILD, SISTER, office, open_copy, put
from tests.support.two_versions import THEIR_PEN, know_colleague, withdrawn_by_them, write_apart

Copy = tuple[OpenVault, Records]
COLLECTS = Action(what="Gemma, or Nan if Gemma is not well.", who_by_when=WhoByWhen("Gemma"))
THEIRS, OURS = "Nan on Tuesdays. Lee on the other days.", "Nan every day until Christmas."


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path) as (vault, records):
        know_colleague(vault)
        yield vault, records


def the_question(records: Records) -> Question:
    (found,) = questions(records, CHILD)
    return found


def test_who_wrote_what_when_and_what_it_said_before(copy: Copy) -> None:
    vault, records = copy
    write_apart(vault, records, COLLECTS, {"what": THEIRS}, {"what": OURS})
    put(vault, office(CHILD, Visit(date="2026-11-05")))
    question = the_question(records)
    assert (question.child, question.asked) == ("Ella Hart", "What will be done?")
    assert question.before == "Gemma, or Nan if Gemma is not well."
    assert question.before_on == "Monday 5 January"
    assert question.can_be_written
    theirs = next(version for version in question.versions if not version.is_mine)
    mine = next(version for version in question.versions if version.is_mine)
    assert (theirs.author, theirs.role, theirs.said) == ("Dev Sandhu", "Family support worker", THEIRS)
    assert theirs.written.startswith("Written on Thursday 5 November at 4:10pm")
    assert theirs.sent == ""
    assert (mine.author, mine.said, mine.sent) == ("Ruth Mensah", OURS, "Waiting to send")
    assert [mine.said[start:end] for start, end in mine.differs] == ["every day until Christmas."]
    assert questions(records, SISTER) == ()


def test_the_day_of_the_visit_it_comes_from_is_named(copy: Copy) -> None:
    vault, records = copy
    write_apart(vault, records, COLLECTS, {"what": THEIRS}, {"what": OURS})
    theirs = next(version for version in the_question(records).versions if not version.is_mine)
    assert theirs.from_where == "About Thursday 5 November"
    shown = records.create(CHILD, CaseNote(how="call", who_with="Nan", date=records.pen().written[:10]))
    records.add(shown)
    mine = next(version for version in the_question(records).versions if version.is_mine)
    assert mine.from_where.startswith("From the day of your call with Nan, ")


def test_a_version_is_used_and_the_other_stays_with_who_chose_and_why(copy: Copy) -> None:
    vault, records = copy
    record = write_apart(vault, records, COLLECTS, {"what": THEIRS}, {"what": OURS})
    question = the_question(records)
    theirs = next(version for version in question.versions if not version.is_mine)
    actions.use_version(records, question, theirs, "Dev rang Nan.")
    assert questions(records, CHILD) == ()
    now = records.record(CHILD, Action, record)
    assert now is not None
    assert now.value.what == THEIRS
    written = [change.values for change in records.history(CHILD, "action", record)]
    assert any(values.get("what") == OURS for values in written), "what was not used can still be read"
    assert written[-1]["#why"] == "Dev rang Nan."


def test_a_new_answer_stands_over_both(copy: Copy) -> None:
    vault, records = copy
    record = write_apart(vault, records, COLLECTS, {"what": THEIRS}, {"what": OURS})
    with pytest.raises(Exception, match="Write the new answer first"):
        actions.write_new(records, the_question(records), "  ", "")
    actions.write_new(records, the_question(records), "Ask school who came. ", "")
    now = records.record(CHILD, Action, record)
    assert now is not None
    assert now.value.what == "Ask school who came."


def test_both_are_kept_in_a_note_and_the_question_stays_open(copy: Copy) -> None:
    vault, records = copy
    write_apart(vault, records, COLLECTS, {"what": THEIRS}, {"what": OURS})
    actions.keep_both(records, the_question(records), "Nan is in hospital.")
    (note,) = records.records(CHILD, CaseNote)
    assert note.value.said is not None
    for words in (THEIRS, OURS, "Dev Sandhu", "Nan is in hospital."):
        assert words in note.value.said
    assert the_question(records).versions


def test_a_version_that_came_while_the_page_was_open_is_not_settled_away(copy: Copy) -> None:
    vault, records = copy
    record = write_apart(vault, records, COLLECTS, {"what": THEIRS}, {"what": OURS})
    question = the_question(records)
    base = records.history(CHILD, "action", record)[0]
    state = records.state(CHILD, "action", record)
    third = edit(CHILD, state, {"what": (base.id,)}, {"what": "Aunt Jo."}, THEIR_PEN)
    put(vault, third)
    mine = next(version for version in question.versions if version.is_mine)
    actions.use_version(records, question, mine, "")
    assert {version.said for version in the_question(records).versions} == {OURS, "Aunt Jo."}


def test_what_somebody_else_settled_meanwhile_is_said(copy: Copy) -> None:
    vault, records = copy
    write_apart(vault, records, COLLECTS, {"what": THEIRS}, {"what": OURS})
    question = the_question(records)
    alone = Question(**{name: getattr(question, name) for name in question.__struct_fields__} | {"shown": {}})
    with pytest.raises(NothingToSettle):
        actions.use_version(records, alone, question.versions[0], "")


@pytest.mark.parametrize("stands", [True, False])
def test_an_entry_withdrawn_by_one_and_worked_on_by_another(copy: Copy, stands: bool) -> None:
    vault, records = copy
    note = CaseNote(how="call", said="School rang about Ella.")
    record = withdrawn_by_them(vault, records, note, {"said": "School rang about Ella and Maya."}, "Wrong family")
    question = the_question(records)
    assert question.field == PRESENCE
    assert question.asked == "Does this note stand?"
    assert {version.said for version in question.versions} == {
        "It was withdrawn: Wrong family",
        "It stands. School rang about Ella and Maya.",
    }
    chosen = next(version for version in question.versions if (version.value != "withdrawn") is stands)
    actions.use_version(records, question, chosen, "I asked school.")
    assert questions(records, CHILD) == ()
    assert [found.record for found in records.records(CHILD, CaseNote)] == ([record] if stands else [])


def test_a_confidential_address_is_said_to_be_so_and_cannot_be_typed_over(copy: Copy) -> None:
    vault, records = copy
    home = Address(place=Place("1 Old Lane", "ZZ1 1AA"))
    base = office(CHILD, home)
    put(vault, base)
    shown = records.record(CHILD, Address, base.header.record)
    assert shown is not None
    records.add(records.edit(shown, {"place": Place("2 New Road")}))
    state = records.state(CHILD, "address", base.header.record)
    refuge = {"place": {"lines": "A refuge", "confidential": True}}
    put(vault, edit(CHILD, state, {"place": (base.id,)}, refuge, THEIR_PEN))
    question = the_question(records)
    assert {version.said for version in question.versions} == {
        "A refuge\nThis address is confidential.",
        "2 New Road",
    }
    assert not question.can_be_written


def test_a_persons_question_names_the_person(copy: Copy) -> None:
    vault, records = copy
    write_apart(vault, records, Person(forename="Gemma"), {"phone": "01632 960001"}, {"phone": "01632 960002"})
    assert the_question(records).asked == "What is Gemma’s phone number?"


@pytest.mark.parametrize(
    ("value", "field", "ours", "theirs"),
    [
        (Person(forename="Nan"), "dob", "1960-01-02", "1960-02-01"),
        (MapEntry(text="She fell", category="past_harm"), "category", "danger_statement", "complicating_factor"),
    ],
)
def test_a_day_or_a_word_of_a_list_is_chosen_and_never_written_freely(
    copy: Copy, value: Person | MapEntry, field: str, ours: str, theirs: str
) -> None:
    """Typed words there would take the record out of every list that reads it: "about 1960" is no day of birth."""
    vault, records = copy
    write_apart(vault, records, value, {field: theirs}, {field: ours})
    question = the_question(records)
    assert not question.can_be_written
    with pytest.raises(KnownError):
        actions.write_new(records, question, "some time in spring", "")


@pytest.mark.parametrize("first", ["confirmed", "words"])
@pytest.mark.parametrize(("chosen", "heard"), [("boje sie go", False), ("boi sie mnie", True)])
def test_that_the_child_heard_it_goes_with_the_words_it_was_said_of(
    copy: Copy, first: str, chosen: str, heard: bool
) -> None:
    vault, records = copy
    said = Quote(words="boi sie mnie", confirmed=True, may_see=Sharing("everyone"))
    ours = {"words": "boi sie mnie", "confirmed": True}
    record = write_apart(vault, records, said, {"words": "boje sie go", "confirmed": False}, ours)
    for field in (first, "words"):
        question = next((one for one in questions(records, CHILD) if one.field == field), None)
        if question is not None:
            wanted = True if field == "confirmed" else chosen
            actions.use_version(records, question, next(one for one in question.versions if one.value == wanted), "")
    after = records.record(CHILD, Quote, record)
    assert after is not None
    assert (after.value.words, after.value.confirmed, after.in_two_versions) == (chosen, heard, ())
