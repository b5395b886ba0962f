"""A clinical note while it is written: kept as it is typed, and what is still missing."""

import datetime

import msgspec

from casework import typed_days
from casework.case_files import Room, room_of
from casework.changes import new_record_id
from casework.late import days_late as days_between


class ClinicalDraft(msgspec.Struct, frozen=True):
    """The whole sheet. child: the child's main file; date: as `casework.typed_days.keep` has it; said: what was said or seen; analysis: what the writer
    makes of it, kept apart; opened: the day that stood there at first."""

    child: str
    record: bytes
    date: str
    opened: str
    about: str = ""
    who_with: str = ""
    said: str = ""
    analysis: str = ""
    late_because: str = ""

    @property
    def file(self) -> str:
        """Where it goes: beside the child's main file."""
        return room_of(self.child, Room.CLINICAL)

    @property
    def name(self) -> str:
        """What the draft is kept under: one at a time for each child."""
        return f"clinical:{self.child}"

    def has_words(self) -> bool:
        """Whether anything was typed that would be missed."""
        typed = (self.about, self.who_with, self.said, self.analysis, self.late_because)
        return self.date != self.opened or any(words.strip() for words in typed)


def new_note(child: str, today: datetime.date) -> ClinicalDraft:
    """An empty sheet about this child, of today."""
    return ClinicalDraft(child, new_record_id(), today.isoformat(), today.isoformat())


def child_of(name: str) -> str:
    """The child's file that a draft's name speaks of."""
    return name.partition(":")[2]


def is_late(draft: ClinicalDraft, today: datetime.date) -> bool:
    """Whether it is written so long after it happened that the reason is asked for."""
    return bool(days_between(typed_days.kept_day(draft.date) or today, today))


def missing(draft: ClinicalDraft, today: datetime.date) -> tuple[tuple[str, str], ...]:
    """(field, sentence) of what is still missing, in the order of the sheet."""
    found = []
    if not draft.about.strip():
        found.append(("about", "Say in a few words what it is about."))
    if trouble := typed_days.no_day(draft.date, "the day of the note"):
        found.append(("date", trouble))
    if is_late(draft, today) and not draft.late_because.strip():
        found.append(("late_because", "Say why it is written down only now."))
    if not (draft.said.strip() or draft.analysis.strip()):
        found.append(("said", "Write what was said or seen, or what you make of it."))
    return tuple(found)
