"""A visit while it is being written: everything on the form, kept as it is typed, and what is still missing."""

import datetime

import msgspec

from casework import typed_days
from casework.changes import new_record_id
from casework.late import days_late
from casework.typed_times import read_time
from desktop_app.moments import marks
from desktop_app.moments.marks import Moment, new_moment

__all__ = [
    "BABY_MONTHS",
    "ChildPart",
    "Cursor",
    "Missing",
    "Moment",
    "PersonPresent",
    "SharedSentence",
    "VisitChild",
    "VisitDraft",
    "as_the_first",
    "last_day",
    "missing",
    "months_old",
    "new_draft",
    "new_moment",
    "not_asked",
]

BABY_MONTHS = 12
EVENING, MORNING = datetime.time(18), datetime.time(6)


class PersonPresent(msgspec.Struct, frozen=True):
    """Somebody who was there. role: how they belong ("Mum")."""

    name: str
    role: str = ""


class SharedSentence(msgspec.Struct, frozen=True):
    """Words written once. about: the files of the children they are about; group: what makes them one sentence."""

    text: str
    about: tuple[str, ...]
    group: bytes = msgspec.field(default_factory=new_record_id)


class ChildPart(msgspec.Struct, frozen=True):
    """One child's own part. None means: not answered yet; nothing is taken for granted.

    own_part: what this child said, did or showed; observation: what the worker saw of this child; analysis: what the
    worker makes of it. They stay apart, on the form and in the record.
    """

    seen: bool | None = None
    not_seen_reason: str = ""
    alone: bool | None = None
    why_not_alone: str = ""
    bedroom: bool | None = None
    seemed: str = ""
    own_part: str = ""
    observation: str = ""
    sleeping_place: str = ""
    analysis: str = ""


class Cursor(msgspec.Struct, frozen=True):
    """Where the worker was typing: the field, the child's file where it is one child's, the place within the words."""

    field: str = ""
    file: str = ""
    at: int = 0


class VisitDraft(msgspec.Struct, frozen=True):
    """The whole form. group: what makes the children's records one visit; date: as `casework.typed_days.keep` has it; parts: {file: own part}.

    started, ended: local times as typed, "10:04am"; next_sentence, new_person: words begun and not yet put in their place;
    is_finishing: whether the last step was open; late_because: why it is written days later; kept_names: names that the worker
    keeps although they are not of the family (`Stranger.key`); left: what was captured and is left out (`Captured.key`); moments:
    marked while it went on, in their order; dropped: keys of marks that were dropped.
    """

    group: bytes
    date: str
    parts: dict[str, ChildPart]
    started: str = ""
    ended: str = ""
    purpose: str = ""
    announced: bool | None = None
    place: str = ""
    present: tuple[PersonPresent, ...] = ()
    shared: tuple[SharedSentence, ...] = ()
    next_steps: str = ""
    next_sentence: str = ""
    new_person: PersonPresent = PersonPresent("")
    is_finishing: bool = False
    cursor: Cursor = Cursor()
    late_because: str = ""
    kept_names: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The children's files, in the order of the form."""
        return tuple(self.parts)

    @property
    def name(self) -> str:
        """What the draft is kept under."""
        return f"visit:{self.group.hex()}"

    @property
    def day(self) -> datetime.date | None:
        """The day of the visit; None while what stands there is no day: it cannot be added then."""
        return typed_days.kept_day(self.date)

    def with_values(self, **values: object) -> "VisitDraft":
        """The form with what is said of the whole visit changed."""
        return msgspec.structs.replace(self, **values)

    def with_part(self, file: str, **values: object) -> "VisitDraft":
        """The form with one child's part changed."""
        part = msgspec.structs.replace(self.parts[file], **values)
        return msgspec.structs.replace(self, parts={**self.parts, file: part})

    def same_for_all(self, **values: object) -> "VisitDraft":
        """The form with the same answer for every child."""
        parts = {file: msgspec.structs.replace(part, **values) for file, part in self.parts.items()}
        return msgspec.structs.replace(self, parts=parts)

    def with_name_kept(self, key: str) -> "VisitDraft":
        """The form with a name kept that was pointed out."""
        return self.with_values(kept_names=(*self.kept_names, key))

    def with_left(self, key: str, *, left: bool) -> "VisitDraft":
        """The form with something captured left out, or taken up again."""
        others = tuple(one for one in self.left if one != key)
        return self.with_values(left=(*others, key) if left else others)

    def with_moment(self, moment: Moment) -> "VisitDraft":
        """The form with this moment marked."""
        return self.with_values(moments=(*self.moments, moment))

    def with_moments_of(self, other: "VisitDraft") -> "VisitDraft":
        """The form with what was marked elsewhere meanwhile: over the map, or while the child had the screen."""
        known = {*self.dropped, *(one.key for one in self.moments)}
        new = tuple(one for one in other.moments if one.key not in known)
        return self.with_values(moments=(*self.moments, *new)) if new else self

    def with_answer(self, key: str, saw: str) -> "VisitDraft":
        """The form with what was seen at a moment that was marked."""
        return self.with_values(moments=marks.with_answer(self.moments, key, saw))

    def with_moment_of(self, key: str, files: tuple[str, ...]) -> "VisitDraft":
        """The form with a moment about these children."""
        return self.with_values(moments=marks.with_children(self.moments, key, files))

    def without_moment(self, key: str) -> "VisitDraft":
        """The form with a mark dropped."""
        return self.with_values(moments=marks.without(self.moments, key), dropped=(*self.dropped, key))

    def seen_of(self, file: str) -> str:
        """What the worker saw of one child: as written, and at each moment that was marked, with its time."""
        of_child = tuple(one for one in self.moments if file in one.about)
        return marks.seen_with(self.parts[file].observation, of_child)

    def settled_sentence(self, about: tuple[str, ...] = ()) -> "VisitDraft":
        """The form with the last sentence typed put in its place; about: the children's files, every child's where none."""
        words = self.next_sentence.strip()
        if not words:
            return self
        return self.with_values(shared=(*self.shared, SharedSentence(words, about or self.files)), next_sentence="")

    def settled(self, about: tuple[str, ...] = ()) -> "VisitDraft":
        """The form with everything that was only begun put in its place, and sentences taken out that were emptied."""
        made = self.settled_sentence(about)
        if name := made.new_person.name.strip():
            person = PersonPresent(name, made.new_person.role.strip())
            made = made.with_values(present=(*made.present, person), new_person=PersonPresent(""))
        return made.with_values(shared=tuple(one for one in made.shared if one.text.strip()))


class VisitChild(msgspec.Struct, frozen=True):
    """A child of the visit, as the form needs them: name is what the child is called; born, expected: days."""

    file: str
    name: str
    born: datetime.date | None = None
    expected: datetime.date | None = None
    surname: str = ""

    def is_born(self, on: datetime.date) -> bool:
        """Whether the child was born by this day; a child of whom no day is known was."""
        return self.born <= on if self.born is not None else self.expected is None


class Missing(msgspec.Struct, frozen=True):
    """One thing to fill in before the visit can be added. file: of the child it is about, or "" for the whole visit."""

    field: str
    file: str
    sentence: str


def not_asked(child: VisitChild, field: str, on: datetime.date) -> str:
    """Why a question of the grid is not asked of this child, or "" where it is.

    A child under twelve months on the day of the visit is not asked to be seen alone: a baby cannot speak with a worker
    on their own, and "No, because she is a baby" at every visit would hide the noes that matter. From the first birthday
    on it is asked, and a toddler's "No" has its reason. A child who is not born cannot be seen; the place where the
    child will sleep can.
    """
    if not child.is_born(on):
        return "" if field == "bedroom" else "Not born yet"
    if field == "alone" and child.born is not None and months_old(child.born, on) < BABY_MONTHS:
        return "Not asked: a baby"
    return ""


def months_old(born: datetime.date, on: datetime.date) -> int:
    """Whole months since the day of birth."""
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def new_draft(files: tuple[str, ...], day: datetime.date, started: str = "", group: bytes | None = None) -> VisitDraft:
    """An empty form for these children; group: where something else makes it one visit already."""
    return VisitDraft(group or new_record_id(), day.isoformat(), {file: ChildPart() for file in files}, started)


def as_the_first(draft: VisitDraft, children: tuple[VisitChild, ...], field: str, today: datetime.date) -> VisitDraft:
    """The first child's answer, for each child of whom it is asked; a reason is each child's own."""
    on = draft.day or today
    answer = getattr(draft.parts[children[0].file], field)
    for child in children[1:]:
        is_there = field in ("seen", "bedroom") or draft.parts[child.file].seen is not False
        if is_there and not not_asked(child, field, on):
            draft = draft.with_part(child.file, **{field: answer})
    return draft


def last_day(draft: VisitDraft) -> datetime.date | None:
    """The day on which the visit ended: the next one where it began in the evening and ended in the night."""
    return draft.day + datetime.timedelta(days=_goes_over_midnight(draft)) if draft.day else None


def _goes_over_midnight(draft: VisitDraft) -> bool:
    began, ended = read_time(draft.started), read_time(draft.ended)
    return began is not None and ended is not None and ended < began and began >= EVENING and ended <= MORNING


def _ends_before_it_begins(draft: VisitDraft) -> bool:
    """As where "9:30" was typed and half past nine in the evening was meant."""
    began, ended = read_time(draft.started), read_time(draft.ended)
    ends_early = began is not None and ended is not None and ended < began
    return ends_early and not _goes_over_midnight(draft)


def missing(
    draft: VisitDraft, children: tuple[VisitChild, ...], today: datetime.date, showed: frozenset[str] = frozenset()
) -> tuple[Missing, ...]:
    """What is still missing, in the order of the form. showed: files of children whose own words or drawings it takes up."""
    found = []
    if not draft.purpose.strip():
        found.append(Missing("purpose", "", "Say what the visit was for."))
    on = draft.day or today
    if draft.day is None:
        found.append(Missing("date", "", typed_days.no_day(draft.date, "the day of the visit")))
    elif on > today:
        found.append(Missing("date", "", "The visit is dated in the future. Change the day."))
    for field, words in (("started", "began"), ("ended", "ended")):
        typed = getattr(draft, field).strip()
        if typed and read_time(typed) is None:
            found.append(Missing(field, "", f"Write the time the visit {words}, for example 10:30am."))
    if _ends_before_it_begins(draft):
        found.append(Missing("ended", "", "The visit ends before it begins. Write am or pm behind both times."))
    if days_late(on, today) and not draft.late_because.strip():
        found.append(Missing("late_because", "", "Say why it is written down only now."))
    for child in children:
        of_child = _missing_of_child(child, draft.parts[child.file], on)
        found += [one for one in of_child if not (one.field == "own_part" and child.file in showed)]
    found += [
        Missing("moment", one.key, f"Say what you saw at {one.at}, or drop the mark.")
        for one in draft.moments
        if not one.saw.strip()
    ]
    found += [
        Missing("moment", one.key, f"Say which child this is about: what you saw at {one.at}.")
        for one in draft.moments
        if one.saw.strip() and not set(one.about) & set(draft.files)
    ]
    of_nobody = [one for one in draft.shared if one.text.strip() and not one.about]
    found += [
        Missing("shared", one.group.hex(), f"Say which child this is about: “{_start(one.text)}”.") for one in of_nobody
    ]
    return tuple(found)


def _missing_of_child(child: VisitChild, part: ChildPart, on: datetime.date) -> list[Missing]:
    file, name = child.file, child.name
    if not child.is_born(on):
        return [] if part.own_part.strip() else [Missing("own_part", file, f"Write {_own(name)} part.")]
    if part.seen is None:
        return [Missing("seen", file, f"Say whether {name} was seen.")]
    if not part.seen:
        return (
            [] if part.not_seen_reason.strip() else [Missing("not_seen_reason", file, f"Say why {name} was not seen.")]
        )
    found = []
    if not not_asked(child, "alone", on):
        if part.alone is None:
            found.append(Missing("alone", file, f"Say whether {name} was seen alone."))
        if part.alone is False and not part.why_not_alone.strip():
            found.append(Missing("why_not_alone", file, f"Say why {name} was not seen alone."))
    if not part.own_part.strip():
        found.append(Missing("own_part", file, f"Write {_own(name)} part: what {name} said, did or showed."))
    return found


def _own(name: str) -> str:
    return f"{name}’s own"


def _start(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:40].rsplit(' ', 1)[0]} …"
