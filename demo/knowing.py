"""One family of each hub in which not everybody knows everything, and in which contact is restricted by an order.

Written after everything else, so that no other word of the hub depends on it. Which family it is, is chance among those whose
parents live apart and whom the first worker knows: not their worry, nor where they come from.
"""

import datetime
import random
from collections.abc import Iterable

from casework.kinds.knowing import DOES_NOT_KNOW, KNOWS, MUST_NOT_HEAR, WhoKnows
from casework.kinds.people import SUBJECT, Contact, Relation
from casework.wording import long_date
from demo import days
from demo.case import Case, ChildFile
from demo.people import Tie
from demo.writing import words

ORDERED, WRITTEN_DOWN = 46, 12  # working days ago


def write_knowing(cases: Iterable[Case], worker: str, chance: random.Random) -> None:
    """Both in one family. cases: those of a hub, the family that is written by hand left out; worker: whose family."""
    able = [case for case in cases if case.family.worker == worker and _tie_of_who_is_away(case) is not None]
    if not able:
        return
    case = chance.choice(able)
    matter, contact = (chance.choice(list(words("knowing")[part])) for part in ("matter", "contact"))
    file = case.files[case.family.children[0].file]
    tie = _tie_of_who_is_away(case)
    if tie is None:
        return
    named = _names(case, tie)
    ordered = days.before(case.today, ORDERED)
    _restrict(case, tie, {part: str(text) for part, text in contact.items()}, named | _when(tie, ordered))
    value = WhoKnows(
        matter=matter["matter"].format(**named),
        words="\n".join(matter["words"]),
        why=matter["why"].format(**named),
        people=_who(case, file, tie),
    )
    case.scribe.create(file.file, value, worker, case.written(days.before(case.today, WRITTEN_DOWN), "16:40", 20))


def _tie_of_who_is_away(case: Case) -> Tie | None:
    """How the parent who lives elsewhere belongs to the first child, where they see each other on days that are set."""
    family = case.family
    ties = family.children[0].ties
    apart = [tie for tie in ties if tie.adult == family.away and not tie.lives_with and tie.contact]
    is_with_one = not any(tie.contact for tie in ties if tie.adult != family.away)
    return apart[0] if apart and is_with_one else None


def _names(case: Case, tie: Tie) -> dict[str, str]:
    family = case.family
    named = {"carer": family.carer, "kin": family.kin, "away": tie.adult}
    return {"child": family.children[0].called} | {part: family.adults[key].spoken for part, key in named.items()}


def _when(tie: Tie, ordered: datetime.date) -> dict[str, str]:
    return {"often": tie.contact, "day": long_date(ordered, with_year=True)}


def _restrict(case: Case, tie: Tie, row: dict[str, str], named: dict[str, str]) -> None:
    """For every child who belongs to this parent alike, from the day after the order."""
    contact = Contact(row["allowed"], row["detail"].format(**named), row["order"].format(**named))
    when = case.written(days.before(case.today, ORDERED - 1), "10:20", 15)
    for file in case.files.values():
        if tie in file.child.ties:
            record = file.relations[tie.adult]
            case.scribe.edit(file.file, Relation, record, {"contact": contact}, case.family.worker, when)


def _who(case: Case, file: ChildFile, tie: Tie) -> dict[str, str]:
    family = case.family
    told = {family.carer: KNOWS, family.kin: KNOWS, tie.adult: MUST_NOT_HEAR}
    return {SUBJECT.hex(): DOES_NOT_KNOW} | {file.key_of(key): what for key, what in told.items() if key in file.adults}
