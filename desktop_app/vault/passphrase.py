"""How good a passphrase is, in words that help to find a better one. Nothing is sent anywhere, nothing downloaded.

A small estimate of our own: guesses per character fall for repeats, runs, years and the words everybody thinks of first.
Twelve characters without a second factor is the least that Cyber Essentials accepts.
"""

import math
import re
from enum import Enum

import msgspec

LEAST_CHARACTERS = 12
STRONG_BITS = 52.0
FAIR_BITS = 44.0
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "0123456789", "9876543210")
_FIRST_THOUGHTS = frozenset(
    [
        "password",
        "passphrase",
        "letmein",
        "welcome",
        "monkey",
        "dragon",
        "football",
        "liverpool",
        "chelsea",
        "arsenal",
        "summer",
        "winter",
        "spring",
        "autumn",
        "monday",
        "friday",
        "january",
        "december",
        "sunshine",
        "princess",
        "qwerty",
        "iloveyou",
        "admin",
        "social",
        "worker",
        "daybook",
        "council",
        "safeguarding",
        "children",
        "changeme",
        "secret",
        "login",
    ]
)
_BITS_OF_A_WORD = 11.0
_BITS_OF_A_FIRST_THOUGHT = 4.0


class Strength(Enum):
    """Three steps; only the first is refused."""

    TOO_WEAK = "too weak"
    FAIR = "fair"
    STRONG = "strong"


class Judgement(msgspec.Struct, frozen=True):
    """How good it is, and one sentence on what would make it better (empty where it is strong)."""

    strength: Strength
    advice: str


def judge(passphrase: str, own_words: tuple[str, ...] = ()) -> Judgement:
    """Judge a passphrase. own_words: the worker's names, which do not count for anything."""
    if len(passphrase) < LEAST_CHARACTERS:
        return Judgement(
            Strength.TOO_WEAK, f"Use at least {LEAST_CHARACTERS} characters. Four unrelated words are easy to keep."
        )
    bits = _bits(passphrase.casefold(), tuple(word.casefold() for word in own_words if word))
    if bits < FAIR_BITS:
        return Judgement(
            Strength.TOO_WEAK, "This is easy to guess. Add two words that have nothing to do with it or with you."
        )
    if bits < STRONG_BITS:
        return Judgement(Strength.FAIR, "This will do. One more unrelated word makes it strong.")
    return Judgement(Strength.STRONG, "")


def _bits(text: str, own_words: tuple[str, ...]) -> float:
    for word in own_words:
        text = text.replace(word, "\0")
    text = re.sub(r"(.)\1{2,}", r"\1", text)
    return sum(_bits_of_part(part) for part in re.findall(r"[^\W\d_]+|\d+|[\W_]", text.replace("\0", "")))


def _bits_of_part(part: str) -> float:
    if part.isalpha():
        if part in _FIRST_THOUGHTS or _is_run(part):
            return _BITS_OF_A_FIRST_THOUGHT
        # a word from everyday use is worth its place in a list of 2,000, however long it is; odd strings are worth more
        return min(_BITS_OF_A_WORD, 3.5 * len(part)) if _sounds_like_a_word(part) else 4.7 * len(part)
    if part.isdigit():
        return 4.0 if _is_run(part) or re.fullmatch(r"(19|20)\d\d", part) else math.log2(10) * len(part)
    return 1.0 if part == " " else 3.0


def _is_run(part: str) -> bool:
    return len(part) >= 3 and any(part in run or part[::-1] in run for run in _RUNS)


def _sounds_like_a_word(part: str) -> bool:
    vowels = sum(letter in "aeiouy" for letter in part)
    return 0.2 <= vowels / len(part) <= 0.7 and not re.search(r"[^aeiouy]{5,}", part)
