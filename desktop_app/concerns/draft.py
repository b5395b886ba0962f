"""A safety concern while it is written: kept as it is typed and marked, and what is still missing."""

import datetime
from collections.abc import Iterable, Sequence

import msgspec

from casework import typed_days
from casework.changes import new_record_id
from casework.late import days_late as days_between
from casework.typed_times import read_time
from casework.wording import time_of_day

MARKS = ("Bruise", "Red mark", "Swelling", "Cut", "Graze or scratch", "Burn or scald", "Bite", "Scar", "Rash", "Other")
HOW_TOLD = (("here", "Here"), ("phone", "By phone"), ("message", "By message"))
FUTURE = "This is in the future. Change the day or the time."
SOMEBODY_ELSE = "?"
"""In place of a professional's id: a decider who has no Daybook, named in words."""


class Cursor(msgspec.Struct, frozen=True):
    """Where the worker was typing: the field, and the place within its words."""

    field: str = ""
    at: int = 0


class MarkDraft(msgspec.Struct, frozen=True):
    """A mark on one child's body, as casework.kinds.concerns.BodyMark has it. file: whose body; figure: on which outline."""

    key: str
    file: str
    number: int
    part: str = ""
    side: str = ""
    x: int = 0
    y: int = 0
    mark: str = ""
    looks: str = ""
    size_cm: str = ""
    colour: str = ""
    seen: bool = True
    figure: str = ""


class SaidDraft(msgspec.Struct, frozen=True):
    """What somebody said. files: the children it is about; mark: the mark it explains, "" for none."""

    key: str
    files: tuple[str, ...]
    who: str = ""
    asked: str = ""
    words: str = ""
    mark: str = ""


class ToldDraft(msgspec.Struct, frozen=True):
    """Somebody who was told; time: local, as typed; date: of its own, as `casework.typed_days.keep` has it, "" for the
    sheet's (so is every one of an earlier release)."""

    key: str
    who: str = ""
    time: str = ""
    how: str = ""
    words: str = ""
    date: str = ""


class DecisionDraft(msgspec.Struct, frozen=True):
    """A decision as it is heard. decided_by: professional id, SOMEBODY_ELSE with a name, "" while nobody is chosen; date:
    as ToldDraft has it."""

    group: bytes
    what: str = ""
    why: str = ""
    decided_by: str = ""
    name: str = ""
    time: str = ""
    date: str = ""


class LaterDraft(msgspec.Struct, frozen=True):
    """What is added to words that stand in the record already. about: as casework.kinds.concerns.AddedLater has it."""

    about: str
    words: str = ""


class ParentSaid(msgspec.Struct, frozen=True):
    """Whether somebody with parental responsibility was told: "yes", "no", "not_asked", or "" while it is not said; why not."""

    answer: str = ""
    why: str = ""


class ConcernDraft(msgspec.Struct, frozen=True):
    """The whole sheet, or what is new on one that stands in the record. group: what makes the children's records one.

    files: the children it is about, the first chosen first; date: as `casework.typed_days.keep` has it; time: local, as typed; visit: group of the
    visit it was seen on; parents: "yes", "no" or "" while it is not said, asked where nobody is recorded
    as having parental responsibility; parents_said: {name of each who has it: whether they were told}; to_do: {what: done}; at: the part of the sheet
    that is open ("mark:<key>", "said:<key>", "told:<key>"); body: the child whose body is shown; figures: {file: the outline
    that the worker chose for that child}.
    """

    group: bytes
    date: str
    time: str = ""
    files: tuple[str, ...] = ()
    where: str = ""
    visit: bytes | None = None
    seen: str = ""
    thinks: str = ""
    parents: str = ""
    why_not: str = ""
    parents_said: dict[str, ParentSaid] = {}
    late_because: str = ""
    marks: tuple[MarkDraft, ...] = ()
    said: tuple[SaidDraft, ...] = ()
    told: tuple[ToldDraft, ...] = ()
    decision: DecisionDraft | None = None
    later: tuple[LaterDraft, ...] = ()
    to_do: dict[str, bool] = {}
    at: str = ""
    body: str = ""
    figures: dict[str, str] = {}
    cursor: Cursor = Cursor()

    @property
    def day(self) -> datetime.date | None:
        """The day it was noticed; None while what stands there is no day: it cannot be added then."""
        return typed_days.kept_day(self.date)

    @property
    def name(self) -> str:
        """What the draft is kept under, and the page is known by."""
        return name_of(self.group)

    def with_values(self, **values: object) -> "ConcernDraft":
        """The sheet with some of its answers changed."""
        return msgspec.structs.replace(self, **values)

    def without_blanks(self) -> "ConcernDraft":
        """The sheet without what was begun and left with nothing in it: who said something, or was told."""
        said = tuple(
            one for one in self.said if self._is_open("said", one.key) or _has_any(one.who, one.asked, one.words)
        )
        told = tuple(
            one for one in self.told if self._is_open("told", one.key) or _has_any(one.who, one.how, one.words)
        )
        return self if (said, told) == (self.said, self.told) else self.with_values(said=said, told=told)

    def _is_open(self, part: str, key: str) -> bool:
        return self.at == f"{part}:{key}"

    def has_words(self) -> bool:
        """Whether anything was typed, marked or ticked that would be missed."""
        typed = (self.seen, self.thinks, self.why_not, self.late_because, *(one.words for one in self.later))
        if any(one.answer or one.why.strip() for one in self.parents_said.values()):
            return True
        return bool(self.marks or self.said or self.told or self.decision or self.to_do or self.parents) or any(
            words.strip() for words in typed
        )


def _has_any(*typed: str) -> bool:
    return any(words.strip() for words in typed)


class Missing(msgspec.Struct, frozen=True):
    """One thing to fill in before the sheet can be added; field: where."""

    field: str
    sentence: str


PARENT, PARENT_WHY = "parent of ", "why not parent of "
"""Before a name: the field in which it is said whether they were told, and why not."""


def name_of(group: bytes) -> str:
    """The name of the draft of this concern."""
    return f"concern:{group.hex()}"


def group_of(name: str) -> bytes:
    """The concern that a draft's name speaks of."""
    return bytes.fromhex(name.rpartition(":")[2])


def new_key() -> str:
    """What a mark, a sentence or one who was told is known by on every laptop."""
    return new_record_id().hex()[:12]


def new_concern(
    files: tuple[str, ...], now: datetime.datetime, *, where: str = "", visit: bytes | None = None
) -> ConcernDraft:
    """An empty sheet about these children, of this moment (local time of this laptop)."""
    return ConcernDraft(
        new_record_id(),
        now.date().isoformat(),
        time_of_day(now),
        files,
        where,
        visit,
        body=files[0] if files else "",
    )


def started(name: str, file: str, now: datetime.datetime) -> ConcernDraft:
    """The sheet of this name with nothing on it, about this child ("" for none yet)."""
    return new_concern((file,) if file else (), now).with_values(group=group_of(name))


def days_late(draft: ConcernDraft, today: datetime.date) -> int:
    """How many days after it was noticed it is written, once that is late; else 0."""
    return days_between(draft.day or today, today)


def happened_at(draft: ConcernDraft, time: str = "", date: str = "") -> datetime.datetime | None:
    """A time of the sheet by this laptop's clock; its own where none is given, the day's start where none is written.

    date: of an entry that has its own, "" for the sheet's. None where there is no day.
    """
    at = read_time(time or draft.time) or datetime.time()
    day = typed_days.kept_day(date) if date else draft.day
    return datetime.datetime.combine(day, at) if day else None


def _is_to_come(draft: ConcernDraft, now: datetime.datetime, time: str = "", date: str = "") -> bool:
    at = happened_at(draft, time, date)
    return at is not None and at > now


def _of_the_moment(
    draft: ConcernDraft, one: ToldDraft | DecisionDraft, name: str, now: datetime.datetime
) -> Sequence[Missing]:
    """What is missing of when somebody was told, or decided. name: of the entry in the sheet."""
    found = []
    if typed_days.not_a_day(one.date):
        found.append(Missing(f"{name}:date", typed_days.not_a_day(one.date)))
    if read_time(one.time) is None:
        found.append(Missing(f"{name}:time", "Write the time, for example 10:30am."))
    elif _is_to_come(draft, now, one.time, one.date):
        found.append(Missing(f"{name}:time", FUTURE))
    return found


def missing(
    draft: ConcernDraft, now: datetime.datetime, parents: Iterable[str] = (), *, is_later: bool = False
) -> tuple[Missing, ...]:
    """What is still missing, in the order of the sheet. parents: names of those with parental responsibility; is_later: the
    concern itself stands in the record already."""
    found = [*_of_the_sheet(draft, now), *_of_parents(draft, tuple(parents))] if not is_later else []
    for mark in draft.marks:
        if not mark.part.strip():
            found.append(Missing(f"mark:{mark.key}:part", f"Say which part of the body mark {mark.number} is on."))
        if not (mark.mark or mark.looks.strip()):
            found.append(Missing(f"mark:{mark.key}:mark", f"Say what kind of mark {mark.number} is."))
    for said in draft.said:
        if not said.who.strip():
            found.append(Missing(f"said:{said.key}:who", "Say who said it."))
        if not said.words.strip():
            found.append(Missing(f"said:{said.key}:words", "Write what was said, in their own words."))
    for told in draft.told:
        if not told.who.strip():
            found.append(Missing(f"told:{told.key}:who", "Say who was told."))
        found += _of_the_moment(draft, told, f"told:{told.key}", now)
    if draft.decision is not None:
        found += [*_of_decision(draft.decision), *_of_the_moment(draft, draft.decision, "decision", now)]
    return tuple(found)


def _of_the_sheet(draft: ConcernDraft, now: datetime.datetime) -> Sequence[Missing]:
    found = []
    if not draft.files:
        found.append(Missing("files", "Say which child it is about."))
    if draft.day is None:
        found.append(Missing("date", typed_days.no_day(draft.date)))
    if draft.time.strip() and read_time(draft.time) is None:
        found.append(Missing("time", "Write the time, for example 10:30am."))
    elif _is_to_come(draft, now):
        found.append(Missing("time", FUTURE))
    if days_late(draft, now.date()) and not draft.late_because.strip():
        found.append(Missing("late_because", "Say why it is written down only now."))
    if not (draft.seen.strip() or draft.marks or draft.said):
        found.append(Missing("seen", "Write what was seen, mark it on the body, or write what was said."))
    return found


def _of_parents(draft: ConcernDraft, parents: tuple[str, ...]) -> Sequence[Missing]:
    """Each is asked about; where nobody is recorded as having parental responsibility, the parents as one."""
    found = []
    for name in parents:
        said = draft.parents_said.get(name, ParentSaid())
        if not said.answer:
            found.append(Missing(f"{PARENT}{name}", f"Say whether {name} was told."))
        elif said.answer == "no" and not said.why.strip():
            found.append(Missing(f"{PARENT_WHY}{name}", f"Say why {name} was not told."))
    if not parents and not draft.parents:
        found.append(Missing("parents", "Say whether the parents were told."))
    if not parents and draft.parents == "no" and not draft.why_not.strip():
        found.append(Missing("why_not", "Say why telling them now would put a child at more risk."))
    return found


def _of_decision(decision: DecisionDraft) -> Sequence[Missing]:
    found = []
    if not decision.what.strip():
        found.append(Missing("decision:what", "Write what was decided, or take the decision away."))
    if not decision.why.strip():
        found.append(Missing("decision:why", "Write the reason that was given."))
    if not decision.decided_by:
        found.append(Missing("decision:decided_by", "Say who decided."))
    if decision.decided_by == SOMEBODY_ELSE and not decision.name.strip():
        found.append(Missing("decision:name", "Write the name of who decided, and their team."))
    return found
