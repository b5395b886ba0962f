"""Safety concerns as one child's file reads them, among visits and notes: this child's marks and words alone. No Qt."""

import datetime
from collections.abc import Mapping, Sequence

import msgspec

from casework.decisions import Worth
from casework.kinds.concerns import SafetyConcern
from casework.kinds.record import Record
from desktop_app.concerns.decided import DecisionShown, decisions
from desktop_app.concerns.moments import time_here
from desktop_app.concerns.parents import in_words, of_every_child
from desktop_app.concerns.reading import ConcernShown, concerns, looks_of
from desktop_app.concerns.told import ToldShown, who_was_told
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names

WORTHS = {
    Worth.NOT_CONFIRMED: "Told by phone, not yet confirmed",
    Worth.CONFIRMED: "Confirmed",
    Worth.NOT_THEIRS: "Not what was decided",
    Worth.NO_DECIDER: "Not by somebody who may decide",
}
WITH_YEAR = datetime.date.min  # no day is "today" in a file that is read for years


class ConcernInFile(msgspec.Struct, frozen=True):
    """One concern. name: of its sheet, "" where it was withdrawn; how: where and at what time; parts: (what, title, words); state: of its newest
    decision, is_open: whether it still waits for one that its decider confirmed."""

    record: Record[SafetyConcern]
    name: str
    on: str
    how: str
    parts: tuple[tuple[str, str, str], ...]
    state: str
    is_open: bool


def concerns_in_file(records: Records, file: str) -> tuple[ConcernInFile, ...]:
    """Every concern about this child; those that were withdrawn too."""
    own = records.records(file, SafetyConcern, with_withdrawn=True)
    if not own:
        return ()
    whole = {one.group: one for one in concerns(records, WITH_YEAR, file)}
    names = staff_names(records)
    decided = decisions(records, names, WITH_YEAR)
    return tuple(_in_file(records, one, whole, decided, names) for one in own)


def _in_file(
    records: Records,
    record: Record[SafetyConcern],
    wholes: Mapping[bytes, ConcernShown],
    decided: Mapping[bytes, list[DecisionShown]],
    names: Mapping[str, str],
) -> ConcernInFile:
    """One record; wholes: those that stand, with what was added; decided: of those that were withdrawn, too."""
    value = record.value
    group = value.group or record.record
    whole = None if record.is_withdrawn else wholes.get(group)
    parts_of_decisions = tuple(
        _decision(one) for one in sorted(decided.get(group, ()), key=lambda one: one.is_withdrawn)
    )
    later = [
        f"{one.who}, {one.when}: {one.words}" for one in (whole.later if whole else ()) if _is_in(value, one.about)
    ]
    parts = (
        ("seen", "What was seen", _seen(value)),
        ("said", "What was said", _said(value)),
        ("told", "Who was told", _told(value, who_was_told(records, record))),
        ("thought", f"What {names.get(record.author, record.author)} makes of it", value.thinks or ""),
        *parts_of_decisions,
        ("later", "Added later", "\n".join(later)),
    )
    return ConcernInFile(
        record,
        "" if record.is_withdrawn else f"concern:{group.hex()}",
        value.date or "",
        ", ".join(part for part in (value.where, time_here(value.time or "")) if part),
        tuple(part for part in parts if part[2].strip()),
        WORTHS[whole.worth] if whole is not None and whole.worth is not None else "No decision yet",
        whole is not None and whole.is_open,
    )


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


def _told(value: SafetyConcern, told: Sequence[ToldShown]) -> str:
    lines = []
    for one in told:
        words = f": {one.told.words}" if one.told.words else ""
        at = f"{one.time} on {one.day}" if one.day else one.time
        lines.append(f"{at}, {one.told.who}{words}{f' ({one.late})' if one.late else ''}")
    return "\n".join((*lines, *in_words(value.parents, of_every_child([value]))))


def _decision(shown: DecisionShown) -> tuple[str, str, str]:
    decision, title = shown.standing.decision, "Withdrawn decision" if shown.is_withdrawn else "Decision"
    if decision is None:
        return ("decided", title, "There are two versions of this decision.")
    words = f"{decision.what}\nWhy: {decision.why}\nDecided by {shown.who}, {shown.at}. {WORTHS[shown.worth]}."
    words += f" {shown.late}." if shown.late else ""
    if shown.worth is Worth.NOT_THEIRS:
        words += f"\n{shown.who}: “{shown.standing.words}”"
    if shown.taken_out:
        words += f"\n{shown.taken_out_in_words}"
    return ("decided", title, words)
