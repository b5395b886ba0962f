"""A line in which somebody says “I” stands on a family’s paper only with whose view it is before it."""

import datetime
from collections.abc import Iterator

import msgspec
import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import Professional, professional_record
from casework.kinds.mapping import MapEntry
from casework.kinds.plans import Line, Plan
from desktop_app.plans import actions
from desktop_app.plans.draft import PlanDraft, Sentence, missing, new_plan
from desktop_app.plans.drafting import drafted
from desktop_app.plans.previewing import preview
from desktop_app.plans.whose_view import as_lead, speaks_as_i
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, COLLEAGUE, HUB, WORKER, office, open_copy, put

Copy = tuple[OpenVault, Records]
TODAY = datetime.date(2026, 6, 4)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """One copy for all of them: each writes a card of its own and looks for its words."""
    with open_copy(tmp_path_factory.mktemp("views") / "copy") as (vault, records):
        for who, name, title in (
            (WORKER, "Ruth Mensah", "Social worker"),
            (COLLEAGUE, "Dev Sandhu", "ASYE social worker"),
        ):
            staff = Professional(
                professional_id=who,
                professional_name=name,
                professional_job_title=title,
                role="social_worker",
                hubs={HUB: "2025-01-01"},
            )
            put(vault, office(AUTHORITY_BOOK, staff, professional_record(who)))
        yield vault, records


def line_of(records: Records, entry: MapEntry) -> Sentence:
    """The line that a plan drafted from this card has."""
    records.add(records.create(CHILD, entry))
    draft = drafted(records, CHILD, TODAY)
    lines = (*draft.why, *draft.going_well, *draft.needs_to_change)
    return next(line for line in lines if line.text == entry.text)


def card(text: str, whose: str, standing: str = "opinion", category: str = "existing_strength") -> MapEntry:
    return MapEntry(category=category, text=text, whose_view=whose, standing=standing)


@pytest.mark.parametrize(
    ("whose", "text", "lead"),
    [
        ("Mum", "The mornings are easier now.", "Mum thinks:"),
        ("Mum", "I think I ask sooner now.", "Mum says:"),
        ("Ruth Mensah", "Carly is calmer now.", "Your social worker, Ruth Mensah, thinks:"),
        ("Ruth Mensah", "I think Carly asks sooner now.", "Your social worker, Ruth Mensah, says:"),
        ("Dev Sandhu", "Bedtime goes well on Fridays.", "Your ASYE social worker, Dev Sandhu, thinks:"),
        ("me", "Carly smiles more.", "Your social worker, Ruth Mensah, thinks:"),
        ("Nan and Mum", "Two nights a week are enough.", "Nan and Mum think:"),
        ("Nan, Mum and Lee", "Three nights are enough.", "Nan, Mum and Lee think:"),
        ("Bola, health visitor", "Ayla is thriving.", "Bola, health visitor, thinks:"),
    ],
)
def test_an_opinion_of_the_map_has_whose_it_is_before_it(copy: Copy, whose: str, text: str, lead: str) -> None:
    assert line_of(copy[1], card(text, whose)).lead == lead


@pytest.mark.parametrize(
    ("whose", "text", "standing", "category"),
    [
        ("Agreed by four", "Bedtimes are quiet.", "opinion", "safety_goal"),
        ("Agreed by all", "I will not shout.", "opinion", "safety_goal"),  # who “I” is, the form asks
        ("Mum and Nan agree", "A grown-up is there each night.", "opinion", "safety_goal"),
        ("Nan and Ruth", "Nan and Ruth are worried that Lee will shout again.", "opinion", "danger_statement"),
        ("Nan", "Nan thinks the nights are quiet.", "opinion", "existing_strength"),
        ("School register", "Ella was at school each day in May.", "fact", "existing_safety"),
        ("Ruth Mensah saw it", "Each child has a bed.", "fact", "existing_strength"),
        ("Nan", "Mum rang her on Monday.", "told", "existing_strength"),
    ],
)
def test_what_all_agreed_what_says_so_itself_and_what_is_a_fact_have_nothing_before_them(
    copy: Copy, whose: str, text: str, standing: str, category: str
) -> None:
    assert line_of(copy[1], card(text, whose, standing, category)).lead == ""


def test_a_worry_that_does_not_say_whose_it_is_says_so_before_it(copy: Copy) -> None:
    entry = card("Lee will shout again and Ella will not sleep.", "Nan", "opinion", "danger_statement")
    assert line_of(copy[1], entry).lead == "Nan thinks:"


def test_also_what_was_told_or_seen_says_who_i_is(copy: Copy) -> None:
    told = line_of(copy[1], card("I rang Nan before it was too late.", "Carly", "told"))
    seen = line_of(copy[1], card("I saw two beds made up.", "Ruth Mensah saw it", "fact"))
    assert (told.lead, seen.lead) == ("Carly says:", "Your social worker, Ruth Mensah, says:")


@pytest.mark.parametrize(
    "text",
    ["I think it helps", "It helps, I think.", "That’s my view.", "It was me", "So I’ve stopped.", "Ask me!", "I"],
)
def test_who_speaks_of_themselves_is_noticed(text: str) -> None:
    assert speaks_as_i(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ella said “I hide in the wardrobe”.",
        'Ella said "my bed is warm".',
        "It was the A.I. club.",
        "Mermaids, Merlin and Myra came.",
        "In the kitchen.",
        "We think so.",
        "",
        "أنا أعتقد ذلك",
    ],
)
def test_words_in_quotation_marks_and_words_that_look_like_it_are_not(text: str) -> None:
    assert not speaks_as_i(text)


def with_lines(**lists: tuple[Sentence, ...]) -> PlanDraft:
    return msgspec.structs.replace(new_plan((CHILD,), TODAY), **lists)


@pytest.mark.parametrize("name", ["why", "going_well", "needs_to_change", "disagreements"])
def test_the_form_asks_whose_view_a_line_is_wherever_it_stands(name: str) -> None:
    lines = (Sentence("Nan comes on Fridays."), Sentence("I think that is enough."))
    (asked,) = [one for one in missing(with_lines(**{name: lines})) if one.part == "lead"]
    assert (asked.field, asked.at) == (name, 1)
    assert asked.sentence == "Say whose view this is: “I think that is enough.”."
    said = (lines[0], msgspec.structs.replace(lines[1], lead="Mum thinks:"))
    assert [one for one in missing(with_lines(**{name: said})) if one.part == "lead"] == []


def test_a_plan_in_which_nobody_can_tell_who_i_is_is_not_agreed(copy: Copy) -> None:
    draft = with_lines(why=(Sentence("I worry."),))
    with pytest.raises(actions.NotComplete):
        actions.agree(copy[1], draft)


@pytest.mark.parametrize(
    ("typed", "lead"),
    [
        ("Mum thinks", "Mum thinks:"),
        (" Mum  thinks: ", "Mum thinks:"),
        ("Lee sees it differently.", "Lee sees it differently."),
        ("", ""),
        ("  ", ""),
        ("أمي", "أمي:"),
    ],
)
def test_what_stands_before_a_line_ends_as_a_lead_does(typed: str, lead: str) -> None:
    assert as_lead(typed) == lead
    plan = actions.plan_of(with_lines(why=(Sentence("I worry.", lead=typed),)), CHILD)
    assert plan.why["0"].lead == lead


def test_a_plan_of_an_earlier_release_is_pointed_out_before_it_goes_out(copy: Copy) -> None:
    _, records = copy
    plan = Plan(date="2026-06-01", state="agreed", why={"0": Line(0, "I worry about the nights.")})
    change = records.create(CHILD, plan)
    records.add(change)
    found = preview(records, CHILD, change.header.record.hex(), "", TODAY, "Carly")
    assert found is not None
    assert "Nobody can tell whose view this is: “I worry about the nights.”. Say it in the plan." in [
        warned.sentence for warned in found.checks.warnings
    ]
    assert found.checks.may_go_out, "it was agreed as it is"
