"""What a worker does with a plan: begin, keep, agree it in every child's record, and note each copy that is given."""

import datetime
from collections.abc import Iterable

from casework.changes import Change, derived_record_id
from casework.errors import KnownError
from casework.fold import Presence
from casework.kinds.plans import Action, Agreement, Line, LookAgain, Plan, PlanCopy, RingLine, WhoByWhen
from casework.kinds.record import Record
from desktop_app.plans.draft import WHAT, PlanDraft, Sentence, Step, missing, new_plan
from desktop_app.plans.drafting import drafted, drafted_from
from desktop_app.plans.forms import Form
from desktop_app.plans.whose_view import as_lead
from desktop_app.record_store.records import AlreadyAdded, Changed, Records


class NotComplete(KnownError):
    """Something that a plan must say is still missing."""


def begin(records: Records, files: tuple[str, ...], day: datetime.date) -> PlanDraft:
    """A new empty plan for these children, kept at once."""
    draft = new_plan(files, day)
    keep(records, draft)
    return draft


def begin_from_record(records: Records, file: str, day: datetime.date) -> PlanDraft:
    """A new plan for this child's family, drafted from what is in the record, kept at once."""
    draft = drafted(records, file, day)
    keep(records, draft)
    return draft


def begin_from_plan(records: Records, file: str, plan: bytes, day: datetime.date) -> PlanDraft:
    """A new plan that begins with what an earlier one says and with its steps that are not done, kept at once.

    Raises KeyError where the plan is not on this laptop.
    """
    draft = drafted_from(records, file, plan, day)
    keep(records, draft)
    return draft


def keep(records: Records, draft: PlanDraft) -> None:
    """Keep the plan as it stands. Raises AlreadyAdded, so that none comes back that the family has agreed."""
    _check_not_added(records, draft)
    records.drafts.keep(draft.name, draft.files[0], WHAT, draft)


def put_away(records: Records, draft: PlanDraft) -> None:
    """Throw a plan away that was begun and is not in the record."""
    records.drafts.done(draft.name)


def agree(records: Records, draft: PlanDraft) -> Changed:
    """Add the plan and its steps to each child's file, all or none.

    A step that stood on the map becomes the plan's, in the file it stood in. Raises NotComplete, NotAllowed,
    TwoVersionsOpen, TooLong, AlreadyAdded.
    """
    _check_not_added(records, draft)
    lacking = missing(draft)
    if lacking:
        raise NotComplete(lacking[0].sentence)
    changes: list[Change] = []
    for file in draft.files:
        plan = plan_id(draft.group, file)
        changes.append(records.create(file, plan_of(draft, file), record=plan, happened=draft.date))
        changes += [
            _step(records, draft, file, position, step)
            for position, step in enumerate(step for step in draft.steps if not step.is_empty)
        ]
    return records.add(*changes, draft_done=draft.name)


def _check_not_added(records: Records, draft: PlanDraft) -> None:
    if any(records.record(file, Plan, plan_id(draft.group, file)) is not None for file in draft.files):
        raise AlreadyAdded("This plan stands in the record already. What was typed since is not kept: make a new plan.")


def _step(records: Records, draft: PlanDraft, file: str, position: int, step: Step) -> Change:
    action = Action(
        what=step.what.strip(),
        who_by_when=WhoByWhen(step.who.strip(), step.by, step.lead.strip()),
        how_we_will_know=step.how.strip() or None,
        plan=plan_id(draft.group, file),
        position=position,
        promised_to=step.promised_to.strip() or None,
        group=step.record,
    )
    taken = step.taken
    if taken is None or taken.file != file or _is_withdrawn(records, file, taken.record):
        record = derived_record_id("action", step.record, file)
        return records.create(file, action, record=record, happened=draft.date)
    shown = Record(file, "action", taken.record, Action(), dict(taken.shown))
    names = ("what", "who_by_when", "how_we_will_know", "plan", "position", "group")
    values = {name: getattr(action, name) for name in names if getattr(action, name) is not None}
    return records.edit(shown, values, happened=draft.date)


def _is_withdrawn(records: Records, file: str, record: bytes) -> bool:
    return records.state(file, "action", record).presence is Presence.WITHDRAWN


def note_copy(
    records: Records,
    plans: Iterable[tuple[str, bytes]],
    recipient: str,
    how: str,
    form: Form,
    number: str,
    version: int,
) -> Changed:
    """Note in each child's file that a copy was given.

    how: "printed" or "saved protected"; form: which paper; number stands on it.
    """
    made = records.pen().written
    return records.add(
        *(
            records.create(
                file,
                PlanCopy(
                    plan=plan,
                    recipient=recipient,
                    how=how,
                    form=form.value,
                    made=made,
                    copy_number=number,
                    version=version,
                ),
            )
            for file, plan in plans
        )
    )


def plan_id(group: bytes, file: str) -> bytes:
    """The id of a plan in one child's file."""
    return derived_record_id("plan", group, file)


def plan_of(draft: PlanDraft, file: str) -> Plan:
    """The plan as it would stand in one child's file, with this child's words alone."""
    return Plan(
        plan_kind="family",
        names=draft.names.strip() or None,
        date=draft.date,
        written_by=draft.written_by.strip() or None,
        written_with=draft.written_with.strip() or None,
        look_again=LookAgain(draft.look_again, draft.look_again_where.strip()) if draft.look_again else None,
        closing_line=draft.closing_line.strip() or None,
        if_better=draft.if_better.strip() or None,
        if_same=draft.if_same.strip() or None,
        service_line=draft.service_line.strip() or None,
        state="agreed",
        group=draft.group,
        why=_lines(draft.why),
        going_well=_lines(draft.going_well),
        needs_to_change=_lines(draft.needs_to_change),
        disagreements=_lines(draft.disagreements),
        words={str(place): quote.hex() for place, quote in enumerate(draft.words.get(file, ()))},
        contacts={
            str(place): RingLine(place, ring.who.strip(), ring.role.strip(), ring.number.strip())
            for place, ring in enumerate(draft.contacts)
            if ring.who.strip() or ring.number.strip()
        },
        agreed={
            str(place): Agreement(
                one.who.strip(), one.answer, (one.on or draft.date) if one.answer else "", one.said.strip()
            )
            for place, one in enumerate(draft.agreed)
            if one.who.strip()
        },
    )


def _lines(lines: tuple[Sentence, ...]) -> dict[str, Line]:
    return {
        str(place): Line(place, line.text.strip(), as_lead(line.lead))
        for place, line in enumerate(lines)
        if line.text.strip()
    }
