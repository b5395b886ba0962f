"""What is due for a child: the next visit by the authority's rule, and what the plan says somebody does by when."""

import datetime
import functools
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from casework.clocks import Due, VisitRule, read_rules, visit_due
from casework.kinds.plans import Action, Plan
from casework.kinds.work import CareStage
from casework.working_days import OutsideTheCalendar, add_working_days
from desktop_app.caseload import facts
from desktop_app.caseload.facts import Seen

RULES = Path(__file__).resolve().parents[2] / "resources" / "rules" / "visits.toml"
LONGEST_IN_A_LIST = 60
_TO_SEE = re.compile(r"(?:see|sees|visit|visits)\b([^,.;]*)", re.IGNORECASE)
_ALONE = re.compile(r"\balone\b", re.IGNORECASE)


@functools.cache
def visit_rules() -> tuple[VisitRule, ...]:
    """The rules that ship with the program."""
    return read_rules(RULES.read_text("utf-8"))


def next_visit(stage: CareStage | None, last_visit: datetime.date | None) -> Due | None:
    """When the child is to be seen next."""
    if stage is None:
        return None
    began = facts.day(stage.start_date)
    if began is None:
        return None
    try:
        return visit_due(visit_rules(), stage.stage, max(last_visit or datetime.date.min, began), add_working_days)
    except OutsideTheCalendar:  # a mistyped year must not cost the worker the whole list
        return None


def everything_due(
    stage: CareStage | None, last_visit: datetime.date | None, plans: Iterable[Plan], actions: Iterable[Action]
) -> list[Due]:
    """All that is due, soonest first. What was done, and what has no day that can be read, is left out."""
    found = clocks(stage, last_visit, plans)
    found += [
        Due(f"{action.who_by_when.who}: {_short(action.what or '')}", day)
        for action in actions
        if action.who_by_when
        and (day := facts.day(action.who_by_when.by))
        and not action.done
        and not action.promised_to
    ]
    return sorted(found, key=lambda due: due.on)


def still_to_do(
    actions: Iterable[Action], seen: Seen | None, children: Collection[str], workers: Collection[str]
) -> list[Action]:
    """Without the steps that a visit has met: a worker's own step to see a child, once the child was seen on its day.

    "Hannah: Sees Maisie and Tom alone" is about no other thing than the visit: who recorded that is not told it is due.
    children: of the family, as they are called; workers: ours, by their names. A step that says "alone" is not met by a
    visit at which the child was not.
    """
    return [action for action in actions if not _is_met(action, seen, children, workers)]


def _is_met(action: Action, seen: Seen | None, children: Collection[str], workers: Collection[str]) -> bool:
    when, what = action.who_by_when, (action.what or "").strip()
    by, to_see = facts.day(when.by) if when else None, _TO_SEE.match(what)
    if when is None or by is None or to_see is None or seen is None or seen.on < by:
        return False
    is_ours = any(when.who.strip() in (name, name.partition(" ")[0]) for name in workers)
    is_a_child = any(re.search(rf"\b{re.escape(name)}\b", to_see[1]) for name in children)
    return is_ours and is_a_child and not (seen.alone is False and _ALONE.search(what))


def clocks(stage: CareStage | None, last_visit: datetime.date | None, plans: Iterable[Plan]) -> list[Due]:
    """What the authority's rules and the plan's own day ask for: the next visit, and looking at the plan again."""
    visit = next_visit(stage, last_visit)
    return ([visit] if visit else []) + [
        Due("Look at the plan again", day)
        for plan in plans
        if plan.look_again and (day := facts.day(plan.look_again.date))
    ]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_IN_A_LIST else text[: LONGEST_IN_A_LIST - 1].rstrip() + "…"
