"""What a record of each kind says in words a person may read, part by part: what is searched, and what is shown of it. No Qt.

Ids, codes and days are no words. A field that is not named here is never searched.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from casework.childs_words import OPEN_ROOM, sight_of, sight_of_view
from casework.kinds.appointments import Appointment
from casework.kinds.concerns import DecisionAnswer, ManagementDecision, SafetyConcern
from casework.kinds.direct_work import Drawing, Quote, Recording, Session
from casework.kinds.mapping import MapEntry, Rating, Score
from casework.kinds.people import Address, Person, Relation
from casework.kinds.plans import Action, Plan, PlanCopy
from casework.kinds.reading import Kind
from casework.kinds.received import TYPES, Document
from casework.kinds.record import AnyRecord
from casework.kinds.visits import SharedWords, Visit
from casework.kinds.work import CaseNote, Involvement
from desktop_app.mapping.ratings import child_name
from desktop_app.received.in_the_file import is_confidential
from desktop_app.record_store.records import Records

READ: Mapping[type[Kind], Mapping[str, str]] = {
    Visit: {
        "purpose": "What it was for",
        "own_part": "What was said, done or shown",
        "observation": "What was seen",
        "analysis": "What the worker makes of it",
        "next_steps": "What happens next",
        "not_seen_reason": "Why not seen",
        "seen_alone": "Seen alone",
        "seemed": "How they seemed",
        "sleeping_place": "Where they sleep",
        "place": "Where",
        "present": "Who was there",
    },
    SharedWords: {"text": "What was written for several children"},
    CaseNote: {
        "about": "What it is about",
        "said": "What was said",
        "analysis": "What the worker makes of it",
        "decided": "What was decided",
        "who_with": "Who with",
        "late_because": "Why it was written later",
    },
    Document: {
        "document_type": "What it is",
        "type_words": "What it is",
        "source": "Who it came from",
        "about": "What it is about",
        "asked": "Who was asked, and what they said",
    },
    Session: {
        "observation": "What was seen",
        "analysis": "What the worker makes of it",
        "told_next": "What the child was told happens next",
        "present": "Who was there",
        "place": "Where",
    },
    Quote: {"words": "Their own words", "translation": "In English"},
    Drawing: {"title": "What the child called it", "description": "What it shows"},
    Recording: {"agreed": "Why it was recorded, and who agreed"},
    MapEntry: {
        "text": "On the card",
        "views": "What others say about it",
        "whose_view": "Whose view",
        "source": "From",
    },
    Rating: {"score": "In their words", "rater_name": "Who"},
    Plan: {
        "title": "Title",
        "names": "For",
        "why": "Why we are involved",
        "going_well": "What is going well",
        "needs_to_change": "What needs to change",
        "disagreements": "What we do not agree on",
        "if_better": "If it gets better",
        "if_same": "If nothing changes",
        "service_line": "Who helps",
        "closing_line": "At the end",
        "agreed": "Who agreed",
        "contacts": "Whom to ring",
        "written_with": "Written with",
    },
    PlanCopy: {"recipient": "Given to"},
    Action: {
        "what": "What will be done",
        "who_by_when": "Who",
        "how_we_will_know": "How we will know",
        "who_checks": "Who checks",
        "promised_to": "Promised to",
        "done": "What came of it",
    },
    SafetyConcern: {
        "seen": "What was seen",
        "said": "What was said",
        "thinks": "What the worker makes of it",
        "marks": "Marks",
        "told": "Who was told",
        "added": "Added later",
        "where": "Where",
        "parents": "Whether the parents were told",
        "parents_told": "Whether the parents were told",
        "late_because": "Why it was written later",
    },
    ManagementDecision: {"decision": "What was decided"},
    DecisionAnswer: {"answer": "The decider’s answer"},
    Person: {
        "forename": "Name",
        "surname": "Name",
        "preferred_name": "Name",
        "role": "Who they are",
        "school": "School",
        "phone": "Phone",
        "languages": "Languages",
        "interpreter": "Interpreter",
        "communication": "How to talk with them",
    },
    Relation: {"relationship": "How they belong", "network": "What they do", "contact": "Contact"},
    Address: {"place": "Address"},
    Involvement: {"professional_name": "Who", "agency": "Agency", "phone": "Phone"},
    Appointment: {
        "purpose": "What it is for",
        "where": "Where",
        "access_needs": "To know at the door",
        "interpreter": "Interpreter",
        "worker": "Who goes",
        "second_worker": "Who comes along",
    },
}
"""{kind: {field: what is said before its words}}, in the order in which they are read."""
NO_WORDS_IN = frozenset(
    {
        "professional",
        "decided_by",
        "how",
        "at",
        "on",
        "by",
        "mark_of",
        "about",
        "allowed",
        "is_theirs",
        "side",
        "lead",
        "parent",
    }
)
"""Parts of nested values that are ids, codes or days."""


class Part(msgspec.Struct, frozen=True):
    """One part of a record: what it is, and its words."""

    title: str
    words: str


def parts_read(records: Records, record: AnyRecord) -> tuple[Part, ...]:
    """The parts of a record that may be searched and shown. Of a field in two versions, both; an address that is
    confidential in one of them is in neither; a child's words that are not for everybody are left out whole."""
    if is_held_back(records, record):
        return ()
    found: list[Part] = []
    for field, title in READ.get(type(record.value), {}).items():
        if _is_covered(records, record, field):
            continue
        said = [_said(value) for value in _values(records, record, field)]
        words = "\n".join(TYPES.get(one, one) for one in said) if field == "document_type" else "\n".join(said)
        if words.strip():
            found.append(Part(title, words))
    return tuple(found)


def is_held_back(records: Records, record: AnyRecord) -> bool:
    """Whether these are a child's words that only their own page shows, where they are covered."""
    value, quote = record.value, None
    if isinstance(value, MapEntry) and value.quote is not None:
        found = records.record(record.file, Quote, value.quote)
        quote = found.value if found is not None and not found.is_withdrawn else None
    if not sight_of(value, OPEN_ROOM, quote).may_see:
        return True
    return any(
        isinstance(one, Rating) and not sight_of(one, OPEN_ROOM).may_see for one in _other_versions(records, record)
    )


def _other_versions(records: Records, record: AnyRecord) -> list[Any]:
    """A rating with each of the scores that stand in two versions: the strictest of them holds."""
    if not isinstance(record.value, Rating) or "score" not in record.in_two_versions:
        return []
    live = [version.value for version in records.state(*record.key).versions("score")]
    said = [str(one.get("words", "")) for one in live if isinstance(one, Mapping)]
    return [msgspec.structs.replace(record.value, score=Score(words=words)) for words in said]


def _is_covered(records: Records, record: AnyRecord, field: str) -> bool:
    """Whether this stands in a confidential document, whose entry says that it is there and no more."""
    is_told = field in ("document_type", "type_words", "source")
    return isinstance(record.value, Document) and not is_told and is_confidential(records, record)


def _values(records: Records, record: AnyRecord, field: str) -> Sequence[Any]:
    value = getattr(record.value, field)
    if field == "views":
        child = child_name(records, record.file)
        value = {who: view for who, view in value.items() if sight_of_view(who, view, child, OPEN_ROOM).may_see}
    shown = msgspec.to_builtins(value, builtin_types=(bytes,))
    found = [] if shown in (None, {}) else [shown]
    split = [name for name in record.in_two_versions if name.partition("/")[0] == field]
    if split:
        state = records.state(*record.key)
        found += [version.value for name in split for version in state.versions(name)]
    return [] if any(_is_secret(value) for value in found) else found


def _is_secret(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value.get("confidential"))


def _said(value: Any) -> str:
    """The words of a value in one text: what belongs together after a comma, what stands beside it after a full stop."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        several = any(isinstance(part, Mapping) for part in value.values())
        named = [_said(part) for name, part in value.items() if name not in NO_WORDS_IN]
        return _joined(named, "; " if several else ", ")
    return _joined([_said(part) for part in value], "; ") if isinstance(value, list | tuple) else ""


def _joined(words: Sequence[str], between: str) -> str:
    said = ""
    for word in words:
        if word.strip():
            said += (" " if said.endswith((".", "!", "?")) else between if said else "") + word.strip()
    return said
