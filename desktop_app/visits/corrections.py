"""Correcting what stands in the record: by adding, with a reason, so that both readings stay; taking out, and bringing back.

What was written once for several children is corrected in each file that still says the same, where the worker wishes so.
"""

import datetime
from collections.abc import Iterable, Mapping

from casework.changes import Change
from casework.editing import WHY
from casework.errors import KnownError
from casework.kinds.direct_work import Quote
from casework.kinds.reading import Kind
from casework.kinds.received import Asked, Document
from casework.kinds.record import AnyRecord, Record
from casework.kinds.visits import SeenAlone, SharedWords, Visit
from casework.kinds.work import CaseNote
from casework.moments import as_utc
from casework.typed_days import kept_day, no_day
from desktop_app.record_store.records import Changed, Records
from desktop_app.visits.correcting import (
    HEARD_AGAIN,
    READ_BACK,
    SENTENCE,
    YES,
    ToCorrect,
    find_entry,
    in_other_files,
    sentences_of,
    yes_or_no,
)

NEVER_EMPTY = {
    "date": "Choose the day.",
    "purpose": "Say what the visit was for.",
    "said": "Write what was said. To take the whole note out, withdraw it.",
    "who_with": "Say who it was with.",
    "words": "Write what the child said. To take the words out, use Take it away.",
    "source": "Say who it came from.",
    "about": "Say what it is about.",
    "received_date": "Choose the day on which it came.",
}
TIMES = ("started", "ended", "time")
OF_ALL: dict[type[Kind], frozenset[str]] = {
    Visit: frozenset({"date", "purpose", "place", "next_steps", *TIMES}),
    CaseNote: frozenset({"date", "who_with", "said", "analysis", "decided", *TIMES}),
    Document: frozenset(
        {"document_type", "type_words", "source", "date", "received_date", "about", "asked", "confidential"}
    ),
}
"""What was written once for every child of a visit, note or document; the rest is each child's own."""


def correct(
    records: Records,
    form: ToCorrect,
    said: Mapping[str, str],
    why: str,
    also: Iterable[str],
    today: datetime.date,
    *,
    draft_done: str = "",
) -> Changed:
    """Put what was said over what stood there, with the reason; the same in the files of `also` that say the same.

    What was empty is added without one. said: {key of an answer: what it says now}; draft_done: the draft that is put away with it. Raises KnownError where the
    reason, a change or a needed answer is missing.
    """
    wanted = {one.key: said[one.key].strip() for one in form.answers if said.get(one.key, one.value) != one.value}
    if not wanted:
        raise KnownError("Nothing was changed. Change what is wrong first.")
    for key, sentence in NEVER_EMPTY.items():
        if key in wanted and not wanted[key]:
            raise KnownError(sentence)
    if "words" in wanted and READ_BACK not in wanted:
        raise KnownError(HEARD_AGAIN)
    for field in {"date", "received_date"} & wanted.keys():
        day = kept_day(wanted[field])
        if day is None:
            raise KnownError(no_day(wanted[field]))
        if day > today:
            raise KnownError("This day is in the future. Change the day.")
    corrects = any(one.key in wanted and not one.is_empty for one in form.answers)
    why = _reason(why, "Say why it is corrected. Both readings stay, with your reason.") if corrects else why.strip()
    values = _values(form.record.value, wanted)
    changes = [records.edit(form.record, _because(values, why))] if values else []
    changes += [records.edit(one, {"text": wanted[key], WHY: why}) for key, one in _wantedsentences_of(form, wanted)]
    for file in also:
        changes += _the_same_elsewhere(records, form, file, values, wanted, why)
    return records.add(*changes, draft_done=draft_done)


def withdraw(records: Records, file: str, key: str, why: str) -> Changed:
    """Take an entry out of what stands; it stays readable, a visit with its shared sentences, and with the reason."""
    why = _reason(why, "Say why it is withdrawn. It stays readable, with your reason.")
    return records.add(records.withdraw(_there(records, file, key), why))


def bring_back(records: Records, file: str, key: str, why: str) -> Changed:
    """Let an entry that was withdrawn stand again."""
    why = _reason(why, "Say why it stands again.")
    return records.add(records.restore(_there(records, file, key), why))


# -- what the record will hold ---------------------------------------------------------------------------------------


def _values(value: Visit | CaseNote | Quote | Document, wanted: Mapping[str, str]) -> dict[str, object]:
    """{field: value} of the record itself; shared sentences are records of their own."""
    found: dict[str, object] = {key: words for key, words in wanted.items() if not key.startswith(SENTENCE)}
    if "date" in found and not isinstance(value, Quote):
        found |= _moved(value, str(found["date"]))
    for field in ("seen", "bedroom", "confidential", READ_BACK):
        if field in found:
            found[field] = found[field] == YES
    if isinstance(value, Quote) and READ_BACK in found:
        found.setdefault("words", value.words)  # it was these that were read back, whatever a colleague makes of them
    if isinstance(value, Visit):
        _answer_how_seen(value, found)
    if isinstance(value, Document) and {"asked_who", "asked_said"} & found.keys():
        before = value.asked or Asked("", "")
        who, said = found.pop("asked_who", before.who), found.pop("asked_said", before.said)
        found["asked"] = Asked(str(who), str(said))
    return found


def _answer_how_seen(visit: Visit, found: dict[str, object]) -> None:
    """A "No" has its reason; who was not seen was not seen alone either."""
    asked = {"alone", "why_not_alone"} & found.keys()
    before = visit.seen_alone or SeenAlone(False)
    alone = found.pop("alone", yes_or_no(before.alone)) == YES
    why_not = str(found.pop("why_not_alone", before.why_not))
    if found.get("seen") is False:
        found["seen_alone"] = None
    elif asked:
        if not alone and not why_not:
            raise KnownError("Say why the child was not seen alone.")
        found["seen_alone"] = SeenAlone(alone, "" if alone else why_not)
    if found.get("seen") is True:
        found["not_seen_reason"] = None


def _moved(value: Visit | CaseNote | Document, day: str) -> dict[str, object]:
    """Its times on the other day, at the same hour of this laptop's clock."""
    found: dict[str, object] = {}
    for field in TIMES:
        moment = getattr(value, field, None)
        if moment and value.date:
            here = datetime.datetime.fromisoformat(moment).astimezone().replace(tzinfo=None)
            by = datetime.date.fromisoformat(day) - datetime.date.fromisoformat(value.date)
            found[field] = as_utc(here + by)
    return found


def _wantedsentences_of(form: ToCorrect, wanted: Mapping[str, str]) -> list[tuple[str, Record[SharedWords]]]:
    by_key = {f"{SENTENCE}{one.record.hex()}": one for one in form.sentences}
    return [(key, one) for key, one in by_key.items() if key in wanted]


def _the_same_elsewhere(
    records: Records, form: ToCorrect, file: str, values: Mapping[str, object], wanted: Mapping[str, str], why: str
) -> list[Change]:
    """The correction in another child's file, of whatever says there what it said here."""
    found = []
    other = next((one for one in in_other_files(records, form.record) if one.file == file), None)
    if other is not None:
        same = {
            field: value
            for field, value in values.items()
            if field in OF_ALL[type(other.value)]
            and getattr(other.value, field) == getattr(form.record.value, field)
            and field not in other.in_two_versions
        }
        if same:
            found.append(records.edit(other, _because(same, why)))
        theirs = {one.value.group: one for one in sentences_of(records, other)}
        for key, one in _wantedsentences_of(form, wanted):
            its = theirs.get(one.value.group)
            if its is not None and its.value.text == one.value.text:
                found.append(records.edit(its, {"text": wanted[key], WHY: why}))
    return found


# -- inside --------------------------------------------------------------------------------------------------------


def _because(values: Mapping[str, object], why: str) -> dict[str, object]:
    """What is only added needs no reason."""
    return {**values, WHY: why} if why else dict(values)


def _there(records: Records, file: str, key: str) -> AnyRecord:
    found = find_entry(records, file, key)
    if found is None:
        raise KnownError("This entry is not on this laptop any more.")
    return found


def _reason(why: str, sentence: str) -> str:
    if not why.strip():
        raise KnownError(sentence)
    return why.strip()
