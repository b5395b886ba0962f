"""A plan is agreed in every child's file or in none, and its paper holds only words that the child lets be seen."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.plans import Action, Plan, PlanCopy
from desktop_app.plans import actions, queries
from desktop_app.plans.draft import PlanDraft, Ring, Step, missing
from desktop_app.record_store.records import Records
from tests.support.copies import CHILD, SISTER, open_copy

TODAY = datetime.date(2026, 6, 4)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path / "copy") as (_, opened):
        yield opened


def made(records: Records, words: tuple[bytes, ...] = ()) -> PlanDraft:
    return msgspec.structs.replace(
        actions.begin(records, (CHILD, SISTER), TODAY),
        names="Carly, Ella and Maya",
        needs_to_change=("Bedtimes without shouting", " "),
        going_well=("Nan comes on Tuesdays",),
        steps=(
            Step("Ring the school about breakfast club", "Ruth", "2026-06-11", how="Ella has a place"),
            Step("Read a story each night", "Carly", lead="From today", promised_to="Ella"),
        ),
        words={CHILD: words},
        contacts=(Ring("Ruth Mensah", "your social worker", "01632 960123"),),
        look_again="2026-07-02",
        look_again_where="at Nan's",
    )


def test_the_plan_and_its_steps_stand_in_each_childs_file(records: Records) -> None:
    actions.agree(records, made(records), "Ruth Mensah")
    for file in (CHILD, SISTER):
        (line,) = queries.plans_of(records, file)
        assert (line.on, line.steps, line.done) == (TODAY, 2, 0)
    assert records.drafts.lines() == []
    assert {action.value.promised_to for action in records.records(CHILD, Action)} == {None, "Ella"}


def test_the_papers_values_are_the_plans_in_its_order(records: Records) -> None:
    draft = made(records)
    actions.agree(records, draft, "Ruth Mensah")
    paper = queries.family_plan(records, SISTER, actions.plan_id(draft.group, SISTER), TODAY, "Carly")
    assert [step.what for step in paper.steps] == ["Ring the school about breakfast club", "Read a story each night"]
    assert paper.steps[0].by == datetime.date(2026, 6, 11)
    assert [line.text for line in paper.needs_to_change] == ["Bedtimes without shouting"]
    assert paper.look_again is not None
    assert (paper.look_again.on, paper.look_again.where) == (datetime.date(2026, 7, 2), "at Nan's")
    assert (paper.copy_for, paper.draft, paper.contacts[0].number) == ("Carly", False, "01632 960123")


def test_words_a_child_holds_back_are_not_on_the_paper_even_if_they_change_their_mind(records: Records) -> None:
    open_words = records.create(CHILD, Quote(words="I like it when Nan comes", may_see=Sharing("everyone")))
    kept = records.create(CHILD, Quote(words="I hear them at night", may_see=Sharing("professionals")))
    unasked = records.create(CHILD, Quote(words="not asked yet"))
    records.add(open_words, kept, unasked)
    assert [quote.value.words for quote in queries.sayable_words(records, CHILD)] == ["I like it when Nan comes"]
    draft = made(records, (open_words.header.record, kept.header.record, unasked.header.record))
    actions.agree(records, draft, "Ruth Mensah")
    plan = actions.plan_id(draft.group, CHILD)
    assert [words.words for words in queries.family_plan(records, CHILD, plan, TODAY).childs_words] == [
        "I like it when Nan comes"
    ]
    quote = records.record(CHILD, Quote, open_words.header.record)
    assert quote is not None
    records.add(records.edit(quote, {"may_see": Sharing("ask_first")}))
    assert queries.family_plan(records, CHILD, plan, TODAY).childs_words == ()


def test_a_plan_says_who_and_by_when_before_it_is_agreed(records: Records) -> None:
    draft = msgspec.structs.replace(
        made(records), steps=(Step("Ring school", ""), Step("Read", "Carly")), look_again=""
    )
    assert missing(draft) == (
        "Say who does “Ring school”.",
        "Say by when Carly does “Read”.",
        "Say when you look at the plan again.",
    )
    with pytest.raises(actions.NotComplete):
        actions.agree(records, draft, "Ruth Mensah")
    assert records.records(CHILD, Plan) == []


def test_each_copy_given_is_noted_with_its_number(records: Records) -> None:
    draft = made(records)
    actions.agree(records, draft, "Ruth Mensah")
    plan = actions.plan_id(draft.group, CHILD)
    numbers = [actions.note_copy(records, CHILD, plan, name, "printed") for name in ("Carly", "Nan")]
    assert [number[-2:] for number in numbers] == ["-1", "-2"]
    assert [copy.value.recipient for copy in records.records(CHILD, PlanCopy)] == ["Carly", "Nan"]
