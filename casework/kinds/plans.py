"""Plans and the actions that carry them out: who does what, by when, and how we will know."""

import msgspec

from casework.kinds.reading import Kind


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a plan: its place in the order and its words; lead is set bold before them."""

    position: int
    text: str
    lead: str = ""


class LookAgain(msgspec.Struct, frozen=True, omit_defaults=True):
    """When the plan is looked at again (ISO date) and where."""

    date: str
    where: str = ""


class Agreement(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one person said of a plan on a day (ISO date): answer "yes" or "no", and their words about it.

    answer and on are "" of somebody whose answer is still wanted: they can sign on the paper.
    """

    who: str
    answer: str
    on: str
    said: str = ""


class Plan(Kind, frozen=True):
    """A plan with a family. going_well, needs_to_change, why, disagreements: {key: Line}; words: {key: quote id hex}.

    state: "draft" or "agreed"; names: of the family, as they wish; contacts: whom to ring, {key: RingLine};
    agreed: who agreed and who did not, {key: Agreement}.
    """

    plan_kind: str | None = None
    title: str | None = None
    names: str | None = None
    date: str | None = None
    written_by: str | None = None
    written_with: str | None = None
    look_again: LookAgain | None = None
    closing_line: str | None = None
    if_better: str | None = None
    if_same: str | None = None
    service_line: str | None = None
    state: str | None = None
    group: bytes | None = None
    why: dict[str, Line] = {}
    going_well: dict[str, Line] = {}
    needs_to_change: dict[str, Line] = {}
    disagreements: dict[str, Line] = {}
    words: dict[str, str] = {}
    contacts: dict[str, "RingLine"] = {}
    agreed: dict[str, Agreement] = {}


class RingLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whom to ring: who, what they are, and the number."""

    position: int
    who: str
    role: str
    number: str


class WhoByWhen(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who does it and by when: one nested value. by: ISO date or empty; from_: said before it, e.g. "From"."""

    who: str
    by: str = ""
    lead: str = ""


class Done(msgspec.Struct, frozen=True, omit_defaults=True):
    """That an action was done: on which day, and what came of it."""

    on: str
    note: str = ""


class Action(Kind, frozen=True):
    """One thing somebody does. On the map it is a next step.

    plan: record id of the plan it stands in; promised_to: set where the worker promised it to somebody.
    """

    what: str | None = None
    who_by_when: WhoByWhen | None = None
    how_we_will_know: str | None = None
    who_checks: str | None = None
    plan: bytes | None = None
    position: int | None = None
    promised_to: str | None = None
    pair: bytes | None = None
    done: Done | None = None
    group: bytes | None = None


class PlanCopy(Kind, frozen=True):
    """That a copy was made: for whom, of which plan, how (printed, saved protected), when, with what copy number.

    form: which paper ("large print"); None of a copy from before there were several, which is the family plan itself.
    """

    plan: bytes | None = None
    recipient: str | None = None
    how: str | None = None
    made: str | None = None
    copy_number: str | None = None
    form: str | None = None
    version: int | None = None
