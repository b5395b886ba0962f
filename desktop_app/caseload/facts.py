"""What every screen says of a child in a few words: name, age, why we are involved, last seen, who lives where."""

import datetime
from collections.abc import Iterable, Sequence

import msgspec

from casework.kinds.people import SUBJECT, Person, Relation, first_name
from casework.kinds.record import Record
from casework.kinds.visits import Visit
from casework.kinds.work import Assessment, CareStage, Involvement

STAGE_WORDS = {
    "cp_plan": "Child protection plan",
    "looked_after": "Looked after",
    "cin_plan": "Child in need plan",
    "care_leaver": "Care leaver",
}
_STRONGEST_FIRST = ("cp_plan", "looked_after", "cin_plan", "care_leaver")


class Seen(msgspec.Struct, frozen=True):
    """When a child was last seen. alone is None where it was not recorded."""

    on: datetime.date
    alone: bool | None


def subject(people: Iterable[Record[Person]]) -> Person:
    """The person whose file it is; an empty person where none is recorded yet."""
    return next((person.value for person in people if person.record == SUBJECT), Person())


def stage_now(stages: Iterable[CareStage], today: datetime.date) -> CareStage | None:
    """The plan or status that holds today; where there are several, the one that asks most of us."""
    open_now = [stage for stage in stages if is_open(stage.start_date, stage.end_date, today)]
    open_now.sort(key=lambda stage: _rank(stage.stage))
    return open_now[0] if open_now else None


def why(stages: Sequence[CareStage], assessments: Sequence[Assessment], today: datetime.date) -> str:
    """Why we are involved, in the few words of a list."""
    stage = stage_now(stages, today)
    if stage is not None:
        return STAGE_WORDS.get(stage.stage or "", "Open")
    if any(assessment.assessment_auth_date is None for assessment in assessments):
        return "Assessment"
    return "Open"


def is_unborn(dob: datetime.date | None, expected: datetime.date | None) -> bool:
    """Whether a child is still expected: then it is the mother who is seen."""
    return dob is None and expected is not None


def last_seen(visits: Iterable[Visit], today: datetime.date, *, unborn: bool = False) -> Seen | None:
    """The newest visit at which the child was seen; of one not born yet nobody is asked that, and every visit counts."""
    at = [visit for visit in visits if visit.seen or (unborn and visit.seen is None)]
    days = [(on, visit) for visit in at if (on := day(visit.date)) and on <= today]
    if not days:
        return None
    on, visit = max(days, key=lambda pair: (pair[0], pair[1].started or pair[1].date or ""))
    return Seen(on, visit.seen_alone.alone if visit.seen_alone else None)


def children_called(people: Sequence[Record[Person]], relations: Iterable[Relation]) -> tuple[str, ...]:
    """How this child and the brothers and sisters who have files of their own are called."""
    brothers_and_sisters = {relation.person for relation in relations if relation.other_file} | {SUBJECT}
    return tuple(first_name(person.value) for person in people if person.record in brothers_and_sisters)


def workers_called(involvements: Iterable[Involvement]) -> tuple[str, ...]:
    """The names of those who work with the child, or did."""
    return tuple(one.professional_name for one in involvements if one.professional_name)


def lives_with(people: Sequence[Record[Person]], relations: Iterable[Relation]) -> tuple[str, ...]:
    """How the people in the child's home are called, adults first."""
    by_id = {person.record: person.value for person in people}
    home = [relation for relation in relations if relation.lives_with and relation.person in by_id]
    home.sort(key=lambda relation: relation.other_file is not None)
    return tuple(_called(relation, by_id[relation.person]) for relation in home if relation.person is not None)


def carers(people: Sequence[Record[Person]], relations: Iterable[Relation]) -> tuple[str, ...]:
    """How the adults in the child's home are called; the whole home where no adult is recorded there."""
    every = tuple(relations)
    return lives_with(people, [relation for relation in every if not relation.other_file]) or lives_with(people, every)


def works_with(involvements: Iterable[Involvement], professional: str, today: datetime.date) -> Involvement | None:
    """The open involvement of this professional, where there is one."""
    for involvement in involvements:
        is_theirs = involvement.professional_id == professional
        if is_theirs and is_open(involvement.involvement_start_date, involvement.involvement_end_date, today):
            return involvement
    return None


def is_open(start: str | None, end: str | None, today: datetime.date) -> bool:
    """Whether something that began and ended on these ISO dates holds today."""
    day = today.isoformat()
    return (start is None or start[:10] <= day) and (end is None or end[:10] >= day)


def day(text: str | None) -> datetime.date | None:
    """The day that an ISO date or time says; None where nothing is recorded, or nothing that can be read."""
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def initials(name: str) -> str:
    """At most two letters for the disc beside a name."""
    letters = [word[0] for word in name.split() if word[0].isalpha()]
    return (letters[0] + letters[-1]).upper() if len(letters) > 1 else "".join(letters).upper()


def possessive(person: Person) -> str:
    """ "her", "his" or "their": by the pronouns a person chose, else by what is recorded."""
    chosen = (person.pronouns or "").lower()
    for start, word in (("she", "her"), ("he", "his"), ("they", "their")):
        if chosen.startswith(start):
            return word
    return {"F": "her", "M": "his"}.get(person.sex or "", "their")


def family_word(relationship: str) -> str:
    """How a family says it: "Mum" for a mother, "Dad" for a father, every other word as it is."""
    return {"mother": "Mum", "father": "Dad"}.get(relationship.lower(), relationship)


def _called(relation: Relation, person: Person) -> str:
    word = relation.relationship or ""
    return family_word(word) if family_word(word) != word else first_name(person)


def _rank(stage: str | None) -> int:
    return _STRONGEST_FIRST.index(stage) if stage in _STRONGEST_FIRST else len(_STRONGEST_FIRST)
