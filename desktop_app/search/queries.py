"""Read-model of a search: which entries hold the words, of whom, the words around them, the newest first. Frozen; no Qt.

What may not be seen is never found: other people's rooms, what was withdrawn, a child's words that are not for everybody,
and confidential addresses wherever somebody has written them.
"""

import datetime
import functools

import msgspec

from casework.case_files import FileKind, Room, kind_of_file, room, room_of
from casework.kinds.appointments import Appointment
from casework.kinds.concerns import SafetyConcern
from casework.kinds.people import SUBJECT, Person, display_name, first_name
from casework.kinds.reading import Kind
from casework.kinds.record import AnyRecord
from casework.kinds.visits import SharedWords, Visit
from casework.wording import short_date
from desktop_app.network.secrecy import masked, secrets_everywhere
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names
from desktop_app.search.matching import Excerpt, excerpt, held_in, parts_of
from desktop_app.search.reading import READ, Part, parts_read
from desktop_app.search.titles import ICONS, day_of, tab_of, title_of

MOST = 400
SHOWN = 60


class FoundEntry(msgspec.Struct, frozen=True):
    """One entry that holds the words. child: "" where one child's file is searched; record: of the entry it belongs to, a
    visit's for its shared sentences; tab: of the child's page on which it stands; group: of a concern or an appointment."""

    file: str
    kind: str
    record: bytes
    child: str
    icon: str
    title: str
    on: datetime.date | None
    who: str
    part: str
    excerpt: Excerpt
    tab: str
    group: bytes | None = None

    @property
    def when_and_who(self) -> str:
        """ "10 Nov 2026, Jess Amari. What was seen"."""
        day = short_date(self.on) if self.on else "No day recorded"
        whose = ", ".join(part for part in (self.child, day, self.who) if part)
        return f"{whose}. {self.part}"


class FoundEntries(msgspec.Struct, frozen=True):
    """What was found. is_all: whether these are all."""

    typed: str
    entries: tuple[FoundEntry, ...] = ()
    is_all: bool = True


def search(records: Records, typed: str, file: str = "") -> FoundEntries:
    """The entries that hold all of these words, in a child's file with its rooms, or, where `file` is "", in all."""
    looked_for = parts_of(typed)
    if not looked_for:
        return FoundEntries(typed)
    files = tuple(room_of(file, one) for one in Room) if file else ()
    candidates = [one for one in records.find(typed, files, MOST) if type(one.value) in READ]
    candidates.sort(key=lambda one: day_of(one) or datetime.date.min, reverse=True)
    reader = _Reader(records, looked_for, with_child=not file)
    found: dict[tuple[str, bytes], FoundEntry] = {}
    for record in candidates:
        entry = reader.read(record)
        if entry is not None:
            found.setdefault((entry.file, entry.record), entry)
        if len(found) > SHOWN:
            break  # nobody reads more, and each costs a moment
    newest = sorted(found.values(), key=lambda one: one.on or datetime.date.min, reverse=True)
    return FoundEntries(typed, tuple(newest[:SHOWN]), len(candidates) < MOST and len(newest) <= SHOWN)


class _Reader:
    """Reads records as this worker may see them."""

    def __init__(self, records: Records, looked_for: tuple[str, ...], *, with_child: bool) -> None:
        self._records = records
        self._looked_for = looked_for
        self._with_child = with_child
        self._may_read = functools.cache(records.rights().may_read)
        self._names = staff_names(records)
        self._secrets = secrets_everywhere(records)
        self._children = {one.file: one.value for one in records.record_everywhere(Person, SUBJECT)}

    def read(self, record: AnyRecord) -> FoundEntry | None:
        """The entry, or None where it does not hold the words in anything that may be seen."""
        if kind_of_file(record.file) is not FileKind.PERSON or not self._may_read(record.file):
            return None
        if self._of_visit(record).is_withdrawn:
            return None
        parts = [Part(one.title, masked(one.words, self._secrets)) for one in parts_read(self._records, record)]
        held = [held_in(part.words, self._looked_for) for part in parts]
        if frozenset[str]().union(*held) != frozenset(self._looked_for):
            return None
        best = max(range(len(parts)), key=lambda at: len(held[at]))
        return self._entry(record, parts[best])

    def _entry(self, record: AnyRecord, part: Part) -> FoundEntry:
        shown = self._of_visit(record)
        main = room_of(record.file, Room.MAIN)
        child = self._children.get(main)
        title = title_of(shown, first_name(child) if child else "The child")
        apart = "" if room(record.file) is Room.MAIN else f" ({room(record.file).value.replace('-', ' ')})"
        return FoundEntry(
            file=main,
            kind=shown.kind,
            record=shown.record,
            child=display_name(child) if child and self._with_child else "",
            icon=ICONS.get(type(shown.value), "file-text"),
            title=masked(title, self._secrets) + apart,
            on=day_of(shown),
            who=self._names.get(shown.author, ""),
            part=part.title,
            excerpt=excerpt(part.words, self._looked_for),
            tab=tab_of(shown.value),
            group=_group(shown.value),
        )

    def _of_visit(self, record: AnyRecord) -> AnyRecord:
        """A shared sentence is shown as the visit it belongs to."""
        if isinstance(record.value, SharedWords) and record.value.visit is not None:
            return self._records.record(record.file, Visit, record.value.visit) or record
        return record


def _group(value: Kind) -> bytes | None:
    """What names the page of a concern or an appointment."""
    return value.group if isinstance(value, SafetyConcern | Appointment) else None


def learn_words(records: Records) -> bool:
    """Make parts in the midst of words findable; whether there were words that were not known."""
    return records.learn_words()
