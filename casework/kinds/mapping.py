"""The map: what are we worried about, what is working well, what needs to happen; and one rating per person."""

from enum import Enum

import msgspec

from casework.changes import derived_record_id
from casework.kinds.direct_work import Sharing
from casework.kinds.reading import Kind


class Category(Enum):
    """The seven categories of analysis, each in one column."""

    PAST_HARM = "past_harm"
    DANGER_STATEMENT = "danger_statement"
    COMPLICATING_FACTOR = "complicating_factor"
    EXISTING_STRENGTH = "existing_strength"
    EXISTING_SAFETY = "existing_safety"
    SAFETY_GOAL = "safety_goal"
    NEXT_STEP = "next_step"


class Column(Enum):
    """The three columns of the board."""

    WORRIED = "worried"
    WORKING_WELL = "working_well"
    NEEDS_TO_HAPPEN = "needs_to_happen"


COLUMN_OF = {
    Category.PAST_HARM: Column.WORRIED,
    Category.DANGER_STATEMENT: Column.WORRIED,
    Category.COMPLICATING_FACTOR: Column.WORRIED,
    Category.EXISTING_STRENGTH: Column.WORKING_WELL,
    Category.EXISTING_SAFETY: Column.WORKING_WELL,
    Category.SAFETY_GOAL: Column.NEEDS_TO_HAPPEN,
    Category.NEXT_STEP: Column.NEEDS_TO_HAPPEN,
}

OVERALL = "overall"


class NotAsked(msgspec.Struct, frozen=True):
    """What somebody thinks is not known, because they were not asked yet. why: for those who work with the family."""

    why: str


View = str | NotAsked
"""What one person thinks of a card: their own words, or that they were not asked. The one replaces the other, so both are
one field; a plain text is words also where it was written before anybody could say "not asked"."""


class MapEntry(Kind, frozen=True):
    """One card on the map. A next step is an action (casework.kinds.plans), shown as a card.

    category: a Category's value; standing: "fact", "told", "opinion" or "childs_words"; quote: record id of the words;
    pair: opaque id that a danger statement, its safety goal and the times it went well share; views: {who: their own words, or that they were not asked}.
    """

    category: str | None = None
    text: str | None = None
    whose_view: str | None = None
    standing: str | None = None
    source: str | None = None
    event_date: str | None = None
    quote: bytes | None = None
    pair: bytes | None = None
    position: int | None = None
    group: bytes | None = None
    session: bytes | None = None
    views: dict[str, View] = {}


class Score(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one person said: a value of 0 to 10, or said = "did not want to say" or "not asked"; their words why."""

    value: int | None = None
    said: str = ""
    words: str = ""


class Rating(Kind, frozen=True):
    """One person's rating of one thing on one day. Never averaged, never shown beside a name in a list.

    about: a pair's id in hexadecimal, or "overall"; rater: a stable key of the person; score: one nested value;
    may_see: of a child's rating, who the child said may see the words with it.
    """

    about: str | None = None
    rater: str | None = None
    rater_name: str | None = None
    rater_role: str | None = None
    score: Score | None = None
    date: str | None = None
    session: bytes | None = None
    may_see: Sharing | None = None


def rating_id(rater: str, about: str, session: bytes) -> bytes:
    """One rating per person, thing and session: the same id wherever it is made."""
    return derived_record_id("rating", rater, about, session)
