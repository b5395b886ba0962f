"""A session of direct work while it goes on: everything said, drawn and noted, kept as it happens; and what is missing."""

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec

from casework.changes import new_record_id
from casework.ink import Stroke, pack, unpack
from casework.kinds.direct_work import Sharing
from desktop_app.direct_work.houses import House
from desktop_app.moments import marks
from desktop_app.moments.marks import Moment

THREE_HOUSES = "three_houses"


class Said(msgspec.Struct, frozen=True):
    """What the child said, letter for letter. right: the child's answer when it was read back; None: not read back yet."""

    words: str
    house: str = ""
    right: bool | None = None
    may_see: Sharing | None = None
    language: str = ""
    record: bytes = msgspec.field(default_factory=new_record_id)

    @property
    def counts(self) -> bool:
        """Whether these are the child's words: only when the child said so."""
        return bool(self.right and self.words.strip())


class SessionDraft(msgspec.Struct, frozen=True):
    """The whole session. record: its id to be; file: the child's; date: ISO day; started, ended: local ISO times.

    houses: {house: the name the child gave}; strokes: each packed by itself as it was finished; drawings_may_see:
    {house: what the child chose for that drawing}; is_recorded: whether the child's voice was recorded (each recording is a
    draft of its own, `direct_work.recordings`); alone, limits_explained: None is not answered; moments: marked while no visit
    was under way; marked_to: the time of the last mark on the drawing's own clock (ms), which never goes back.
    """

    record: bytes
    file: str
    date: str
    tool: str = THREE_HOUSES
    started: str = ""
    ended: str = ""
    place: str = ""
    present: str = ""
    alone: bool | None = None
    chosen_by: str = ""
    held_pen: str = ""
    limits_explained: bool | None = None
    started_with: str = ""
    visit: bytes | None = None
    houses: dict[str, str] = {}
    said: tuple[Said, ...] = ()
    strokes: tuple[bytes, ...] = ()
    drawings_may_see: dict[str, Sharing] = {}
    observation: str = ""
    analysis: str = ""
    told_next: str = ""
    moments: tuple[Moment, ...] = ()
    marked_to: int = 0
    is_recorded: bool = False

    @property
    def name(self) -> str:
        """What the draft is kept under."""
        return f"session:{self.record.hex()}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said, drawn or written down yet."""
        written = self.observation.strip() or self.analysis.strip()
        return not (self.said or self.strokes or self.moments or self.is_recorded or written)

    @property
    def seen(self) -> str:
        """What the worker saw and heard: as written, and at each moment that was marked, with its time."""
        return marks.seen_with(self.observation, self.moments)

    def drawn(self) -> tuple[Stroke, ...]:
        """The strokes on the sheet. Raises BadMessage where a kept stroke is damaged."""
        return tuple(stroke for packed in self.strokes for stroke in unpack(packed))

    def with_stroke(self, stroke: Stroke) -> "SessionDraft":
        """One more stroke was finished."""
        return msgspec.structs.replace(self, strokes=(*self.strokes, pack((stroke,))))

    def with_strokes(
        self, strokes: Iterable[Stroke], known: Mapping[Stroke, bytes] = MappingProxyType({})
    ) -> "SessionDraft":
        """The strokes as they are after a rub, an undo, a redo; known: what some of them are packed as."""
        packed = tuple(known.get(stroke) or pack((stroke,)) for stroke in strokes)
        return msgspec.structs.replace(self, strokes=packed)

    def with_said(self, said: Said) -> "SessionDraft":
        """What was said, put in place of what has the same record id, or added at the end."""
        if all(one.record != said.record for one in self.said):
            return msgspec.structs.replace(self, said=(*self.said, said))
        return msgspec.structs.replace(
            self, said=tuple(said if one.record == said.record else one for one in self.said)
        )

    def without_said(self, record: bytes) -> "SessionDraft":
        """The child took it away."""
        return msgspec.structs.replace(self, said=tuple(one for one in self.said if one.record != record))

    def with_moment(self, moment: Moment) -> "SessionDraft":
        """The session with this moment marked."""
        return msgspec.structs.replace(self, moments=(*self.moments, moment))

    def with_answer(self, key: str, saw: str) -> "SessionDraft":
        """The session with what was seen at a moment that was marked."""
        return msgspec.structs.replace(self, moments=marks.with_answer(self.moments, key, saw))

    def without_moment(self, key: str) -> "SessionDraft":
        """The session with a mark dropped."""
        return msgspec.structs.replace(self, moments=marks.without(self.moments, key))

    def asked_at_the_end(self, child: str) -> tuple[tuple[str, str, str, str], ...]:
        """What is asked of each moment that was marked, as `marks.asked_at_the_end`; child: what the child is called."""
        return marks.asked_at_the_end(self.moments, {self.file: child})

    def with_house_name(self, house: House, name: str) -> "SessionDraft":
        """The child named a house; an empty name gives it its own back."""
        named = {key: value for key, value in self.houses.items() if key != house.value}
        if name.strip():
            named[house.value] = name.strip()
        return msgspec.structs.replace(self, houses=named)

    def touched(self, house: House) -> "SessionDraft":
        """The first house touched is remembered; later ones change nothing."""
        return self if self.started_with else msgspec.structs.replace(self, started_with=house.value)


class Mark(msgspec.Struct, frozen=True):
    """What went on in child mode at a moment that was marked, in the words of `Moment`."""

    during: str
    house: str = ""
    record: str = ""
    ink: int = 0

    def moment(self, at: str, draft: SessionDraft) -> Moment:
        """The moment, of this session. at: local time in words."""
        session = draft.record.hex()
        return marks.new_moment(
            at, draft.file, self.during, house=self.house, record=self.record, session=session, ink=self.ink
        )


class Missing(msgspec.Struct, frozen=True):
    """One thing to see to before the session can be added. field: of the draft; record: of words or key of a mark, where it is about one."""

    field: str
    sentence: str
    record: bytes = b""


def new_session(file: str, now: datetime.datetime, visit: bytes | None = None) -> SessionDraft:
    """An empty session with this child. now: local time."""
    return SessionDraft(
        new_record_id(), file, now.date().isoformat(), started=now.isoformat(timespec="minutes"), visit=visit
    )


def missing(draft: SessionDraft, child: str) -> tuple[Missing, ...]:
    """What is still missing; child: what the child is called."""
    found = []
    if draft.alone is None:
        found.append(Missing("alone", f"Say whether {child} was alone with you."))
    if draft.alone is False and not draft.present.strip():
        found.append(Missing("present", f"Say who else was there, or near enough to hear {child}."))
    if draft.limits_explained is None:
        found.append(Missing("limits_explained", f"Say whether you told {child} what you must pass on."))
    found += [
        Missing("said", f"“{one.words.strip()}” was not read back to {child}, or was not right.", one.record)
        for one in draft.said
        if one.words.strip() and not one.right
    ]
    found += [
        Missing("moment", f"Say what you saw at {one.at}, or drop the mark.", bytes.fromhex(one.key))
        for one in draft.moments
        if not one.saw.strip()
    ]
    if not (draft.seen or draft.strokes or draft.is_recorded or any(one.counts for one in draft.said)):
        found.append(Missing("observation", "Nothing was said, drawn or seen yet. Write what you saw."))
    return tuple(found)


def said_as_observation(draft: SessionDraft, record: bytes) -> SessionDraft:
    """Words that were never read back go where they belong: into what the worker saw and heard."""
    moved = next((one for one in draft.said if one.record == record), None)
    if moved is None:
        return draft
    heard = f"I heard: “{moved.words.strip()}” (not read back)."
    observation = f"{draft.observation.rstrip()}\n{heard}".strip()
    return msgspec.structs.replace(draft.without_said(record), observation=observation)
