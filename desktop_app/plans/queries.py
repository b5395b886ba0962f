"""Read-models of plans: those of a child for its tab, and the form of one that is being made. Frozen values; no Qt."""

import datetime
from collections.abc import Mapping

import msgspec

from casework.childs_words import OPEN_ROOM, who_may_see, words_for
from casework.kinds.direct_work import Quote
from casework.kinds.people import Person, first_name
from casework.kinds.plans import Action, Plan, PlanCopy
from casework.kinds.record import Record
from casework.labels import PAPER, labels_of
from casework.typed_days import kept_day
from casework.wording import long_date
from desktop_app.direct_work import sharing
from desktop_app.network.secrecy import masked, secrets_everywhere
from desktop_app.plans.draft import WHAT, PlanDraft
from desktop_app.plans.family import brothers_and_sisters, called
from desktop_app.plans.forms import CALLED, Form
from desktop_app.plans.our_part import our_names
from desktop_app.plans.people import Adult, adults
from desktop_app.record_store.policy import level_of_file
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names

FORMS = frozenset(form.value for form in Form)


class GivenCopy(msgspec.Struct, frozen=True):
    """One copy that was given. to: whom; what: which paper, how, when, its number, and who gave it."""

    to: str
    what: str


class PlanLine(msgspec.Struct, frozen=True):
    """One plan in a child's list. copies: those that were given out, newest first; unsent: whether any of it waits to be sent."""

    record: Record[Plan]
    on: datetime.date | None
    steps: int
    done: int
    copies: tuple[GivenCopy, ...] = ()
    unsent: bool = False


class Begun(msgspec.Struct, frozen=True):
    """A plan that was begun on this laptop and is not in the record. on: None while its day is not written; children: what
    they are called."""

    name: str
    on: datetime.date | None
    children: tuple[str, ...]


class PlansOfChild(msgspec.Struct, frozen=True):
    """What stands under the tab. child: what the child is called."""

    child: str
    begun: tuple[Begun, ...]
    plans: tuple[PlanLine, ...]


class ChoosableWords(msgspec.Struct, frozen=True):
    """What a child said that may lie on the table. may_see: what the child said about who may see it, as a tag has it."""

    file: str
    quote: bytes
    words: str
    translation: str
    on: datetime.date | None
    setting: str
    may_see: sharing.Tag


class WordsOfChild(msgspec.Struct, frozen=True):
    """One child's words that may lie on the table."""

    file: str
    child: str
    choosable: tuple[ChoosableWords, ...]


class PlanForm(msgspec.Struct, frozen=True):
    """What the form of a plan shows. children: (file, name) of those it could be for; headings:
    what the framework's headings are called; ours: what a step of ours may call who does it (plans.our_part)."""

    draft: PlanDraft
    children: tuple[tuple[str, str], ...]
    adults: tuple[Adult, ...]
    words: tuple[WordsOfChild, ...]
    headings: Mapping[str, str]
    ours: frozenset[str] = frozenset()


def headings_of(records: Records, file: str) -> Mapping[str, str]:
    """What the framework's headings of a plan are called at this child's level of need, on the screen and on paper."""
    return labels_of(PAPER, level_of_file(records, file))["headings"]


def plans_of_child(records: Records, file: str) -> PlansOfChild:
    """A child's plans: first those begun here, then those in the record; newest first."""
    return PlansOfChild(called(records, file), begun(records, file), plans_of(records, file))


def begun(records: Records, file: str) -> tuple[Begun, ...]:
    """Plans begun on this laptop that are for this child, newest first; without those of another release, which wait."""
    return tuple(
        Begun(draft.name, kept_day(draft.date), tuple(called(records, its) for its in draft.files))
        for draft in records.drafts.begun(WHAT, PlanDraft)
        if file in draft.files
    )


def plans_of(records: Records, file: str) -> tuple[PlanLine, ...]:
    """A child's plans in the record, newest first."""
    actions, copies = records.records(file, Action), records.records(file, PlanCopy)
    names = staff_names(records) if copies else {}
    found = []
    for plan in records.records(file, Plan):
        its = [action for action in actions if action.value.plan == plan.record]
        done = sum(action.value.done is not None for action in its)
        its_copies = sorted((one for one in copies if one.value.plan == plan.record), key=_made, reverse=True)
        given = tuple(_given(one, names) for one in its_copies)
        unsent = plan.unsent or any(action.unsent for action in its)
        found.append(PlanLine(plan, day_of(plan.value.date), len(its), done, given, unsent))
    return tuple(sorted(found, key=lambda line: (line.on or datetime.date.min, line.record.written), reverse=True))


def _made(copy: Record[PlanCopy]) -> tuple[str, int]:
    """When, and of those of one moment the number that stands on it."""
    number = copy.value.copy_number or ""
    return copy.value.made or "", int(number) if number.isdecimal() else 0


def _given(copy: Record[PlanCopy], names: Mapping[str, str]) -> GivenCopy:
    value, on = copy.value, day_of(copy.value.made)
    paper = CALLED.get(Form(value.form), value.form) if value.form in FORMS else CALLED[Form.FAMILY_PLAN]
    parts = (
        paper,
        value.how,
        f"on {long_date(on, with_year=True)}" if on else "",
        f"copy {value.copy_number}" if value.copy_number else "",
        f"by {names.get(copy.author, copy.author)}",
    )
    return GivenCopy(value.recipient or "Somebody who is not named", ", ".join(part for part in parts if part))


def plan_form(records: Records, file: str, name: str) -> PlanForm | None:
    """The form of a plan that was begun; None where it is in the record by now, or was thrown away."""
    draft = records.drafts.find(name, PlanDraft)
    if draft is None:
        return None
    family = brothers_and_sisters(records, file)
    return PlanForm(
        draft,
        family,
        adults(records, draft.files),
        tuple(words_for_plan(records, one) for one, _ in family if one in draft.files),
        headings_of(records, file),
        our_names(records, draft.files, draft.written_by),
    )


def words_for_plan(records: Records, file: str) -> WordsOfChild:
    """What one child said, newest first: what may lie on a table."""
    names = {person.record.hex(): first_name(person.value) for person in records.records(file, Person)}
    secrets = secrets_everywhere(records)
    said = [quote for quote in records.records(file, Quote) if quote.value.words and quote.value.confirmed is not False]
    sayable = [quote for quote in said if who_may_see(quote.value, OPEN_ROOM).may_see]
    found = [
        ChoosableWords(
            file,
            quote.record,
            masked(words_for(quote.value, OPEN_ROOM), secrets),
            masked(quote.value.translation or "", secrets),
            day_of(quote.value.said_on),
            quote.value.setting or "",
            sharing.tag(quote.value.may_see, quote.value.override, names),
        )
        for quote in sorted(sayable, key=lambda quote: quote.value.said_on or "", reverse=True)
    ]
    return WordsOfChild(file, called(records, file), tuple(found))


def day_of(text: str | None) -> datetime.date | None:
    """The day that an ISO date or time says; None where nothing is recorded, or nothing that can be read."""
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
