"""A safety concern without windows: kept, added to each child's file, added to and never written over, and decided."""

import datetime
from pathlib import Path

import msgspec
import pytest

from casework.decisions import Worth
from casework.errors import NotAllowed
from casework.kinds.concerns import DecisionAnswer, ManagementDecision, ParentsTold, ParentTold, SafetyConcern
from desktop_app.concerns import actions
from desktop_app.concerns.actions import NotComplete, NotTheDecider, Withdrawn, add_to_record, keep, unfinished
from desktop_app.concerns.body import CHILD, PARTS_OF, part_at, part_by_key
from desktop_app.concerns.draft import (
    SOMEBODY_ELSE,
    LaterDraft,
    MarkDraft,
    ParentSaid,
    ToldDraft,
    missing,
    new_concern,
    started,
)
from desktop_app.concerns.parents import in_words
from desktop_app.concerns.queries import concern_form, draft_about, open_concerns
from desktop_app.concerns.reading import ConcernShown, concern
from desktop_app.record_store.records import Records
from desktop_app.sending.queries import waiting
from desktop_app.visits.entries import entries
from tests.desktop_app.concerns.sheets import (
    AYLA,
    COLLEAGUE,
    DECIDED,
    MAISIE,
    NOW,
    TOM,
    carry,
    filled,
    without,
)
from tests.support import made_up

TODAY = NOW.date()
LATER = NOW + datetime.timedelta(hours=2)


def shown(records: Records, group: bytes) -> ConcernShown:
    found = concern(records, group, TODAY)
    assert found is not None
    return found


# -- the sheet --------------------------------------------------------------------------------------------------------


def test_what_was_seen_said_and_thought_stand_apart_in_the_childs_file(hannah: Records) -> None:
    draft = filled()
    keep(hannah, draft)
    add_to_record(hannah, draft, NOW)
    (record,) = hannah.records(TOM, SafetyConcern)
    value = record.value
    assert (value.seen, value.thinks) == ("Tom pulled his sleeve down.", "He looked at Gemma before he answered.")
    marks = sorted(value.marks.values(), key=lambda mark: mark.number)
    assert [(mark.number, mark.part, mark.size_cm) for mark in marks] == [
        (1, "Right forearm, front", "2"),
        (2, "Back of the right thigh", "4"),
    ]
    assert {(one.who, one.asked, one.words, one.is_child) for one in value.said.values()} == {
        ("Tom", "Tell me about that.", "I fell off the bunk.", True),
        ("Tom", "And that?", "dunno", True),
    }
    assert {one.who for one in value.told.values()} == {"Gemma Hart", "Marian Pryce"}
    assert hannah.drafts.find(draft.name, type(draft)) is None, "the draft ends with the adding"
    lines = [line for line in waiting(hannah).lines if not line.is_draft]
    assert (lines[0].title, "decision" in lines[0].second) == ("Safety concern about Tom", True)


def test_a_mark_and_words_of_one_child_are_in_no_other_childs_file(hannah: Records) -> None:
    add_to_record(hannah, filled((TOM, MAISIE)), NOW)
    (tom,), (maisie,) = hannah.records(TOM, SafetyConcern), hannah.records(MAISIE, SafetyConcern)
    assert (len(tom.value.marks), len(maisie.value.marks)) == (2, 0)
    assert (len(tom.value.said), len(maisie.value.said)) == (2, 0)
    assert maisie.value.seen == tom.value.seen, "what was seen is written once for both"
    assert not hannah.records(AYLA, SafetyConcern)
    stands = shown(hannah, tom.value.group or b"")
    assert (set(stands.files), len(stands.marks), len(stands.decisions)) == ({TOM, MAISIE}, 2, 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"files": ()}, "files"),
        ({"seen": "", "marks": (), "said": ()}, "seen"),
        ({"parents": ""}, "parents"),
        ({"parents": "no", "why_not": " "}, "why_not"),
        ({"marks": (MarkDraft("k", TOM, 1),)}, "mark:k:part"),
        ({"told": (ToldDraft("k", "Mum", "later"),)}, "told:k:time"),
        ({"told": (ToldDraft("k", "Mum", "9:53am"),)}, "told:k:time"),
        ({"date": "2026-11-06"}, "late_because"),
        ({"time": "11pm"}, "time"),
    ],
)
def test_what_is_missing_is_said_where_it_is(change: dict[str, object], field: str) -> None:
    assert missing(without(filled(), **change), NOW)[0].field == field


def test_an_incomplete_sheet_adds_nothing_and_stays_a_draft(hannah: Records) -> None:
    draft = without(filled((TOM, MAISIE)), parents_said={"Gemma": ParentSaid("yes")})
    keep(hannah, draft)
    with pytest.raises(NotComplete, match="Say whether Lee was told"):
        add_to_record(hannah, draft, NOW)
    assert not hannah.records_everywhere(SafetyConcern)
    assert not hannah.records_everywhere(ManagementDecision)
    assert unfinished(hannah) == [draft]


def test_each_with_parental_responsibility_is_asked_about_and_an_old_answer_for_both_stays_readable() -> None:
    draft = without(filled(), parents_said={"Gemma": ParentSaid("not_asked"), "Lee": ParentSaid("no", " ")})
    assert [one.sentence for one in missing(draft, NOW, ("Gemma", "Lee"))] == ["Say why Lee was not told."]
    told = [ParentTold("Gemma", "not_asked"), ParentTold("Lee", "no", "It would put Tom at more risk.")]
    assert in_words(None, told) == (
        "Whether Gemma was told has not been asked yet.",
        "Lee was not told: It would put Tom at more risk.",
    )
    assert in_words(ParentsTold(True), ()) == ("The parents were told.",)
    assert in_words(ParentsTold(False, "Not now"), ()) == ("The parents were not told: Not now.",)


def test_a_decision_is_complete_with_who_what_and_why() -> None:
    draft = filled()
    assert draft.decision is not None
    for field in ("what", "why", "decided_by"):
        lacking = msgspec.structs.replace(draft.decision, **{field: ""})
        assert [one.field for one in missing(without(draft, decision=lacking), NOW)] == [f"decision:{field}"]
    nameless = msgspec.structs.replace(draft.decision, decided_by=SOMEBODY_ELSE)
    assert [one.field for one in missing(without(draft, decision=nameless), NOW)] == ["decision:name"]


def test_an_empty_sheet_leaves_nothing_and_one_with_a_mark_is_found_again(hannah: Records) -> None:
    empty = new_concern((TOM,), NOW)
    keep(hannah, empty)
    assert unfinished(hannah) == []
    keep(hannah, empty.with_values(marks=(MarkDraft("k", TOM, 1),), at="mark:k"))
    found = draft_about(hannah, (TOM,))
    assert found is not None
    assert (found.group, found.at) == (empty.group, "mark:k")
    assert draft_about(hannah, (MAISIE,)) is None


def test_among_visits_and_notes_each_file_reads_its_own_child_alone(hannah: Records) -> None:
    draft = filled((TOM, MAISIE))
    add_to_record(hannah, draft, NOW)
    (of_tom,) = [one for one in entries(hannah, TOM) if one.sheet]
    (of_maisie,) = [one for one in entries(hannah, MAISIE) if one.sheet]
    assert of_tom.sheet == of_maisie.sheet == draft.name
    assert of_tom.marks[0].words == "Told by phone, not yet confirmed"
    words = {part.title: part.words for part in of_tom.parts}
    assert "1 Right forearm, front: Bruise, about 2 cm, yellow-green. Oval." in words["What was seen"]
    assert "Tom, about mark 2, asked “And that?”: “dunno”" in words["What was said"]
    assert words["Who was told"].endswith("Gemma was told.\nLee was not told: He was not at home.")
    assert DECIDED in words["Decision"]
    assert words["What Hannah Okafor makes of it"] == draft.thinks
    maisies = "\n".join(part.words for part in of_maisie.parts)
    assert draft.seen in maisies
    assert "dunno" not in maisies
    assert "forearm" not in maisies


# -- correcting by adding ---------------------------------------------------------------------------------------------


def test_what_stands_is_added_to_and_both_readings_are_kept(hannah: Records) -> None:
    draft = filled()
    add_to_record(hannah, draft, NOW)
    (before,) = hannah.records(TOM, SafetyConcern)
    second = draft.marks[1].key
    more = started(draft.name, TOM, LATER).with_values(
        later=(LaterDraft("seen", "It was the left sleeve."), LaterDraft(second, "Measured again: 5 cm.")),
        told=(ToldDraft("t", "Health line", "11:15am", "phone"),),
        to_do={"who_else": True},
        marks=(MarkDraft("m", TOM, 3, "Chin", "front", 0, 170, "Graze or scratch"),),
        seen="words that must not replace what stands",
    )
    add_to_record(hannah, more, LATER)
    (record,) = hannah.records(TOM, SafetyConcern)
    assert record.value.seen == before.value.seen
    assert record.value.marks.items() >= before.value.marks.items()
    stands = shown(hannah, draft.group)
    assert {(one.about, one.words, one.who) for one in stands.later} == {
        ("seen", "It was the left sleeve.", "Hannah Okafor"),
        (second, "Measured again: 5 cm.", "Hannah Okafor"),
    }
    assert (len(stands.marks), len(stands.told)) == (3, 3)
    assert stands.to_do == {"child_told": True, "who_else": True}
    assert len(stands.decisions) == 1, "nothing was decided again"


def test_two_who_add_at_once_do_not_collide(hannah: Records, marian: Records) -> None:
    draft = filled()
    add_to_record(hannah, draft, NOW)
    carry(hannah, marian)
    for records, words in ((hannah, "Left sleeve."), (marian, "He saw the doctor.")):
        more = started(draft.name, TOM, LATER).with_values(later=(LaterDraft("seen", words),))
        add_to_record(records, more, LATER)
    carry(hannah, marian)
    stands = shown(marian, draft.group)
    assert {(one.who, one.words) for one in stands.later} == {
        ("Hannah Okafor", "Left sleeve."),
        ("Marian Pryce", "He saw the doctor."),
    }
    assert not stands.has_two_versions


def test_what_was_written_in_the_wrong_file_is_withdrawn_with_a_reason_and_can_be_read(
    hannah: Records, marian: Records
) -> None:
    draft = filled((TOM, MAISIE))
    add_to_record(hannah, draft, NOW)
    with pytest.raises(NotComplete):
        actions.withdraw(hannah, draft.group, " ")
    actions.withdraw(hannah, draft.group, "It was another Tom.")
    carry(hannah, marian)
    for records in (hannah, marian):
        assert concern(records, draft.group, TODAY) is None
        assert open_concerns(records, TODAY) == ()
        (entry,) = [one for one in entries(records, TOM) if one.title == "Safety concern"]
        assert (entry.withdrawn, entry.sheet) == ("It was another Tom.", "")
        assert draft.seen in entry.parts[0].words
    with pytest.raises(Withdrawn):
        concern_form(hannah, draft.name, started(draft.name, TOM, NOW), NOW)
    with pytest.raises(Withdrawn):
        add_to_record(hannah, draft, NOW)
    actions.bring_back(hannah, draft.group)
    assert shown(hannah, draft.group).worth is Worth.NOT_CONFIRMED
    assert set(shown(hannah, draft.group).files) == {TOM, MAISIE}


# -- the decision -----------------------------------------------------------------------------------------------------


def test_it_reads_not_yet_confirmed_everywhere_until_the_decider_confirms(hannah: Records, marian: Records) -> None:
    draft = filled((TOM, MAISIE))
    add_to_record(hannah, draft, NOW)
    carry(hannah, marian)
    for records in (hannah, marian):
        (decision,) = shown(records, draft.group).decisions
        assert (decision.worth, decision.who, decision.heard_by) == (
            Worth.NOT_CONFIRMED,
            "Marian Pryce",
            "Hannah Okafor",
        )
        assert decision.mine is (records is marian)
    (strip,) = open_concerns(marian, TODAY)
    assert strip.decision is not None
    assert strip.title == "Safety concern about Tom Hart and Maisie Hart, today at 9:52am."
    assert strip.state == "Hannah Okafor wrote down your decision, not yet confirmed."
    assert DECIDED in strip.said
    actions.confirm(marian, strip.decision)
    carry(marian, hannah)
    for records in (hannah, marian):
        assert shown(records, draft.group).worth is Worth.CONFIRMED
        assert open_concerns(records, TODAY) == open_concerns(records, TODAY, TOM) == ()
    assert len(marian.records_everywhere(DecisionAnswer)) == 2, "in each child's file"


def test_confirmed_in_one_childs_file_only_it_is_not_confirmed(hannah: Records, marian: Records) -> None:
    draft = filled((TOM, MAISIE))
    add_to_record(hannah, draft, NOW)
    carry(hannah, marian)
    (strip,) = open_concerns(marian, TODAY)
    assert strip.decision is not None
    actions.confirm(marian, strip.decision)
    carry(marian, hannah, TOM)
    assert shown(hannah, draft.group).worth is Worth.NOT_CONFIRMED


def test_the_decider_says_in_their_words_that_it_is_not_what_they_decided(hannah: Records, marian: Records) -> None:
    draft = filled()
    add_to_record(hannah, draft, NOW)
    carry(hannah, marian)
    (strip,) = open_concerns(marian, TODAY)
    assert strip.decision is not None
    with pytest.raises(NotComplete):
        actions.not_mine(marian, strip.decision, "  ")
    actions.not_mine(marian, strip.decision, "I said a doctor first, then we talk.")
    carry(marian, hannah)
    (decision,) = shown(hannah, draft.group).decisions
    assert (decision.worth, decision.standing.words) == (Worth.NOT_THEIRS, "I said a doctor first, then we talk.")
    assert decision.standing.decision is not None
    assert decision.standing.decision.what == DECIDED, "what was heard stays beside it"
    (strip,) = open_concerns(hannah, TODAY, TOM)
    assert strip.tone == "trouble"


@pytest.mark.parametrize("who", [made_up.hub().worker, COLLEAGUE])
def test_nobody_else_can_confirm_it_not_even_who_wrote_it(tmp_path: Path, hannah: Records, who: str) -> None:
    draft = filled()
    add_to_record(hannah, draft, NOW)
    with made_up.open_made_up(tmp_path / "other", made_up.hub(), who) as (_, other):
        carry(hannah, other)
        (decision,) = shown(other, draft.group).decisions
        assert not decision.mine
        with pytest.raises(NotTheDecider):
            actions.confirm(other, decision)
        answer = other.create(TOM, DecisionAnswer(decision=b"d" * 16))
        with pytest.raises(NotAllowed):
            other.add(answer)


def test_a_consultant_social_worker_who_writes_their_own_decision_needs_no_confirming(marian: Records) -> None:
    draft = filled()
    add_to_record(marian, draft, NOW)
    (decision,) = shown(marian, draft.group).decisions
    assert (decision.worth, decision.mine) == (Worth.CONFIRMED, False)


def test_somebody_without_daybook_is_named_and_it_stays_open(hannah: Records) -> None:
    draft = filled()
    assert draft.decision is not None
    duty = msgspec.structs.replace(draft.decision, decided_by=SOMEBODY_ELSE, name="R. Vale, duty team")
    add_to_record(hannah, without(draft, decision=duty), NOW)
    (decision,) = shown(hannah, draft.group).decisions
    assert (decision.who, decision.worth) == ("R. Vale, duty team", Worth.NOT_CONFIRMED)
    assert len(open_concerns(hannah, TODAY, TOM)) == 1


def test_a_concern_without_a_decision_stands_on_todays_page_of_who_decides(hannah: Records, marian: Records) -> None:
    add_to_record(hannah, without(filled(), decision=None), NOW)
    carry(hannah, marian)
    (strip,) = open_concerns(marian, TODAY)
    assert (strip.state, strip.decision) == ("No decision is written down yet.", None)
    assert len(open_concerns(hannah, TODAY)) == 1, "and of who wrote it"


def test_a_colleague_sees_it_on_the_childs_page_and_not_on_their_own_day(tmp_path: Path, hannah: Records) -> None:
    add_to_record(hannah, filled(), NOW)
    with made_up.open_made_up(tmp_path / "dev", made_up.hub(), COLLEAGUE) as (_, dev):
        carry(hannah, dev)
        assert open_concerns(dev, TODAY) == ()
        assert len(open_concerns(dev, TODAY, TOM)) == 1
        assert open_concerns(dev, TODAY, AYLA) == ()


# -- the body ---------------------------------------------------------------------------------------------------------


def test_left_and_right_are_the_childs_own() -> None:
    assert part_at(CHILD, "front", -176, 475).words == "Right forearm, front"
    assert part_at(CHILD, "front", 176, 475).words == "Left forearm, front"
    assert part_at(CHILD, "back", 68, 672).words == "Back of the right thigh"
    assert part_at(CHILD, "back", -68, 672).words == "Back of the left thigh"
    assert part_at(CHILD, "front", 0, 104).words == "Nose"


@pytest.mark.parametrize("figure", PARTS_OF)
def test_every_part_is_found_at_its_own_place_and_by_its_name(figure: str) -> None:
    parts = PARTS_OF[figure]
    for part in parts:
        assert part_at(figure, part.side, part.x, part.y) == part
        assert part_by_key(figure, part.key) == part
    assert len({part.words for part in parts}) == len(parts), "a name alone says which part it is"
    assert [part.key for part in parts] == [part.key for part in PARTS_OF[CHILD]], "the list is the same for all"
