"""When things happened: referral, assessment, enquiry, conference, plans and visits, in the order the law gives them.

Counted back from the given day, so that some clocks run out soon. Clocks: Working Together to Safeguard Children (45 and
15 working days), the local rules for visits in resources/rules.
"""

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from demo import days
from demo.people import Family

ASSESSMENT_DAYS, CONFERENCE_DAYS = 45, 15
LATE_VISITS = 0.05
LONGEST = {"cp_plan": 10, "cin_plan": 20}
LONGEST_IN_DAYS = {"looked_after": 42, "care_leaver": 56}


@dataclass(frozen=True)
class Stage:
    """A plan or status from one day to another, with the category of a child protection plan."""

    stage: str
    start: datetime.date
    end: datetime.date | None = None
    category: str = ""
    placement: str = ""
    legal_status: str = ""
    end_reason: str = ""


@dataclass(frozen=True)
class Timeline:
    """The dates of one family's episode. earlier: a first referral that was closed, with the day of closing;
    moved_on: the day another hub handed the family on."""

    referral: datetime.date
    assessed_from: datetime.date
    assessed_on: datetime.date | None
    earlier: tuple[datetime.date, datetime.date] | None = None
    strategy: datetime.date | None = None
    enquiry_end: datetime.date | None = None
    conference: datetime.date | None = None
    stages: tuple[Stage, ...] = ()
    visits: tuple[datetime.date, ...] = ()
    moved_on: datetime.date | None = None

    def progress(self, day: datetime.date) -> float:
        """How far along a day is between the first visit and the last: 0 to 1."""
        first, last = self.visits[0], self.visits[-1]
        return max(0.0, min(1.0, (day - first).days / max(1, (last - first).days)))


def episode(family: Family, today: datetime.date, rng: random.Random, category: str) -> Timeline:
    """The episode of a family from its course, before anybody has visited."""
    return _COURSES[family.course](today, rng, category)


def with_visits(found: Timeline, family: Family, today: datetime.date, rng: random.Random, years: int = 2) -> Timeline:
    """The last visit lies before `today` and the next one is not yet due."""
    found = replace(found, visits=_visits(found, today, rng, datetime.timedelta(days=365 * years)))
    if family.is_late:
        found = replace(found, visits=_with_one_late(found, today))
    return found


def _assessment(today: datetime.date, rng: random.Random, _category: str) -> Timeline:
    start = days.before(today, rng.randint(14, 40))
    return Timeline(start, start, None)


def _enquiry(today: datetime.date, rng: random.Random, _category: str) -> Timeline:
    start = days.before(today, rng.randint(16, 24))
    return Timeline(start, start, None, strategy=days.before(today, rng.randint(3, 9)))


def _need(today: datetime.date, rng: random.Random, _category: str) -> Timeline:
    referral = days.days_ago(today, rng.randint(150, 520))
    assessed = days.after(referral, rng.randint(28, ASSESSMENT_DAYS))
    return Timeline(
        referral, referral, assessed, _earlier(referral, rng), stages=(Stage("cin_plan", days.after(assessed, 3)),)
    )


def _protection(today: datetime.date, rng: random.Random, category: str) -> Timeline:
    referral = days.days_ago(today, rng.randint(130, 420))
    strategy = days.after(referral, rng.randint(2, 20))
    conference = days.after(strategy, rng.randint(9, CONFERENCE_DAYS))
    return Timeline(
        referral,
        referral,
        days.after(referral, rng.randint(38, ASSESSMENT_DAYS)),
        _earlier(referral, rng),
        strategy,
        days.before(conference, rng.randint(2, 4)),
        conference,
        (Stage("cp_plan", conference, category=category),),
    )


def _stepped_down(today: datetime.date, rng: random.Random, category: str) -> Timeline:
    earlier = _protection(today - datetime.timedelta(days=rng.randint(200, 260)), rng, category)
    began = earlier.stages[0].start
    end = days.at_or_after(max(days.days_ago(today, 110), began + datetime.timedelta(days=180)))
    ended = replace(earlier.stages[0], end=end, end_reason="Conference agreed: a child in need plan is enough now")
    return replace(earlier, stages=(ended, Stage("cin_plan", days.after(end, 1))))


def _looked_after(today: datetime.date, rng: random.Random, category: str) -> Timeline:
    entered = days.days_ago(today, rng.randint(240, 500))
    start = _protection(entered - datetime.timedelta(days=30), random.Random(rng.random()), category)
    ended = replace(start.stages[0], end=entered, end_reason="Became looked after")
    stage = Stage("looked_after", entered, placement="U1", legal_status="C2")
    return replace(start, stages=(ended, stage), earlier=None)


def _leaver(today: datetime.date, rng: random.Random, _category: str) -> Timeline:
    start = days.days_ago(today, rng.randint(150, 260))
    referral = days.days_ago(today, 720)
    assessed = days.after(referral, 40)
    cared = Stage(
        "looked_after", days.after(assessed, 2), start, placement="U1", legal_status="C2", end_reason="Turned 18"
    )
    return Timeline(referral, referral, assessed, stages=(cared, Stage("care_leaver", start)))


def _unborn(today: datetime.date, rng: random.Random, category: str) -> Timeline:
    return _assessment(today, rng, category)


_Course = Callable[[datetime.date, random.Random, str], Timeline]
_COURSES: dict[str, _Course] = {
    "assessment": _assessment,
    "enquiry": _enquiry,
    "need": _need,
    "protection": _protection,
    "stepped_down": _stepped_down,
    "looked_after": _looked_after,
    "leaver": _leaver,
    "unborn": _unborn,
}


def _earlier(referral: datetime.date, rng: random.Random) -> tuple[datetime.date, datetime.date] | None:
    if rng.random() < 0.6:
        return None
    first = days.days_ago(referral, rng.randint(160, 300))
    return first, days.after(first, rng.randint(10, 44))


def _visits(
    found: Timeline, today: datetime.date, rng: random.Random, longest: datetime.timedelta
) -> tuple[datetime.date, ...]:
    """From the first days on, seldom longer apart than the stage allows, up to the last working day before today."""
    first = max(found.referral, today - longest, _came_to_live_elsewhere(found) or found.referral)
    day = days.after(first, rng.randint(1, 4))
    visits = []
    while day < today:
        visits.append(day)
        day = _perhaps_late(_next_visit(found, day, rng), today, rng)
    return tuple(visits) or (days.before(today, 1),)


def _perhaps_late(upcoming: datetime.date, today: datetime.date, rng: random.Random) -> datetime.date:
    """Now and then some days after it was due; never the newest, which would be late today."""
    late = days.after(upcoming, rng.randint(2, 6))
    is_old = (today - late).days > max(LONGEST_IN_DAYS.values()) * 2
    return late if rng.random() < LATE_VISITS and is_old else upcoming


def _came_to_live_elsewhere(found: Timeline) -> datetime.date | None:
    """Of a child looked after only what came since is carried on a laptop; the older history is at the store."""
    last = found.stages[-1] if found.stages else None
    return last.start if last and last.stage in LONGEST_IN_DAYS else None


def _next_visit(found: Timeline, day: datetime.date, rng: random.Random) -> datetime.date:
    stage = _stage_on(found, day)
    if stage in LONGEST_IN_DAYS:
        longest = LONGEST_IN_DAYS[stage]
        return days.at_or_before(day + datetime.timedelta(days=rng.randint(longest - 14, longest)))
    longest = LONGEST.get(stage, 8)
    upcoming = days.after(day, rng.randint(max(4, longest - 4), longest))
    return min(upcoming, _first_of_next_stage(found, day, upcoming))


def _first_of_next_stage(found: Timeline, day: datetime.date, otherwise: datetime.date) -> datetime.date:
    """A plan that begins in between brings the next visit forward to its own clock."""
    begun = [stage for stage in found.stages if day < stage.start < otherwise and stage.stage in LONGEST]
    return days.after(begun[0].start, LONGEST[begun[0].stage] - 2) if begun else otherwise


def _stage_on(found: Timeline, day: datetime.date) -> str:
    holding = [stage for stage in found.stages if stage.start <= day and (stage.end is None or day < stage.end)]
    return holding[-1].stage if holding else ""


def _with_one_late(found: Timeline, today: datetime.date) -> tuple[datetime.date, ...]:
    """The last visit so long ago that the next was due on the last working day."""
    last = days.before(days.before(today, 1), LONGEST[found.stages[-1].stage])
    return (*(day for day in found.visits if day < days.before(last, 5)), last)
