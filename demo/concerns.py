"""A few safety concerns of the made-up hub, as workers raised them: some decided and confirmed, one that waits for its word.

Written after everything else, so that no other word of the hub depends on it. Which family has which is chance: nothing of
who they are, what they believe or where they come from goes with it.
"""

import datetime
from typing import Any

from casework.kinds.concerns import (
    Answer,
    BodyMark,
    Decision,
    DecisionAnswer,
    ManagementDecision,
    ParentTold,
    SafetyConcern,
    SaidOfConcern,
    Spot,
    Told,
    answer_id,
    concern_id,
    decision_id,
)
from demo import days
from demo.people import Child, Family
from demo.scribe import Scribe, at, time_after
from demo.staff import BY_ID, CONSULTANTS, HERON
from demo.writing import words

DAYS_AGO = (148, 83, 37)
YOUNGEST, ELDEST = 5, 11
NOT_REACHED = "Did not answer the telephone, and I left no message about it. I try again this evening."


def write_concerns(scribe: Scribe, families: tuple[Family, ...], today: datetime.date) -> None:
    """One for each row of words, in families of the first hub; the last is of the working day before and not confirmed."""
    rows = list(words("concerns")["concern"])
    able = [
        (family, child) for family in families[1:] for child in family.children if _can_be_about(family, child, today)
    ]
    chosen = scribe.rng.sample(able, min(len(rows), len(able))) if able else []
    scribe.rng.shuffle(rows)
    on = [*(days.days_ago(today, count) for count in DAYS_AGO), days.before(today, 1)]
    for (family, child), row, day in zip(chosen, rows, on, strict=False):
        _write(scribe, family, child, row, day, is_confirmed=day is not on[-1])


def _can_be_about(family: Family, child: Child, today: datetime.date) -> bool:
    first_day = today - datetime.timedelta(days=max(DAYS_AGO))
    return family.hub == HERON and child.age(first_day) >= YOUNGEST and child.age(today) <= ELDEST


def _write(
    scribe: Scribe, family: Family, child: Child, row: dict[str, Any], day: datetime.date, *, is_confirmed: bool
) -> None:
    carer = family.adults[child.carer].called
    known = {"child": child.called, "carer": carer}
    worker, consultant = family.worker, CONSULTANTS[HERON]
    group, decision_group = scribe.new_id(), scribe.new_id()
    noticed = str(row["time"])
    when, decided = at(day, noticed, 55), at(day, time_after(noticed, 22), 4)
    marks, said = _marks_and_words(scribe, child, carer, row)
    value = SafetyConcern(
        group=group,
        date=day.isoformat(),
        time=when.happened,
        where=row["where"],
        seen=row["seen"].format(**known),
        thinks=row["thinks"].format(**known),
        parents_told=_parents_told(family, child),
        marks=marks,
        said=said,
        told={
            _key(scribe): Told(carer, at(day, time_after(noticed, 10)).happened, "here", "That I ring my manager now."),
            _key(scribe): Told(BY_ID[consultant].name, decided.happened, "phone"),
            _key(scribe): Told(child.called, at(day, time_after(noticed, 30)).happened, "here", "What happens next."),
        },
        to_do={"who_else": True, "child_told": True},
    )
    concern = scribe.create(child.file, value, worker, when, concern_id(group, child.file))
    heard = Decision(
        row["decided"].format(**known),
        row["why"].format(**known),
        consultant,
        BY_ID[consultant].name,
        decided.happened,
    )
    decision = ManagementDecision(decision=heard, concern=concern, group=decision_group)
    record = scribe.create(child.file, decision, worker, decided, decision_id(decision_group, child.file))
    if is_confirmed:
        (live,) = scribe.state(child.file, ManagementDecision, record).fields["decision"]
        answer = DecisionAnswer(decision=record, answer=Answer(live.change, is_theirs=True))
        scribe.create(child.file, answer, consultant, at(day, "17:20", 5), answer_id(record, consultant))


def _parents_told(family: Family, child: Child) -> dict[str, ParentTold]:
    """Whoever is there and has parental responsibility is told there and then; who lives elsewhere was not reached."""
    found = [
        ParentTold(family.adults[tie.adult].called, "yes")
        if tie.lives_with or tie.adult == child.carer
        else ParentTold(family.adults[tie.adult].called, "no", NOT_REACHED)
        for tie in child.ties
        if tie.responsibility == "Y"
    ]
    return {str(number): one for number, one in enumerate(found)}


def _marks_and_words(
    scribe: Scribe, child: Child, carer: str, row: dict[str, Any]
) -> tuple[dict[str, BodyMark], dict[str, SaidOfConcern]]:
    marks, said = {}, {}
    for number, one in enumerate(row.get("marks", ()), start=1):
        key = _key(scribe)
        spot = Spot(one["side"], one["x"], one["y"])
        marks[key] = BodyMark(number, one["part"], spot, one["mark"], one["looks"], one["size_cm"], one["colour"])
        said[_key(scribe)] = SaidOfConcern(child.called, one["said"], one["asked"], key, is_child=True)
        said[_key(scribe)] = SaidOfConcern(carer, one["other"], "Do you know how that came?", key)
    for one in row.get("said", ()):
        said[_key(scribe)] = SaidOfConcern(child.called, one["words"], one["asked"], is_child=True)
    return marks, said


def _key(scribe: Scribe) -> str:
    return scribe.new_id().hex()[:12]
