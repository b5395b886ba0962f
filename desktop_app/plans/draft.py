"""A plan while it is being made with a family, and what is still missing before it can be agreed."""

import datetime

import msgspec

from casework.changes import new_record_id


class Step(msgspec.Struct, frozen=True):
    """One thing somebody does. by: ISO day or ""; lead: said before it, e.g. "From"; how: how we will know."""

    what: str
    who: str
    by: str = ""
    lead: str = ""
    how: str = ""
    promised_to: str = ""
    record: bytes = msgspec.field(default_factory=new_record_id)


class Ring(msgspec.Struct, frozen=True):
    """Somebody to ring."""

    who: str
    role: str
    number: str


class PlanDraft(msgspec.Struct, frozen=True):
    """The whole form. files: of the children it is for; date, look_again: ISO days; words: ids of quotes, by file."""

    group: bytes
    files: tuple[str, ...]
    date: str
    names: str = ""
    written_with: str = ""
    why: tuple[str, ...] = ()
    going_well: tuple[str, ...] = ()
    needs_to_change: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    words: dict[str, tuple[bytes, ...]] = {}
    contacts: tuple[Ring, ...] = ()
    look_again: str = ""
    look_again_where: str = ""
    if_better: str = ""
    if_same: str = ""
    closing_line: str = ""

    @property
    def name(self) -> str:
        """What the draft is kept under."""
        return f"plan:{self.group.hex()}"


def new_plan(files: tuple[str, ...], day: datetime.date) -> PlanDraft:
    """An empty plan for these children."""
    return PlanDraft(new_record_id(), files, day.isoformat())


def missing(draft: PlanDraft) -> tuple[str, ...]:
    """What a plan must say before it is agreed, as sentences."""
    found = []
    if not any(line.strip() for line in draft.needs_to_change):
        found.append("Say what needs to change.")
    if not draft.steps:
        found.append("Say who does what: at least one step.")
    found += [
        f"Say who does “{step.what.strip()}”." for step in draft.steps if step.what.strip() and not step.who.strip()
    ]
    found += [
        f"Say by when {step.who.strip()} does “{step.what.strip()}”."
        for step in draft.steps
        if step.what.strip() and step.who.strip() and not (step.by or step.lead.strip())
    ]
    if not draft.look_again:
        found.append("Say when you look at the plan again.")
    return tuple(found)
