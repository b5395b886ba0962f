"""A plan while it is being made with a family, and what is still missing before it can be agreed."""

import datetime

import msgspec

from casework import typed_days
from casework.changes import new_record_id
from desktop_app.plans.whose_view import lacks_whose_view, start_of

LISTS = ("why", "going_well", "needs_to_change", "disagreements")

WHAT = "plan"
"""What its draft is, among drafts."""


class Sentence(msgspec.Struct, frozen=True):
    """One line of a plan. lead: set bold before it; source: where it came from, "" where it was written here."""

    text: str
    source: str = ""
    lead: str = ""


class Taken(msgspec.Struct, frozen=True):
    """The next step of the map that a step of the plan is: its file and record, and what was shown of it then."""

    file: str
    record: bytes
    shown: dict[str, tuple[bytes, ...]]


class Step(msgspec.Struct, frozen=True):
    """One thing somebody does. by: a day as `casework.typed_days.keep` has it; lead: said before it, e.g. "From"; how: how we will know."""

    what: str
    who: str
    by: str = ""
    lead: str = ""
    how: str = ""
    promised_to: str = ""
    record: bytes = msgspec.field(default_factory=new_record_id)
    source: str = ""
    taken: Taken | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it: it is left out of the plan."""
        return not any(part.strip() for part in (self.what, self.who, self.by, self.lead, self.how))


class Ring(msgspec.Struct, frozen=True):
    """Somebody to ring."""

    who: str
    role: str
    number: str


class Agreed(msgspec.Struct, frozen=True):
    """What one person said of the plan. answer: "yes", "no" or "" while they were not asked; on: a day as `PlanDraft` has it."""

    who: str
    answer: str = ""
    on: str = ""
    said: str = ""


class PlanDraft(msgspec.Struct, frozen=True):
    """The whole form. files: of the children it is for; date, look_again: days as
    `casework.typed_days.keep` has them; words: ids of quotes, by file.

    left_out: a sentence for each step that was open and could not be taken over.
    """

    group: bytes
    files: tuple[str, ...]
    date: str
    names: str = ""
    written_by: str = ""
    written_with: str = ""
    why: tuple[Sentence, ...] = ()
    going_well: tuple[Sentence, ...] = ()
    needs_to_change: tuple[Sentence, ...] = ()
    disagreements: tuple[Sentence, ...] = ()
    steps: tuple[Step, ...] = ()
    left_out: tuple[str, ...] = ()
    words: dict[str, tuple[bytes, ...]] = {}
    contacts: tuple[Ring, ...] = ()
    look_again: str = ""
    look_again_where: str = ""
    if_better: str = ""
    if_same: str = ""
    closing_line: str = ""
    service_line: str = ""
    agreed: tuple[Agreed, ...] = ()

    @property
    def name(self) -> str:
        """What the draft is kept under."""
        return f"plan:{self.group.hex()}"

    def texts(self) -> tuple[str, ...]:
        """Everything in it that the family reads as sentences."""
        lines = [line.text for name in LISTS for line in getattr(self, name)]
        steps = [text for step in self.steps for text in (step.what, step.how)]
        return (*lines, *steps, self.if_better, self.if_same, self.closing_line, self.service_line)


class Missing(msgspec.Struct, frozen=True):
    """One thing a plan must say. field: of the draft; at: which of its rows; part: of the row."""

    sentence: str
    field: str
    at: int = 0
    part: str = ""


def new_plan(files: tuple[str, ...], day: datetime.date) -> PlanDraft:
    """An empty plan for these children."""
    return PlanDraft(new_record_id(), files, day.isoformat())


def missing(draft: PlanDraft) -> tuple[Missing, ...]:
    """What a plan must say before it is agreed, in the order of the form."""
    found = []
    if not any(line.text.strip() for line in draft.why):
        found.append(Missing("Say why we are involved.", "why"))
    if not any(line.text.strip() for line in draft.needs_to_change):
        found.append(Missing("Say what needs to change.", "needs_to_change"))
    found += [
        Missing(f"Say whose view this is: “{start_of(line.text)}”.", name, at, "lead")
        for name in LISTS
        for at, line in enumerate(getattr(draft, name))
        if lacks_whose_view(line.text, line.lead)
    ]
    found += _missing_in_steps(draft)
    if not draft.look_again:
        found.append(Missing("Say when you look at the plan again.", "look_again"))
    found += not_days(draft)
    if not any(ring.who.strip() and ring.number.strip() for ring in draft.contacts):
        found.append(Missing("Say whom the family can ring, with a number.", "contacts"))
    if not any(one.answer and one.who.strip() for one in draft.agreed):
        found.append(Missing("Say who agreed, or who did not.", "agreed"))
    return tuple(found)


def not_days(draft: PlanDraft) -> tuple[Missing, ...]:
    """What stands where a day belongs and is none."""
    said = [(typed_days.no_day(draft.date, "the day of the plan"), "date", 0, "")]
    said += [
        (typed_days.not_a_day(step.by, f"the day of step {at + 1}"), "steps", at, "by")
        for at, step in enumerate(draft.steps)
    ]
    said.append((typed_days.not_a_day(draft.look_again, "the day you look at it again"), "look_again", 0, ""))
    said += [
        (typed_days.not_a_day(one.on, f"the day of {one.who}’s answer"), "agreed", at, "on")
        for at, one in enumerate(draft.agreed)
        if one.answer
    ]
    return tuple(Missing(*one) for one in said if one[0])


def _missing_in_steps(draft: PlanDraft) -> list[Missing]:
    written = [(at, step) for at, step in enumerate(draft.steps) if not step.is_empty]
    if not written:
        return [Missing("Say who does what: at least one step.", "steps", part="what")]
    found = []
    for at, step in written:
        if not step.what.strip():
            found.append(Missing(f"Step {at + 1}: say what is done.", "steps", at, "what"))
        elif not step.who.strip():
            found.append(Missing(f"Step {at + 1}: say who does it.", "steps", at, "who"))
        elif not (step.by or step.lead.strip()):
            found.append(Missing(f"Step {at + 1}: say by when.", "steps", at, "by"))
    return found
