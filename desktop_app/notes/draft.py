"""A note of a call, text, message, email or meeting while it is written: kept as it is typed, and what is still missing."""

import datetime

import msgspec

from casework import typed_days
from casework.changes import new_record_id
from casework.late import days_late as days_between
from casework.typed_times import read_time
from casework.wording import time_of_day

HOW = (("call", "Call"), ("text", "Text"), ("message", "Message"), ("email", "Email"), ("meeting", "Meeting"))
"""(how it came, word), in the order of the keys 1 to 5."""


class Cursor(msgspec.Struct, frozen=True):
    """Where the worker was typing: the field, and the place within its words."""

    field: str = ""
    at: int = 0


class NoteDraft(msgspec.Struct, frozen=True):
    """The whole sheet. group: what makes the children's records one note; files: the children's, the first chosen first.

    who_with: names as they will stand in the record; next_person: a name begun and not taken yet; date, by: as
    `casework.typed_days.keep` has them; time: local, as typed; said: what was said; analysis: what the worker makes of it; what, who, by: what will be done; kept_names:
    names that the worker keeps although they are not of the family (`Stranger.key`).
    """

    group: bytes
    date: str
    time: str = ""
    files: tuple[str, ...] = ()
    how: str = ""
    who_with: tuple[str, ...] = ()
    next_person: str = ""
    late_because: str = ""
    said: str = ""
    analysis: str = ""
    what: str = ""
    who: str = ""
    by: str = ""
    cursor: Cursor = Cursor()
    kept_names: tuple[str, ...] = ()

    @property
    def day(self) -> datetime.date | None:
        """The day it was; None while what stands there is no day: it cannot be added then."""
        return typed_days.kept_day(self.date)

    @property
    def name(self) -> str:
        """What the draft is kept under."""
        return f"note:{self.group.hex()}"

    def with_values(self, **values: object) -> "NoteDraft":
        """The sheet with some of its answers changed."""
        return msgspec.structs.replace(self, **values)

    def settled(self) -> "NoteDraft":
        """The sheet with the name that was only begun taken as it is."""
        begun = self.next_person.strip()
        if not begun:
            return self
        known = {name.lower() for name in self.who_with}
        more = () if begun.lower() in known else (begun,)
        return self.with_values(who_with=(*self.who_with, *more), next_person="")

    def has_words(self) -> bool:
        """Whether anything was typed or chosen that would be missed: not the children a page brought, nor the time."""
        typed = (self.next_person, self.late_because, self.said, self.analysis, self.what)
        return bool(self.how or self.who_with or any(words.strip() for words in typed))


class Missing(msgspec.Struct, frozen=True):
    """One thing to fill in before the note can be added."""

    field: str
    sentence: str


def new_note(files: tuple[str, ...], now: datetime.datetime) -> NoteDraft:
    """An empty sheet about these children, of this moment (local time of this laptop)."""
    return NoteDraft(new_record_id(), now.date().isoformat(), time_of_day(now), files)


def days_late(draft: NoteDraft, today: datetime.date) -> int:
    """How many days after it happened the note is written, once that is late; else 0."""
    return days_between(draft.day or today, today)


def missing(draft: NoteDraft, now: datetime.datetime) -> tuple[Missing, ...]:
    """What is still missing, in the order of the sheet. now: local time of this laptop."""
    found = []
    if not draft.how:
        found.append(Missing("how", "Say how it came: a call, a text, a message, an email or a meeting."))
    if not draft.files:
        found.append(Missing("files", "Say which child it is about."))
    if not draft.settled().who_with:
        found.append(Missing("who_with", "Say who it was with."))
    if draft.time.strip() and read_time(draft.time) is None:
        found.append(Missing("time", "Write the time, for example 10:30am."))
    if draft.day is None:
        found.append(Missing("date", typed_days.no_day(draft.date, "the day of the note")))
    elif (at := happened_at(draft)) is not None and at > now:
        found.append(Missing("date", "This is dated in the future. Change the day or the time."))
    if days_late(draft, now.date()) and not draft.late_because.strip():
        found.append(Missing("late_because", "Say why it is written down only now."))
    if not draft.said.strip():
        found.append(Missing("said", "Write what was said."))
    if draft.what.strip() and not draft.who.strip():
        found.append(Missing("who", "Say who does it."))
    if trouble := typed_days.not_a_day(draft.by):
        found.append(Missing("by", trouble))
    if draft.by and not draft.what.strip():
        found.append(Missing("what", "Say what will be done, or take the day away."))
    return tuple(found)


def happened_at(draft: NoteDraft) -> datetime.datetime | None:
    """When it happened by this laptop's clock; the start of the day where no time was written. None where there is no day."""
    return datetime.datetime.combine(draft.day, read_time(draft.time) or datetime.time()) if draft.day else None
