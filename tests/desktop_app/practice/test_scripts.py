"""The five scripts are whole: every step leads somewhere that is there, and can be read. That
its buttons are on the screen hold the journeys."""

import re
import tomllib
from pathlib import Path
from typing import get_args, get_type_hints

import msgspec
import pytest

from casework.kinds import KINDS
from casework.kinds.mapping import Category
from desktop_app.concerns.draft import ConcernDraft
from desktop_app.direct_work.draft import SessionDraft
from desktop_app.mapping.draft import MapDraft
from desktop_app.plans.draft import PlanDraft
from desktop_app.practice.family import PRACTICE, family
from desktop_app.practice.scripts import Script, Seen, Step, scripts
from desktop_app.start.children import TABS
from desktop_app.visits.draft import VisitDraft
from tests.desktop_app.practice.practising import practising, window_of

STEPS = [pytest.param(script, step, id=f"{script.number}-{step.key}") for script in scripts() for step in script.steps]
FORMS = {
    "visit": VisitDraft,
    "map": MapDraft,
    "session": SessionDraft,
    "concern": ConcernDraft,
    "plan": PlanDraft,
}
MOST_WORDS = 30  # in a sentence; what people say may run on
NUMBER = re.compile(r"\b0\d{4} ?\d{6}\b")


def test_there_are_five_and_each_practises_something_else() -> None:
    assert [script.number for script in scripts()] == [1, 2, 3, 4, 5]
    assert [script.announced for script in scripts()] == [True, True, True, False, True]
    for said in ("title", "practises", "purpose", "lead", "closing"):
        assert len({getattr(script, said) for script in scripts()}) == 5
    for script in scripts():
        assert 4 <= len(script.steps) <= 8
        assert len({step.key for step in script.steps}) == len(script.steps)


def test_every_step_leads_to_a_page_that_is_there(tmp_path: Path) -> None:
    with practising(tmp_path / "own") as daybook:
        router = window_of(daybook).router
        for script in scripts():
            for step in script.steps:
                page = step.page
                assert router.knows(page.key), step.key
                assert not page.form or router.knows(page.form), step.key
                assert not page.child or family().child(page.child)
                assert not page.tab or page.tab in {key for key, _ in TABS}


@pytest.mark.parametrize(("script", "step"), STEPS)
def test_a_step_says_what_happens_what_to_try_and_what_might_be_noticed(script: Script, step: Step) -> None:
    assert step.room
    assert step.to_try
    assert step.noticed
    said = [script.lead, step.room, *step.to_try, *step.noticed, script.closing]
    for sentence in re.split(r"(?<=[.!?:;])[”’]? ", " ".join(said)):
        assert len(sentence.split()) <= MOST_WORDS, sentence
    assert not re.search(r"\b(score|mark out of|wrong answer|correct answer|points)\b", " ".join(said), re.IGNORECASE)


@pytest.mark.parametrize(("script", "step"), STEPS)
def test_what_daybook_sees_by_itself_is_something_that_can_be_written(script: Script, step: Step) -> None:
    seen = step.seen
    if seen is None:
        return
    assert seen.kind in KINDS, (script.number, step.key)
    assert not seen.draft or seen.draft in FORMS
    assert not seen.typed or _is_in_form(seen)
    assert not seen.field or seen.field in {field.name for field in msgspec.structs.fields(KINDS[seen.kind])}
    assert seen.field != "category" or seen.value in {one.value for one in Category}


def _is_in_form(seen: Seen) -> bool:
    """Whether the form has the field, and its lines the part."""
    field, _, part = seen.typed.partition(".")
    held = get_type_hints(FORMS[seen.draft]).get(field)
    lines = [one for one in get_args(held) if hasattr(one, "__struct_fields__")]
    return held is not None and (not part or any(part in line.__struct_fields__ for line in lines))


def test_nobody_can_be_rung_by_a_number_of_the_family() -> None:
    text = (PRACTICE / "family.toml").read_text("utf-8")
    numbers = NUMBER.findall(text)
    assert len(numbers) > 5
    assert all(number.startswith(("07700 900", "01632 960")) for number in numbers)
    assert all(home["postcode"].startswith("ZZ") for home in tomllib.loads(text)["home"])
