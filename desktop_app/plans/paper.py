"""What a family's paper is made from: a plan of the record or one still being made, for one reader. No Qt.

One paper serves the whole family, so it holds the words of every child the plan is for, each only where that child lets
them lie on a table.
"""

import datetime
from collections.abc import Iterable

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.childs_words import OPEN_ROOM, Sight, who_may_see, words_for
from casework.kinds.books import AUTHORITY_RECORD, Authority
from casework.kinds.direct_work import Quote
from casework.kinds.people import SUBJECT, Person, first_name
from casework.kinds.plans import Action, Line, Plan, PlanCopy
from casework.wording import age_in_words, not_asked_yet, plain_date
from desktop_app.documents import read_models
from desktop_app.plans.actions import plan_id, plan_of
from desktop_app.plans.draft import PlanDraft, not_days
from desktop_app.plans.family import brothers_and_sisters
from desktop_app.plans.our_part import is_ours, our_names
from desktop_app.plans.queries import day_of, headings_of
from desktop_app.record_store.records import Records


class Paper(msgspec.Struct, frozen=True):
    """A plan for one reader. plans: (file, id) of the plan in each child's file; values: what the PDF is made from;
    not_days: what stands where a day belongs and is none."""

    values: read_models.FamilyPlan
    plans: tuple[tuple[str, bytes], ...]
    not_days: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the children it is for."""
        return tuple(file for file, _ in self.plans)


def paper_of_plan(records: Records, file: str, plan: bytes, today: datetime.date, copy_for: str = "") -> Paper:
    """The paper of a plan in the record. Words that a child holds back are not in it, whatever the plan once named.

    Raises KeyError where the plan is not on this laptop, or was withdrawn.
    """
    held = records.record(file, Plan, plan)
    if held is None or held.is_withdrawn:
        raise KeyError(plan)
    plans = [(file, plan, held.value)]
    if held.value.group:
        plans += [
            (other, its.record, its.value)
            for other, _ in brothers_and_sisters(records, file)[1:]
            for its in records.records(other, Plan)
            if its.value.group == held.value.group
        ]
    steps = [record.value for record in records.records(file, Action) if record.value.plan == plan]
    return _paper(records, plans, _steps(steps), today, copy_for)


def paper_of_draft(records: Records, name: str, today: datetime.date, copy_for: str = "") -> Paper:
    """The paper of a plan that is still being made, which says so. Raises KeyError where the draft is gone."""
    draft = records.drafts.find(name, PlanDraft)
    if draft is None:
        raise KeyError(name)
    plans = [
        (file, plan_id(draft.group, file), msgspec.structs.replace(plan_of(draft, file), state="draft"))
        for file in draft.files
    ]
    steps = tuple(
        read_models.Step(
            step.who.strip(), step.what.strip(), day_of(step.by), step.lead.strip(), how_we_will_know=step.how.strip()
        )
        for step in draft.steps
        if not step.is_empty
    )
    paper = _paper(records, plans, steps, today, copy_for)
    return msgspec.structs.replace(paper, not_days=tuple(one.sentence for one in not_days(draft)))


def _paper(
    records: Records,
    plans: list[tuple[str, bytes, Plan]],
    steps: tuple[read_models.Step, ...],
    today: datetime.date,
    copy_for: str,
) -> Paper:
    file, plan, value = plans[0]
    book = records.record(AUTHORITY_BOOK, Authority, AUTHORITY_RECORD)
    asked = [one for _, one in sorted(value.agreed.items(), key=lambda item: int(item[0]) if item[0].isdigit() else 0)]
    writer = (value.written_by or "").split(",", maxsplit=1)[0]
    asked_since = {not_asked_yet(one.who) for one in asked if one.answer}  # or the paper would say both
    ours = our_names(records, tuple(its for its, _, _ in plans), value.written_by or "")
    rings = sorted(value.contacts.values(), key=lambda line: line.position)
    values = read_models.FamilyPlan(
        names=value.names or "",
        made_on=day_of(value.date) or today,
        headings=headings_of(records, file),
        copy_for=copy_for,
        version=_version(records, file, plan),
        copy_number=str(_copies(records, file, plan) + 1),
        draft=value.state != "agreed",
        written_by=value.written_by or "",
        written_with=value.written_with or "",
        phone=next((ring.number for ring in rings if writer and ring.who == writer), ""),
        look_again=_look_again(value),
        why=_lines(value.why),
        disagreements=tuple(line for line in _lines(value.disagreements) if line.text not in asked_since),
        going_well=_lines(value.going_well),
        needs_to_change=_lines(value.needs_to_change),
        closing_line=value.closing_line or "",
        childs_words=tuple(words for its, _, one in plans for words in _words(records, its, one, today)),
        steps=steps,
        our_part=any(is_ours(step.who, ours) for step in steps),
        service_line=read_models.Line(value.service_line) if value.service_line else None,
        if_better=value.if_better or "",
        if_same=value.if_same or "",
        contacts=tuple(read_models.Contact(line.who, line.role, line.number) for line in rings),
        other_formats_number=(book.value.complaints or "") if book else "",
        answers=tuple(
            read_models.Answer(one.who, one.answer == "yes", day_of(one.on), one.said) for one in asked if one.answer
        ),
        signers=tuple(one.who for one in asked if not one.answer) or ((copy_for,) if copy_for and not asked else ()),
        worker_signs=writer,
        is_practice=records.identity.is_practice,
    )
    return Paper(values, tuple((its, record) for its, record, _ in plans))


def _version(records: Records, file: str, plan: bytes) -> int:
    """Which plan of this child it is, counted from the first; one that is not in the record comes after all."""
    found = sorted(records.records(file, Plan), key=lambda one: (one.value.date or "", one.written))
    return next((at for at, one in enumerate(found, start=1) if one.record == plan), len(found) + 1)


def _copies(records: Records, file: str, plan: bytes) -> int:
    return sum(copy.value.plan == plan for copy in records.records(file, PlanCopy))


def _words(records: Records, file: str, plan: Plan, today: datetime.date) -> Iterable[read_models.ChildsWords]:
    person = records.record(file, Person, SUBJECT)
    child = person.value if person else Person()
    for _, name in sorted(plan.words.items(), key=lambda item: int(item[0]) if item[0].isdigit() else 0):
        quote = records.record(file, Quote, bytes.fromhex(name))
        if quote is None or quote.is_withdrawn or not _is_quotable(quote.value) or not _sight(quote.value).may_see:
            continue
        on = day_of(quote.value.said_on)
        age = age_in_words(day_of(child.dob), on or today) if child.dob else ""
        yield read_models.ChildsWords(
            sight=_sight(quote.value),
            child_agreed=quote.value.override is None,
            child=first_name(child),
            words=words_for(quote.value, OPEN_ROOM),
            said=", ".join(part for part in (age, f"on {plain_date(on, today)}" if on else "") if part),
            language=quote.value.language or "",
            translation=quote.value.translation or "",
        )


def _is_quotable(quote: Quote) -> bool:
    """Words are there, and the child did not say afterwards that they are not right."""
    return bool(quote.words) and quote.confirmed is not False


def _sight(quote: Quote) -> Sight:
    return who_may_see(quote, OPEN_ROOM)


def _steps(actions: list[Action]) -> tuple[read_models.Step, ...]:
    return tuple(
        read_models.Step(
            who=action.who_by_when.who if action.who_by_when else "",
            what=action.what or "",
            by=day_of(action.who_by_when.by) if action.who_by_when else None,
            lead=action.who_by_when.lead if action.who_by_when else "",
            how_we_will_know=action.how_we_will_know or "",
        )
        for action in sorted(actions, key=lambda action: action.position or 0)
    )


def _look_again(plan: Plan) -> read_models.LookAgain | None:
    day = day_of(plan.look_again.date) if plan.look_again else None
    return read_models.LookAgain(day, plan.look_again.where) if day and plan.look_again else None


def _lines(lines: dict[str, Line]) -> tuple[read_models.Line, ...]:
    return tuple(
        read_models.Line(line.text, line.lead) for line in sorted(lines.values(), key=lambda line: line.position)
    )
