"""What of a visit, a note or a child's words can be corrected, as it stood when the worker began to. Frozen values; no Qt."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import msgspec

from casework.kinds import NAME_OF
from casework.kinds.direct_work import Quote
from casework.kinds.people import SUBJECT, Person, first_name
from casework.kinds.reading import Kind
from casework.kinds.received import TYPES, Document
from casework.kinds.record import AnyRecord, Record
from casework.kinds.visits import SharedWords, Visit
from casework.kinds.work import CaseNote
from desktop_app.network.secrecy import gives_away, secrets_everywhere
from desktop_app.record_store.records import Records

WORDS, LINE, DAY, YES_NO, ONE_OF = "words", "line", "day", "yes or no", "one of"
YES, NO = "yes", "no"
SENTENCE = "sentence:"
READ_BACK = "confirmed"
UNTIL_HEARD = "Until it was read back as it stands now, and was right, it is shown to no family."
HEARD_AGAIN = "Say whether it was read back, and whether the child said that it is right."
IN_TWO_VERSIONS = "What stands in two versions is not shown here. Choose between them first."
CONFIDENTIAL = "What names a confidential address is not shown here. Withdraw the entry, and write it again without it."
NOTE_FIELDS = (
    ("date", "Day", DAY),
    ("who_with", "Who was it with?", LINE),
    ("said", "What was said?", WORDS),
    ("analysis", "What do you make of it?", WORDS),
    ("decided", "What was decided?", WORDS),
)
DOCUMENT_FIELDS = (
    ("document_type", "What is it?", ONE_OF),
    ("type_words", "What is it, in a few words?", LINE),
    ("source", "Who did it come from?", LINE),
    ("date", "Date on it", DAY),
    ("received_date", "When did we receive it?", DAY),
    ("about", "What is it about?", WORDS),
)
VISIT_FIELDS = (
    ("date", "Day", DAY),
    ("purpose", "What was the visit for?", LINE),
    ("place", "Where was it?", LINE),
)
TITLES: dict[type[Kind], str] = {
    Visit: "Correct the visit",
    CaseNote: "Correct the note",
    Document: "Correct what is said of the document",
}
PART_OF = {"alone": "seen_alone", "why_not_alone": "seen_alone", "asked_who": "asked", "asked_said": "asked"}
"""{answer: the field it is a part of}."""
WORDS_OF_A_VISIT = (
    ("observation", "What was seen?", WORDS),
    ("analysis", "What is made of it?", WORDS),
    ("next_steps", "What happens next?", WORDS),
)

ADDED_TO_A_VISIT = (("own_part", "What did {} say, do or show?", WORDS), *WORDS_OF_A_VISIT)
ADDED_TO_A_NOTE = frozenset({"analysis", "decided"})
"""Parts that may be left empty at first, and are added from the entry."""


class Answer(msgspec.Struct, frozen=True):
    """One thing that can be corrected. key: its field, or "sentence:" and the record of a shared sentence; value: as typed;
    one_of: (value, words) of what it may be, where it is one of a list."""

    key: str
    label: str
    value: str
    form: str = WORDS
    one_of: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there yet: what is written is added, and nothing is corrected."""
        return not self.value and self.form == WORDS


class ToCorrect(msgspec.Struct, frozen=True):
    """An entry as it was shown when its correction was begun.

    sentences: its shared sentences; others: (file, first name) of the other children who have it; left_out: what is not
    offered here and why, a sentence each.
    """

    record: AnyRecord
    title: str
    child: str
    answers: tuple[Answer, ...]
    sentences: tuple[Record[SharedWords], ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()


def to_correct(records: Records, file: str, key: str) -> ToCorrect | None:
    """The visit, note, document (by the key of `Entry`) or words (by their record) in a child's file, as they stand; None where
    they are not here."""
    record = find_entry(records, file, key)
    if record is None:
        return None
    child = _called(records, file)
    sentences: tuple[Record[SharedWords], ...] = ()
    if isinstance(record.value, Visit):
        sentences = tuple(one for one in sentences_of(records, record) if not one.in_two_versions)
        answers = _of_visit(record.value, child, sentences)
    elif isinstance(record.value, Quote):
        answers = _of_words(record.value, child)
    elif isinstance(record.value, Document):
        answers = _of_document(record.value)
    else:
        answers = _of_fields(record.value, NOTE_FIELDS, may_be_empty=ADDED_TO_A_NOTE)
    open_still = _still_open(record)
    answers = tuple(one for one in answers if not open_still & set(_fields_of(one.key)))
    secrets = secrets_everywhere(records)
    told = tuple(one for one in answers if not gives_away(one.value, secrets))
    others = tuple((other.file, _called(records, other.file)) for other in in_other_files(records, record))
    left_out: tuple[str, ...] = (UNTIL_HEARD,) if isinstance(record.value, Quote) else ()
    left_out += ((IN_TWO_VERSIONS,) if record.in_two_versions else ()) + ((CONFIDENTIAL,) if told != answers else ())
    title = _title(record.value, child)
    return ToCorrect(record, title, child, told, sentences, others, left_out)


# -- what can be corrected -------------------------------------------------------------------------------------------


def _of_visit(visit: Visit, child: str, sentences: tuple[Record[SharedWords], ...]) -> tuple[Answer, ...]:
    found = list(_of_fields(visit, VISIT_FIELDS))
    if visit.seen is not None:
        found.append(Answer("seen", f"Was {child} seen?", yes_or_no(visit.seen), YES_NO))
    if visit.seen is False:
        found.append(Answer("not_seen_reason", f"Why was {child} not seen?", visit.not_seen_reason or "", LINE))
    if visit.seen_alone is not None:
        found.append(Answer("alone", f"Was {child} seen alone?", yes_or_no(visit.seen_alone.alone), YES_NO))
        found.append(Answer("why_not_alone", "If not alone, why not?", visit.seen_alone.why_not, LINE))
    if visit.bedroom is not None:
        found.append(Answer("bedroom", f"Was {child}’s bedroom seen?", yes_or_no(visit.bedroom), YES_NO))
    found += [
        Answer(f"{SENTENCE}{one.record.hex()}", "A sentence of the visit", (one.value.text or "").strip())
        for one in sentences
    ]
    late = tuple((field, label.format(child), form) for field, label, form in ADDED_TO_A_VISIT)
    found += _of_fields(visit, late, may_be_empty={field for field, _, _ in late})
    return tuple(found)


def _of_words(quote: Quote, child: str) -> tuple[Answer, ...]:
    """What the child said, as it was written down; whether the child heard it again is answered anew each time."""
    fields = (("words", f"What did {child} say? Letter for letter.", WORDS), ("translation", "In English", WORDS))
    again = Answer(READ_BACK, f"Was it read back to {child}, and did {child} say that it is right?", "", YES_NO)
    return (*_of_fields(quote, fields), again)


def _of_document(document: Document) -> tuple[Answer, ...]:
    found = [
        msgspec.structs.replace(one, one_of=tuple(TYPES.items())) if one.form == ONE_OF else one
        for one in _of_fields(document, DOCUMENT_FIELDS)
    ]
    if document.asked is not None:
        found.append(Answer("asked_who", "Who was asked about this photograph?", document.asked.who, LINE))
        found.append(Answer("asked_said", "What did they say?", document.asked.said, LINE))
    found.append(Answer("confidential", "Is it confidential?", yes_or_no(bool(document.confidential)), YES_NO))
    return tuple(found)


def _title(value: Visit | CaseNote | Quote | Document, child: str) -> str:
    return f"Correct what {child} said" if isinstance(value, Quote) else TITLES[type(value)]


def _of_fields(
    value: Visit | CaseNote | Quote | Document,
    fields: Iterable[tuple[str, str, str]],
    may_be_empty: AbstractSet[str] = frozenset(),
) -> tuple[Answer, ...]:
    """What says something, to be corrected; and of `may_be_empty` what says nothing yet, to be added."""
    return tuple(
        Answer(field, label, str(getattr(value, field) or "").strip(), form)
        for field, label, form in fields
        if getattr(value, field) or field in may_be_empty
    )


def yes_or_no(answer: bool) -> str:
    return YES if answer else NO


def _fields_of(key: str) -> tuple[str, ...]:
    """The fields of the record that an answer goes into."""
    return (PART_OF.get(key, key),)


def _still_open(record: "Correctable") -> frozenset[str]:
    """The fields that cannot be corrected before a person chose; of words, also that the child heard them."""
    two = frozenset(record.in_two_versions)
    together = frozenset({"words", READ_BACK})
    return two | together if isinstance(record.value, Quote) and two & together else two


# -- finding ---------------------------------------------------------------------------------------------------------


Correctable = Record[Visit] | Record[CaseNote] | Record[Quote] | Record[Document]


def find_entry(records: Records, file: str, key: str) -> Correctable | None:
    record = bytes.fromhex(key)
    return (
        records.record(file, Visit, record)
        or records.record(file, CaseNote, record)
        or records.record(file, Quote, record)
        or records.record(file, Document, record)
    )


def sentences_of(records: Records, record: AnyRecord) -> list[Record[SharedWords]]:
    if not isinstance(record.value, Visit):
        return []
    every = records.records(record.file, SharedWords)
    return sorted((one for one in every if one.value.visit == record.record), key=lambda one: one.value.position or 0)


def in_other_files(records: Records, record: AnyRecord) -> list[AnyRecord]:
    """The same visit or note in other children's files, where this worker may write in them."""
    group, form = getattr(record.value, "group", None), type(record.value)
    if group is None:
        return []
    rights, kind = records.rights(), NAME_OF[form]
    return [
        one
        for one in records.records_everywhere(form)
        if one.value.group == group and one.file != record.file and rights.may_write(one.file, kind)
    ]


def _called(records: Records, file: str) -> str:
    person = records.record(file, Person, SUBJECT)
    return first_name(person.value) if person else "this child"
