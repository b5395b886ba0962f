"""What somebody does with a child's file, and whether they may: the one answer every screen asks before it offers a way in.

A deed is refused at the store by the kinds of record it adds (casework.access); here stands which kinds those are, so that
no screen offers what the store would not take.
"""

from enum import Enum

from casework.standing import Rights


class FileDeed(Enum):
    """Something a screen offers to do with a file, in the words of a sentence: "can start a visit"."""

    VISIT = "start a visit"
    APPOINTMENT = "make an appointment"
    NOTE = "write a note"
    DOCUMENT = "file a document or photograph"
    NEXT_STEP = "write down a next step"
    CONCERN = "raise a safety concern"
    MAP = "add to the map"
    DIRECT_WORK = "begin direct work"
    PLAN = "write a plan"
    FAMILY = "change what is known of the family"
    GIVE_PLAN = "give out a copy of a plan"
    WRITE_DECISION = "write down a decision"
    CONFIRM_DECISION = "confirm a decision as their own"


ADDS = {
    FileDeed.VISIT: ("visit", "shared_words", "same_visit"),
    FileDeed.APPOINTMENT: ("appointment",),
    FileDeed.NOTE: ("case_note",),
    FileDeed.DOCUMENT: ("document",),
    FileDeed.NEXT_STEP: ("action",),
    FileDeed.CONCERN: ("safety_concern",),
    FileDeed.MAP: ("map_entry", "rating", "action"),
    FileDeed.DIRECT_WORK: ("session", "quote", "drawing", "recording"),
    FileDeed.PLAN: ("plan", "action"),
    FileDeed.FAMILY: ("person", "relation", "address", "who_knows"),
    FileDeed.GIVE_PLAN: ("plan_copy",),
    FileDeed.WRITE_DECISION: ("management_decision",),
    FileDeed.CONFIRM_DECISION: ("decision_answer",),
}
"""{deed: every kind of record it may add}."""


def may(rights: Rights, deed: FileDeed, file: str) -> bool:
    """Whether the person may do this in a child's file: every kind of record it adds is theirs to write there."""
    return all(rights.may_write(file, kind) for kind in ADDS[deed])


def allowed(rights: Rights, file: str) -> frozenset[FileDeed]:
    """All that the person may do in a child's file."""
    return frozenset(deed for deed in FileDeed if may(rights, deed, file))
