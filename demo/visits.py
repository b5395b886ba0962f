"""Visits: each child's own part, shared words written once for all of them, observation and analysis apart."""

import datetime
from dataclasses import dataclass
from typing import TypeAlias

from casework.kinds.visits import Present, SeenAlone, SharedWords, Visit, shared_words_id, visit_id
from demo import days
from demo.case import Case, ChildFile
from demo.people import Child
from demo.scribe import time_after
from demo.staff import Worker
from demo.writing import words

Groups: TypeAlias = dict[tuple[datetime.date, str], bytes]
"""{(day, case file): opaque group of the visit}."""
TIMES = ("09:30", "10:00", "10:30", "11:00", "12:30", "13:30", "15:30")
TOO_YOUNG_TO_ASK = 4


@dataclass(frozen=True)
class Occasion:
    """One visit to one home: its number in the episode, its opaque group, who went, when, and whom they saw."""

    number: int
    group: bytes
    day: datetime.date
    author: Worker
    time: str
    minutes: int
    children: tuple[Child, ...]

    def moment(self, minutes: int) -> str:
        """UTC so many minutes after it began."""
        return f"{self.day.isoformat()}T{time_after(self.time, minutes)}:00Z"


def write_visits(case: Case) -> Groups:
    """Write every visit of the timeline."""
    groups: Groups = {}
    for number, day in enumerate(case.timeline.visits):
        for occasion in _occasions(case, number, day):
            _write_visit(case, occasion)
            groups |= {(day, child.file): occasion.group for child in occasion.children}
        _maybe_in_vain(case, number, day)
    return groups


def visitor(case: Case, number: int, day: datetime.date) -> Worker:
    """Who visits: the worker; every fourth time the family support worker."""
    return case.supporter_on(day) if number % 4 == 3 else case.worker_on(day)


def _occasions(case: Case, number: int, day: datetime.date) -> list[Occasion]:
    """One for each home where children of the family live."""
    children = case.children_on(day)
    author = visitor(case, number, day)
    made: list[Occasion] = []
    for home in dict.fromkeys(child.home for child in children):
        time = "14:30" if made else case.rng.choice(TIMES)
        there = tuple(child for child in children if child.home == home)
        made.append(Occasion(number, case.scribe.new_id(), day, author, time, case.rng.randint(35, 80), there))
    return made


def _write_visit(case: Case, visit: Occasion) -> None:
    shared = {"purpose": _purposes(case, visit), "next": _next_steps(case, visit)}
    announced = case.rng.random() < 0.8 or visit.number == 0
    for child in visit.children:
        known = case.slots(child, visit.day, visit.author)
        value = Visit(
            group=visit.group,
            date=visit.day.isoformat(),
            started=visit.moment(0),
            ended=visit.moment(visit.minutes),
            purpose=shared["purpose"][child.file],
            announced=announced,
            place="Foster home" if case.family.theme == "looked_after" else "Home",
            seen=True,
            seen_alone=_alone(case, child, visit.day, known),
            bedroom=case.rng.random() < 0.7 if child.born else None,
            sleeping_place="Cot, firm mattress, nothing loose in it" if child.band(visit.day) == "baby" else None,
            seemed=_seemed(case, child, visit.day),
            own_part=_own_part(case, child, visit.day, known),
            observation=_observation(case, child, visit.day, known),
            next_steps=shared["next"][child.file],
            present=_present(case, case.files[child.file], visit.author),
        )
        when = case.written(visit.day, visit.time, visit.minutes + 45)
        case.scribe.create(child.file, value, visit.author.id, when, visit_id(visit.group, child.file))
    _write_shared(case, visit)
    _write_analysis(case, visit)


def _purposes(case: Case, visit: Occasion) -> dict[str, str]:
    """The same purpose for all, in words that fit each child's age."""
    lines = words("home_visits")
    able = lines["purpose"] if visit.number else lines["purpose_first"]
    small = [template for template in able if "alone" not in template and "Direct" not in template]
    chosen, for_small = case.rng.choice(able), case.rng.choice(small)
    return {
        child.file: case.writer.fill(
            chosen if child.age(visit.day) >= TOO_YOUNG_TO_ASK or chosen in small else for_small,
            case.slots(child, visit.day, visit.author),
        )
        for child in visit.children
    }


def _next_steps(case: Case, visit: Occasion) -> dict[str, str]:
    templates = words("home_visits")["next"]
    if all(child.age(visit.day) < TOO_YOUNG_TO_ASK for child in visit.children):
        templates = [template for template in templates if "{child}" not in template]
    return case.say_each(templates, visit.day, visit.author, visit.children)


def _alone(case: Case, child: Child, day: datetime.date, known: dict[str, str]) -> SeenAlone | None:
    if child.age(day) < TOO_YOUNG_TO_ASK:
        return None
    if case.rng.random() < 0.75:
        return SeenAlone(True)
    return SeenAlone(False, case.say(words("children")["alone"]["no"], known))


def _seemed(case: Case, child: Child, day: datetime.date) -> str | None:
    if child.born is None:
        return None
    mood: str = case.rng.choice(words("children")["alone"]["seemed_baby" if child.age(day) < 2 else "seemed"])
    return mood.capitalize()


def _own_part(case: Case, child: Child, day: datetime.date, known: dict[str, str]) -> str:
    return case.say(words("children")[child.band(day)]["own"], known, case.rng.choice((2, 2, 3)))


def _observation(case: Case, child: Child, day: datetime.date, known: dict[str, str]) -> str | None:
    if child.born is None:
        return None
    pool = words("children")["observation"]
    templates = pool["baby"] + pool["any"] if child.age(day) < 1 else pool["any"]
    return case.say(templates, known, case.rng.choice((1, 2, 2)))


def _present(case: Case, file: ChildFile, author: Worker) -> dict[str, Present]:
    present = {author.id: Present(author.name, "Worker")}
    for tie in file.child.ties:
        if tie.lives_with and (tie.adult == file.child.carer or case.rng.random() < 0.35):
            adult = case.family.adults[tie.adult]
            present[file.key_of(tie.adult)] = Present(adult.name, tie.relationship)
    return present


def _write_shared(case: Case, visit: Occasion) -> None:
    """One or two sentences about the home and one of the theme; each kept in every file it is about."""
    known = case.slots(case.speaks_for(visit.children), visit.day, visit.author)
    general = [case.say(words("home_visits")["shared"], known) for _ in range(case.rng.choice((1, 2, 2)))]
    sentences = [*general, case.say(case.theme[_phase(case, visit.day)], known)]
    when = case.written(visit.day, visit.time, visit.minutes + 45)
    for position, text in enumerate(filter(None, sentences)):
        of_sentence = case.scribe.new_id()
        for child in case.whom_it_names(text, visit.children):
            value = SharedWords(
                visit=visit_id(visit.group, child.file), group=of_sentence, position=position, text=text
            )
            record = shared_words_id(of_sentence, child.file)
            case.scribe.create(child.file, value, visit.author.id, when, record)


def _write_analysis(case: Case, visit: Occasion) -> None:
    """What the worker makes of it is added later, mostly the same evening, and not every time."""
    if case.rng.random() < 0.35 and visit.day != case.timeline.visits[-1]:
        return
    later = case.written(visit.day, "18:20", case.rng.randint(5, 60))
    phase = f"analysis_{_phase(case, visit.day)}"
    for child in visit.children:
        general = words("home_visits")[phase] if child.age(visit.day) >= TOO_YOUNG_TO_ASK else []
        known = case.slots(child, visit.day, visit.author)
        text = case.writer.say_once(case.theme[phase] + general, known, case.memory)
        if text:
            record = visit_id(visit.group, child.file)
            case.scribe.edit(child.file, Visit, record, {"analysis": text}, visit.author.id, later)


def _phase(case: Case, day: datetime.date) -> str:
    """Words of the hard beginning, or of the better weeks later on."""
    if len(case.timeline.visits) < 6:
        return "early"
    return "late" if case.timeline.progress(day) + case.rng.uniform(-0.15, 0.15) > 0.5 else "early"


def _maybe_in_vain(case: Case, number: int, day: datetime.date) -> None:
    """Now and then somebody goes and the child is not there; they are seen a few days later."""
    tried = days.before(day, 2)
    earlier = case.timeline.visits[number - 1] if number else case.today
    if number == 0 or tried <= earlier or case.rng.random() > 0.08:
        return
    author = visitor(case, number, tried)
    child = case.rng.choice(case.children_on(tried))
    if child.age(tried) < 0:
        return
    value = Visit(
        group=case.scribe.new_id(),
        date=tried.isoformat(),
        started=f"{tried.isoformat()}T15:45:00Z",
        purpose=f"See {child.called} at home",
        announced=True,
        place="Home",
        seen=False,
        not_seen_reason=case.say(words("children")["alone"]["not_seen"], case.slots(child, tried, author)),
    )
    case.scribe.create(child.file, value, author.id, case.written(tried, "15:45", 30))
