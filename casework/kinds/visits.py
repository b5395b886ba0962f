"""A visit, as each child's own record: what was shared is written once and kept in every file it is about."""

import msgspec

from casework.changes import derived_record_id
from casework.kinds.reading import Kind


class Present(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody who was there: the name as written, how they belong, and "arrived" or "left" where it mattered."""

    name: str
    role: str = ""


class SeenAlone(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whether a child was seen alone, and why not: one nested value."""

    alone: bool
    why_not: str = ""


class Visit(Kind, frozen=True):
    """One child's part of a visit (ssd_cin_visits, ssd_cp_visits, ssd_cla_visits and ours).

    group: opaque id shared by the children's records of one visit; date: ISO; started, ended: UTC times;
    seemed: how the child seemed; own_part: what this child said, did or showed; observation: what the worker saw;
    analysis: what the worker makes of it, kept apart; late_because: why it was written days later; present: {key: who};
    taken: {record id in hexadecimal: kind} of what was captured on it, in this file.
    """

    group: bytes | None = None
    date: str | None = None
    started: str | None = None
    ended: str | None = None
    purpose: str | None = None
    announced: bool | None = None
    place: str | None = None
    seen: bool | None = None
    not_seen_reason: str | None = None
    seen_alone: SeenAlone | None = None
    bedroom: bool | None = None
    sleeping_place: str | None = None
    seemed: str | None = None
    own_part: str | None = None
    observation: str | None = None
    analysis: str | None = None
    next_steps: str | None = None
    late_because: str | None = None
    present: dict[str, Present] = {}
    taken: dict[str, str] = {}


class SharedWords(Kind, frozen=True):
    """One sentence of a visit that is about several children, kept in each one's file.

    visit: record id of the visit in this file; group: opaque id of the sentence; position: order within the visit.
    """

    visit: bytes | None = None
    group: bytes | None = None
    position: int | None = None
    text: str | None = None


def visit_id(group: bytes, file: str) -> bytes:
    """The id of a child's record of a visit: the same wherever that visit is written twice."""
    return derived_record_id("visit", group, file)


def shared_words_id(group: bytes, file: str) -> bytes:
    """The id of a shared sentence in one child's file."""
    return derived_record_id("shared words", group, file)


class SameVisit(Kind, frozen=True):
    """Whether two visits in a file, each as one worker wrote it, were one. one, other: their record ids, the smaller first.

    same: True, they were one; False, they were two, or turned out to be. Both visits stay as they are.
    """

    one: bytes | None = None
    other: bytes | None = None
    same: bool | None = None


def same_visit_id(one: bytes, other: bytes) -> bytes:
    """The id of the answer about these two: whoever is asked, and in whichever order, it is one record."""
    return derived_record_id("same visit", *sorted((one, other)))
