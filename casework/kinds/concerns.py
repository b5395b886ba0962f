"""A safety concern as each child's own record: what was seen and where, what was said and by whom, who was told."""

import msgspec

from casework.changes import derived_record_id
from casework.kinds.reading import Kind


class Spot(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place on the outline of a body. side: "front" or "back"; x, y: thousandths of the outline's height, x from its
    middle line towards the right of the page; figure: whose outline, "baby", "teenager" or "" for a child's."""

    side: str
    x: int
    y: int
    figure: str = ""


class BodyMark(msgspec.Struct, frozen=True, omit_defaults=True):
    """One numbered mark. part: of the body, in words; looks: its kind ("Bruise"), shape and what else is seen; size_cm and
    colour in the worker's words; seen: whether the worker saw it, or was told of it and did not look."""

    number: int
    part: str
    spot: Spot | None = None
    mark: str = ""
    looks: str = ""
    size_cm: str = ""
    colour: str = ""
    seen: bool = True


class SaidOfConcern(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one person said, in their own words. asked: the question put to them, "" where they said it unasked.

    mark: the mark it explains (key), "" for the concern as a whole; is_child: the words of the child whose file it is.
    """

    who: str
    words: str
    asked: str = ""
    mark: str = ""
    is_child: bool = False


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody who was told: who they are, at which UTC time, how, and what was said. how: "here", "phone" or "message"."""

    who: str
    at: str
    how: str = ""
    words: str = ""


class ParentsTold(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whether the parents were told that a concern is passed on; if not, why telling them now would raise the risk.

    One answer for both: as it was asked before each was, and still is where nobody is recorded as having responsibility.
    """

    told: bool
    why_not: str = ""


class ParentTold(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whether one person with parental responsibility was told: answer "yes", "no" with why, or "not_asked"."""

    name: str
    answer: str
    why: str = ""


class AddedLater(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something added to what stands already, which stays as it is: a correction, or more. about: "seen", "thinks", or the
    key of a mark or of words."""

    words: str
    about: str = ""


class SafetyConcern(Kind, frozen=True):
    """One child's record of a safety concern. group: opaque id shared by the records of the children it is about.

    date, time: when it was noticed, an ISO day and a UTC time; where: "Home visit"; visit: record id of the visit in this
    file; seen: what was seen, apart from what was said and from thinks, what the worker makes of it. Marks are on this
    child's body. parents_told: of each person with parental responsibility for this child. to_do: {what: done}. Nothing of it is written over: later words stand in `added`.
    """

    group: bytes | None = None
    date: str | None = None
    time: str | None = None
    where: str | None = None
    visit: bytes | None = None
    seen: str | None = None
    thinks: str | None = None
    parents: ParentsTold | None = None
    late_because: str | None = None
    marks: dict[str, BodyMark] = {}
    said: dict[str, SaidOfConcern] = {}
    told: dict[str, Told] = {}
    parents_told: dict[str, ParentTold] = {}
    to_do: dict[str, bool] = {}
    added: dict[str, AddedLater] = {}


class Decision(msgspec.Struct, frozen=True, omit_defaults=True):
    """A decision as it was heard: one nested value, so that what is confirmed is exactly what was written down.

    decided_by: professional id, "" for somebody who has no Daybook; name: as people call them; at: UTC time; how: "phone",
    "here" or "own", where the decider wrote it down.
    """

    what: str
    why: str
    decided_by: str
    name: str
    at: str
    how: str = "phone"


class ManagementDecision(Kind, frozen=True):
    """A decision about a child, written down by whoever heard it. What it is worth says casework.decisions.

    concern: record id of the safety concern in this file; group: opaque id shared by the children's records of it.
    """

    decision: Decision | None = None
    concern: bytes | None = None
    group: bytes | None = None


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the decider says of it. about: id of the change that wrote the decision as they read it; words: theirs."""

    about: bytes
    is_theirs: bool
    words: str = ""


class DecisionAnswer(Kind, frozen=True):
    """The word of one who may decide about a decision written down by another: theirs, or not what they decided."""

    decision: bytes | None = None
    answer: Answer | None = None


BEFORE_ANYTHING_ELSE = frozenset({"safety_concern", "management_decision", "decision_answer"})
"""Kinds that are sent before whatever else waits."""


def concern_id(group: bytes, file: str) -> bytes:
    """The id of a child's record of a concern: the same wherever that concern is written twice."""
    return derived_record_id("safety concern", group, file)


def decision_id(group: bytes, file: str) -> bytes:
    """The id of a decision in one child's file."""
    return derived_record_id("management decision", group, file)


def own_words_id(concern: bytes, key: str, file: str) -> bytes:
    """The id of a child's own words taken from a concern into their voice: once, whoever takes them and however often."""
    return derived_record_id("words of a safety concern", concern, key, file)


def answer_id(decision: bytes, professional: str) -> bytes:
    """The id of one person's answer to a decision: each has one of their own."""
    return derived_record_id("decision answer", decision, professional)
