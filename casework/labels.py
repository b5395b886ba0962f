"""The labels of the practice framework: what each says until an authority says it otherwise, and what may be put there."""

import functools
import string
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

WORDING = Path(__file__).resolve().parents[1] / "resources" / "wording"
LANGUAGE = "en-GB"
SHEETS = ("map", "three-houses")
PAPER = "family-plan"
PAPER_HEADINGS = ("going_well", "needs_to_change")
"""Headings of the family's paper that are words of the framework; the rest of the paper is not the framework's to say."""
LEVELS = ("early_help", "child_in_need", "child_protection", "looked_after")
"""Levels of need that an authority may have words of their own for: "child_protection:map.columns.worried"."""
_LEVEL_OF = {"cin_plan": LEVELS[1], "cp_plan": LEVELS[2], "looked_after": LEVELS[3], "care_leaver": LEVELS[3]}
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
    paper = tomllib.loads((WORDING / language / f"{PAPER}.toml").read_text("utf-8"))
    found |= {f"{PAPER}.headings.{name}": paper[name] for name in PAPER_HEADINGS}
    return found


def level_of(stages: Iterable[str | None], *, is_referred: bool) -> str:
    """The level of need of a child whose plans and statuses now are these (CareStage.stage), the one that asks most of us;
    without any, early help until a social worker was asked; "" for what has no words of its own."""
    found = {_LEVEL_OF[stage] for stage in stages if stage in _LEVEL_OF}
    if not found:
        return "" if is_referred else LEVELS[0]
    return next(level for level in (LEVELS[2], LEVELS[3], LEVELS[1]) if level in found)


def split_level(where: str) -> tuple[str, str]:
    """(level, label) of the name under which an authority has words: level is "" for words of every level."""
    level, between, label = where.partition(":")
    return (level, label) if between else ("", where)


def labels_of(sheet: str, level: str = "") -> Mapping[str, Mapping[str, str]]:
    """{table: {name: words}} of one sheet as they are in use: an authority's own of this level where there are any that can
    stand there, else its own of every level, else ours."""
    return _labels_of(sheet, level, _in_use)


@functools.lru_cache(maxsize=24)
def _labels_of(sheet: str, level: str, in_use: InUse) -> Mapping[str, Mapping[str, str]]:
    mine = dict(in_use)
    tables: dict[str, dict[str, str]] = {}
    for where, words in standard_labels().items():
        on, table, name = where.split(".", maxsplit=2)
        if on == sheet:
            own = [mine[one] for one in (f"{level}:{where}", where) if one in mine and not problem_with(one, mine[one])]
            tables.setdefault(table, {})[name] = own[0] if own else words
    return tables


def problem_with(where: str, words: str) -> str:
    """Why these words cannot stand there, as a sentence; empty where they can."""
    level, label = split_level(where)
    if level and level not in LEVELS:
        return f"“{where}” names no level of need. These have words of their own: {', '.join(LEVELS)}."
    standard = standard_labels().get(label)
    if standard is None:
        return f"There is no label “{label}”."
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
