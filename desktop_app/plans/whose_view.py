"""Whose view a line of a plan is. A family must never read “I think …” on its paper and not know who that is. No Qt."""

import re

from casework.kinds.mapping import Category, MapEntry
from casework.kinds.record import Record
from casework.wording import in_a_row

_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’(?!\w)|\"[^\"]*\"")
_I = re.compile(r"(?<![\w.])(?:I(?=[\s’',.;:!?]|$)|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself)(?![\w.])")
_HOLDS = r"(?:worr(?:y|ies|ied)|thinks?|says?|said|agrees?|agreed|feels?|believes?|wants?|hopes?)"
_THINKING = re.compile(rf"\b{_HOLDS}\b")
_AGREED = re.compile(r"\bagree[ds]?\b", re.IGNORECASE)
_SAW_IT = re.compile(r"\s+(?:saw|heard|told)\b.*$")
_THE_WORKER = frozenset({"i", "me", "worker", "the worker", "social worker"})
_STATEMENTS = frozenset({Category.DANGER_STATEMENT.value, Category.SAFETY_GOAL.value})
_ENDS = tuple(".:,!?؟،。：")
LONGEST_START = 40


def speaks_as_i(text: str) -> bool:
    """Whether somebody speaks of themselves in it, outside quotation marks: the reader asks who that is."""
    return _I.search(_QUOTED.sub(" ", text)) is not None


def lacks_whose_view(text: str, lead: str) -> bool:
    """Whether nothing says whose view a line is, and something must."""
    return speaks_as_i(text) and not lead.strip()


def as_lead(typed: str) -> str:
    """What is set bold before a line: "Mum thinks:" also where "Mum thinks" was typed."""
    lead = " ".join(typed.split())
    return lead if not lead or lead.endswith(_ENDS) else f"{lead}:"


def start_of(text: str) -> str:
    """The first words of a line, for a sentence about it."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_START else f"{words[:LONGEST_START].rsplit(' ', 1)[0]} …"


def lead_of(entry: Record[MapEntry], staff: dict[str, str], author: str) -> str:
    """What stands before a card's words on paper: "Your social worker, Jo Penn, thinks:"; "" where nothing need.

    staff: {name: job title, as in a sentence}; author: the name of who wrote the card. A view that all agreed on, or a
    statement that says itself who is worried, has nothing before it.
    """
    value = entry.value
    text = value.text or ""
    whose = _SAW_IT.sub("", (value.whose_view or "").strip())
    if whose.lower() in _THE_WORKER:
        whose = author
    is_view = value.standing == "opinion" and not _says_whose(text, whose, value)
    if not whose or _AGREED.search(whose) or not (speaks_as_i(text) or is_view):
        return ""
    several = " and " in whose
    verb = "say" if _THINKING.search(text) or value.standing != "opinion" else "think"
    return f"{_named(whose, staff)} {verb if several else verb + 's'}:"


def _says_whose(text: str, whose: str, value: MapEntry) -> bool:
    """Whether the words themselves say whose view they are: "Nan and Jo are worried that …"."""
    names = [name for name in re.split(r",\s*|\s+and\s+", whose) if name]
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    named = all(re.search(rf"(?<!\w){re.escape(name.split()[0])}(?!\w)", first) for name in names)
    if names and named and _THINKING.search(first):
        return True
    return value.category in _STATEMENTS and not names


def _named(whose: str, staff: dict[str, str]) -> str:
    """A member of staff with what they are to the family; a name with its role, closed by a comma; else as it is."""
    if whose in staff:
        title = staff[whose]
        return f"Your {title}, {whose}," if title else whose
    if " and " in whose:
        return in_a_row([part for part in re.split(r",\s*|\s+and\s+", whose) if part])
    return f"{whose}," if "," in whose else whose
