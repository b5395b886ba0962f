"""A plan is agreed in every child's file or in none, and its paper holds only words that the child lets be seen."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.people import SUBJECT, Person, Relation
from casework.kinds.plans import Action, Plan, PlanCopy, WhoByWhen
from desktop_app.documents.read_models import Answer
from desktop_app.plans import actions, paper, queries
from desktop_app.plans.agreed import agreement
from desktop_app.plans.draft import Agreed, PlanDraft, Ring, Sentence, Step, Taken, missing
from desktop_app.plans.forms import Form
from desktop_app.record_store.records import AlreadyAdded, Records
from tests.support.copies import CHILD, SISTER, open_copy

TODAY = datetime.date(2026, 6, 4)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path / "copy") as (_, opened):
        for file, other, name in ((CHILD, SISTER, "Maya"), (SISTER, CHILD, "Ella")):
            person = opened.create(file, Person(forename=name, surname="Hart"))
            tie = Relation(person=person.header.record, lives_with=True, other_file=other)
            opened.add(person, opened.create(file, tie))
        yield opened


def made(records: Records, words: tuple[bytes, ...] = ()) -> PlanDraft:
    return msgspec.structs.replace(
        actions.begin(records, (CHILD, SISTER), TODAY),
        names="Carly, Ella and Maya",
        written_by="Ruth Mensah, social worker",
        why=(Sentence("Bedtimes have been loud."),),
        needs_to_change=(Sentence("Bedtimes without shouting"), Sentence(" ")),
        going_well=(Sentence("Nan comes on Tuesdays"),),
        disagreements=(Sentence("It was once.", lead="Carly says:"),),
        steps=(
            Step("Ring the school about breakfast club", "Ruth", "2026-06-11", how="Ella has a place"),
            Step("", ""),
            Step("Read a story each night", "Carly", lead="From today", promised_to="Ella"),
        ),
        words={CHILD: words},
        contacts=(Ring("Ruth Mensah", "your social worker", "01632 960123"),),
        look_again="2026-07-02",
        look_again_where="at Nan's",
        service_line="If the club does not start, ring Ruth.",
        agreed=(Agreed("Carly", "yes"), Agreed("Lee", "no", "2026-06-05", "It was once."), Agreed("Nan")),
    )


def test_the_plan_and_its_steps_stand_in_each_childs_file(records: Records) -> None:
    actions.agree(records, made(records))
    for file in (CHILD, SISTER):
        (line,) = queries.plans_of(records, file)
        assert (line.on, line.steps, line.done, line.unsent) == (TODAY, 2, 0, True)
        assert agreement(line.record.value).words == "Agreed by Carly, not by Lee, Nan not asked yet"
    assert records.drafts.lines() == []
    assert {action.value.promised_to for action in records.records(CHILD, Action)} == {None, "Ella"}


def test_who_agreed_and_who_did_not_is_kept_with_the_day(records: Records) -> None:
    actions.agree(records, made(records))
    (plan,) = records.records(SISTER, Plan)
    assert [(one.who, one.answer, one.on, one.said) for _, one in sorted(plan.value.agreed.items())] == [
        ("Carly", "yes", "2026-06-04", ""),
        ("Lee", "no", "2026-06-05", "It was once."),
        ("Nan", "", "", ""),
    ]


def test_the_papers_values_are_the_plans_in_its_order(records: Records) -> None:
    draft = made(records)
    actions.agree(records, draft)
    found = paper.paper_of_plan(records, SISTER, actions.plan_id(draft.group, SISTER), TODAY, "Carly")
    values = found.values
    assert [step.what for step in values.steps] == ["Ring the school about breakfast club", "Read a story each night"]
    assert values.steps[0].by == datetime.date(2026, 6, 11)
    assert [line.text for line in values.needs_to_change] == ["Bedtimes without shouting"]
    assert [(line.lead, line.text) for line in values.disagreements] == [("Carly says:", "It was once.")]
    assert values.look_again is not None
    assert (values.look_again.on, values.look_again.where) == (datetime.date(2026, 7, 2), "at Nan's")
    assert (values.copy_for, values.draft, values.contacts[0].number) == ("Carly", False, "01632 960123")
    assert values.answers == (
        Answer("Carly", True, TODAY),
        Answer("Lee", False, datetime.date(2026, 6, 5), "It was once."),
    )
    assert (values.phone, values.signers, values.worker_signs) == ("01632 960123", ("Nan",), "Ruth Mensah")
    assert (values.version, values.copy_number) == (1, "1")


def test_a_plan_still_being_made_has_the_same_paper_and_says_it_is_a_draft(records: Records) -> None:
    draft = made(records)
    actions.keep(records, draft)
    before = paper.paper_of_draft(records, draft.name, TODAY, "Carly")
    assert before.values.draft
    assert before.files == (CHILD, SISTER)
    actions.agree(records, draft)
    after = paper.paper_of_plan(records, CHILD, actions.plan_id(draft.group, CHILD), TODAY, "Carly")
    assert after.plans == before.plans
    assert after.values == msgspec.structs.replace(before.values, draft=False)
    with pytest.raises(KeyError):
        paper.paper_of_draft(records, draft.name, TODAY)


def test_words_a_child_holds_back_are_not_on_the_paper_even_if_they_change_their_mind(records: Records) -> None:
    open_words = records.create(CHILD, Quote(words="I like it when Nan comes", may_see=Sharing("everyone")))
    kept = records.create(CHILD, Quote(words="I hear them at night", may_see=Sharing("professionals")))
    unasked = records.create(CHILD, Quote(words="not asked yet"))
    records.add(open_words, kept, unasked)
    offered = queries.words_for_plan(records, CHILD)
    assert [(one.words, one.may_see.words) for one in offered.choosable] == [
        ("I like it when Nan comes", "Everyone who helps")
    ]
    draft = made(records, (open_words.header.record, kept.header.record, unasked.header.record))
    actions.agree(records, draft)
    plan = actions.plan_id(draft.group, CHILD)
    shown = paper.paper_of_plan(records, CHILD, plan, TODAY).values.childs_words
    assert [words.words for words in shown] == ["I like it when Nan comes"]
    quote = records.record(CHILD, Quote, open_words.header.record)
    assert quote is not None
    records.add(records.edit(quote, {"may_see": Sharing("ask_first")}))
    assert paper.paper_of_plan(records, CHILD, plan, TODAY).values.childs_words == ()


def test_another_childs_words_do_not_stand_in_the_plan_of_her_file(records: Records) -> None:
    quote = records.create(CHILD, Quote(words="I like it when Nan comes", may_see=Sharing("everyone")))
    records.add(quote)
    actions.agree(records, made(records, (quote.header.record,)))
    (ellas,), (mayas,) = records.records(CHILD, Plan), records.records(SISTER, Plan)
    assert (list(ellas.value.words.values()), mayas.value.words) == ([quote.header.record.hex()], {})


def test_a_step_of_the_map_becomes_the_plans_and_stands_there_once(records: Records) -> None:
    step = records.create(CHILD, Action(what="Read a story", who_by_when=WhoByWhen("Carly", "", "Soon")))
    records.add(step)
    (shown,) = records.records(CHILD, Action)
    taken = Taken(CHILD, shown.record, dict(shown.shown))
    draft = msgspec.structs.replace(
        made(records), steps=(Step("Read a story each night", "Carly", lead="From today", taken=taken),)
    )
    actions.agree(records, draft)
    (ellas,), (mayas,) = records.records(CHILD, Action), records.records(SISTER, Action)
    assert ellas.record == shown.record
    assert (ellas.value.what, ellas.value.who_by_when) == (mayas.value.what, mayas.value.who_by_when)
    assert ellas.value.plan == actions.plan_id(draft.group, CHILD)
    assert ellas.value.group == mayas.value.group


def test_a_step_that_was_withdrawn_meanwhile_is_written_anew(records: Records) -> None:
    step = records.create(CHILD, Action(what="Read a story", who_by_when=WhoByWhen("Carly", "", "Soon")))
    records.add(step)
    (shown,) = records.records(CHILD, Action)
    records.add(records.withdraw(shown, "Twice on the map"))
    taken = Taken(CHILD, shown.record, dict(shown.shown))
    actions.agree(
        records,
        msgspec.structs.replace(made(records), steps=(Step("Read a story", "Carly", lead="From today", taken=taken),)),
    )
    (anew,) = records.records(CHILD, Action)
    assert anew.record != shown.record


def test_a_plan_says_who_and_by_when_before_it_is_agreed(records: Records) -> None:
    draft = msgspec.structs.replace(
        made(records), steps=(Step("Ring school", ""), Step("Read", "Carly"), Step("", "Nan")), look_again=""
    )
    assert [(one.sentence, one.field, one.at, one.part) for one in missing(draft)] == [
        ("Step 1: say who does it.", "steps", 0, "who"),
        ("Step 2: say by when.", "steps", 1, "by"),
        ("Step 3: say what is done.", "steps", 2, "what"),
        ("Say when you look at the plan again.", "look_again", 0, ""),
    ]
    with pytest.raises(actions.NotComplete):
        actions.agree(records, draft)
    assert records.records(CHILD, Plan) == []


def test_an_empty_plan_lacks_everything_a_plan_must_say(records: Records) -> None:
    lacking = [one.field for one in missing(actions.begin(records, (CHILD,), TODAY))]
    assert lacking == ["why", "needs_to_change", "steps", "look_again", "contacts", "agreed"]


def test_each_copy_given_is_noted_in_every_childs_file_and_numbered(records: Records) -> None:
    draft = made(records)
    actions.agree(records, draft)
    plan = actions.plan_id(draft.group, CHILD)
    for name in ("Carly", "Nan"):
        given = paper.paper_of_plan(records, CHILD, plan, TODAY, name)
        actions.note_copy(
            records, given.plans, name, "printed", Form.FAMILY_PLAN, given.values.copy_number, given.values.version
        )
    for file in (CHILD, SISTER):
        copies = [copy.value for copy in records.records(file, PlanCopy)]
        assert [(one.recipient, one.copy_number, one.version) for one in copies] == [("Carly", "1", 1), ("Nan", "2", 1)]
    assert queries.plans_of(records, CHILD)[0].copies[0].to == "Nan"


def test_a_plan_that_was_begun_stands_on_the_page_of_each_child_it_is_for(records: Records) -> None:
    draft = made(records)
    for file in (CHILD, SISTER):
        (found,) = queries.begun(records, file)
        assert (found.name, found.on, found.children) == (draft.name, TODAY, ("Ella", "Maya"))
    actions.put_away(records, draft)
    assert queries.begun(records, CHILD) == ()
    assert records.record(CHILD, Person, SUBJECT) is not None


def test_a_plan_that_is_agreed_is_never_agreed_or_kept_again(records: Records) -> None:
    draft = made(records)
    actions.agree(records, draft)
    steps = records.records(CHILD, Action)
    later = msgspec.structs.replace(draft, names="Carly")
    with pytest.raises(AlreadyAdded):
        actions.keep(records, later)
    with pytest.raises(AlreadyAdded):
        actions.agree(records, later)
    assert records.drafts.lines() == []
    assert records.records(CHILD, Action) == steps
    assert records.two_versions() == []
