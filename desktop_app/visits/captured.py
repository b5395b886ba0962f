"""What was captured on a visit already: the child's words, drawings and voice, cards and ratings of the map, safety concerns. Never
copied. No Qt.

A child's words and drawings, and a safety concern, know their visit. A card or a rating belongs to it when this worker made it while it went on.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from casework.childs_words import OPEN_ROOM, sight_of
from casework.kinds import KINDS, NAME_OF
from casework.kinds.concerns import SafetyConcern
from casework.kinds.direct_work import Drawing, Quote, Recording, Session
from casework.kinds.mapping import MapEntry, Rating
from casework.kinds.people import SUBJECT, Person, first_name
from casework.kinds.reading import Kind
from casework.kinds.record import AnyRecord
from casework.kinds.visits import visit_id
from casework.moments import as_utc
from casework.sound import minutes_and_seconds, seconds_of
from casework.typed_times import read_time
from casework.wording import in_a_row, plural
from desktop_app.record_store.records import Records
from desktop_app.visits.days import moment_on, time_here
from desktop_app.visits.draft import VisitDraft, last_day

FORMS: tuple[type[Kind], ...] = (Quote, Drawing, Recording, MapEntry, Rating, SafetyConcern)
_ORDER = {NAME_OF[form]: at for at, form in enumerate(FORMS)}


class Captured(msgspec.Struct, frozen=True):
    """One thing. what: "Maisie’s words"; words: what it says; source: where and when; is_childs: said or drawn by the child."""

    file: str
    record: bytes
    kind: str
    what: str
    words: str
    source: str
    is_childs: bool = False

    @property
    def key(self) -> str:
        """What a visit names it by."""
        return self.record.hex()


def captured_on(records: Records, draft: VisitDraft) -> tuple[Captured, ...]:
    """Everything captured on this visit, child by child."""
    return tuple(one for file in draft.files for one in _of_child(records, draft, file))


def taken_into(draft: VisitDraft, captured: Iterable[Captured], file: str) -> dict[str, str]:
    """{record: kind} of what the visit takes up for one child: everything that was not left."""
    return {one.key: one.kind for one in captured if one.file == file and one.key not in draft.left}


def who_showed(draft: VisitDraft, captured: Iterable[Captured]) -> frozenset[str]:
    """The files of children whose own words or drawings the visit takes up: their part is not typed again."""
    return frozenset(one.file for one in captured if one.is_childs and one.key not in draft.left)


def lines_of(records: Records, file: str, taken: Mapping[str, str]) -> tuple[str, ...]:
    """What a visit in the record took up, a line each. A child's words only where the child said that all may see them."""
    child = _called(records, file)
    found = []
    for key, kind in sorted(taken.items(), key=lambda one: (_ORDER.get(one[1], len(_ORDER)), one[0])):
        record = records.record(file, KINDS[kind], bytes.fromhex(key)) if kind in KINDS else None
        if record is None or record.is_withdrawn:
            continue
        one = _captured(record, child)
        value = record.value
        covered = not sight_of(value, OPEN_ROOM).may_see
        words = "under Their voice" if covered else one.words
        found.append(f"{one.what}: {words}" if words else one.what)
    return tuple(found)


def _of_child(records: Records, draft: VisitDraft, file: str) -> Iterator[Captured]:
    visit, child = visit_id(draft.group, file), _called(records, file)
    began, ended = _span(draft)
    held = records.kinds(file, *FORMS, Session)
    sessions = {one.record for one in held.records(Session) if one.value.visit == visit}
    for form in FORMS:
        for record in held.records(form):
            value: Any = record.value
            if isinstance(value, MapEntry) and value.quote:
                continue  # the words themselves are there
            while_it_went_on = record.author == records.professional and began <= record.written <= ended
            is_of_map = isinstance(value, MapEntry | Rating) and bool(began) and while_it_went_on
            if is_of_map or getattr(value, "session", None) in sessions or getattr(value, "visit", None) == visit:
                yield _captured(record, child)


def _span(draft: VisitDraft) -> tuple[str, str]:
    """From when to when the visit went on, as the record keeps times; ("", ...) where nobody wrote when it began, or on which day."""
    began, ended = read_time(draft.started), read_time(draft.ended)
    last = last_day(draft)
    if began is None or last is None:
        return "", ""
    start = as_utc(moment_on(draft.date, began))
    return start, as_utc(moment_on(last.isoformat(), ended)) if ended else f"{draft.date}T99"


def _captured(record: AnyRecord, child: str) -> Captured:
    value, at = record.value, time_here(record.written)
    when = f"at {at}" if at else ""
    if isinstance(value, Quote):
        source = ", ".join(
            part for part in ("direct work", value.setting or "", "read back" if value.confirmed else "") if part
        )
        return _made(record, f"{child}’s words", f"“{value.words}”" if value.words else "", source, is_childs=True)
    if isinstance(value, Drawing):
        return _made(record, f"{child}’s drawing", value.title or "", "direct work", is_childs=True)
    if isinstance(value, Recording):
        long = f"{minutes_and_seconds(seconds_of(value.sound.length))}, under Their voice" if value.sound else ""
        return _made(record, f"{child}’s voice, recorded", long, "direct work", is_childs=True)
    if isinstance(value, Rating):
        return _made(record, "On the scale", _score(value), f"the map, {when}", is_childs=value.rater == SUBJECT.hex())
    if isinstance(value, SafetyConcern):
        return _made(record, "Safety concern", _what_it_holds(value), f"its sheet, {when}", is_childs=False)
    is_childs = value.standing == "childs_words"
    return _made(record, "On the map", value.text or "", f"the map, {when}", is_childs=is_childs)


def _made(record: AnyRecord, what: str, words: str, source: str, *, is_childs: bool) -> Captured:
    return Captured(record.file, record.record, record.kind, what, words, source.strip(", "), is_childs)


def _what_it_holds(concern: SafetyConcern) -> str:
    """What can be read on its sheet; what was seen and said stands there alone."""
    marks, said = len(concern.marks), sorted({one.who for one in concern.said.values() if one.who})
    told = sorted({one.who for one in concern.told.values() if one.who})
    parts = [
        "what was seen" if concern.seen else "",
        plural(marks, "mark", "marks") if marks else "",
        f"what {in_a_row(said)} said" if said else "",
        f"that {in_a_row(told)} {'was' if len(told) == 1 else 'were'} told" if told else "",
    ]
    return ", ".join(part for part in parts if part)


def _score(rating: Rating) -> str:
    score = rating.score
    if score is None:
        return ""
    number = f"{score.value} of 10" if score.value is not None else score.said
    return ": ".join(part for part in (rating.rater_name or "", number) if part)


def _called(records: Records, file: str) -> str:
    person = records.record(file, Person, SUBJECT)
    return first_name(person.value) if person else "This child"
