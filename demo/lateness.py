"""Clocks that were not met: an assessment or a conference after its working days, and what was written of why.

Most clocks are met. Which are not is chance, of its own, so that nothing else in a family's story hangs on it.
"""

import random
from dataclasses import replace

from casework.kinds.work import CaseNote
from demo import days
from demo.case import Case
from demo.notes import THOUGHT, write_note
from demo.timeline import ASSESSMENT_DAYS, CONFERENCE_DAYS, Timeline
from demo.writing import words

LATE_ASSESSMENTS, LATE_CONFERENCES = 0.16, 0.14


def with_late_clocks(found: Timeline, chance: random.Random) -> Timeline:
    """The same episode, now and then with an assessment or a conference after its time."""
    late_assessment, late_conference = chance.random() < LATE_ASSESSMENTS, chance.random() < LATE_CONFERENCES
    by_assessment, by_conference = chance.randint(2, 12), chance.randint(1, 4)
    if found.assessed_on and late_assessment and found.stages and found.stages[0].stage in ("cin_plan", "cp_plan"):
        assessed = days.after(found.assessed_from, ASSESSMENT_DAYS + by_assessment)
        first = found.stages[0]
        if first.stage == "cin_plan":  # it begins when the assessment says so; a conference does not wait for it
            first = replace(first, start=days.after(assessed, 3))
        return replace(found, assessed_on=assessed, stages=(first, *found.stages[1:]))
    if found.strategy and found.conference and late_conference:
        conference = days.after(found.strategy, CONFERENCE_DAYS + by_conference)
        first = replace(found.stages[0], start=conference)
        ended = days.before(conference, 3)
        return replace(found, conference=conference, enquiry_end=ended, stages=(first, *found.stages[1:]))
    return found


def write_lateness(case: Case) -> None:
    """Why a clock was not met, and what was decided, in the consultant's own note on the day."""
    found, lines = case.timeline, words("authority")["late"]
    late = []
    if found.assessed_on and found.assessed_on > days.after(found.assessed_from, ASSESSMENT_DAYS):
        late.append(("assessment", "Assessment after 45 working days", found.assessed_on))
    if found.strategy and found.conference and found.conference > days.after(found.strategy, CONFERENCE_DAYS):
        late.append(("conference", "Conference after 15 working days", found.conference))
    for which, about, day in late:
        known = case.main_slots(day)
        note = CaseNote(
            how="met",
            date=day.isoformat(),
            about=about,
            who_with=case.worker_on(day).name,
            said=case.say(lines[which], known),
            this_is=THOUGHT,
            decided=case.say(lines[f"{which}_decided"], known),
        )
        write_note(case, day, "16:40", case.consultant_on(day), note, case.children_on(day))
