"""The map of a family: the seven categories, danger statements paired with safety goals, and one rating per person."""

import datetime
from dataclasses import dataclass

from casework.kinds.mapping import OVERALL, Category, MapEntry, NotAsked, Rating, Score, View, rating_id
from casework.kinds.people import SUBJECT
from casework.kinds.plans import Action, WhoByWhen
from casework.kinds.visits import visit_id
from demo import days
from demo.case import Case, ChildFile
from demo.people import Child
from demo.visits import Groups
from demo.writing import slots_of, words

FACT_SOURCES = ("register", "Police", "police", "Hospital", "papers", "body map", "Midwife")
OLD_ENOUGH_TO_RATE = 6
MOST_PAIRS = 2


@dataclass(frozen=True)
class Pair:
    """A danger statement's number in the theme, and the id it shares with its goal."""

    number: int
    id: bytes


def write_map(case: Case, groups: Groups) -> tuple[Pair, ...]:
    """The map, begun at an early visit and added to later; with ratings at some visits. Returns its pairs."""
    visits = case.timeline.visits
    first = visits[min(len(visits) - 1, 1 + len(visits) // 5)]
    event = days.before(case.timeline.referral, case.rng.randint(3, 12))
    known = case.main_slots(first) | {"when": days.in_words(event, case.today)}
    pairs = _pairs(case, known)
    for position, pair in enumerate(pairs):
        _write_pair(case, pair, first, known, position)
    _write_worries(case, first, event)
    _write_what_works(case, first, pairs)
    _write_next_steps(case, pairs)
    for day in _rating_days(visits, first):
        _write_ratings(case, groups, day, pairs)
    return pairs


def _pairs(case: Case, known: dict[str, str]) -> tuple[Pair, ...]:
    """The statements whose goal can be written too, at most two."""
    able = [
        number
        for number, (danger, goal) in enumerate(zip(case.theme["danger"], case.theme["goal"], strict=True))
        if slots_of(danger) | slots_of(goal) <= known.keys()
    ]
    count = 1 if case.family.course == "assessment" else MOST_PAIRS
    return tuple(Pair(number, case.scribe.new_id()) for number in able[:count])


def _write_pair(case: Case, pair: Pair, day: datetime.date, known: dict[str, str], position: int) -> None:
    danger = case.writer.fill(case.theme["danger"][pair.number], known)
    goal = case.writer.fill(case.theme["goal"][pair.number], known)
    whose = danger.split(" are worried")[0]
    views: dict[str, View] = {}
    if case.rng.random() < 0.5:
        views[known["parent"]] = case.rng.choice(
            ("It is too strong.", "I agree with every word.", "It was like that and is not now.")
        )
    entry = MapEntry(
        category=Category.DANGER_STATEMENT.value,
        text=danger,
        whose_view=whose,
        standing="opinion",
        pair=pair.id,
        position=position,
        views=views,
    )
    _write(case, entry, day)
    entry = MapEntry(
        category=Category.SAFETY_GOAL.value,
        text=goal,
        whose_view=f"{known['parent']} and {known['safe']}",
        standing="opinion",
        pair=pair.id,
        position=position,
        views={known["parent"]: NotAsked("")} if case.rng.random() < 0.2 else {},
    )
    _write(case, entry, day)


def _write_worries(case: Case, day: datetime.date, event: datetime.date) -> None:
    """What has happened, the first on the day that the danger statement names; and what makes it harder."""
    position = MOST_PAIRS
    for _ in range(case.rng.choice((2, 3))):
        known = case.main_slots(day) | {"when": days.in_words(event, case.today)}
        row = case.writer.pick(case.theme["harm"], known, case.memory)
        if not row:
            break
        entry = MapEntry(
            category=Category.PAST_HARM.value,
            text=row["text"],
            whose_view=row["source"],
            standing="fact" if any(word in row["source"] for word in FACT_SOURCES) else "told",
            source=row["source"],
            event_date=event.isoformat() if days.in_words(event, case.today) in row["text"] else None,
            position=position,
        )
        _write(case, entry, day)
        event = days.before(event, case.rng.randint(6, 25))
        position += 1
    for _ in range(case.rng.choice((1, 2))):
        text = case.say(case.theme["complicating"], case.main_slots(day))
        entry = _opinion(case, Category.COMPLICATING_FACTOR, text, day, position)
        _write(case, entry, day)
        position += 1


def _opinion(case: Case, category: Category, text: str, day: datetime.date, position: int) -> MapEntry:
    worker = case.worker_on(day).name
    told = case.rng.random() < 0.5
    whose = case.family.adults[case.family.kin].forename if told else worker
    return MapEntry(
        category=category.value, text=text, whose_view=whose, standing="told" if told else "opinion", position=position
    )


def _write_what_works(case: Case, first: datetime.date, pairs: tuple[Pair, ...]) -> None:
    for position in range(case.rng.choice((2, 3))):
        text = case.say(case.theme["strength"], case.main_slots(first))
        _write(case, _opinion(case, Category.EXISTING_STRENGTH, text, first, position + MOST_PAIRS), first)
    later = [day for day in case.timeline.visits if day > first][-6:]
    for position, day in enumerate(case.rng.sample(later, min(2, len(later)))):
        event = days.before(day, case.rng.randint(2, 7))
        if event <= first:
            continue
        known = case.main_slots(day) | {"when": days.in_words(event, case.today)}
        text = case.say(case.theme["safety"], known)
        entry = MapEntry(
            category=Category.EXISTING_SAFETY.value,
            text=text,
            whose_view=known["safe"],
            standing="told",
            source=known["safe"],
            event_date=event.isoformat() if known["when"] in text else None,
            pair=pairs[0].id if pairs else None,
            position=position,
        )
        if text:
            _write(case, entry, day)


def _write_next_steps(case: Case, pairs: tuple[Pair, ...]) -> None:
    """Small steps, each an action that stands on the map; the older one is done."""
    day = case.timeline.visits[-1]
    row = case.writer.pick(case.theme["next"], case.main_slots(day), case.memory)
    if not row:
        return
    by = days.after(case.today, case.rng.randint(1, 12))
    group = case.scribe.new_id()
    text = f"{row['who']} {row['what']}"
    for child in case.whom_it_names(text, case.children_on(day)):
        value = Action(
            what=row["what"],
            who_by_when=WhoByWhen(row["who"], by.isoformat()),
            pair=pairs[0].id if pairs else None,
            group=group,
            position=0,
        )
        case.scribe.create(child.file, value, case.worker_on(day).id, case.written(day, "17:00", 20))


def _write(case: Case, entry: MapEntry, day: datetime.date) -> None:
    """A card on the map of every child it is about."""
    group = case.scribe.new_id()
    children = case.children_on(day)
    if entry.category not in (Category.DANGER_STATEMENT.value, Category.SAFETY_GOAL.value):
        children = case.whom_it_names(entry.text or "", children)
    author = case.worker_on(day)
    for child in children if entry.text else []:
        value = MapEntry(
            category=entry.category,
            text=entry.text,
            whose_view=entry.whose_view,
            standing=entry.standing,
            source=entry.source,
            event_date=entry.event_date,
            pair=entry.pair,
            position=entry.position,
            group=group,
            views=entry.views,
        )
        case.scribe.create(child.file, value, author.id, case.written(day, "17:10", 20))


def _rating_days(visits: tuple[datetime.date, ...], first: datetime.date) -> list[datetime.date]:
    """The first mapping, one in between, and the last but one visit."""
    after = [day for day in visits if day > first]
    chosen = [first, *([after[len(after) // 2]] if len(after) > 3 else []), *(after[-2:-1])]
    return list(dict.fromkeys(chosen))


def _write_ratings(case: Case, groups: Groups, day: datetime.date, pairs: tuple[Pair, ...]) -> None:
    base = 2 + round(4 * case.timeline.progress(day))
    about = pairs[0].id.hex() if pairs else OVERALL
    for child in case.children_on(day):
        file = case.files[child.file]
        session = visit_id(groups[day, child.file], child.file)
        for rater, name, role, kind, lean in _raters(case, file, child, day):
            value = Rating(
                about=about,
                rater=rater,
                rater_name=name,
                rater_role=role,
                score=_score(case, child, kind, base + lean, day),
                date=day.isoformat(),
                session=session,
            )
            when = case.written(day, "17:15", 20)
            case.scribe.create(child.file, value, case.worker_on(day).id, when, rating_id(rater, about, session))


def _raters(case: Case, file: ChildFile, child: Child, day: datetime.date) -> list[tuple[str, str, str, str, int]]:
    """(key, name, role, whose words, how much higher than the others they tend to say)."""
    family, worker = case.family, case.worker_on(day)
    found = []
    if child.age(day) >= OLD_ENOUGH_TO_RATE:
        found.append((SUBJECT.hex(), child.called, "child", "child", 0))
    for tie in file.child.ties:
        if tie.adult in (child.carer, family.other, family.kin, family.parent):
            kind = "parent" if tie.adult == family.parent else "kin"
            adult = family.adults[tie.adult]
            found.append((file.key_of(tie.adult), adult.forename, tie.relationship, kind, 1 if kind == "parent" else 0))
    if "teacher" in file.agencies:
        found.append((file.agencies["teacher"].hex(), child.teacher, "Teacher", "school", -1))
    found.append((worker.id, worker.first, "Social worker", "worker", 0))
    return found


def _score(case: Case, child: Child, kind: str, around: int, day: datetime.date) -> Score:
    chance = case.rng.random()
    if kind != "worker" and chance < 0.08:
        return Score(said="did not want to say")
    if kind in ("kin", "parent") and chance < 0.18:
        return Score(said="not asked")
    value = max(0, min(9, around + case.rng.choice((-1, 0, 0, 1))))
    pool = words("voices")["rating"]
    key = ("child_high" if value >= 5 else "child_low") if kind == "child" else kind
    template = case.rng.choice(pool[key])
    known = case.slots(child, day) | {"value": str(value)}
    as_spoken = case.writer.fill_as_spoken if kind == "child" else case.writer.fill
    return Score(value, words=as_spoken(template, known) if slots_of(template) <= known.keys() else "")
