"""Whatever room asks for a day: one that cannot be read, or is needed and empty, stops the adding and is led to."""

import datetime
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from casework.kinds.mapping import Category
from desktop_app.clinical import draft as clinical
from desktop_app.concerns import draft as concerns
from desktop_app.mapping import draft as mapping
from desktop_app.network import draft as network
from desktop_app.notes import draft as notes
from desktop_app.plans import draft as plans
from desktop_app.received import draft as received
from desktop_app.today import arrangement as today
from desktop_app.visits import draft as visits

ROOMS = Path(__file__).parents[2] / "desktop_app"
NOW = datetime.datetime(2026, 11, 10, 9, 52)  # noqa: DTZ001 (the clock of this laptop)
DAY, FILE = NOW.date(), "person:" + "1" * 32


def _lacks(found: tuple[object, ...]) -> set[str]:
    return {one.field for one in found}  # type: ignore[attr-defined]


def visit(kept: str) -> set[str]:
    child = visits.VisitChild(FILE, "Maisie")
    return _lacks(visits.missing(visits.new_draft((FILE,), DAY).with_values(date=kept), (child,), DAY))


def note(kept: str) -> set[str]:
    return _lacks(notes.missing(notes.new_note((FILE,), NOW).with_values(date=kept), NOW))


def what_will_be_done(kept: str) -> set[str]:
    return _lacks(notes.missing(notes.new_note((FILE,), NOW).with_values(by=kept), NOW))


def concern(kept: str) -> set[str]:
    return _lacks(concerns.missing(concerns.new_concern((FILE,), NOW).with_values(date=kept), NOW))


def told(kept: str) -> set[str]:
    told = (concerns.ToldDraft("1", "Nan", "9am", date=kept),)
    return _lacks(concerns.missing(concerns.new_concern((FILE,), NOW).with_values(told=told), NOW))


def decision(kept: str) -> set[str]:
    decision = concerns.DecisionDraft(b"1", "Stay", "Safe", "1", time="9am", date=kept)
    return _lacks(concerns.missing(concerns.new_concern((FILE,), NOW).with_values(decision=decision), NOW))


def clinical_note(kept: str) -> set[str]:
    draft = msgspec.structs.replace(clinical.new_note(FILE, DAY), date=kept)
    return {field for field, _ in clinical.missing(draft, DAY)}


def appointment(kept: str) -> set[str]:
    return _lacks(today.missing(today.new_arrangement("new", DAY, (FILE,)).with_values(date=kept), DAY))


def plan(kept: str) -> set[str]:
    return _lacks(plans.missing(msgspec.structs.replace(plans.new_plan((FILE,), DAY), date=kept)))


def looking_again(kept: str) -> set[str]:
    return _lacks(plans.missing(msgspec.structs.replace(plans.new_plan((FILE,), DAY), look_again=kept)))


def step(kept: str) -> set[str]:
    steps = (plans.Step("Ring the school", "Dan", kept, lead="From"),)
    return _lacks(plans.missing(msgspec.structs.replace(plans.new_plan((FILE,), DAY), steps=steps)))


def agreement(kept: str) -> set[str]:
    agreed = (plans.Agreed("Kelly", "yes", kept),)
    return _lacks(plans.missing(msgspec.structs.replace(plans.new_plan((FILE,), DAY), agreed=agreed)))


def _card(category: Category, **values: str) -> set[str]:
    card = msgspec.structs.replace(mapping.new_card(category), text="He came by", who="Dan", lead="From", **values)
    return _lacks(mapping.missing(mapping.new_map_draft(FILE, DAY).with_card(card)))


def card(kept: str) -> set[str]:
    return _card(Category.PAST_HARM, event_date=kept)


def next_step(kept: str) -> set[str]:
    return _card(Category.NEXT_STEP, by=kept)


def person(kept: str) -> set[str]:
    lacks = [_person(field, kept) for field in ("dob", "expected", "since")]
    return set.union(*lacks)


def _person(field: str, kept: str) -> set[str]:
    draft = network.somebody_new(FILE, is_provisional=True)
    return _lacks(network.missing(draft.with_details(msgspec.structs.replace(draft.details, **{field: kept}))))


def document(kept: str) -> set[str]:
    return _lacks(received.missing(received.new_document((FILE,), DAY).with_values(date=kept), DAY))


def document_came(kept: str) -> set[str]:
    return _lacks(received.missing(received.new_document((FILE,), DAY).with_values(received=kept), DAY))


CASES: dict[Callable[[str], set[str]], tuple[str, str, bool]] = {
    visit: ("visits/view/about_card.py", "date", True),
    note: ("notes/view/when_field.py", "date", True),
    what_will_be_done: ("notes/view/note_fields.py", "by", False),
    concern: ("concerns/view/about_card.py", "date", True),
    told: ("concerns/view/told_card.py", "told:1:date", False),
    decision: ("concerns/view/decision_fields.py", "decision:date", False),
    clinical_note: ("clinical/view/clinical_sheet.py", "date", True),
    appointment: ("today/view/appointment_page.py", "date", True),
    plan: ("plans/view/about_card.py", "date", True),
    looking_again: ("plans/view/happens_card.py", "look_again", True),
    step: ("plans/view/steps_card.py", "steps", False),
    agreement: ("plans/view/agreed_card.py", "agreed", False),
    card: ("mapping/view/entry_fields.py", "event_date", False),
    next_step: ("mapping/view/step_fields.py", "by_day", False),
    document: ("received/view/document_fields.py", "date", False),
    document_came: ("received/view/document_fields.py", "received", True),
    person: ("network/view/person_fields.py", "dob expected since", False),
}
"""{what lacks what: (where its field stands, what is led to, whether it is needed)}."""
ELSEWHERE = {
    "visits/view/correct_sheet.py"
}  # refused by visits.corrections: tests/desktop_app/visits/test_correcting.py


@pytest.mark.parametrize("lacks", CASES, ids=lambda lacks: lacks.__name__)
@pytest.mark.parametrize("kept", ["?31 February 2026", "?11 November 20", "?2026-11-11"])
def test_what_is_no_day_stops_the_adding(lacks: Callable[[str], set[str]], kept: str) -> None:
    _, fields, is_needed = CASES[lacks]
    assert set(fields.split()) <= lacks(kept)
    assert not (set(fields.split()) & lacks(DAY.isoformat()) - {"agreed", "steps"})
    assert (fields in lacks("")) is is_needed or fields in ("agreed", "steps")


def test_every_field_for_a_day_is_asked() -> None:
    made = {
        str(path.relative_to(ROOMS))
        for path in ROOMS.rglob("*.py")
        if "DateField(" in path.read_text(encoding="utf-8") and "shell" not in path.parts
    }
    assert made == {where for where, _, _ in CASES.values()} | ELSEWHERE
