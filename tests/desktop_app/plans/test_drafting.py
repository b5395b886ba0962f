"""A new plan is drafted from what is there, and its paper is looked through before it leaves the room: the Hart family."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.kinds.mapping import MapEntry, NotAsked, View
from casework.kinds.people import Address, Place
from casework.kinds.plans import Action, Plan
from desktop_app.plans import actions
from desktop_app.plans.checking import about_reader, checks
from desktop_app.plans.draft import Agreed, PlanDraft, Ring, Sentence, Step
from desktop_app.plans.paper import Paper, paper_of_draft, paper_of_plan
from desktop_app.plans.people import adults
from desktop_app.record_store.records import Records
from tests.support import made_up

MAISIE, TOM, AYLA = made_up.hub().showcase
TODAY = made_up.TODAY


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with made_up.open_made_up(tmp_path / "copy", made_up.hub()) as (_, opened):
        yield opened


@pytest.fixture
def draft(records: Records) -> PlanDraft:
    return actions.begin_from_record(records, MAISIE, TODAY)


def test_every_line_says_where_it_came_from(draft: PlanDraft) -> None:
    lines = [line for name in ("why", "going_well", "needs_to_change") for line in getattr(draft, name)]
    assert len(draft.why) == len(draft.needs_to_change) == 2
    assert all(line.source.startswith("Map, ") for line in lines)
    assert draft.why[0].source.startswith("Map, Agreed by four, ")
    assert len({line.text for line in lines}) == len(lines)  # three maps say the same: it stands once


def test_what_was_not_said_is_put_in_nobodys_mouth_and_why_not_stays_with_us(
    records: Records, draft: PlanDraft
) -> None:
    of_lee = [(line.lead, line.text) for line in draft.disagreements if "Lee" in line.lead + line.text]
    assert of_lee == [("Lee says:", "It is too strong. It was one morning.")], "he was asked: no line says the contrary"
    printed = str(paper_of_draft(records, draft.name, TODAY).values)
    assert "Lee has not been asked" not in printed
    assert "was not there when we wrote it" not in printed


def test_names_people_and_numbers_are_not_asked_for_again(draft: PlanDraft) -> None:
    assert set(draft.files) == {MAISIE, TOM, AYLA}
    assert draft.names == "Maisie, Tom, Ayla and Gemma"
    assert draft.written_by == "Hannah Okafor, social worker"
    assert draft.contacts[:2] == (
        Ring("Hannah Okafor", "your social worker, Monday to Friday", "01632 960117"),
        Ring("Sam Oke", "hub coordinator", "01632 960110"),
    )
    assert draft.contacts[2].who == "Nights and weekends"
    assert {one.who for one in draft.agreed} >= {"Gemma", "Lee"}
    assert all(one.answer == "" for one in draft.agreed)


def test_only_words_that_may_lie_on_a_table_are_taken(records: Records, draft: PlanDraft) -> None:
    shown = paper_of_draft(records, draft.name, TODAY).values.childs_words
    maisies = [said.words for said in shown if said.child == "Maisie"]
    assert maisies
    assert "I hide in the wardrob wen they showt" not in maisies
    assert all(said.sight.may_see for said in shown)


def test_next_steps_are_taken_with_what_was_shown_of_them(draft: PlanDraft) -> None:
    taken = [step for step in draft.steps if step.taken is not None]
    assert [step.what for step in taken][:2] == ["Core group, at Pebble Lane", "Review conference"]
    assert all(step.taken is not None and "what" in step.taken.shown for step in taken)
    assert not any("drawing" in step.what for step in draft.steps)  # what was promised stays a promise


def test_a_new_plan_takes_over_what_the_last_one_left_open(records: Records, draft: PlanDraft) -> None:
    (before,) = records.records(MAISIE, Plan)
    its = [one.value for one in records.records(MAISIE, Action) if one.value.plan == before.record]
    still_open = sorted((one for one in its if not one.done), key=lambda one: one.position or 0)
    taken_over = [step for step in draft.steps if step.source == "Plan of 14 October"]
    assert [step.what for step in taken_over] == [one.what for one in still_open]
    assert {"Gemma", "Lee", "Nan"} <= {step.who for step in taken_over}
    on_paper = [step.what for step in paper_of_draft(records, draft.name, TODAY).values.steps]
    assert on_paper == [step.what for step in draft.steps]
    assert draft.left_out == ("A step for Gemma and Nan (Maisie’s next steps) stands in two versions.",)


def test_a_plan_can_begin_with_the_one_before(records: Records) -> None:
    (before,) = records.records(MAISIE, Plan)
    draft = actions.begin_from_plan(records, MAISIE, before.record, TODAY)
    assert {line.source for line in draft.why} == {"Plan of 14 October"}
    assert draft.closing_line == before.value.closing_line
    assert "Keeps two places at breakfast club and meets Maisie at the gate" not in [step.what for step in draft.steps]
    assert "Rings Nan by 7 when she cannot get up" in [step.what for step in draft.steps]
    with pytest.raises(KeyError):
        actions.begin_from_plan(records, MAISIE, b"none", TODAY)


def test_views_on_a_worry_become_disagreements_to_look_at(records: Records) -> None:
    records.add(
        records.create(
            MAISIE, MapEntry(category="danger_statement", text="We worry.", standing="opinion", views={"Lee": "Once."})
        )
    )
    draft = actions.begin_from_record(records, MAISIE, TODAY)
    assert Sentence("Once.", "Lee’s view on the map", "Lee says:") in draft.disagreements


def test_what_a_child_says_of_a_worry_is_on_no_plan_until_the_child_was_asked(records: Records) -> None:
    views: dict[str, View] = {"Maisie": "It is loud.", "Lee": "Once."}
    danger = MapEntry(category="danger_statement", text="We worry.", standing="opinion", views=views)
    records.add(records.create(MAISIE, danger))
    draft = actions.begin_from_record(records, MAISIE, TODAY)
    assert "It is loud." not in str(paper_of_draft(records, draft.name, TODAY).values)
    assert not any("Maisie" in line.lead for line in draft.disagreements)


def test_whoever_answers_the_plan_is_not_said_to_be_unasked_on_its_paper(records: Records) -> None:
    danger = MapEntry(category="danger_statement", text="We worry.", views={"Kim": NotAsked("She was at work")})
    records.add(records.create(MAISIE, danger))
    draft = actions.begin_from_record(records, MAISIE, TODAY)
    assert "Kim has not been asked yet." in str(paper_of_draft(records, draft.name, TODAY).values)
    paper = paper_with(records, draft, agreed=(Agreed("Kim", "no", TODAY.isoformat(), "It is too much"),))
    assert "Kim has not been asked yet." not in str(paper.values)
    assert "It is too much" in str(paper.values)


def paper_with(records: Records, draft: PlanDraft, reader: str = "Lee", **fields: object) -> Paper:
    actions.keep(records, msgspec.structs.replace(draft, **fields))
    return paper_of_draft(records, draft.name, TODAY, reader)


def test_every_name_and_number_on_the_paper_is_listed(records: Records) -> None:
    (plan,) = records.records(MAISIE, Plan)
    paper = paper_of_plan(records, MAISIE, plan.record, TODAY, "Gemma")
    found = checks(records, paper, adults(records, paper.files), ("Maisie", "Tom", "Ayla"))
    assert {"Maisie", "Tom", "Ayla", "Gemma", "Lee", "Nan", "Hannah Okafor", "Ms Bell", "Dr Lowry"} <= set(found.names)
    assert set(found.numbers) >= {"01632 960117", "01632 960110"}
    assert found.addresses == ()
    assert found.warnings == ()
    assert found.may_go_out


def test_a_reader_who_lives_elsewhere_or_has_no_responsibility_is_pointed_out(records: Records) -> None:
    family = adults(records, (MAISIE, TOM, AYLA))
    children = ("Maisie", "Tom", "Ayla")
    assert about_reader("Gemma", family, children) == ()
    assert [warned.sentence for warned in about_reader("Lee", family, children)] == [
        "Lee does not live with Maisie, Tom or Ayla.",
        "Lee is not recorded as having parental responsibility for Ayla.",
    ]
    (stranger,) = about_reader("Mr Quince", family, children)
    assert "is not named in Maisie, Tom and Ayla’s record" in stranger.sentence
    assert about_reader("", family, children) == ()


def test_what_somebody_said_of_the_plan_is_on_the_paper_and_looked_through_like_the_rest(
    records: Records, draft: PlanDraft
) -> None:
    said = (Agreed("Lee", "no", said="Not while Dave sleeps at 9 Quince Terrace."), Agreed("Nan"))
    paper = paper_with(records, draft, agreed=said)
    assert paper.values.signers == ("Nan",)
    found = checks(records, paper, adults(records, paper.files), ("Maisie",))
    assert found.addresses == ("9 Quince Terrace, ZZ1 5NB",)
    assert "Dave" in found.names


def test_an_address_on_the_paper_is_shown_and_a_secret_one_stops_it(records: Records, draft: PlanDraft) -> None:
    paper = paper_with(records, draft, going_well=(Sentence("They sleep at 9 quince  terrace on Fridays."),))
    found = checks(records, paper, adults(records, paper.files), ("Maisie",))
    assert found.addresses == ("9 Quince Terrace, ZZ1 5NB",)
    assert "This plan has Nan Fellowes’s address on it. Check that Lee may know it." in [
        warned.sentence for warned in found.warnings
    ]
    assert found.may_go_out
    records.add(records.create(MAISIE, Address(place=Place("4 Hidden Mews", "ZZ9 9ZZ", confidential=True))))
    paper = paper_with(records, draft, going_well=(Sentence("Gemma sleeps well in ZZ9 9ZZ."),))
    assert not checks(records, paper, (), ("Maisie",)).may_go_out


def test_what_looks_like_a_name_an_address_or_a_number_is_listed_too(records: Records, draft: PlanDraft) -> None:
    step = Step("Meets Mrs Abioye at 77 Birch Lane, ring +44 1632 960 444", "Uncle Sol", lead="On Monday")
    paper = paper_with(records, draft, steps=(step,))
    found = checks(records, paper, (), ("Maisie",))
    assert "Mrs Abioye" in found.names
    assert "Uncle Sol" in found.names
    assert "Monday" not in found.names
    assert "77 Birch Lane" in found.addresses
    assert "+44 1632 960 444" in found.numbers


def test_dates_are_not_taken_for_numbers_to_ring(records: Records, draft: PlanDraft) -> None:
    paper = paper_with(records, draft, if_same="We meet on 04/06/2026 at 10.30.", contacts=())
    assert checks(records, paper, (), ()).numbers == ()
