"""Read-models of what waits: one line for each thing a worker did, in the order in which it is sent. No Qt."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from casework.acceptance import Reason
from casework.case_files import FileKind, Room, kind_of_file, room_of
from casework.changes import Change
from casework.kind_words import noun
from casework.kinds import KINDS
from casework.kinds.people import SUBJECT, Person, first_name
from casework.kinds.reading import BETWEEN
from casework.wording import in_a_row, long_date, plural, time_of_day
from desktop_app.record_store.drafts import DraftLine
from desktop_app.record_store.records import Records
from desktop_app.record_store.waiting_to_send import PART_OF, SetAside, WaitingRecord, as_things
from desktop_app.versions.words import said

ICONS = {
    "visit": "door-open",
    "shared_words": "door-open",
    "same_visit": "door-open",
    "case_note": "notebook-pen",
    "note": "notebook-pen",
    "document": "paperclip",
    "appointment": "calendar-clock",
    "session": "hand-heart",
    "quote": "message-square-quote",
    "drawing": "brush",
    "recording": "mic",
    "map_entry": "columns-3",
    "rating": "scale",
    "plan": "clipboard-list",
    "action": "footprints",
    "person": "user",
    "map": "columns-3",
    "correction": "pen-line",
    "safety_concern": "shield-alert",
    "decision_answer": "gavel",
}
TITLES = {
    "visit": "Visit to {names}",
    "shared_words": "Visit to {names}",
    "same_visit": "Whether two visits to {names} were one",
    "case_note": "Note about {names}",
    "note": "Note about {names}",
    "document": "Document or photograph about {names}",
    "appointment": "Appointment with {names}",
    "session": "Direct work with {names}",
    "quote": "{names}: own words",
    "drawing": "{names}: drawing",
    "recording": "Recording of {names}",
    "map_entry": "Map of {names}",
    "rating": "Map of {names}",
    "plan": "Plan for {names}",
    "action": "Next steps for {names}",
    "plan_copy": "Plan given to {names}’s family",
    "map": "Map of {names}",
    "correction": "Correction about {names}",
    "person": "Somebody around {names}",
    "who_knows": "Who knows what around {names}",
    "safety_concern": "Safety concern about {names}",
    "decision_answer": "Your word about a decision for {names}",
    "concern": "Safety concern about {names}",
    "clinical": "Clinical note about {names}",
}


class WaitingLine(msgspec.Struct, frozen=True):
    """One thing that waits. second: what it consists of and when it was written; is_draft: not finished yet.

    file, what: where a draft is gone on with.
    """

    key: str
    icon: str
    title: str
    second: str
    is_draft: bool = False
    file: str = ""
    what: str = ""


class NotAccepted(msgspec.Struct, frozen=True):
    """What the store refused: why, and every word of it, so that nothing is lost."""

    key: str
    title: str
    why: str
    since: str
    words: tuple[tuple[str, str], ...]


class WaitingShown(msgspec.Struct, frozen=True):
    """Everything that is not with the store."""

    lines: tuple[WaitingLine, ...]
    refused: tuple[NotAccepted, ...]

    @property
    def count(self) -> int:
        """How many lines there are; each is one thing to a person, however many records it has."""
        return len(self.lines) + len(self.refused)


def waiting(records: Records) -> WaitingShown:
    """What waits to be sent, what is still a draft, and what was refused."""
    names = _Names(records)
    lines = [_line(its, names) for its in as_things(records.waiting_records())]
    lines += [
        WaitingLine(
            f"pieces {file}",
            "cloud-upload",
            f"Documents or drawings of {names.of([file])}",
            f"The entries are sent. {plural(left, 'part')} of what they hold still {'goes' if left == 1 else 'go'}",
        )
        for file, left in records.pieces_left().items()
    ]
    lines += [
        WaitingLine(
            f"draft {draft.name}",
            "file-pen",
            f"Draft: {_title(draft.what, names.of_draft(draft))}",
            f"Begun {_when(draft.begun)}. Kept on this laptop until you finish it",
            is_draft=True,
            file=draft.file,
            what=draft.what,
        )
        for draft in records.drafts.lines()
    ]
    return WaitingShown(tuple(lines), tuple(_refused(one, names) for one in records.set_aside()))


def checked_words(at: str) -> str:
    """When this laptop was last compared with the store. at: UTC time of that, "" where it was not since the start."""
    return f"Not checked with the store since {_when(at)}." if at else "Not checked with the store yet."


class _Names:
    """What children are called, asked once each."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._known: dict[str, str] = {}

    def of(self, files: Iterable[str]) -> str:
        """The names of these files' children, in a row; "the hub" for a book."""
        return in_a_row(list(dict.fromkeys(self._name(file) for file in files)))

    def of_draft(self, draft: DraftLine) -> str:
        """The children it is about; a note may be begun before its child is chosen."""
        is_about_nobody = all(kind_of_file(file) is FileKind.PRACTICE for file in draft.files)
        return "a child not chosen yet" if is_about_nobody else self.of(draft.files)

    def in_file(self, file: str) -> Callable[[str], str]:
        """How a person of a file is called, by their key; "" for everybody else."""
        people = (
            self._records.records(room_of(file, Room.MAIN), Person) if kind_of_file(file) is FileKind.PERSON else []
        )
        called = {person.record.hex(): first_name(person.value) for person in people}
        return lambda key: called.get(key, "")

    def _name(self, file: str) -> str:
        if file not in self._known:
            is_of_person = kind_of_file(file) is FileKind.PERSON
            person = self._records.record(room_of(file, Room.MAIN), Person, SUBJECT) if is_of_person else None
            self._known[file] = first_name(person.value) if person else "the hub"
        return self._known[file]


def _line(its: list[WaitingRecord], names: _Names) -> WaitingLine:
    kind = PART_OF.get(its[0].kind, its[0].kind)
    parts = [noun(of).counted(count) for of, count in _things(its).items()]
    return WaitingLine(
        its[0].record.hex(),
        ICONS.get(kind, "file-text"),
        _title(kind, names.of(one.file for one in its)),
        f"{in_a_row(parts)}, written {_when(its[0].written)}",
    )


def _things(its: list[WaitingRecord]) -> dict[str, int]:
    """{kind: how many}: what was written once for several children stands in each child's file, and is one thing."""
    in_files = Counter((one.kind, one.file) for one in its)
    kinds = dict.fromkeys(one.kind for one in its)
    return {kind: max(count for (of, _), count in in_files.items() if of == kind) for kind in kinds}


def _title(kind: str, names: str) -> str:
    return TITLES.get(kind, "Entry about {names}").format(names=names)


def _refused(one: SetAside, names: _Names) -> NotAccepted:
    header = one.change.header
    return NotAccepted(
        header.record.hex() + one.change.id.hex(),
        f"{_title(header.kind, names.of([header.file]))} was not accepted",
        Reason(one.reason).sentence,
        _when(one.since),
        tuple(_words(one.change, names.in_file(header.file))),
    )


def _words(change: Change, name_of: Callable[[str], str]) -> list[tuple[str, str]]:
    """(field, words) of everything in a change that was written or chosen, parts of a nested value too."""
    known = KINDS[change.header.kind].__struct_fields__ if change.header.kind in KINDS else ()
    order = {name: place for place, name in enumerate(known)}
    texts = [
        (name, said(name, readable, name_of))
        for name, value in change.values.items()
        if name[:1] not in "*#" and (readable := _readable(value)) not in (None, "", {}, [])
    ]
    texts.sort(key=lambda pair: order.get(pair[0].partition(BETWEEN)[0], len(order)))
    return [(_field(name), words) for name, words in texts]


def _readable(value: Any) -> Any:
    """A value without what no person wrote: ids, and where the bytes of a drawing lie."""
    if isinstance(value, Mapping):
        return None if "pieces" in value else {key: part for key, part in value.items() if _readable(part) is not None}
    if isinstance(value, list | tuple):
        return [part for part in value if _readable(part) is not None]
    return None if isinstance(value, bytes) else value


def _field(name: str) -> str:
    field, between, element = name.partition(BETWEEN)
    said_field = field.replace("_", " ").capitalize()
    return f"{said_field}: {element}" if between else said_field


def _when(at: str) -> str:
    """A UTC time as the worker's own clock has it: "today at 10:24am", "on Monday 9 November at 2pm"."""
    try:
        moment = datetime.datetime.fromisoformat(at).astimezone()
    except ValueError:
        return "at a time that is not known"
    today = datetime.datetime.now().astimezone().date()
    day = "today" if moment.date() == today else f"on {long_date(moment.date())}"
    return f"{day} at {time_of_day(moment)}"
