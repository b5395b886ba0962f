"""Read-models of direct work: what a child said and drew over time, with its source and who may see it. Frozen; no Qt."""

import datetime

import msgspec

from casework.childs_words import OPEN_ROOM, WORKERS, Sight, earlier_words, who_may_see
from casework.errors import KnownError
from casework.ink import Stroke, unpack
from casework.kinds.concerns import SafetyConcern, own_words_id
from casework.kinds.direct_work import Drawing, Quote, Recording, Session
from casework.kinds.mapping import Category, MapEntry, Rating, Score
from casework.kinds.people import SUBJECT, Person, Relation, first_name
from casework.kinds.record import Record
from casework.sound import minutes_and_seconds, seconds_of
from casework.wording import long_date
from desktop_app.direct_work import sharing
from desktop_app.direct_work.actions import ChildsOwn, unfinished, unreadable
from desktop_app.direct_work.draft import SessionDraft, new_session
from desktop_app.direct_work.houses import House, name_of, tool_title
from desktop_app.direct_work.on_map import OffTheMap, off_the_map
from desktop_app.network.secrecy import masked, secrets_everywhere
from desktop_app.record_store.policy import may_record_voices
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names
from desktop_app.visits.earlier import by_whom


class PersonToAsk(msgspec.Struct, frozen=True):
    """Somebody the child may let see something. key: the record id in hexadecimal; relationship: "mother"."""

    key: str
    name: str
    relationship: str = ""


class Picture(msgspec.Struct, frozen=True):
    """A drawing to show: its strokes, or why they cannot be shown now."""

    record: Record[Drawing]
    title: str
    strokes: tuple[Stroke, ...] = ()
    trouble: str = ""


class VoiceEntry(msgspec.Struct, frozen=True):
    """One thing the child said, drew, or said aloud and was recorded. source: where and with whom; tags: who may see the
    words, and the drawing if else.

    quote is None for a drawing without words; sight: what an open room would be shown (casework.childs_words); earlier: (who
    corrected it, when and why; the words before), the oldest first, for whoever works with the child alone; as_said: the
    same with a confidential address that is masked here, for whoever asks for it.
    """

    on: datetime.date | None
    words: str
    source: str
    sight: Sight
    tags: tuple[sharing.Tag, ...]
    quote: Record[Quote] | None = None
    picture: Picture | None = None
    recording: Record[Recording] | None = None
    translation: str = ""
    unsent: bool = False
    earlier: tuple[tuple[str, str], ...] = ()
    as_said: "VoiceEntry | None" = None

    @property
    def records(self) -> tuple[ChildsOwn, ...]:
        """What it is made of."""
        drawing = self.picture.record if self.picture else None
        return tuple(one for one in (self.quote, drawing, self.recording) if one is not None)


class OwnRating(msgspec.Struct, frozen=True):
    """What the child rated on one day, in the child's own words; never summed, never averaged.

    about: the goal it was asked about, in the map's words; "" where it was asked about everything; may_see: who may see the
    words.
    """

    on: datetime.date | None
    about: str
    score: Score
    may_see: sharing.Tag | None = None


class Voice(msgspec.Struct, frozen=True):
    """Everything of one child's voice, newest first. trouble: why unfinished sessions cannot be shown, if they
    cannot; off_the_map: words on cards that the map does not show."""

    child: str
    entries: tuple[VoiceEntry, ...]
    ratings: tuple[OwnRating, ...] = ()
    people: tuple[PersonToAsk, ...] = ()
    unfinished: tuple[SessionDraft, ...] = ()
    trouble: str = ""
    off_the_map: tuple[OffTheMap, ...] = ()


class SessionShown(msgspec.Struct, frozen=True):
    """One session for its page. draft: None where it was added or thrown away since; may_record: whether the authority lets
    a child's voice be recorded."""

    child: str
    people: tuple[PersonToAsk, ...]
    draft: SessionDraft | None
    may_record: bool = False


def session_shown(
    records: Records, file: str, session: str, visit: bytes | None, now: datetime.datetime
) -> SessionShown:
    """The unfinished session of that record id (hexadecimal); without one, today's at this visit, or else a new one.

    A new session is kept with the first thing that is put in it. now: local time. Raises AnotherReleases.
    """
    if session:
        draft = records.drafts.find(f"session:{session}", SessionDraft)
    else:
        draft = _of_today(records, file, visit, now) or new_session(file, now, visit)
    return SessionShown(child_called(records, file), people_to_ask(records, file), draft, may_record_voices(records))


def _of_today(records: Records, file: str, visit: bytes | None, now: datetime.datetime) -> SessionDraft | None:
    begun = unfinished(records, file)
    return next((one for one in begun if one.date == now.date().isoformat() and one.visit == visit), None)


def child_called(records: Records, file: str) -> str:
    """What the child is called."""
    person = records.record(file, Person, SUBJECT)
    return first_name(person.value) if person else "This child"


def people_to_ask(records: Records, file: str) -> tuple[PersonToAsk, ...]:
    """Everybody in the child's file but the child; those at home first."""
    relations = {line.value.person: line.value for line in records.records(file, Relation)}
    found = []
    for person in records.records(file, Person):
        if person.record == SUBJECT:
            continue
        relation = relations.get(person.record)
        how = (relation.relationship if relation else None) or person.value.role or ""
        name = first_name(person.value)
        at_home = bool(relation and relation.lives_with)
        found.append((not at_home, relation is None, name, PersonToAsk(person.record.hex(), name, how)))
    return tuple(line[-1] for line in sorted(found, key=lambda line: line[:-1]))


def voice(records: Records, file: str) -> Voice:
    """A child's words and drawings over time, each with its source and who may see it."""
    people = people_to_ask(records, file)
    names = {person.key: person.name for person in people}
    sessions = {line.record: line.value for line in records.records(file, Session)}
    drawings = list(records.records(file, Drawing))
    entries = []
    earlier, questions = _earlier(records, file), _questions(records, file)
    for quote in records.records(file, Quote):
        if not quote.value.words and "words" not in quote.in_two_versions:
            continue
        drawing = _drawing_of(quote.value, drawings, sessions)
        if drawing is not None:
            drawings.remove(drawing)
        entry = _entry(records, quote, drawing, sessions, names)
        asked = questions.get(quote.record, "")
        source = f"{entry.source}. Asked: “{asked}”" if asked else entry.source
        entries.append(msgspec.structs.replace(entry, source=source, earlier=earlier.get(quote.record, ())))
    entries += [_entry(records, None, drawing, sessions, names) for drawing in drawings]
    entries += [_recorded(one, sessions, names) for one in records.records(file, Recording)]
    secrets = secrets_everywhere(records)
    entries = [_covered(entry, secrets) for entry in entries] if secrets else entries
    newest_first = sorted(entries, key=lambda entry: entry.on or datetime.date.min, reverse=True)
    return Voice(
        child_called(records, file),
        tuple(newest_first),
        _own_ratings(records, file),
        people,
        unfinished(records, file),
        unreadable(records, file),
        off_the_map(records, file, child_called(records, file)),
    )


def _covered(entry: VoiceEntry, secrets: frozenset[str]) -> VoiceEntry:
    """What names a confidential address says that there is one, and shows it to those who ask."""
    covered = msgspec.structs.replace(
        entry,
        words=masked(entry.words, secrets),
        translation=masked(entry.translation, secrets),
        source=masked(entry.source, secrets),
        earlier=tuple((masked(line, secrets), masked(words, secrets)) for line, words in entry.earlier),
    )
    return covered if covered == entry else msgspec.structs.replace(covered, as_said=entry)


def _entry(
    records: Records,
    quote: Record[Quote] | None,
    drawing: Record[Drawing] | None,
    sessions: dict[bytes, Session],
    names: dict[str, str],
) -> VoiceEntry:
    held = [record.value for record in (quote, drawing) if record is not None]
    tags = tuple(dict.fromkeys(sharing.tag(value.may_see, value.override, names) for value in held))
    first = held[0]
    session = sessions.get(first.session) if first.session else None
    on = first.said_on if isinstance(first, Quote) else first.drawn_on
    return VoiceEntry(
        on=_day(on),
        words=_words(records, quote) if quote else "",
        source=_source(first, session),
        sight=who_may_see(first, OPEN_ROOM),
        tags=tags,
        quote=quote,
        picture=_picture(records, drawing) if drawing else None,
        translation=(quote.value.translation or "") if quote else "",
        unsent=any(record.unsent for record in (quote, drawing) if record is not None),
    )


def _recorded(recording: Record[Recording], sessions: dict[bytes, Session], names: dict[str, str]) -> VoiceEntry:
    value = recording.value
    session = sessions.get(value.session) if value.session else None
    length = minutes_and_seconds(seconds_of(value.sound.length)) if value.sound else ""
    said = [tool_title() if session is not None and session.tool == "three_houses" else "Direct work"]
    said += [f"{length} long"] if length else []
    agreed = value.agreed
    why = [f"Recorded because: {agreed.why}", f"Asked first, and said: “{agreed.child_said}”"] if agreed else []
    if agreed:
        why += [f"{'A parent agreed' if agreed.parent == 'agreed' else 'No parent was asked'}: {agreed.parent_said}"]
    return VoiceEntry(
        on=_day(value.recorded_on),
        words="",
        source=". ".join([", ".join(said), *(part.rstrip(".") for part in why)]),
        sight=who_may_see(value, OPEN_ROOM),
        tags=(sharing.tag(value.may_see, value.override, names),),
        recording=recording,
        unsent=recording.unsent,
    )


def _earlier(records: Records, file: str) -> dict[bytes, tuple[tuple[str, str], ...]]:
    """{record of words: what was written down before it was corrected}."""
    names = staff_names(records)
    return {
        record: tuple(
            (by_whom("Corrected", one.written, names.get(one.author, one.author), one.why), str(one.before))
            for one in earlier_words(changes, WORKERS)
        )
        for record, changes in records.histories(file, Quote).items()
    }


def _questions(records: Records, file: str) -> dict[bytes, str]:
    """{record of words taken from a safety concern: the question that the child answered}: without it they mislead."""
    return {
        own_words_id(concern.record, key, file): said.asked
        for concern in records.records(file, SafetyConcern)
        for key, said in concern.value.said.items()
        if said.is_child and said.asked
    }


def _words(records: Records, quote: Record[Quote]) -> str:
    """What the child said; both where two people wrote it down apart: a child's words are never swallowed."""
    if "words" not in quote.in_two_versions:
        return quote.value.words or ""
    versions = [str(live.value or "Nothing") for live in records.state(*quote.key).versions("words")]
    return "\n".join(f"{number}. {said}" for number, said in enumerate(versions, start=1))


def _source(value: Quote | Drawing, session: Session | None) -> str:
    said = []
    if session is not None:
        said.append(tool_title() if session.tool == "three_houses" else "Direct work")
    if isinstance(value, Quote):
        if value.house and session is not None and value.house in {house.value for house in House}:
            said.append(f"“{name_of(House(value.house), session.houses)}”")
        said += [_of_concern(value)] if value.concern else []
        said += [value.setting] if value.setting else []
        where = ", ".join(said)
        heard = {True: "Read back: “yes”", False: "Corrected since, and not read back yet", None: ""}[value.confirmed]
        return ". ".join(part for part in (where, heard) if part)
    said += [f"“{value.title}”"] if value.title else []
    return ", ".join(said)


def _of_concern(value: Quote) -> str:
    on = _day(value.said_on)
    return f"Safety concern of {long_date(on, with_year=True)}" if on else "Safety concern"


def _drawing_of(
    quote: Quote, drawings: list[Record[Drawing]], sessions: dict[bytes, Session]
) -> Record[Drawing] | None:
    """The drawing in the house where the words were said."""
    session = sessions.get(quote.session) if quote.session else None
    if session is None or quote.house not in {house.value for house in House}:
        return None
    title = name_of(House(quote.house), session.houses)
    of_session = [one for one in drawings if one.value.session == quote.session]
    here = [one for one in of_session if one.value.house == quote.house]
    # a drawing of an earlier release does not say its house: its name has to do
    return next(iter([*here, *(one for one in of_session if not one.value.house and one.value.title == title)]), None)


def _picture(records: Records, drawing: Record[Drawing]) -> Picture:
    ink, title = drawing.value.ink, drawing.value.title or "A drawing"
    if ink is None:
        return Picture(drawing, title, trouble="This drawing stands in two versions, or holds no lines.")
    if not records.has_attachment(ink):
        return Picture(drawing, title, trouble="Not on this laptop yet. It comes with the next connection.")
    try:
        return Picture(drawing, title, unpack(records.open_attachment(ink)))
    except KnownError as error:
        return Picture(drawing, title, trouble=error.sentence)


def _own_ratings(records: Records, file: str) -> tuple[OwnRating, ...]:
    subject, goals = SUBJECT.hex(), _goals(records, file)
    found = [
        OwnRating(
            _day(line.value.date),
            goals.get(line.value.about or "", ""),
            line.value.score,
            sharing.tag(line.value.may_see, None, {}) if line.value.score.words else None,
        )
        for line in records.records(file, Rating)
        if line.value.rater == subject and line.value.score is not None
    ]
    return tuple(sorted(found, key=lambda rating: rating.on or datetime.date.min, reverse=True))


def _goals(records: Records, file: str) -> dict[str, str]:
    """{pair in hexadecimal: its safety goal, or what the goal would answer}."""
    entries = [line.value for line in records.records(file, MapEntry) if line.value.pair and line.value.text]
    by_kind = {
        kind: {entry.pair.hex(): entry.text or "" for entry in entries if entry.pair and entry.category == kind.value}
        for kind in (Category.DANGER_STATEMENT, Category.SAFETY_GOAL)
    }
    return by_kind[Category.DANGER_STATEMENT] | by_kind[Category.SAFETY_GOAL]


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
