"""What a worker does with a plan: begin, keep, agree it in every child's record, and note each copy that is given."""

import datetime

from casework.changes import Change, derived_record_id
from casework.errors import KnownError
from casework.kinds.plans import Action, Line, LookAgain, Plan, PlanCopy, RingLine, WhoByWhen
from desktop_app.plans.draft import PlanDraft, missing, new_plan
from desktop_app.record_store.records import Changed, Records

COPY_LETTERS = 8


class NotComplete(KnownError):
    """Something that a plan must say is still missing."""


def begin(records: Records, files: tuple[str, ...], day: datetime.date) -> PlanDraft:
    """A new plan for these children, kept at once."""
    draft = new_plan(files, day)
    keep(records, draft)
    return draft


def keep(records: Records, draft: PlanDraft) -> None:
    """Keep the plan as it stands."""
    records.drafts.keep(draft.name, draft.files[0], "plan", draft)


def agree(records: Records, draft: PlanDraft, written_by: str) -> Changed:
    """Add the plan and its steps to each child's file, all or none. Raises NotComplete, NotAllowed."""
    lacking = missing(draft)
    if lacking:
        raise NotComplete(lacking[0])
    changes: list[Change] = []
    for file in draft.files:
        plan = plan_id(draft.group, file)
        changes.append(records.create(file, _plan(draft, file, written_by), record=plan, happened=draft.date))
        for position, step in enumerate(draft.steps):
            action = Action(
                what=step.what.strip(),
                who_by_when=WhoByWhen(step.who.strip(), step.by, step.lead.strip()),
                how_we_will_know=step.how.strip() or None,
                plan=plan,
                position=position,
                promised_to=step.promised_to.strip() or None,
                group=step.record,
            )
            record = derived_record_id("action", step.record, file)
            changes.append(records.create(file, action, record=record, happened=draft.date))
    return records.add(*changes, draft_done=draft.name)


def note_copy(records: Records, file: str, plan: bytes, recipient: str, how: str) -> str:
    """Note that a copy was given; how: "printed" or "saved". Returns its copy number, which stands on the paper."""
    given = len(records.records(file, PlanCopy)) + 1
    number = f"{plan.hex()[:COPY_LETTERS].upper()}-{given}"
    copy = PlanCopy(plan=plan, recipient=recipient, how=how, made=records.pen().written, copy_number=number)
    records.add(records.create(file, copy))
    return number


def plan_id(group: bytes, file: str) -> bytes:
    """The id of a plan in one child's file."""
    return derived_record_id("plan", group, file)


def _plan(draft: PlanDraft, file: str, written_by: str) -> Plan:
    return Plan(
        plan_kind="family",
        names=draft.names.strip() or None,
        date=draft.date,
        written_by=written_by or None,
        written_with=draft.written_with.strip() or None,
        look_again=LookAgain(draft.look_again, draft.look_again_where.strip()) if draft.look_again else None,
        closing_line=draft.closing_line.strip() or None,
        if_better=draft.if_better.strip() or None,
        if_same=draft.if_same.strip() or None,
        state="agreed",
        group=draft.group,
        why=_lines(draft.why),
        going_well=_lines(draft.going_well),
        needs_to_change=_lines(draft.needs_to_change),
        disagreements=_lines(draft.disagreements),
        words={str(place): quote.hex() for place, quote in enumerate(draft.words.get(file, ()))},
        contacts={
            str(place): RingLine(place, ring.who, ring.role, ring.number) for place, ring in enumerate(draft.contacts)
        },
    )


def _lines(texts: tuple[str, ...]) -> dict[str, Line]:
    return {str(place): Line(place, text.strip()) for place, text in enumerate(texts) if text.strip()}
