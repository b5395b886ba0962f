"""When a child is to be seen again. The rules are data with dates (resources/rules), because guidance changes.

The day of the trigger is day 0, and what is due is due by the end of its day.
"""

import datetime
import tomllib
from collections.abc import Callable, Iterable

import msgspec

from casework.errors import BugError


class VisitRule(msgspec.Struct, frozen=True):
    """One rule: stage of work, the day it holds from, and the longest time between visits; basis: where it stands."""

    stage: str
    valid_from: datetime.date
    basis: str
    working_days: int | None = None
    days: int | None = None


class Due(msgspec.Struct, frozen=True):
    """Something that is due on a day. what: in plain words; basis: the rule it comes from."""

    what: str
    on: datetime.date
    basis: str = ""


AddWorkingDays = Callable[[datetime.date, int], datetime.date]


def read_rules(toml: str) -> tuple[VisitRule, ...]:
    """The rules of a rule file. Raises BugError where the file does not hold rules: it ships with the program."""
    try:
        return tuple(msgspec.convert(tomllib.loads(toml)["rule"], list[VisitRule]))
    except (KeyError, msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise BugError(f"The rule file for visits cannot be read: {error}") from error


def visit_due(
    rules: Iterable[VisitRule],
    stage: str | None,
    since: datetime.date,
    add_working_days: AddWorkingDays,
) -> Due | None:
    """When the next visit is due for a child at this stage, counted from the last visit or the stage's start."""
    holding = [rule for rule in rules if rule.stage == stage and rule.valid_from <= since]
    if not holding:
        return None
    rule = max(holding, key=lambda candidate: candidate.valid_from)
    if rule.working_days is not None:
        return Due("Visit", add_working_days(since, rule.working_days), rule.basis)
    return Due("Visit", since + datetime.timedelta(days=rule.days or 0), rule.basis)
