"""Read-model of a child's visits and notes, newest first: what was seen, what is made of it, who wrote it and when. No Qt."""

import datetime

import msgspec

from casework.case_files import Room, room_of
from casework.changes import Change
from casework.kinds import NAME_OF
from casework.kinds.concerns import SafetyConcern
from casework.kinds.people import SUBJECT, Person, first_name
from casework.kinds.plans import Action
from casework.kinds.received import Document
from casework.kinds.record import AnyRecord, Record
from casework.kinds.visits import Present, SharedWords, Visit
from casework.kinds.work import CaseNote
from casework.labels import labels_of
from casework.late import days_late
from casework.wording import long_date, plural
from desktop_app.concerns.in_the_file import ConcernInFile, concerns_in_file
from desktop_app.network.secrecy import masked, secrets_everywhere
from desktop_app.received.in_the_file import DocumentInFile, documents_in_file
from desktop_app.record_store.policy import level_of_file
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names
from desktop_app.visits.captured import lines_of
from desktop_app.visits.correcting import ADDED_TO_A_NOTE, ADDED_TO_A_VISIT
from desktop_app.visits.days import day_here, day_of, time_here
from desktop_app.visits.earlier import Earlier, added_later, earlier_readings, of_the_head, why_withdrawn
from desktop_app.visits.entry import Entry, Mark, Paper, Part
from desktop_app.visits.erased_entries import erased_entries, mark_of_part
from desktop_app.visits.joined_entries import Answers

__all__ = ["WAYS", "Entry", "Mark", "Part", "entries"]

WAYS = {
    "call": ("Call", "phone"),
    "text": ("Text", "message-square"),
    "message": ("Message", "message-square"),
    "email": ("Email", "mail"),
    "meeting": ("Meeting", "users"),
    "clinical": ("Clinical note", "stethoscope"),
    "import": ("Note from the import", "download"),
    "quarantine": ("Left unfinished by a colleague", "file-pen"),
}
THOUGHT = "What the worker thought"
CORRECTED = (Visit, CaseNote, Document)
CHANGED = (*CORRECTED, SharedWords, SafetyConcern)


def entries(records: Records, file: str) -> tuple[Entry, ...]:
    """Every visit, note, document and safety concern of a child, newest first; withdrawn ones too, and where one was erased."""
    shared: dict[bytes, list[Record[SharedWords]]] = {}
    for words in records.records(file, SharedWords):
        if words.value.visit:
            shared.setdefault(words.value.visit, []).append(words)
    subject = records.record(file, Person, SUBJECT)
    child = first_name(subject.value) if subject else "This child"
    writer = _Writer(records, file, child)

    def written(visit: Record[Visit]) -> Entry:
        return writer.visit(visit, sorted(shared.get(visit.record, []), key=_position))

    visits = records.records(file, Visit, with_withdrawn=True)
    found = [(visit.written, written(visit)) for visit in visits if visit.is_withdrawn]
    stand = writer.answers.joined(visit for visit in visits if not visit.is_withdrawn)
    found += [(its[0].written, writer.answers.as_one([written(visit) for visit in its], its)) for its in stand]
    found += [(note.written, writer.note(note)) for note in records.records(file, CaseNote, with_withdrawn=True)]
    found += [(one.record.written, writer.document(one)) for one in documents_in_file(records, file)]
    found += [(one.record.written, writer.concern(one)) for one in concerns_in_file(records, file)]
    found += erased_entries(records, file, writer.names)
    found.sort(key=lambda pair: (pair[1].on or datetime.date.min, pair[0]), reverse=True)
    secrets = secrets_everywhere(records)
    return tuple(_covered(entry, secrets) for _, entry in found) if secrets else tuple(entry for _, entry in found)


def _covered(entry: Entry, secrets: frozenset[str]) -> Entry:
    """The entry with every confidential address in it masked: Family and network shows it to those who ask there."""

    def cover(words: str) -> str:
        return masked(words, secrets)

    def before(readings: tuple[Earlier, ...]) -> tuple[Earlier, ...]:
        return tuple(msgspec.structs.replace(one, words=cover(one.words), line=cover(one.line)) for one in readings)

    return msgspec.structs.replace(
        entry,
        title=cover(entry.title),
        how=cover(entry.how),
        marks=tuple(msgspec.structs.replace(mark, words=cover(mark.words)) for mark in entry.marks),
        parts=tuple(
            msgspec.structs.replace(part, words=cover(part.words), earlier=before(part.earlier)) for part in entry.parts
        ),
        withdrawn=cover(entry.withdrawn) if entry.withdrawn is not None else None,
        earlier=before(entry.earlier),
        accounts=tuple(_covered(one, secrets) for one in entry.accounts),
    )


class _Writer:
    """Makes entries of records: who wrote them by name, what is late, what is withdrawn and why."""

    def __init__(self, records: Records, file: str, child: str) -> None:
        self._records = records
        self._child = child
        self._to_do = _actions_after_notes(records.records(file, Action))
        self.names = staff_names(records)
        self._level = level_of_file(records, room_of(file, Room.MAIN))
        self.answers = Answers(records, file, self.names)
        self._changed = {form: records.histories(file, form) for form in CHANGED}
        rights = records.rights()
        self._may_correct = {form: rights.may_write(file, NAME_OF[form]) for form in CORRECTED}

    def visit(self, record: Record[Visit], shared: list[Record[SharedWords]]) -> Entry:
        """One visit. shared: its sentences, in their order."""
        value, on = record.value, day_of(record.value.date)
        before = self._before(record)
        parts = [
            self._shared(shared),
            self._later(record, "own", "own_part", f"{self._child}: what was said, done or shown"),
            Part("captured", "From this visit", "\n".join(self._taken(record))),
            self._later(record, "seen", "observation", "What was seen"),
            self._later(record, "thought", "analysis", f"What {self._who(record)} makes of it"),
            self._later(record, "next", "next_steps", "What happens next"),
            _part(before, "late", "late_because", "Why it was written later", value.late_because),
        ]
        why, by = self._withdrawn(record)
        present = sorted(value.present.items(), key=lambda one: (len(one[0]), one[0]))
        return Entry(
            key=record.record.hex(),
            is_visit=True,
            icon="door-open",
            title=f"Visit: {value.purpose}" if value.purpose else "Visit",
            on=on,
            who=self._who(record),
            how=_how_visited(value),
            marks=(*_marks_of_visit(value), *_marks(record, on)),
            parts=tuple(part for part in parts if part.says_anything),
            present=tuple(_there(one) for _, one in present),
            withdrawn=why,
            withdrawn_by=by,
            earlier=of_the_head(before),
            may_correct=self._may_correct[Visit],
            lacks=not all(getattr(value, field) for field, _, _ in ADDED_TO_A_VISIT),
        )

    def note(self, record: Record[CaseNote]) -> Entry:
        """One note."""
        value, before = record.value, self._before(record)
        on = day_of(value.date or record.happened)
        way, icon = WAYS.get(value.how or "", ("Note", "notebook-pen"))
        standing = _standing(value.this_is, self._level)
        parts = [
            _part(before, "said", "said", "", value.said),
            self._later(record, "thought", "analysis", f"What {self._who(record)} makes of it"),
            self._later(record, "next", "decided", "What was decided"),
            Part("next", "What will be done", self._to_do.get(value.group, "") if value.group else ""),
            _part(before, "late", "late_because", "Why it was written later", value.late_because),
        ]
        why, by = self._withdrawn(record)
        return Entry(
            key=record.record.hex(),
            is_visit=False,
            icon=icon,
            title=f"{way}: {value.about}" if value.about else way,
            on=on,
            who=self._who(record),
            how=_how_noted(value),
            marks=(*([standing] if standing else []), *_marks(record, on)),
            parts=tuple(part for part in parts if part.says_anything),
            withdrawn=why,
            withdrawn_by=by,
            earlier=of_the_head(before),
            may_correct=self._may_correct[CaseNote],
            lacks=not all(getattr(value, field) for field in ADDED_TO_A_NOTE),
        )

    def document(self, one: DocumentInFile) -> Entry:
        """One document or photograph. What is confidential stays covered: its entry says that it is there, and no more."""
        before = self._before(one.record)
        parts = (
            ()
            if one.is_confidential
            else (
                _part(before, "about", "about", "", one.about),
                _part(before, "asked", "asked", "", one.asked),
            )
        )
        covered = (Mark("Confidential", "lock", "danger"),) if one.is_confidential else ()
        why, by = self._withdrawn(one.record)
        return Entry(
            key=one.record.record.hex(),
            is_visit=False,
            icon=one.icon,
            title=one.title,
            on=one.on,
            who=f"filed by {self._who(one.record)}",
            how=one.how,
            marks=(*covered, *_marks(one.record, one.on, "Filed")),
            parts=tuple(part for part in parts if part.says_anything),
            withdrawn=why,
            withdrawn_by=by,
            earlier=() if one.is_confidential else of_the_head({**before, "about": ()}),
            may_correct=self._may_correct[Document],
            paper=Paper(one.preview, one.is_confidential),
        )

    def concern(self, one: ConcernInFile) -> Entry:
        on = day_of(one.on)
        state = Mark(one.state, "clock" if one.is_open else "circle-check", "warn" if one.is_open else "well")
        stands = () if one.record.is_withdrawn else (state,)
        why, by = self._withdrawn(one.record)
        return Entry(
            key=one.record.record.hex(),
            is_visit=False,
            icon="shield-alert",
            title="Safety concern",
            on=on,
            who=self._who(one.record),
            how=one.how,
            marks=(*stands, *_marks(one.record, on)),
            parts=tuple(Part(*part) for part in one.parts),
            withdrawn=why,
            withdrawn_by=by,
            sheet=one.name,
        )

    def _who(self, record: AnyRecord) -> str:
        return self.names.get(record.author, record.author)

    def _later(self, record: Record[Visit] | Record[CaseNote], what: str, field: str, title: str) -> Part:
        """A part that may have been left empty at first, and added since."""
        added = added_later(self._history(record), self.names).get(field, "")
        words = getattr(record.value, field)
        part = _part(self._before(record), what, field, title, words)
        return msgspec.structs.replace(part, added=added) if words else part

    def _shared(self, sentences: list[Record[SharedWords]]) -> Part:
        stand = [one.value.text for one in sentences if one.value.text]
        before = [self._before(one).get("text", ()) for one in sentences]
        return Part("shared", "", "\n".join(stand), tuple(reading for some in before for reading in some))

    def _taken(self, record: Record[Visit]) -> tuple[str, ...]:
        return lines_of(self._records, record.file, record.value.taken) if record.value.taken else ()

    def _history(self, record: AnyRecord) -> list[Change]:
        return self._changed[type(record.value)].get(record.record, [])

    def _before(self, record: AnyRecord) -> dict[str, tuple[Earlier, ...]]:
        return earlier_readings(self._history(record), self.names)

    def _withdrawn(self, record: AnyRecord) -> tuple[str | None, str]:
        return why_withdrawn(self._history(record), self.names) if record.is_withdrawn else (None, "")


def _part(before: dict[str, tuple[Earlier, ...]], what: str, field: str, title: str, words: str | None) -> Part:
    return Part(what, title, words or "", before.get(field, ()))


def _position(words: Record[SharedWords]) -> int:
    return words.value.position or 0


def _standing(this_is: str | None, level: str) -> Mark | None:
    """What a note is, in the words of the map."""
    said = {**labels_of("map", level)["standings"], "thought": THOUGHT}
    is_known = this_is in ("fact", "told", "opinion", "thought")
    return Mark(said[this_is], "file-text", "plain") if this_is is not None and is_known else None


def _marks_of_visit(visit: Visit) -> list[Mark]:
    if visit.seen is False:
        reason = f": {visit.not_seen_reason}" if visit.not_seen_reason else ""
        return [Mark(f"Not seen{reason}", "user-x", "warn")]
    found = []
    if visit.seen_alone is not None and visit.seen_alone.alone:
        found.append(Mark("Seen alone", "user-check", "well"))
    elif visit.seen_alone is not None:
        why = f": {visit.seen_alone.why_not}" if visit.seen_alone.why_not else ""
        found.append(Mark(f"Seen, not alone{why}", "user", "warn"))
    elif visit.seen:
        found.append(Mark("Seen", "user", "plain"))
    if visit.bedroom is not None:
        found.append(Mark("Bedroom seen" if visit.bedroom else "Bedroom not seen", "bed-single", "plain"))
    if visit.seemed:
        found.append(Mark(f"Seemed {visit.seemed[:1].lower()}{visit.seemed[1:]}", "smile", "plain"))
    return found


def _marks(record: AnyRecord, on: datetime.date | None, did: str = "Written") -> list[Mark]:
    """What a reader must know of any entry before reading it."""
    found = []
    written = day_here(record.written)
    late = days_late(on, written) if on is not None and written is not None else 0
    if late:
        found.append(Mark(f"{did} {plural(late, 'day')} later", "clock", "warn"))
    if record.in_two_versions:
        found.append(Mark("Two versions of part of this", "git-compare", "next"))
    if record.unsent:
        found.append(Mark("Not sent yet", "cloud-upload", "warn"))
    return [*found, *mark_of_part(record)]


def _how_visited(visit: Visit) -> str:
    announced = {True: "announced", False: "not announced", None: ""}[visit.announced]
    place = "at home" if visit.place == "Home" else visit.place or ""
    return ", ".join(part for part in (place, announced) if part)


def _how_noted(note: CaseNote) -> str:
    at = time_here(note.time or "")
    return ", ".join(part for part in (f"with {note.who_with}" if note.who_with else "", at) if part)


def _there(one: Present) -> str:
    return f"{one.name} ({one.role})" if one.role else one.name


def _actions_after_notes(actions: list[Record[Action]]) -> dict[bytes, str]:
    """{group of a note: what will be done, by whom, by when}."""
    found: dict[bytes, str] = {}
    for action in actions:
        value = action.value
        if value.group and value.what:
            who = value.who_by_when.who if value.who_by_when else ""
            by = day_of(value.who_by_when.by) if value.who_by_when else None
            found[value.group] = ", ".join(
                part for part in (value.what, who, f"by {long_date(by, with_year=True)}" if by else "") if part
            )
    return found
