"""Families that another hub handed on: who is, on which day, and what was said and promised when it happened.

A hub hands on seldom, and the file says why moving was better than staying. Nothing that was open is closed by it.
"""

import datetime
import random
from collections.abc import Iterable
from dataclasses import replace

from casework.kinds.work import CaseNote
from demo import days
from demo.authority import hubs
from demo.case import Case
from demo.families import PRESETS
from demo.notes import THOUGHT, TOLD, write_note
from demo.people import Family
from demo.staff import CASE_HOLDERS
from demo.timeline import Timeline
from demo.writing import words

SHARE = 0.22
FRESHEST_DAYS = 20
COURSES_THAT_MOVE = frozenset({"need", "protection", "stepped_down", "looked_after", "leaver"})


def with_those_handed_on(families: Iterable[Family], chance: random.Random) -> tuple[Family, ...]:
    """About one family in five came from another hub; those whose names are set did not."""
    named = {one.surname for one in PRESETS} | {"Hart"}
    return tuple(_perhaps_handed_on(one, named, chance) for one in families)


def _perhaps_handed_on(family: Family, named: set[str], chance: random.Random) -> Family:
    came_from = hubs()[family.hub].came_from
    luck, which, who = chance.random(), chance.random(), chance.random()
    able = family.course in COURSES_THAT_MOVE and family.children[0].surname not in named
    if not came_from or not able or luck >= SHARE:
        return family
    hub = came_from[int(which * len(came_from))]
    holders = CASE_HOLDERS[hub]
    return replace(family, came_from=hub, earlier_worker=holders[int(who * len(holders))])


def moving_day(found: Timeline, today: datetime.date) -> datetime.date | None:
    """The day the newest stage began, which is why it moved; None where that is too fresh, or there is none."""
    begun = [stage.start for stage in found.stages if stage.end is None]
    if not begun or begun[0] <= days.after(found.referral, 8) or (today - begun[0]).days < FRESHEST_DAYS:
        return None
    return days.after(begun[0], 2)


def write_moving(case: Case) -> None:
    """The visit together, and the consultant's note of why, what the family was told and what stays open."""
    day, family = case.timeline.moved_on, case.family
    if day is None or not family.came_from:
        return
    lines, there = words("authority")["moved"], hubs()[family.hub].name
    together = days.before(day, 3)
    sender = case.worker_on(together)
    known = case.main_slots(together) | {
        "there": there,
        "here": hubs()[family.came_from].name,
        "before": sender.first,
        "after": case.worker_on(day).first,
    }
    visit = CaseNote(
        how="met",
        date=together.isoformat(),
        about=f"Visit together before moving to {there}",
        who_with=case.worker_on(day).name,
        said=case.say(lines["joint"], known),
        this_is=TOLD,
    )
    write_note(case, together, "15:45", sender, visit, case.children_on(together))
    taken = CaseNote(
        how="met",
        date=day.isoformat(),
        about=f"Taken over by {there}",
        who_with=sender.name,
        said=f"{case.say(lines['why'], known)} {case.say(lines['told'], known)}",
        this_is=THOUGHT,
        decided=case.say(lines["open"], known),
    )
    write_note(case, day, "09:20", case.consultant_on(day), taken, case.children_on(day))
