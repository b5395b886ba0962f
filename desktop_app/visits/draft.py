"""A visit while it is being written: everything on the form, kept as it is typed, and what is still missing."""

import datetime

import msgspec

from casework.changes import new_record_id

LONGEST_PLACE = 200


class PersonPresent(msgspec.Struct, frozen=True):
    """Somebody who was there. role: how they belong ("mother"); note: "arrived" or "left" where it mattered."""

    name: str
    role: str = ""


class SharedSentence(msgspec.Struct, frozen=True):
    """Words written once. about: the files of the children they are about; group: what makes them one sentence."""

    text: str
    about: tuple[str, ...]
    group: bytes = msgspec.field(default_factory=new_record_id)


class ChildPart(msgspec.Struct, frozen=True):
    """One child's own part. None means: not answered yet; nothing is taken for granted."""

    seen: bool | None = None
    not_seen_reason: str = ""
    alone: bool | None = None
    why_not_alone: str = ""
    bedroom: bool | None = None
    seemed: str = ""
    own_part: str = ""


class VisitDraft(msgspec.Struct, frozen=True):
    """The whole form. group: what makes the children's records one visit; date: ISO day; parts: {file: own part}."""

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
    observation: str = ""
    analysis: str = ""
    next_steps: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The children's files, in the order of the form."""
        return tuple(self.parts)

    @property
    def name(self) -> str:
        """What the draft is kept under."""
        return f"visit:{self.group.hex()}"

    def with_part(self, file: str, **values: object) -> "VisitDraft":
        """The form with one child's part changed."""
        part = msgspec.structs.replace(self.parts[file], **values)
        return msgspec.structs.replace(self, parts={**self.parts, file: part})

    def same_for_all(self, **values: object) -> "VisitDraft":
        """The form with the same answer for every child."""
        parts = {file: msgspec.structs.replace(part, **values) for file, part in self.parts.items()}
        return msgspec.structs.replace(self, parts=parts)


class Missing(msgspec.Struct, frozen=True):
    """One thing to fill in before the visit can be added. file: of the child it is about, or "" for the whole visit."""

    field: str
    file: str
    sentence: str


def new_draft(files: tuple[str, ...], day: datetime.date, started: str = "") -> VisitDraft:
    """An empty form for these children."""
    return VisitDraft(new_record_id(), day.isoformat(), {file: ChildPart() for file in files}, started)


def missing(draft: VisitDraft, names: dict[str, str], today: datetime.date) -> tuple[Missing, ...]:
    """What is still missing; names: {file: the child's first name}, for the sentences."""
    found = []
    if not draft.purpose.strip():
        found.append(Missing("purpose", "", "Say what the visit was for."))
    if datetime.date.fromisoformat(draft.date) > today:
        found.append(Missing("date", "", "The visit is dated in the future. Change the day."))
    for file, part in draft.parts.items():
        found += _missing_of_child(file, part, names.get(file, "this child"))
    return tuple(found)


def _missing_of_child(file: str, part: ChildPart, name: str) -> list[Missing]:
    if part.seen is None:
        return [Missing("seen", file, f"Say whether {name} was seen.")]
    if not part.seen:
        return (
            [] if part.not_seen_reason.strip() else [Missing("not_seen_reason", file, f"Say why {name} was not seen.")]
        )
    found = []
    if part.alone is None:
        found.append(Missing("alone", file, f"Say whether {name} was seen alone."))
    if part.alone is False and not part.why_not_alone.strip():
        found.append(Missing("why_not_alone", file, f"Say why {name} was not seen alone."))
    if not part.own_part.strip():
        found.append(Missing("own_part", file, f"Write {name}'s own part: what {name} said, did or showed."))
    return found
