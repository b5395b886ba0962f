"""Safety concerns as one child's file reads them, among visits and notes: this child's marks and words alone. No Qt."""

import datetime

import msgspec

from casework.decisions import Worth
from casework.kinds.concerns import SafetyConcern
from casework.kinds.record import Record
from desktop_app.concerns.reading import DecisionShown, concerns, looks_of, time_here
from desktop_app.record_store.records import Records

WORTHS = {
    Worth.NOT_CONFIRMED: "Told by phone, not yet confirmed",
    Worth.CONFIRMED: "Confirmed",
    Worth.NOT_THEIRS: "Not what was decided",
}
WITH_YEAR = datetime.date.min  # no day is "today" in a file that is read for years


class ConcernInFile(msgspec.Struct, frozen=True):
    """One concern. name: of its sheet; how: where and at what time; parts: (what, title, words); state: of its newest
    decision, is_open: whether it still waits for one that its decider confirmed."""

    record: Record[SafetyConcern]
    name: str
    on: str
    how: str
    parts: tuple[tuple[str, str, str], ...]
    state: str
    is_open: bool


def concerns_in_file(records: Records, file: str) -> tuple[ConcernInFile, ...]:
    """Every concern about this child."""
    own = records.records(file, SafetyConcern)
    if not own:
        return ()
    whole = {one.group: one for one in concerns(records, WITH_YEAR, file)}
    found = []
    for record in own:
        value = record.value
        group = value.group or record.record
        one = whole[group]
        how = ", ".join(part for part in (value.where, time_here(value.time or "")) if part)
        state = WORTHS[one.worth] if one.worth is not None else "No decision yet"
        decisions = tuple(part for decision in one.decisions for part in _decision(decision))
        later = "\n".join(f"{each.who}, {each.when}: {each.words}" for each in one.later if _is_in(value, each.about))
        parts = (
            ("seen", "What was seen", _seen(value)),
            ("said", "What was said", _said(value)),
            ("told", "Who was told", _told(value)),
            ("thought", f"What {one.by} makes of it", value.thinks or ""),
            *decisions,
            ("later", "Added later", later),
        )
        found.append(
            ConcernInFile(
                record,
                f"concern:{group.hex()}",
                value.date or "",
                how,
                tuple(part for part in parts if part[2].strip()),
                state,
                one.is_open,
            )
        )
    return tuple(found)


def _is_in(value: SafetyConcern, about: str) -> bool:
    """Whether later words belong to this child: about the concern as a whole, or a mark or words of this child."""
    return about in ("", "seen", "thinks") or about in value.marks or about in value.said


def _seen(value: SafetyConcern) -> str:
    marks = sorted(value.marks.values(), key=lambda mark: mark.number)
    lines = [f"{mark.number} {mark.part}: {looks_of(mark)}" for mark in marks]
    return "\n".join([*([value.seen] if value.seen else []), *lines])


def _said(value: SafetyConcern) -> str:
    numbers = {key: mark.number for key, mark in value.marks.items()}
    lines = []
    for one in value.said.values():
        about = f", about mark {numbers[one.mark]}" if one.mark in numbers else ""
        asked = f", asked “{one.asked}”" if one.asked else ""
        lines.append(f"{one.who}{about}{asked}: “{one.words}”")
    return "\n".join(lines)


def _told(value: SafetyConcern) -> str:
    lines = [
        f"{time_here(one.at)} {one.who}{f': {one.words}' if one.words else ''}"
        for one in sorted(value.told.values(), key=lambda told: told.at)
    ]
    if value.parents is not None:
        lines.append("The parents were told." if value.parents.told else _not_told(value.parents.why_not))
    return "\n".join(lines)


def _not_told(why: str) -> str:
    return f"The parents were not told: {why}" if why else "The parents were not told."


def _decision(shown: DecisionShown) -> tuple[tuple[str, str, str], ...]:
    decision = shown.standing.decision
    if decision is None:
        return (("decided", "Decision", "There are two versions of this decision."),)
    words = f"{decision.what}\nWhy: {decision.why}\nDecided by {shown.who}, {shown.at}. {WORTHS[shown.worth]}."
    if shown.worth is Worth.NOT_THEIRS:
        words += f"\n{shown.who}: “{shown.standing.words}”"
    return (("decided", "Decision", words),)
