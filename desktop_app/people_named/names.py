"""What in a text is somebody's name: those the record knows wherever they stand, and what only looks like one. No Qt.

A word that begins a sentence is no name where it is an ordinary word, or stands in small letters elsewhere on the paper.
A word with a capital within a sentence is one unless it is a day, a month or a known abbreviation. What is doubtful is
shown: a person looks at the list, and a name too many does less harm than one too few.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from casework.wording import DAYS, MONTHS
from desktop_app.plans.plain_words import rules

ORDINARY = Path(__file__).resolve().parents[2] / "resources" / "rules" / "ordinary-words.txt"

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_STARTS = re.compile(r"(?:^|[\n.!?…:•]|[“‘\"(\[])[”’\"')\s]*(?:[-–—•]\s*)?$")
WORDS_TOO = frozenset(
    [
        "amber",
        "april",
        "autumn",
        "bill",
        "chase",
        "daisy",
        "dawn",
        "dean",
        "drew",
        "faith",
        "frank",
        "grace",
        "grant",
        "guy",
        "holly",
        "hope",
        "ivy",
        "jack",
        "jade",
        "joy",
        "june",
        "mark",
        "may",
        "miles",
        "olive",
        "pat",
        "poppy",
        "ray",
        "rich",
        "robin",
        "rose",
        "ruby",
        "sue",
        "summer",
        "sunny",
        "will",
    ]
)
"""Names that are words as well: in small letters they are those words."""
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Sir", "Rev"})
_KIN = frozenset({"Uncle", "Aunt", "Aunty", "Auntie", "Nan", "Nana", "Gran", "Granny", "Grandma", "Grandad", "Cousin"})
_PARENTS = frozenset({"Mum", "Mummy", "Mam", "Mama", "Dad", "Daddy", "Papa", "Baby", "Grandpa", "Stepmum", "Stepdad"})
_SHORTENED = re.compile(r"(?:n[’']t|[’'](?:s|m|re|ve|ll|d))$", re.IGNORECASE)
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
)


@functools.cache
def ordinary_words() -> frozenset[str]:
    """Words with which a sentence may begin."""
    lines = ORDINARY.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_ordinary(word: str) -> bool:
    """Whether it is an ordinary word, in any of its forms: "Keeps", "Stopping", "It’s"."""
    low = _SHORTENED.sub("", word.lower())
    known = ordinary_words()
    stems = [low[: -len(end)] + instead for end, instead in _ENDINGS if low.endswith(end) and len(low) > len(end) + 1]
    stems += [stem[:-1] for stem in stems if len(stem) > 2 and stem[-1] == stem[-2]]  # "stopp" of "stopping"
    parts = low.split("-")
    return low in known or any(stem in known for stem in stems) or (len(parts) > 1 and parts[0] in known)


def names_in(text: str, listed: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Every name, in the order of the paper, each once; text: the paper's sentences, a line each; listed: fields that
    hold nothing but who somebody is; known: names of the record."""
    fields = "\n".join(listed)
    whole = f"{fields}\n{text}"
    certain = set(filter(None, known))
    found = list(_certain(whole, certain))
    taken = [(at, at + len(name)) for at, name in found]
    found += [
        (at, name)
        for at, name in _doubtful(whole, len(fields))
        if not any(start < at + len(name) and at < stop for start, stop in taken)
    ]
    names = list(dict.fromkeys(name for _, name in sorted(found)))
    return tuple(name for name in names if name in certain or not _is_part_of_another(name, names))


def known_names_in(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that stand in the text, in its order, each once; of "Tom Bell" no Tom is found."""
    return tuple(dict.fromkeys(name for _, name in sorted(_certain(text, set(filter(None, known))))))


def is_surely_a_name(name: str, text: str) -> bool:
    """Whether a known name stands there as one: not "Will" that begins a sentence, a month, or what a child calls everybody's
    grandmother."""
    if name in _KIN or name in _PARENTS or name in MONTHS:
        return False
    if name.lower() not in WORDS_TOO and not is_ordinary(name):
        return True
    return any(
        hit.group()[0].isupper() and not _STARTS.search(text[max(0, hit.start() - 4) : hit.start()])
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    )


def _certain(text: str, known: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(place, name) of each known name, the longest first, so that a part of a name is not found again."""
    low = text.casefold()
    taken: list[tuple[int, int]] = []
    for name in sorted(known, key=lambda name: (-len(name), name)):
        if name.casefold() not in low:
            continue
        for at, end in _places_of(name, text):
            if not any(start < end and at < stop for start, stop in taken):
                taken.append((at, end))
                yield at, name


def _places_of(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a known name stands, also in small letters unless those are a word of their own: "will" is no Will."""
    is_a_word_too = name.lower() in WORDS_TOO or is_ordinary(name)
    for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
        if not (hit.group().islower() and is_a_word_too):
            yield hit.span()


def _doubtful(text: str, fields_end: int) -> Iterator[tuple[int, str]]:
    """What looks like a name: words with a capital side by side; (place, words)."""
    hits = list(_WORD.finditer(text))
    small = {hit.group() for hit in hits if hit.group().islower()}
    run: list[re.Match[str]] = []
    for at, hit in enumerate(hits):
        if run and text[run[-1].end() : hit.start()] != " ":
            yield from _name_of(run)
            run = []
        if _may_be_part(hit, text, small, fields_end) or _is_kin_of_a_name(hits[at : at + 2], text):
            run.append(hit)
        elif run:
            yield from _name_of(run)
            run = []
    yield from _name_of(run)


def _is_kin_of_a_name(pair: list[re.Match[str]], text: str) -> bool:
    """ "Uncle" of "Uncle Sol", also where it begins a sentence."""
    if len(pair) < 2 or pair[0].group() not in _KIN or text[pair[0].end() : pair[1].start()] != " ":
        return False
    return pair[1].group()[0].isupper() and not _is_known_to_be_none(pair[1].group())


def _name_of(run: list[re.Match[str]]) -> Iterator[tuple[int, str]]:
    words = [hit.group() for hit in run]
    if words and not set(words) <= _TITLES:
        words[-1] = re.sub(r"[’']s?$", "", words[-1])
        yield run[0].start(), " ".join(words)


def _may_be_part(hit: re.Match[str], text: str, small: set[str], fields_end: int) -> bool:
    word = hit.group()
    bare = _SHORTENED.sub("", word)
    if not word[0].isupper() or _is_known_to_be_none(bare):
        return False
    if word.isupper() and len(word) > 1 and is_ordinary(word):
        return False  # somebody typed the whole line in capitals
    if not _STARTS.search(text[max(0, hit.start() - 4) : hit.start()]):
        return True
    return not is_ordinary(word) and (hit.start() < fields_end or bare.lower() not in small)


def _is_known_to_be_none(word: str) -> bool:
    calendar = (*DAYS, *MONTHS)
    return word in ("I", *calendar) or word.removesuffix("s") in calendar or word in rules().known_abbreviations


def _is_part_of_another(name: str, names: list[str]) -> bool:
    """ "Bell" where "Ms Bell" stands in the list."""
    return any(other != name and name in other.split() for other in names)
