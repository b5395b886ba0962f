"""Plain words: what in a text a family may stumble over, as remarks beneath a field. It points out and never rewrites.

The words to avoid and the limits are data (resources/rules/plain-words.toml). The reading age is an estimate of our own
by the Flesch-Kincaid grade: it says whether a text is near what most families read with ease, not what a person can do.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

RULES = Path(__file__).resolve().parents[2] / "resources" / "rules" / "plain-words.toml"
AGE_AT_GRADE_NOUGHT = 5  # a child of the first American grade is six
FEWEST_WORDS = 30  # under it an estimate says nothing

_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]+)*[.!?]?")
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d+(?:[.:]\d+)*")
_ABBREVIATION = re.compile(r"\b[A-Z](?:[A-Z]|\.(?=[A-Z]))+s?\b")
_SHORT_DAY = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{2}|\d{4})\b|\b\d{4}-\d\d-\d\d\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)(?: of)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
)
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")


class Avoid(msgspec.Struct, frozen=True):
    """A word to avoid and what to say instead."""

    word: str
    say: str


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What plain means here."""

    longest_sentence: int
    most_steps: int
    reading_age: tuple[int, int]
    known_abbreviations: frozenset[str]
    avoid: tuple[Avoid, ...]


class Remark(msgspec.Struct, frozen=True):
    """One thing to look at: what it is about, as it stands in the text, and a sentence that says what to do."""

    about: str
    sentence: str


@functools.cache
def rules() -> Rules:
    """The rules that ship with the program."""
    return msgspec.toml.decode(RULES.read_text("utf-8"), type=Rules, strict=True)


def remarks(text: str) -> tuple[Remark, ...]:
    """What in this text to look at again, in a fixed order of kinds; each word and sentence once."""
    found = [*_long_sentences(text), *_words_to_avoid(text), *_abbreviations(text), *_short_days(text)]
    return tuple(dict.fromkeys(found))


def reading_age(texts: Iterable[str]) -> int | None:
    """About the age at which these texts are read with ease; None where there are too few words to say."""
    sentences = [found for text in texts for sentence in _sentences(text) if (found := _WORD.findall(sentence))]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < FEWEST_WORDS:
        return None
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return max(AGE_AT_GRADE_NOUGHT, round(grade + AGE_AT_GRADE_NOUGHT))


def _sentences(text: str) -> Iterator[str]:
    for found in _SENTENCE.findall(text):
        if found.strip():
            yield found.strip()


def _long_sentences(text: str) -> Iterator[Remark]:
    for sentence in _sentences(text):
        words = _WORD.findall(sentence)
        if len(words) > rules().longest_sentence:
            begins = " ".join(sentence.split()[:4])
            said = f"“{begins} …” has {len(words)} words. Make it two sentences of at most {rules().longest_sentence}."
            yield Remark(sentence, said)


def _words_to_avoid(text: str) -> Iterator[Remark]:
    taken: list[tuple[int, int]] = []
    for avoid in sorted(rules().avoid, key=lambda one: -len(one.word)):
        for found in re.finditer(rf"(?<![\w-]){re.escape(avoid.word)}(?![\w-])", text, re.IGNORECASE):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            yield Remark(found.group(), f"“{found.group()}”: say {avoid.say} instead.")


def _abbreviations(text: str) -> Iterator[Remark]:
    for found in _ABBREVIATION.finditer(text):
        short = found.group().removesuffix("s") if len(found.group()) > 2 else found.group()
        after, before = text[found.end() : found.end() + 2], text[: found.start()]
        explained = after == " (" or before.endswith("(")
        if short not in rules().known_abbreviations and not explained:
            yield Remark(found.group(), f"“{found.group()}” is an abbreviation. Write what it means.")


def _short_days(text: str) -> Iterator[Remark]:
    for found in _SHORT_DAY.finditer(text):
        yield Remark(found.group(), f"“{found.group()}”: write the day in full, as in “Tuesday 4 June”.")


def _syllables(word: str) -> int:
    """About how many; a figure counts as one for each of its parts."""
    low = word.lower()
    if low[0].isdigit():
        return len(re.findall(r"\d+", low))
    count = len(_VOWELS.findall(low))
    if low.endswith("e") and not low.endswith(("le", "ee")) and count > 1:
        count -= 1
    if low.endswith("ed") and not low.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(1, count)
