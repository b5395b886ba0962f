"""What a field asks and what its value says, in plain words: for every kind of record, those of a newer release too."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from casework import wording
from casework.changes import PRESENCE, WITHDRAWN
from casework.kind_words import NOUNS, noun
from casework.kinds.reading import BETWEEN
from casework.kinds.received import TYPES
from casework.labels import labels_of

QUESTIONS: dict[tuple[str, str], str] = {
    ("person", "preferred_name"): "What does {about} like to be called?",
    ("person", "dob"): "When was {about} born?",
    ("person", "expected_dob"): "When is the baby expected?",
    ("person", "school"): "Which school or nursery does {about} go to?",
    ("person", "phone"): "What is {about}’s phone number?",
    ("person", "languages"): "Which languages does {about} speak?",
    ("person", "interpreter"): "Does {about} need an interpreter?",
    ("person", "communication"): "How does {about} communicate best?",
    ("address", "place"): "What is the address?",
    ("legal_status", "status"): "What is the legal status?",
    ("relation", "contact"): "Who may have contact, and how?",
    ("relation", "parental_responsibility"): "Who has parental responsibility?",
    ("relation", "lives_with"): "Do they live with {child}?",
    ("visit", "seen"): "Was {child} seen?",
    ("visit", "seen_alone"): "Was {child} seen alone?",
    ("visit", "bedroom"): "Was {child}’s bedroom seen?",
    ("visit", "own_part"): "What did {child} say, do or show?",
    ("visit", "observation"): "What was seen on the visit?",
    ("visit", "analysis"): "What does the worker make of the visit?",
    ("visit", "purpose"): "What was the visit for?",
    ("visit", "next_steps"): "What happens next?",
    ("same_visit", "same"): "Were the two visits of that day one visit?",
    ("case_note", "said"): "What was said?",
    ("case_note", "analysis"): "What does the worker make of it?",
    ("document", "document_type"): "What is this document?",
    ("document", "source"): "Who did it come from?",
    ("document", "date"): "Which date stands on it?",
    ("document", "received_date"): "When did we receive it?",
    ("document", "about"): "What is it about?",
    ("document", "asked"): "Who was asked about the photograph, and what did they say?",
    ("document", "confidential"): "Is it confidential?",
    ("safety_concern", "seen"): "What was seen?",
    ("safety_concern", "thinks"): "What does the worker make of it?",
    ("safety_concern", "parents"): "Were the parents told?",
    ("management_decision", "decision"): "What was decided, by whom, and why?",
    ("decision_answer", "answer"): "Is it what the decider decided?",
    ("appointment", "slot"): "When is the appointment?",
    ("appointment", "where"): "Where is the appointment?",
    ("appointment", "purpose"): "What is the appointment for?",
    ("appointment", "announced"): "Does the family know of the appointment?",
    ("appointment", "second_worker"): "Who comes along?",
    ("appointment", "interpreter"): "Which interpreter comes?",
    ("appointment", "access_needs"): "What is there to know at the door?",
    ("map_entry", "text"): "What stands on this card of the map?",
    ("map_entry", "category"): "Where on the map does this card belong?",
    ("rating", "score"): "What did they say on the scale?",
    ("action", "what"): "What will be done?",
    ("action", "who_by_when"): "Who does it, and by when?",
    ("action", "how_we_will_know"): "How will we know?",
    ("action", "done"): "Was it done?",
    ("quote", "words"): "What did {child} say?",
    ("quote", "may_see"): "Who may see {child}’s words?",
    ("drawing", "may_see"): "Who may see {child}’s drawing?",
    ("recording", "may_see"): "Who may hear {child}’s recording?",
    ("rating", "may_see"): "Who may see what {child} said?",
    ("plan", "look_again"): "When do we look at the plan again?",
}
SETS = {
    "why": "Why we are involved",
    "going_well": "What is going well",
    "needs_to_change": "What needs to change",
    "disagreements": "What we do not agree on",
    "contacts": "Whom to ring",
    "present": "Who was there",
    "files": "Whom it is with",
    "marks": "A mark on the body",
    "said": "What somebody said",
    "told": "Who was told",
    "to_do": "Still to do",
    "added": "What was added later",
    "ring": "A number to ring",
    "views": "What others say about it",
    "houses": "What the child called the house",
}
CODES = {
    "Y": "Yes",
    "N": "No",
    "everyone": "Everyone",
    "picked": "Only people the child picked",
    "professionals": "Professionals only",
    "ask_first": "Ask the child first",
    "childs_words": "The child’s words",
}
WRITTEN_FREELY = frozenset(
    {
        *("forename", "surname", "preferred_name", "pronouns", "school", "phone", "languages", "communication"),
        *("purpose", "own_part", "observation", "analysis", "next_steps", "seemed", "sleeping_place"),
        *("not_seen_reason", "about", "who_with", "said", "decided", "text", "whose_view", "source", "views", "what"),
        *("how_we_will_know", "names", "written_with", "closing_line", "if_better", "if_same", "service_line", "title"),
        *("place", "told_next", "setting", "translation", "description", "access_needs", "type_words"),
    }
)
"""Fields whose value is a person's own sentence. A day, a code or an id written freely would be read by no list."""
OF_OTHER_FORM = frozenset({("address", "place"), ("rating", "about")})  # a place with its secrecy; the id of a pair
NOTHING = "Nothing is written here."
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

NameOf = Callable[[str], str]
"""A record id in hexadecimal -> the name of the person with that record, or ""."""


def question(kind: str, field: str, child: str, about: str = "") -> str:
    """What is asked, as a person would ask it. child: whose file; about: whom the record is about, if someone else."""
    if field == PRESENCE:
        return f"Does this {noun(kind).one} stand?"
    asked = QUESTIONS.get((kind, field))
    if asked is not None:
        return asked.format(child=child, about=about or child)
    name, between, _ = field.partition(BETWEEN)
    what = SETS.get(name, name.replace("_", " ")) if between else name.replace("_", " ")
    return f"{what[:1].upper()}{what[1:]} ({noun(kind).one})"


def is_written_freely(kind: str, field: str) -> bool:
    """Whether a new answer can be typed: not a day, a code, or a value of several parts; nor what we do not know."""
    return kind in NOUNS and field.partition(BETWEEN)[0] in WRITTEN_FREELY and (kind, field) not in OF_OTHER_FORM


def said(field: str, value: Any, name_of: NameOf) -> str:
    """What a value says. Nothing is left out: a form that this release does not know is shown part by part."""
    if field == PRESENCE:
        return "It was withdrawn." if value == WITHDRAWN else "It stands."
    return _said(value, name_of) or NOTHING


def _said(value: Any, name_of: NameOf) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return _parts(value, name_of)
    if isinstance(value, list | tuple):
        return wording.in_a_row([_said(one, name_of) for one in value])
    if isinstance(value, bytes):
        return name_of(value.hex()) or "somebody in this file"
    if isinstance(value, bool):
        value = "Yes" if value else "No"
    return _text(str(value), name_of)


def _text(value: str, name_of: NameOf) -> str:
    if _DAY.fullmatch(value):
        try:
            return wording.long_date(datetime.date.fromisoformat(value), with_year=True)
        except ValueError:
            return value
    return CODES.get(value) or _labels().get(value) or name_of(value) or value


def _labels() -> Mapping[str, str]:
    """Codes that are called by a label of the framework."""
    table = labels_of("map")
    standings = {code: table["standings"][code] for code in ("fact", "told", "opinion")}
    return {**TYPES, **table["categories"], **standings}


def _parts(value: Mapping[str, Any], name_of: NameOf) -> str:
    """A nested value: as a person would say it where its form is known, else its parts with their names."""
    for needed, possible, say in _FORMS:
        if needed <= value.keys() <= needed | possible:
            return say(value, name_of)
    lines = [
        f"{name_of(str(key)) or str(key).replace('_', ' ').capitalize()}: {_said(part, name_of)}"
        for key, part in value.items()
        if part not in (None, "", {})
    ]
    return "\n".join(lines)


def _place(value: Mapping[str, Any], _name_of: NameOf) -> str:
    place = ", ".join(part for part in (value["lines"], value.get("postcode")) if part)
    return f"{place}\nThis address is confidential." if value.get("confidential") else place


def _where(value: Mapping[str, Any], name_of: NameOf) -> str:
    place = "At home" if value.get("at_home") else _said(value.get("words"), name_of)
    return f"{place}\nThis place is confidential." if value.get("confidential") else place


def _slot(value: Mapping[str, Any], name_of: NameOf) -> str:
    day, start, end = (_said(value.get(part), name_of) for part in ("date", "start", "end"))
    return day + (f", {start}" if start else "") + (f" to {end}" if end else "")


def _goer(value: Mapping[str, Any], name_of: NameOf) -> str:
    return _said(value["name"], name_of)


def _alone(value: Mapping[str, Any], _name_of: NameOf) -> str:
    return "Yes, alone" if value["alone"] else "Not alone" + _after(value.get("why_not"))


def _who_by_when(value: Mapping[str, Any], name_of: NameOf) -> str:
    by = _said(value.get("by"), name_of)
    return f"{value['who']}, {value.get('lead') or 'by'} {by}" if by else value["who"] + _after(value.get("lead"))


def _done(value: Mapping[str, Any], name_of: NameOf) -> str:
    return f"Yes, on {_said(value['on'], name_of)}" + _after(value.get("note"))


def _line(value: Mapping[str, Any], _name_of: NameOf) -> str:
    return " ".join(part for part in (value.get("lead"), value["text"]) if part)


def _not_asked(value: Mapping[str, Any], _name_of: NameOf) -> str:
    return "Not asked yet" + _after(value["why"])


def _asked(value: Mapping[str, Any], _name_of: NameOf) -> str:
    return f"{value['who']}: “{value['said']}”"


def _score(value: Mapping[str, Any], _name_of: NameOf) -> str:
    number = f"{value['value']} of 10" if value.get("value") is not None else ""
    return (number or str(value.get("said") or "").capitalize()) + _after(value.get("words"))


_Say = Callable[[Mapping[str, Any], NameOf], str]
_FORMS: tuple[tuple[frozenset[str], frozenset[str], _Say], ...] = (
    (frozenset({"lines"}), frozenset({"postcode", "confidential"}), _place),
    (frozenset({"at_home"}), frozenset({"words", "confidential"}), _where),
    (frozenset({"words"}), frozenset({"confidential"}), _where),
    (frozenset({"date", "start"}), frozenset({"end"}), _slot),
    (frozenset({"name", "professional"}), frozenset(), _goer),
    (frozenset({"alone"}), frozenset({"why_not"}), _alone),
    (frozenset({"who", "said"}), frozenset(), _asked),
    (frozenset({"why"}), frozenset(), _not_asked),
    (frozenset({"who"}), frozenset({"by", "lead"}), _who_by_when),
    (frozenset({"on"}), frozenset({"note"}), _done),
    (frozenset({"position", "text"}), frozenset({"lead"}), _line),
    (frozenset({"value"}), frozenset({"said", "words"}), _score),
    (frozenset({"said"}), frozenset({"words"}), _score),
)
"""Parts a nested value must have, parts it may have, and how it is said."""


def _after(words: str | None) -> str:
    return f": {words}" if words else ""


def differing(words: str, other: str) -> tuple[tuple[int, int], ...]:
    """Spans (from, to) of `words`, in characters, that `other` does not have: whole words, joined where they touch."""
    import difflib

    mine, theirs = _tokens(words), _tokens(other)
    matcher = difflib.SequenceMatcher(None, [word for word, _ in mine], [word for word, _ in theirs], autojunk=False)
    spans = []
    for what, start, end, _, _ in matcher.get_opcodes():
        if what in ("replace", "delete"):
            last_word, last_at = mine[end - 1]
            spans.append((mine[start][1], last_at + len(last_word)))
    return tuple(spans)


def _tokens(words: str) -> list[tuple[str, int]]:
    return [(found.group(), found.start()) for found in re.finditer(r"\S+", words)]
