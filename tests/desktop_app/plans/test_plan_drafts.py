"""Plans while they are made and after: two drafts, children who leave, odd texts, what is withdrawn or in two versions."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.kinds.direct_work import Override, Quote, Sharing
from casework.kinds.mapping import MapEntry
from casework.kinds.people import Person, Relation
from casework.kinds.plans import Action, Done, Plan, WhoByWhen
from desktop_app.documents.family_plan import family_plan
from desktop_app.plans import actions, paper, queries
from desktop_app.plans.draft import Agreed, PlanDraft, Ring, Sentence, Step, Taken
from desktop_app.plans.drafting import drafted
from desktop_app.plans.previewing import preview
from desktop_app.plans.view.plan_tab import _steps
from desktop_app.record_store.records import Records, TooLong
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, SISTER, open_copy, put
from tests.support.pdf import pdf_text

Copy = tuple[OpenVault, Records]
TODAY = datetime.date(2026, 6, 4)


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


@pytest.fixture
def records(copy: Copy) -> Records:
    return copy[1]


def made(records: Records, files: tuple[str, ...] = (CHILD, SISTER), **fields: object) -> PlanDraft:
    draft = msgspec.structs.replace(
        actions.begin(records, files, TODAY),
        why=(Sentence("Bedtimes have been loud."),),
        needs_to_change=(Sentence("Bedtimes without shouting"),),
        steps=(Step("Ring the school", "Ruth", "2026-06-11"),),
        contacts=(Ring("Ruth Mensah", "your social worker", "01632 960123"),),
        look_again="2026-07-02",
        agreed=(Agreed("Carly", "yes"),),
    )
    draft = msgspec.structs.replace(draft, **fields)
    actions.keep(records, draft)
    return draft


def plan_in(records: Records, file: str, draft: PlanDraft) -> Plan:
    held = records.record(file, Plan, actions.plan_id(draft.group, file))
    assert held is not None
    return held.value


# -- drafts ------------------------------------------------------------------------------------------------------


def test_two_plans_may_be_begun_and_the_agreeing_of_one_leaves_the_other(records: Records) -> None:
    first, second = made(records, names="First"), made(records, names="Second")
    actions.agree(records, first)
    assert [one.name for one in queries.begun(records, CHILD)] == [second.name]
    actions.agree(records, second)
    assert {line.record.value.names for line in queries.plans_of(records, CHILD)} == {"First", "Second"}
    assert len(records.records(CHILD, Action)) == 2, "each plan has a step of its own"


def test_a_child_who_is_taken_out_while_it_is_made_gets_nothing(records: Records) -> None:
    draft = made(records)
    fewer = msgspec.structs.replace(draft, files=(SISTER,))
    actions.keep(records, fewer)
    assert queries.begun(records, CHILD) == ()
    assert [one.children for one in queries.begun(records, SISTER)] == [("Maya",)]
    actions.agree(records, fewer)
    assert records.records(CHILD, Plan) == records.records(CHILD, Action) == []
    assert len(records.records(SISTER, Plan)) == 1


def test_words_chosen_of_a_child_who_was_taken_out_are_on_no_paper(records: Records) -> None:
    quote = records.create(CHILD, Quote(words="I like Nan", may_see=Sharing("everyone")))
    records.add(quote)
    draft = made(records, files=(SISTER,), words={CHILD: (quote.header.record,)})
    assert paper.paper_of_draft(records, draft.name, TODAY).values.childs_words == ()
    actions.agree(records, draft)
    assert plan_in(records, SISTER, draft).words == {}


def test_a_step_taken_from_the_map_of_a_child_who_was_taken_out_stays_on_that_map(records: Records) -> None:
    step = records.create(CHILD, Action(what="Read a story", who_by_when=WhoByWhen("Carly", "", "Soon")))
    records.add(step)
    (shown,) = records.records(CHILD, Action)
    taken = Taken(CHILD, shown.record, dict(shown.shown))
    actions.agree(
        records, made(records, files=(SISTER,), steps=(Step("Read a story", "Carly", lead="Soon", taken=taken),))
    )
    (ellas,), (mayas,) = records.records(CHILD, Action), records.records(SISTER, Action)
    assert ellas.value.plan is None
    assert mayas.value.plan is not None


def test_what_others_wrote_meanwhile_on_a_step_of_the_map_is_not_swallowed_and_the_paper_waits(copy: Copy) -> None:
    vault, records = copy
    records.add(records.create(CHILD, Action(what="Read", who_by_when=WhoByWhen("Carly", "", "Soon"))))
    (shown,) = records.records(CHILD, Action)
    draft = made(
        records, steps=(Step("Read", "Carly", lead="Soon", taken=Taken(CHILD, shown.record, dict(shown.shown))),)
    )
    theirs = records.edit(shown, {"what": "Read every night"})
    records.add(records.edit(shown, {"what": "Read on Fridays"}))
    put(vault, theirs)
    actions.agree(records, draft)
    (now,) = records.records(CHILD, Action)
    assert now.in_two_versions
    found = preview(records, CHILD, actions.plan_id(draft.group, CHILD).hex(), "", TODAY, "Carly")
    assert found is not None
    assert not found.checks.may_go_out


def test_what_is_too_long_to_send_is_in_no_childs_file_and_stays_as_a_draft(records: Records) -> None:
    draft = made(records, if_better="We meet less. " * 6000)
    with pytest.raises(TooLong):
        actions.agree(records, draft)
    assert records.records(CHILD, Plan) == records.records(SISTER, Plan) == []
    assert records.drafts.find(draft.name, PlanDraft) == draft


def test_a_plan_thrown_away_is_gone_for_every_child_and_its_paper_too(records: Records) -> None:
    draft = made(records)
    actions.put_away(records, draft)
    assert queries.begun(records, CHILD) == queries.begun(records, SISTER) == ()
    assert queries.plan_form(records, CHILD, draft.name) is None
    with pytest.raises(KeyError):
        paper.paper_of_draft(records, draft.name, TODAY)


def test_every_list_keeps_its_order_also_with_more_than_ten_lines(records: Records) -> None:
    lines = tuple(Sentence(f"Line {number}") for number in range(14))
    draft = made(records, going_well=lines, agreed=tuple(Agreed(f"Person {number}", "yes") for number in range(12)))
    actions.agree(records, draft)
    values = paper.paper_of_plan(records, CHILD, actions.plan_id(draft.group, CHILD), TODAY).values
    assert [line.text for line in values.going_well] == [line.text for line in lines]
    assert [one.who for one in values.answers] == [f"Person {number}" for number in range(12)]


def test_lines_of_spaces_and_answers_of_nobody_are_left_out(records: Records) -> None:
    draft = made(
        records,
        going_well=(Sentence(" \n "), Sentence(" Nan comes \n"), Sentence("")),
        contacts=(Ring(" ", "", " "), Ring("Ruth", "", " 01632 960123 ")),
        agreed=(Agreed(" ", "yes"), Agreed(" Carly ", "yes"), Agreed("Lee")),
        if_better="  ",
    )
    actions.agree(records, draft)
    plan = plan_in(records, CHILD, draft)
    assert [line.text for line in plan.going_well.values()] == ["Nan comes"]
    assert [(ring.who, ring.number) for ring in plan.contacts.values()] == [("Ruth", "01632 960123")]
    assert [(one.who, one.on) for one in plan.agreed.values()] == [("Carly", "2026-06-04"), ("Lee", "")]
    assert plan.if_better is None


@pytest.mark.parametrize(
    "words",
    [
        "أنا خائفة في الليل",
        "میں ڈرتی ہوں",
        "Łukasz śpi dobrze",
        "<b>Nan</b> & {names} %s \\n",
        "I 👧🏽 love Nan",
        "a" * 300,
    ],
    ids=["arabic", "urdu", "polish", "signs", "picture", "long word"],
)
def test_whatever_script_or_sign_is_written_stands_on_the_paper(records: Records, words: str) -> None:
    draft = made(records, names=words, going_well=(Sentence(words, lead="Nan says"),), closing_line=words)
    values = paper.paper_of_draft(records, draft.name, TODAY, words).values
    assert values.going_well[0].text == values.names == values.closing_line == words
    assert "Our family plan" in pdf_text(family_plan(values))


# -- drafting from the record ------------------------------------------------------------------------------------


def test_of_a_child_nothing_is_known_of_the_plan_is_empty_and_can_be_made(records: Records) -> None:
    draft = drafted(records, CHILD, TODAY)
    assert (draft.files, draft.why, draft.steps, draft.words, draft.agreed) == ((CHILD,), (), (), {CHILD: ()}, ())
    assert draft.names == "Ella"


def test_cards_and_steps_that_were_withdrawn_done_or_promised_are_not_taken(records: Records) -> None:
    gone = records.create(CHILD, MapEntry(category="existing_strength", text="Gone", standing="fact"))
    stays = records.create(CHILD, MapEntry(category="existing_strength", text="Stays", standing="fact"))
    records.add(gone, stays)
    (card,) = [one for one in records.records(CHILD, MapEntry) if one.value.text == "Gone"]
    records.add(records.withdraw(card, "A mistake"))
    by = WhoByWhen("Ruth", "2026-06-11")
    records.add(
        records.create(CHILD, Action(what="Is done", who_by_when=by, done=Done("2026-06-01"))),
        records.create(CHILD, Action(what="Is promised", who_by_when=by, promised_to="Ella")),
        records.create(CHILD, Action(what="Is open", who_by_when=by)),
    )
    draft = drafted(records, CHILD, TODAY)
    assert [line.text for line in draft.going_well] == ["Stays"]
    assert [step.what for step in draft.steps] == ["Is open"]


def test_what_two_maps_say_alike_stands_once_however_it_is_spaced(records: Records) -> None:
    sister = records.create(CHILD, Person(forename="Maya"))
    records.add(
        sister, records.create(CHILD, Relation(person=sister.header.record, lives_with=True, other_file=SISTER))
    )
    for file, text in ((CHILD, "Nan comes on Fridays."), (SISTER, "nan comes  on fridays.")):
        records.add(records.create(file, MapEntry(category="existing_strength", text=text, standing="fact")))
    draft = drafted(records, CHILD, TODAY)
    assert draft.files == (CHILD, SISTER)
    assert len(draft.going_well) == 1


def test_words_shown_against_a_childs_wish_are_never_chosen_by_themselves(records: Records) -> None:
    against = Quote(
        words="I hear them at night",
        said_on="2026-06-03",
        may_see=Sharing("professionals"),
        override=Override("She is not safe", "That I must tell Nan"),
    )
    records.add(
        records.create(CHILD, against),
        *(
            records.create(CHILD, Quote(words=f"word {day}", said_on=f"2026-05-0{day}", may_see=Sharing("everyone")))
            for day in (1, 2, 3)
        ),
    )
    chosen = drafted(records, CHILD, TODAY).words[CHILD]
    words = {quote.record: quote.value.words for quote in records.records(CHILD, Quote)}
    assert [words[one] for one in chosen] == ["word 3", "word 2"], "the two newest that may lie on a table"


def test_steps_of_an_earlier_plan_that_are_done_are_not_taken_again(records: Records) -> None:
    draft = made(
        records, steps=(Step("Ring the school", "Ruth", "2026-06-11"), Step("Read", "Carly", lead="From today"))
    )
    actions.agree(records, draft)
    done = next(one for one in records.records(CHILD, Action) if one.value.what == "Ring the school")
    records.add(records.edit(done, {"done": Done("2026-06-10")}))
    again = actions.begin_from_plan(records, CHILD, actions.plan_id(draft.group, CHILD), TODAY)
    assert [(step.what, step.lead) for step in again.steps] == [("Read", "From today")]
    assert all(one.answer == "" for one in again.agreed), "who agreed to the one before has not agreed to this one"
    assert again.look_again == ""


def test_open_steps_in_two_versions_are_named_and_left_out_of_a_new_plan(copy: Copy) -> None:
    vault, records = copy
    steps = (Step("Read", "Carly", lead="Soon"), Step("Ring the school", "Lee", "2026-06-11"))
    actions.agree(records, made(records, files=(CHILD,), steps=(*steps, Step("Cook", "Nan", lead="Soon"))))
    by_words = {one.value.what: one for one in records.records(CHILD, Action)}
    records.add(records.withdraw(by_words["Cook"], "Nan moved away."))
    theirs = records.edit(by_words["Ring the school"], {"who_by_when": WhoByWhen("Nan", "", "Soon")})
    records.add(records.edit(by_words["Ring the school"], {"who_by_when": WhoByWhen("Lee", "", "Now")}))
    put(vault, theirs)
    new = drafted(records, CHILD, TODAY)
    assert [(step.who, step.what, step.lead, step.source) for step in new.steps] == [
        ("Carly", "Read", "Soon", "Plan of 4 June")
    ]
    assert new.left_out == ("“Ring the school” (Plan of 4 June) stands in two versions.",)


# -- the list and the paper --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "of", "said"),
    [
        (0, 0, "No steps"),
        (0, 1, "None of 1 step done"),
        (0, 2, "None of 2 steps done"),
        (1, 1, "Its one step is done"),
        (1, 6, "One of 6 steps done"),
        (6, 6, "All 6 steps done"),
    ],
)
def test_a_plan_says_how_far_it_is_as_a_person_would(records: Records, done: int, of: int, said: str) -> None:
    actions.agree(records, made(records))
    (line,) = queries.plans_of(records, CHILD)
    assert _steps(msgspec.structs.replace(line, done=done, steps=of)) == said


def test_plans_are_counted_as_versions_from_the_first_and_a_draft_comes_after_all(records: Records) -> None:
    for date in ("2026-06-04", "2026-03-02"):
        actions.agree(records, made(records, date=date, names=date))
    versions = {
        line.record.value.date: paper.paper_of_plan(records, CHILD, line.record.record, TODAY).values.version
        for line in queries.plans_of(records, CHILD)
    }
    assert versions == {"2026-03-02": 1, "2026-06-04": 2}
    assert paper.paper_of_draft(records, made(records).name, TODAY).values.version == 3


def test_plans_stand_newest_first_and_one_without_a_day_last(records: Records) -> None:
    records.add(records.create(CHILD, Plan(names="No day", state="draft")))
    records.add(records.create(CHILD, Plan(names="Odd day", state="draft", date="soon")))
    actions.agree(records, made(records, names="New"))
    actions.agree(records, made(records, names="Old", date="2026-01-02"))
    names = [line.record.value.names for line in queries.plans_of(records, CHILD)]
    assert names[:2] == ["New", "Old"]
    assert set(names[2:]) == {"No day", "Odd day"}


def test_a_plan_without_anything_in_it_still_has_a_paper(records: Records) -> None:
    change = records.create(CHILD, Plan())
    records.add(change)
    found = paper.paper_of_plan(records, CHILD, change.header.record, TODAY, "Carly")
    assert found.values.made_on == TODAY
    assert found.values.signers == ("Carly",)
    assert "Our family plan" in pdf_text(family_plan(found.values))


def test_the_paper_names_the_number_only_of_who_wrote_it(records: Records) -> None:
    rings = (Ring("Sam Oke", "hub coordinator", "01632 960110"),)
    draft = made(records, written_by="Ruth Mensah, social worker", contacts=rings)
    assert paper.paper_of_draft(records, draft.name, TODAY).values.phone == ""


@pytest.mark.parametrize(("day", "read"), [("2026-06-04T23:30:00Z", TODAY), ("soon", None), ("", None), (None, None)])
def test_a_day_is_read_as_it_stands_or_is_none(day: str | None, read: datetime.date | None) -> None:
    assert queries.day_of(day) == read
