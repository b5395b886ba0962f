"""A safety concern as it stands in the record, and what each decision about it is worth. Frozen values; no Qt."""

import datetime
from collections.abc import Mapping

import msgspec

from casework.decisions import Worth
from casework.kinds.concerns import (
    BodyMark,
    SafetyConcern,
    SaidOfConcern,
)
from casework.kinds.people import SUBJECT, Person, display_name, first_name
from casework.kinds.record import Record
from casework.wording import in_a_row
from desktop_app.concerns.decided import DecisionShown, decisions
from desktop_app.concerns.moments import time_here, when_here
from desktop_app.concerns.parents import in_words, of_every_child
from desktop_app.concerns.told import ToldShown, who_was_told
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names


class MarkShown(msgspec.Struct, frozen=True):
    """A mark that stands in the record. file: whose body."""

    key: str
    file: str
    mark: BodyMark


class LaterShown(msgspec.Struct, frozen=True):
    """Words added later: both readings are kept. about: what they correct or add to; when: local time in words."""

    about: str
    words: str
    who: str
    when: str


class ConcernShown(msgspec.Struct, frozen=True):
    """One concern, from the records of every child it is about whose file is held. parents: whether each was told, a sentence
    each; by, when: who wrote it, in words."""

    group: bytes
    files: tuple[str, ...]
    date: str
    time: str
    where: str
    seen: str
    thinks: str
    parents: tuple[str, ...]
    late_because: str
    marks: tuple[MarkShown, ...]
    said: tuple[tuple[str, SaidOfConcern], ...]
    told: tuple[ToldShown, ...]
    to_do: dict[str, bool]
    later: tuple[LaterShown, ...]
    by: str
    author: str
    when: str
    unsent: bool
    has_two_versions: bool
    decisions: tuple[DecisionShown, ...] = ()
    withdrawn_decisions: tuple[DecisionShown, ...] = ()

    @property
    def worth(self) -> Worth | None:
        """How the decision that counts stands; None while there is none."""
        return self.newest.worth if self.newest is not None else None

    @property
    def newest(self) -> DecisionShown | None:
        """The newest decision of somebody who may decide; what nobody could decide comes in its place only where it is alone."""
        by_deciders = (one for one in self.decisions if one.worth is not Worth.NO_DECIDER)
        return next(by_deciders, next(iter(self.decisions), None))

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision that its decider has confirmed."""
        return self.worth is not Worth.CONFIRMED


def called(records: Records, file: str) -> str:
    """A child's first name."""
    person = records.record(file, Person, SUBJECT)
    return first_name(person.value) if person else "this child"


def whole_name(records: Records, file: str) -> str:
    """A child's whole name."""
    person = records.record(file, Person, SUBJECT)
    return display_name(person.value) if person else "this child"


def concern(records: Records, group: bytes, today: datetime.date) -> ConcernShown | None:
    """The concern of this group; None where it is not in the record (yet)."""
    return next((one for one in concerns(records, today) if one.group == group), None)


def concerns(records: Records, today: datetime.date, file: str = "") -> tuple[ConcernShown, ...]:
    """Every concern that this laptop holds, or those about one child, the newest first."""
    if file and not records.records(file, SafetyConcern):
        return ()  # as of nearly every child: nothing about others is read then
    by_group: dict[bytes, list[Record[SafetyConcern]]] = {}
    for record in records.records_everywhere(SafetyConcern):
        by_group.setdefault(record.value.group or record.record, []).append(record)
    names = staff_names(records) if by_group else {}
    decided = decisions(records, names, today) if by_group else {}
    found = [
        _shown(records, group, some, names, today, decided)
        for group, some in by_group.items()
        if not file or any(record.file == file for record in some)
    ]
    return tuple(sorted(found, key=lambda one: (one.date, one.time, one.when), reverse=True))


def _shown(
    records: Records,
    group: bytes,
    some: list[Record[SafetyConcern]],
    names: Mapping[str, str],
    today: datetime.date,
    decided: Mapping[bytes, list[DecisionShown]],
) -> ConcernShown:
    some = sorted(some, key=lambda one: (-len(one.value.marks), one.file))  # who was hurt first
    first = some[0]
    value = first.value
    marks = [MarkShown(key, one.file, mark) for one in some for key, mark in one.value.marks.items()]
    said = {key: words for one in some for key, words in one.value.said.items()}
    said |= {key: words for one in some for key, words in one.value.said.items() if words.is_child}
    told = {one.key: one for record in some for one in who_was_told(records, record)}
    to_do = {what: done for one in some for what, done in one.value.to_do.items()}
    return ConcernShown(
        group,
        tuple(one.file for one in some),
        value.date or "",
        time_here(value.time or ""),
        value.where or "",
        value.seen or "",
        value.thinks or "",
        in_words(value.parents, of_every_child(one.value for one in some)),
        value.late_because or "",
        tuple(sorted(marks, key=lambda one: (one.file, one.mark.number, one.key))),
        tuple(said.items()),
        tuple(sorted(told.values(), key=lambda one: one.told.at)),
        to_do,
        _later(records, some, names, today),
        names.get(first.author, first.author),
        first.author,
        when_here(first.written, today),
        any(one.unsent for one in some),
        any(one.in_two_versions for one in some),
        tuple(one for one in decided.get(group, ()) if not one.is_withdrawn),
        tuple(one for one in decided.get(group, ()) if one.is_withdrawn),
    )


def _later(
    records: Records, some: list[Record[SafetyConcern]], names: Mapping[str, str], today: datetime.date
) -> tuple[LaterShown, ...]:
    """Who added what and when is known by the change that did it; asked only where something was added."""
    found: dict[str, tuple[str, LaterShown]] = {}
    for record in some:
        if not record.value.added:
            continue
        state = records.state(*record.key)
        for key, added in record.value.added.items():
            (live, *_) = state.fields[f"added/{key}"]
            who = names.get(live.author, live.author)
            found[key] = (live.written, LaterShown(added.about, added.words, who, when_here(live.written, today)))
    return tuple(shown for _, shown in sorted(found.values(), key=lambda pair: pair[0]))


def names_of(records: Records, files: tuple[str, ...]) -> str:
    """ "Tom", "Tom and Maisie"."""
    return in_a_row([called(records, file) for file in files])


def looks_of(mark: BodyMark) -> str:
    """ "Bruise, about 2 cm, yellow-green. Oval. Told, not looked at." in one line."""
    size = f"about {mark.size_cm.strip()} cm" if mark.size_cm.strip() else ""
    first = ", ".join(part for part in (mark.mark, size, mark.colour.strip()) if part)
    first = first[:1].upper() + first[1:]
    seen = "" if mark.seen else "Told, not looked at"
    return " ".join(f"{part.rstrip('.')}." for part in (first, mark.looks.strip(), seen) if part)
