"""Direct work: the session, the child's own words, what the child drew, and the child's voice."""

from collections.abc import Collection

import msgspec

from casework.kinds.reading import Kind

HEARD_TOGETHER = frozenset({"words", "language", "translation", "confirmed"})
"""What was read back to the child as one: in two versions of any of it, nobody knows which of them the child heard."""


class Sharing(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who the child said may see something. One nested value, chosen by the child after the limits were explained.

    choice: "everyone", "picked", "professionals" or "ask_first"; people: {person key: may see}, for "picked".
    """

    choice: str
    people: dict[str, bool] = {}


class Override(msgspec.Struct, frozen=True, omit_defaults=True):
    """A worker showed it nonetheless, to keep a child safe: why, what the child was told about it, and to whom.

    people: keys (record ids in hexadecimal) of the members of the family whom the reason names; nobody else is meant.
    """

    why: str
    told_child: str
    people: tuple[str, ...] = ()


class Session(Kind, frozen=True):
    """One session of direct work. tool: "three_houses" ...; houses: {house: the name the child gave it}.

    started_with: the house, topic or card touched first; alone: whether the child was alone with the worker.
    """

    tool: str | None = None
    date: str | None = None
    place: str | None = None
    alone: bool | None = None
    present: str | None = None
    chosen_by: str | None = None
    held_pen: str | None = None
    limits_explained: bool | None = None
    started_with: str | None = None
    visit: bytes | None = None
    ended: str | None = None
    observation: str | None = None
    analysis: str | None = None
    told_next: str | None = None
    houses: dict[str, str] = {}


class Quote(Kind, frozen=True):
    """A child's words, verbatim: spelling stays. Nothing counts as a quote before the child said it is right.

    session, visit: record ids of where it was said; house: "good", "worries" or "dreams"; setting: e.g. "alone"; concern:
    record id of the safety concern it was written down in, from where it was taken.
    """

    words: str | None = None
    language: str | None = None
    translation: str | None = None
    said_on: str | None = None
    setting: str | None = None
    said_to: str | None = None
    session: bytes | None = None
    visit: bytes | None = None
    concern: bytes | None = None
    house: str | None = None
    confirmed: bool | None = None
    may_see: Sharing | None = None
    override: Override | None = None

    def while_unsettled(self, fields: Collection[str]) -> "Quote":
        """Words of which two versions stand, or of which it is not agreed that the child heard them, were not heard."""
        return msgspec.structs.replace(self, confirmed=False) if HEARD_TOGETHER & set(fields) else self


class Attachment(msgspec.Struct, frozen=True):
    """Where the bytes are: the key that opens them (32 bytes), the names of the stored pieces, and the length."""

    key: bytes
    pieces: tuple[str, ...]
    length: int
    media: str


class Drawing(Kind, frozen=True):
    """A drawing as drawn: strokes with time and pressure, never redrawn. ink: strokes by casework.ink, encrypted.

    house: "good", "worries" or "dreams", as a quote has it; title: what the child called it, which two may share.
    """

    session: bytes | None = None
    house: str | None = None
    title: str | None = None
    drawn_on: str | None = None
    ink: Attachment | None = None
    may_see: Sharing | None = None
    override: Override | None = None
    description: str | None = None


class Agreed(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who agreed that a child's voice is recorded, and why it is: without it nothing is recorded.

    child_said: what the child answered, in the child's words; parent: "agreed" or "not_needed"; parent_said: who was asked
    and what they said, or why nobody was.
    """

    why: str
    child_said: str
    parent: str
    parent_said: str


class Recording(Kind, frozen=True):
    """A child's voice. sound: as casework.sound has it, encrypted; started: local ISO time; agreed: asked before it began."""

    session: bytes | None = None
    visit: bytes | None = None
    recorded_on: str | None = None
    started: str | None = None
    sound: Attachment | None = None
    agreed: Agreed | None = None
    may_see: Sharing | None = None
    override: Override | None = None
