"""Read-models of plans: those of a child, and the values from which a family's paper is made. No Qt."""

import datetime

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.childs_words import OPEN_ROOM, Sight, who_may_see
from casework.kinds.books import AUTHORITY_RECORD, Authority
from casework.kinds.direct_work import Quote
from casework.kinds.people import SUBJECT, Person, first_name
from casework.kinds.plans import Action, Line, Plan
from casework.kinds.record import Record
from casework.wording import age_in_words
from desktop_app.documents import read_models
from desktop_app.record_store.records import Records


class PlanLine(msgspec.Struct, frozen=True):
    """One plan in a child's list."""

    record: Record[Plan]
    on: datetime.date | None
    steps: int
    done: int


def plans_of(records: Records, file: str) -> tuple[PlanLine, ...]:
    """A child's plans, newest first."""
    actions = records.records(file, Action)
    found = []
    for plan in records.records(file, Plan):
        its = [action for action in actions if action.value.plan == plan.record]
        done = sum(action.value.done is not None for action in its)
        found.append(PlanLine(plan, _day(plan.value.date), len(its), done))
    return tuple(sorted(found, key=lambda line: (line.on or datetime.date.min, line.record.written), reverse=True))


def sayable_words(records: Records, file: str) -> tuple[Record[Quote], ...]:
    """What this child said that may stand on a paper which lies on the family's table."""
    return tuple(quote for quote in records.records(file, Quote) if quote.value.words and _sight(quote.value).may_see)


def family_plan(
    records: Records, file: str, plan: bytes, today: datetime.date, copy_for: str = ""
) -> read_models.FamilyPlan:
    """The values of the paper. Words that the child holds back are not in it, whatever the plan once named.

    Raises KeyError where the plan is not on this laptop.
    """
    held = records.record(file, Plan, plan)
    if held is None:
        raise KeyError(plan)
    value = held.value
    authority = records.record(AUTHORITY_BOOK, Authority, AUTHORITY_RECORD)
    return read_models.FamilyPlan(
        names=value.names or "",
        made_on=_day(value.date) or today,
        copy_for=copy_for,
        draft=value.state != "agreed",
        written_by=value.written_by or "",
        written_with=value.written_with or "",
        look_again=_look_again(value),
        why=_lines(value.why),
        disagreements=_lines(value.disagreements),
        going_well=_lines(value.going_well),
        needs_to_change=_lines(value.needs_to_change),
        closing_line=value.closing_line or "",
        childs_words=_words(records, file, value, today),
        steps=_steps(records, file, plan),
        if_better=value.if_better or "",
        if_same=value.if_same or "",
        contacts=tuple(
            read_models.Contact(line.who, line.role, line.number)
            for line in sorted(value.contacts.values(), key=lambda line: line.position)
        ),
        other_formats_number=(authority.value.complaints or "") if authority else "",
        worker_signs=value.written_by or "",
    )


def _words(records: Records, file: str, plan: Plan, today: datetime.date) -> tuple[read_models.ChildsWords, ...]:
    person = records.record(file, Person, SUBJECT)
    child = person.value if person else Person()
    found = []
    for _, name in sorted(plan.words.items(), key=lambda item: int(item[0])):
        quote = records.record(file, Quote, bytes.fromhex(name))
        if quote is None or quote.is_withdrawn or not quote.value.words or not _sight(quote.value).may_see:
            continue
        age = age_in_words(_day(child.dob), today)
        found.append(
            read_models.ChildsWords(
                sight=_sight(quote.value),
                child_agreed=quote.value.override is None,
                child=first_name(child),
                words=quote.value.words,
                said=age,
                language=quote.value.language or "",
                translation=quote.value.translation or "",
            )
        )
    return tuple(found)


def _sight(quote: Quote) -> Sight:
    return who_may_see(quote, OPEN_ROOM)


def _steps(records: Records, file: str, plan: bytes) -> tuple[read_models.Step, ...]:
    actions = [record.value for record in records.records(file, Action) if record.value.plan == plan]
    return tuple(
        read_models.Step(
            who=action.who_by_when.who if action.who_by_when else "",
            what=action.what or "",
            by=_day(action.who_by_when.by) if action.who_by_when else None,
            lead=action.who_by_when.lead if action.who_by_when else "",
            how_we_will_know=action.how_we_will_know or "",
        )
        for action in sorted(actions, key=lambda action: action.position or 0)
    )


def _look_again(plan: Plan) -> read_models.LookAgain | None:
    day = _day(plan.look_again.date) if plan.look_again else None
    return read_models.LookAgain(day, plan.look_again.where) if day and plan.look_again else None


def _lines(lines: dict[str, Line]) -> tuple[read_models.Line, ...]:
    return tuple(
        read_models.Line(line.text, line.lead) for line in sorted(lines.values(), key=lambda line: line.position)
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text[:10]) if text else None
