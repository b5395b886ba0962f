"""A new plan from what is in the record already: every line says where it came from and can be changed or left out."""

import datetime
from collections.abc import Iterable, Iterator

import msgspec

from casework.childs_words import OPEN_ROOM, sight_of_view, who_may_see
from casework.kinds.direct_work import Quote
from casework.kinds.mapping import Category, MapEntry
from casework.kinds.plans import Action, Line, Plan, WhoByWhen
from casework.kinds.record import Record
from casework.wording import in_a_row, not_asked_yet, plain_date
from desktop_app.plans.draft import Agreed, PlanDraft, Ring, Sentence, Step, Taken, new_plan
from desktop_app.plans.family import called, children, staff_titles, whom_to_ring, writer
from desktop_app.plans.people import Tie, adults
from desktop_app.plans.whose_view import lead_of
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names

WORDS_TO_BEGIN_WITH = 2
SHOWN_OF_A_STEP = ("what", "who_by_when", "how_we_will_know", "plan", "position", "group")


def drafted(records: Records, file: str, day: datetime.date) -> PlanDraft:
    """What the record says of a child's family, as a plan to go on with; it begins with what the last plan left open."""
    return _drafted(records, file, _newest_plan(records, file), day)


def drafted_from(records: Records, file: str, plan: bytes, day: datetime.date) -> PlanDraft:
    """A new plan that begins with an earlier one. Raises KeyError where that is not on this laptop."""
    held = records.record(file, Plan, plan)
    if held is None:
        raise KeyError(plan)
    value, source = held.value, _name_of(held.value, day)
    fresh = _drafted(records, file, held, day)
    return msgspec.structs.replace(
        fresh,
        names=value.names or fresh.names,
        written_with=value.written_with or fresh.written_with,
        why=_sentences(value.why, source),
        going_well=_sentences(value.going_well, source),
        needs_to_change=_sentences(value.needs_to_change, source),
        disagreements=_sentences(value.disagreements, source),
        if_better=value.if_better or "",
        if_same=value.if_same or "",
        closing_line=value.closing_line or "",
        service_line=value.service_line or "",
    )


def _drafted(records: Records, file: str, before: Record[Plan] | None, day: datetime.date) -> PlanDraft:
    """From the maps, and from the steps that the plan before left open."""
    files = tuple(name for name, _ in children(records, file))
    home = adults(records, files)
    newest = _newest_plan(records, file)
    steps = [*(_open_steps(records, before, day) if before else ()), *_next_steps(records, files)]
    return msgspec.structs.replace(
        new_plan(files, day),
        names=in_a_row([called(records, one) for one in files] + [adult.called for adult in home if adult.lives_here]),
        written_by=writer(records)[0],
        written_with=in_a_row([adult.called for adult in home if adult.lives_here]),
        steps=tuple({(step.who, step.what): step for step in reversed(steps)}.values())[::-1],
        left_out=tuple(_left_out(records, files, before, day)),
        words={one: _newest_words(records, one) for one in files},
        contacts=whom_to_ring(records, _rings(newest.value) if newest else ()),
        agreed=tuple(Agreed(adult.called) for adult in home if _is_asked(adult.ties)),
        **_from_map(records, files, day),
    )


def _open_steps(records: Records, plan: Record[Plan], day: datetime.date) -> Iterator[Step]:
    """What the family was to do and has not done, in the order of that plan; what stands in two versions is not among it."""
    for action in sorted(records.records(plan.file, Action), key=lambda one: one.value.position or 0):
        value = action.value
        if value.plan != plan.record or value.done or action.in_two_versions or not value.what:
            continue
        when = value.who_by_when or WhoByWhen("")
        how = value.how_we_will_know or ""
        yield Step(value.what, when.who, when.by, when.lead, how, source=_name_of(plan.value, day))


def _left_out(
    records: Records, files: tuple[str, ...], before: Record[Plan] | None, day: datetime.date
) -> Iterator[str]:
    """One sentence for each open step that nobody can take over before a person has settled what it says."""
    for file in files:
        for action in records.records(file, Action):
            value = action.value
            of_plan = before is not None and before.file == file and value.plan == before.record
            of_map = value.plan is None and not value.promised_to
            if not action.in_two_versions or value.done or not (of_plan or of_map):
                continue
            where = _name_of(before.value, day) if of_plan and before else f"{called(records, file)}’s next steps"
            who = value.who_by_when.who if value.who_by_when else ""
            step = f"“{value.what}”" if value.what else f"A step for {who}" if who else "A step"
            yield f"{step} ({where}) stands in two versions."


def _name_of(plan: Plan, day: datetime.date) -> str:
    on = _said_on(plan.date, day)
    return f"Plan of {on}" if on else "The plan before"


def _is_asked(ties: Iterable[Tie]) -> bool:
    """Whoever lives with a child or is responsible for one is asked whether they agree."""
    return any(tie.lives_with or tie.has_responsibility for tie in ties)


def _from_map(records: Records, files: tuple[str, ...], day: datetime.date) -> dict[str, tuple[Sentence, ...]]:
    """Lines of the plan from the maps of these children; what several maps say alike stands once."""
    entries = _entries(records, files)
    dangers = [entry for entry in entries if entry.value.category == Category.DANGER_STATEMENT.value]
    staff, titles = staff_names(records), staff_titles(records)

    def sentence(entry: Record[MapEntry]) -> Sentence:
        value = entry.value
        on = _said_on(value.event_date or entry.happened, day)
        source = ", ".join(part for part in ("Map", value.whose_view or "", on) if part)
        return Sentence(value.text or "", source, lead_of(entry, titles, staff.get(entry.author, "")))

    well = (Category.EXISTING_SAFETY.value, Category.EXISTING_STRENGTH.value)
    return {
        "why": _once(sentence(entry) for entry in dangers),
        "going_well": _once(sentence(entry) for kind in well for entry in entries if entry.value.category == kind),
        "needs_to_change": _once(
            sentence(entry) for entry in entries if entry.value.category == Category.SAFETY_GOAL.value
        ),
        "disagreements": _once(_views([(called(records, entry.file), entry.value) for entry in dangers])),
    }


def _views(dangers: list[tuple[str, MapEntry]]) -> Iterator[Sentence]:
    """What each says of our worries, in their own words; and who was not asked. Why not is for us, and no line of a paper.

    Who was asked about one worry and not about another is not said to be unasked. dangers: (what the child is called, entry).
    """
    views = [
        (who, view)
        for child, danger in dangers
        for who, view in sorted(danger.views.items())
        if sight_of_view(who, view, child, OPEN_ROOM).may_see
    ]
    heard = {who for who, view in views if isinstance(view, str)}
    for who, view in views:
        if isinstance(view, str):
            yield Sentence(view, f"{who}’s view on the map", f"{who} says:")
        elif who not in heard:
            yield Sentence(not_asked_yet(who), "Map, not asked yet")


def _entries(records: Records, files: tuple[str, ...]) -> list[Record[MapEntry]]:
    """In the order of each map. A child's own words are not among them: those have a place of their own in the plan."""
    found = [
        entry
        for file in files
        for entry in records.records(file, MapEntry)
        if entry.value.text and not entry.value.quote and entry.value.standing != "childs_words"
    ]
    return sorted(found, key=lambda entry: entry.value.position if entry.value.position is not None else 1000)


def _once(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    return tuple({" ".join(sentence.text.split()).lower(): sentence for sentence in sentences}.values())


def _next_steps(records: Records, files: tuple[str, ...]) -> Iterator[Step]:
    """Steps of the map that are not done and stand on no plan. One in two versions is left for a person to settle."""
    seen = set()
    for file in files:
        for action in records.records(file, Action):
            value = action.value
            settled = not action.in_two_versions and value.what is not None
            if not settled or value.done or value.plan or value.promised_to or value.what in seen:
                continue
            seen.add(value.what)
            when = value.who_by_when
            yield Step(
                value.what or "",
                when.who if when else "",
                when.by if when else "",
                when.lead if when else "",
                value.how_we_will_know or "",
                source=f"Next step, {called(records, file)}’s record",
                taken=Taken(
                    file, action.record, {name: action.shown[name] for name in SHOWN_OF_A_STEP if name in action.shown}
                ),
            )


def _newest_words(records: Records, file: str) -> tuple[bytes, ...]:
    """The newest words that may lie on a table: the ids of two at most, newest first.

    Words shown against a child's wish, to keep a child safe, are for those whom the reason names: never chosen by itself.
    """
    said = [
        quote
        for quote in records.records(file, Quote)
        if quote.value.words
        and quote.value.confirmed is not False
        and quote.value.override is None
        and who_may_see(quote.value, OPEN_ROOM).may_see
    ]
    said.sort(key=lambda quote: quote.value.said_on or "", reverse=True)
    return tuple(quote.record for quote in said[:WORDS_TO_BEGIN_WITH])


def _newest_plan(records: Records, file: str) -> Record[Plan] | None:
    return max(records.records(file, Plan), key=lambda plan: (plan.value.date or "", plan.written), default=None)


def _rings(plan: Plan) -> tuple[Ring, ...]:
    lines = sorted(plan.contacts.values(), key=lambda line: line.position)
    return tuple(Ring(line.who, line.role, line.number) for line in lines)


def _sentences(lines: dict[str, Line], source: str) -> tuple[Sentence, ...]:
    ordered = sorted(lines.values(), key=lambda line: line.position)
    return tuple(Sentence(line.text, source, line.lead) for line in ordered)


def _said_on(text: str | None, today: datetime.date) -> str:
    try:
        return plain_date(datetime.date.fromisoformat((text or "")[:10]), today)
    except ValueError:
        return ""
