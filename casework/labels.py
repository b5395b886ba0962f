"""The labels of the practice framework: what each says until an authority says it otherwise, and what may be put there."""

import functools
import string
import tomllib
from collections.abc import Mapping
from pathlib import Path

WORDING = Path(__file__).resolve().parents[1] / "resources" / "wording"
LANGUAGE = "en-GB"
SHEETS = ("map", "three-houses")
LONGEST = 400  # letters; the longest hint of our own has some 330

Labels = Mapping[str, str]
"""{where a label stands, as "map.columns.worried": its words}."""
InUse = tuple[tuple[str, str], ...]
_in_use: InUse = ()


def use_labels(own: Labels) -> None:
    """From now on an authority's own words stand where it has any: set once a copy is open, and when the book changes."""
    global _in_use  # noqa: PLW0603 one authority's words in a process, as a language is
    _in_use = tuple(sorted(own.items()))


def labels_in_use() -> InUse:
    """An authority's own words, in order: the same value as long as nothing changes."""
    return _in_use


@functools.cache
def standard_labels(language: str = LANGUAGE) -> Labels:
    """Every label there is, in the language of a folder under resources/wording."""
    found: dict[str, str] = {}
    for sheet in SHEETS:
        tables = tomllib.loads((WORDING / language / f"{sheet}.toml").read_text("utf-8"))
        found |= {
            f"{sheet}.{table}.{name}": words for table, labels in tables.items() for name, words in labels.items()
        }
    return found


def labels_of(sheet: str) -> Mapping[str, Mapping[str, str]]:
    """{table: {name: words}} of one sheet as they are in use: an authority's own where they can stand there, else ours."""
    return _labels_of(sheet, _in_use)


@functools.lru_cache(maxsize=8)
def _labels_of(sheet: str, in_use: InUse) -> Mapping[str, Mapping[str, str]]:
    mine = dict(in_use)
    tables: dict[str, dict[str, str]] = {}
    for where, words in standard_labels().items():
        on, table, name = where.split(".", maxsplit=2)
        if on == sheet:
            own = mine.get(where)
            tables.setdefault(table, {})[name] = words if own is None or problem_with(where, own) else own
    return tables


def problem_with(where: str, words: str) -> str:
    """Why these words cannot stand there, as a sentence; empty where they can."""
    standard = standard_labels().get(where)
    if standard is None:
        return f"There is no label “{where}”."
    if not words.strip() or len(words) > LONGEST or not words.isprintable():
        return f"“{where}” must be one line of 1 to {LONGEST} letters."
    wanted, found = _filled_in(standard), _filled_in(words)
    if found != wanted:
        kept = ", ".join(f"{{{name}}}" for name in sorted(wanted or ())) or "nothing in {braces}"
        return f"“{where}” must keep {kept}, which is filled in, and hold no other brace."
    return ""


def _filled_in(words: str) -> set[str] | None:
    """What stands in braces; None where the braces do not pair."""
    try:
        return {
            name + (f":{form}" if form else "") + (f"!{turn}" if turn else "")
            for _, name, form, turn in string.Formatter().parse(words)
            if name is not None
        }
    except ValueError:
        return None
