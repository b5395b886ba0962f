"""Plans with a family and the actions that carry them out: some done, some due soon, each with who, when and how known."""

import datetime
from dataclasses import dataclass

import msgspec

from casework.kinds.plans import Action, Done, Line, LookAgain, Plan, PlanCopy, RingLine, WhoByWhen
from demo import days
from demo.case import Case
from demo.mapping import Pair
from demo.opening import title_of
from demo.people import Child, names_of
from demo.staff import OUT_OF_HOURS, Worker
from demo.timeline import ASSESSMENT_DAYS, CONFERENCE_DAYS
from demo.writing import words

WEEKS_TO_LOOK_AGAIN = (25, 40)  # working days
MOST_ACTIONS = 6
TO_BEGIN_WITH = 2


@dataclass(frozen=True)
class _Made:
    """A plan as written in one child's file."""

    child: Child
    record: bytes


def write_plan(case: Case, pairs: tuple[Pair, ...], shareable: dict[str, list[bytes]]) -> None:
    """The plan where the course of work has one, else what is to be done by the law's own dates; and promises."""
    begun = [stage.start for stage in case.timeline.stages if stage.end is None]
    if begun:
        day = next((one for one in case.timeline.visits if one > begun[0]), case.timeline.visits[-1])
        made = _write_plans(case, day, shareable)
        _write_actions(case, day, made, pairs)
        _agree_and_review(case, day, made)
        _write_copies(case, day, made)
    else:
        _write_deadlines(case)
    _write_promises(case)


def _write_plans(case: Case, day: datetime.date, shareable: dict[str, list[bytes]]) -> list[_Made]:
    group = case.scribe.new_id()
    value = _plan(case, day)
    made = []
    for child in case.children_on(day):
        quotes = shareable.get(child.file, [])[-1:]
        of_child = msgspec.structs.replace(
            value, group=group, words={str(number): quote.hex() for number, quote in enumerate(quotes)}
        )
        when = case.written(day, "17:30", 40)
        made.append(_Made(child, case.scribe.create(child.file, of_child, case.worker_on(day).id, when)))
    return made


def _plan(case: Case, day: datetime.date) -> Plan:
    known = case.main_slots(day) | {"consultant": case.consultant_on(day).first}
    lines = words("plans")
    author = case.worker_on(day)
    going_well = [case.say(case.theme["strength"], known) for _ in range(3)]
    needs = [case.writer.fill(text, known) for text in case.theme["needs"]]
    disagreement = case.say(lines["disagreement"], known) if case.rng.random() < 0.4 else ""
    with_whom = dict.fromkeys((known["carer"], known.get("other", ""), known["kin"], known.get("teacher", "")))
    return Plan(
        plan_kind="family",
        title=lines["title"],
        names=_names(case, day),
        date=day.isoformat(),
        written_by=title_of(author),
        written_with=", ".join(name for name in with_whom if name),
        look_again=LookAgain(
            days.after(day, case.rng.randint(*WEEKS_TO_LOOK_AGAIN)).isoformat(),
            case.writer.fill(case.rng.choice(["{home}", "{kin}’s", "the hub"]), known),
        ),
        closing_line=case.say(lines["closing_line"], known),
        if_better=case.say(lines["if_better"], known),
        if_same=case.say(lines["if_same"], known),
        service_line=case.writer.fill(str(case.theme["service"]), known),
        state="draft",
        why=_numbered([case.writer.fill(str(case.theme["why"]), known)]),
        going_well=_numbered(going_well),
        needs_to_change=_numbered(needs),
        disagreements=_numbered([disagreement]),
        contacts=contacts(author, case.coordinator_on(day)),
    )


def _names(case: Case, day: datetime.date) -> str:
    known = case.main_slots(day)
    people = [names_of(tuple(case.children_on(day))), known["carer"], known.get("other", "")]
    return ", ".join(name for name in people if name)


def _numbered(texts: list[str]) -> dict[str, Line]:
    """{key: line}; the key is opaque and never changes."""
    return {f"l{number}": Line(number, text) for number, text in enumerate(filter(None, texts), start=1)}


def contacts(worker: Worker, coordinator: Worker) -> dict[str, RingLine]:
    """Whom the family rings."""
    lines = (
        RingLine(1, worker.name, "your social worker, Monday to Friday", worker.phone),
        RingLine(2, coordinator.name, "hub coordinator", coordinator.phone),
        RingLine(3, "Nights and weekends", "duty team", OUT_OF_HOURS),
    )
    return {f"r{line.position}": line for line in lines}


def _write_actions(case: Case, day: datetime.date, made: list[_Made], pairs: tuple[Pair, ...]) -> None:
    """The actions of the plan in every child's file. The first are done or go on; the last are due soon."""
    rows = [
        row
        for row in (case.writer.pick([row], case.main_slots(day), case.memory) for row in case.theme["actions"])
        if row
    ][:MOST_ACTIONS]
    for position, row in enumerate(rows):
        group = case.scribe.new_id()
        by, done = _by_and_done(case, day, position, len(rows))
        for one in made:
            value = Action(
                what=row["what"],
                who_by_when=by,
                how_we_will_know=row["know"],
                who_checks=case.worker_on(day).first,
                plan=one.record,
                position=position,
                pair=pairs[0].id if pairs and position == 0 else None,
                group=group,
            )
            value = msgspec.structs.replace(value, who_by_when=WhoByWhen(row["who"], by.by, by.lead))
            author = case.worker_on(day)
            record = case.scribe.create(one.child.file, value, author.id, case.written(day, "17:40", 40))
            if done:
                note = case.worker_on(done[0])
                values = {"done": Done(done[0].isoformat(), done[1])}
                case.scribe.edit(one.child.file, Action, record, values, note.id, case.written(done[0], "17:00", 15))


def _by_and_done(
    case: Case, day: datetime.date, position: int, count: int
) -> tuple[WhoByWhen, tuple[datetime.date, str] | None]:
    """When it is to be done (who is put in by the caller), and when it was."""
    later = [one for one in case.timeline.visits if one > day]
    if position < TO_BEGIN_WITH and later:
        done_on = later[min(position + 1, len(later) - 1)]
        note = case.say(words("plans")["done"], case.main_slots(done_on))
        return WhoByWhen("", days.after(day, 10).isoformat(), "First time:"), (done_on, note)
    if position == count - 1:
        by = days.after(case.today, case.rng.randint(1, 18))
        return WhoByWhen("", by.isoformat()), None
    return WhoByWhen("", "", case.rng.choice(("From today", "Every week", "From the start of term"))), None


def _agree_and_review(case: Case, day: datetime.date, made: list[_Made]) -> None:
    """Agreed at the next visit, where there was one; looked at again until the date lies ahead."""
    later = [one for one in case.timeline.visits if one > day]
    agreed = bool(later) and case.rng.random() < 0.85
    reviews = _review_dates(case, day)
    for one in made:
        if agreed:
            when = case.written(later[0], "17:45", 10)
            case.scribe.edit(one.child.file, Plan, one.record, {"state": "agreed"}, case.worker_on(later[0]).id, when)
        for held, upcoming in reviews:
            when = case.written(held, "16:50", 20)
            values = {"look_again": upcoming}
            case.scribe.edit(one.child.file, Plan, one.record, values, case.worker_on(held).id, when)


def _review_dates(case: Case, day: datetime.date) -> list[tuple[datetime.date, LookAgain]]:
    """(when the plan was looked at, when it is looked at next), until the next is not before today."""
    where = case.writer.fill(case.rng.choice(["{home}", "{kin}’s", "the hub"]), case.main_slots(day))
    upcoming = days.after(day, WEEKS_TO_LOOK_AGAIN[0])
    found = []
    while True:
        held = min(days.before(upcoming, 2), days.before(case.today, 1))
        upcoming = days.after(max(upcoming, day), case.rng.randint(*WEEKS_TO_LOOK_AGAIN))
        found.append((held, LookAgain(upcoming.isoformat(), where)))
        if upcoming >= case.today:
            return found


def _write_copies(case: Case, day: datetime.date, made: list[_Made]) -> None:
    """Who was given the plan, and how."""
    given = [one for one in case.timeline.visits if one > day][:1]
    known = case.main_slots(day)
    for number, recipient in enumerate((known["carer"], known["kin"]) if given else (), start=1):
        author = case.coordinator_on(given[0]).id if number == 2 else case.worker_on(given[0]).id
        for one in made:
            value = PlanCopy(
                plan=one.record,
                recipient=recipient,
                how="printed",
                made=given[0].isoformat(),
                copy_number=str(number),
                version=1,
            )
            case.scribe.create(one.child.file, value, author, case.written(given[0], "18:00", 10))


def _write_deadlines(case: Case) -> None:
    """An assessment under way: it is to be finished by the law's own day; a conference likewise."""
    found = case.timeline
    day = found.visits[-1]
    worker, carer = case.worker_on(day), case.main_slots(day)["carer"]
    steps = [(f"Finishes the assessment and goes through it with {carer}", days.after(found.referral, ASSESSMENT_DAYS))]
    if found.strategy:
        steps.append(("Holds the first conference", days.after(found.strategy, CONFERENCE_DAYS)))
    for position, (what, by) in enumerate(steps):
        group = case.scribe.new_id()
        for child in case.children_on(day):
            value = Action(
                what=what, who_by_when=WhoByWhen(worker.first, by.isoformat()), position=position, group=group
            )
            case.scribe.create(child.file, value, worker.id, case.written(found.assessed_from, "11:00", 15))


def _write_promises(case: Case) -> None:
    """What the worker promised a child or a parent: one kept, one for the next visit."""
    visits = case.timeline.visits
    for child in case.family.children:
        if child.age(case.today) < 4 or case.rng.random() < 0.3:
            continue
        for number, day in enumerate(visits[-2:]):
            is_kept = number == 0 and len(visits) > 1
            known = case.slots(child, day)
            worker = case.worker_on(day)
            to_child = case.rng.random() < 0.7
            templates = words("plans")["promise" if to_child else "promise_parent"]
            by = visits[-1] if is_kept else days.after(case.today, case.rng.randint(0, 6))
            value = Action(
                what=case.say(templates, known),
                who_by_when=WhoByWhen(worker.first, by.isoformat()),
                promised_to=known["child"] if to_child else known["carer"],
            )
            record = case.scribe.create(child.file, value, worker.id, case.written(day, "17:50", 10))
            if is_kept:
                then = case.written(by, "17:50", 15)
                case.scribe.edit(child.file, Action, record, {"done": Done(by.isoformat())}, worker.id, then)
