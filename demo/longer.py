"""More than two years of work: earlier times when a family was helped and went on alone, and years lived elsewhere."""

import datetime
import random
from dataclasses import replace

from demo import days
from demo.people import Family
from demo.timeline import Stage, Timeline

SHORT = 2
DAYS_A_YEAR = 365
SHARE_WITH_AN_EARLIER_TIME = 0.65
YEARS_ELSEWHERE = frozenset({"looked_after", "care_leaver"})


def lengthened(
    found: Timeline, family: Family, today: datetime.date, years: int, chance: random.Random
) -> tuple[Timeline, tuple[datetime.date, ...]]:
    """The episode with what went before it, and the visits of that time; as it is where there are two years alone."""
    first = today - datetime.timedelta(days=years * DAYS_A_YEAR)
    if years <= SHORT:
        return found, ()
    if any(stage.stage in YEARS_ELSEWHERE for stage in found.stages):
        return _further_back(found, family, first, chance), ()
    eldest = min((child.born for child in family.children if child.born), default=today)
    earliest = max(first, eldest + datetime.timedelta(days=90))
    latest = found.referral - datetime.timedelta(days=300)
    if earliest >= latest or chance.random() > SHARE_WITH_AN_EARLIER_TIME:
        return found, ()
    return _with_an_earlier_time(found, earliest, latest, chance)


def _further_back(found: Timeline, family: Family, first: datetime.date, chance: random.Random) -> Timeline:
    """Years before a child left home stay as they were, only longer ago: never before the youngest was born."""
    youngest = max((child.born for child in family.children if child.born), default=found.referral)
    room = (found.referral - max(first, youngest + datetime.timedelta(days=60))).days
    if room < 1:
        return found
    back = datetime.timedelta(days=chance.randint(room // 2, room))

    def moved(day: datetime.date | None) -> datetime.date | None:
        return days.at_or_before(day - back) if day else None

    stages = []
    for stage in found.stages:
        is_now = stage.stage == "care_leaver"  # turned eighteen on the day they did
        start = stage.start if is_now else days.at_or_before(stage.start - back)
        is_before_now = stage.stage == "looked_after"  # lasts to eighteen, or until today
        stages.append(replace(stage, start=start, end=stage.end if is_before_now else moved(stage.end)))
    return replace(
        found,
        referral=days.at_or_before(found.referral - back),
        assessed_from=days.at_or_before(found.assessed_from - back),
        assessed_on=moved(found.assessed_on),
        strategy=moved(found.strategy),
        enquiry_end=moved(found.enquiry_end),
        conference=moved(found.conference),
        stages=tuple(stages),
    )


def _with_an_earlier_time(
    found: Timeline, earliest: datetime.date, latest: datetime.date, chance: random.Random
) -> tuple[Timeline, tuple[datetime.date, ...]]:
    """A plan some years ago that was met, and closed."""
    begun = days.at_or_after(earliest + datetime.timedelta(days=int((latest - earliest).days * chance.random() ** 2)))
    closed = min(days.after(begun, chance.randint(110, 280)), days.before(found.referral, 40))
    start = days.after(begun, chance.randint(30, 45))
    plan = Stage(
        "cin_plan", start, closed, end_reason="What the plan asked for was there, and the family wanted no more help"
    )
    visits, day = [], days.after(begun, chance.randint(1, 4))
    while day < closed:
        visits.append(day)
        day = days.after(day, chance.randint(12, 20))
    return replace(found, earlier=(begun, closed), stages=(plan, *found.stages)), tuple(visits)
