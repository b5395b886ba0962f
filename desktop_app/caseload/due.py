"""What is due for a child: the next visit by the authority's rule, and what the plan says somebody does by when."""

import datetime
import functools
from collections.abc import Iterable
from pathlib import Path

from casework.clocks import Due, VisitRule, read_rules, visit_due
from casework.kinds.plans import Action, Plan
from casework.kinds.work import CareStage
from casework.working_days import OutsideTheCalendar, add_working_days
from desktop_app.caseload import facts

RULES = Path(__file__).resolve().parents[2] / "resources" / "rules" / "visits.toml"
LONGEST_IN_A_LIST = 60


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
