"""Names in a right-to-left writing within English sentences: each is kept to itself, and what stands around it in order."""

import re

FIRST_STRONG_ISOLATE, END_OF_ISOLATE, FROM_THE_LEFT = "\u2068", "\u2069", "\u200e"
LONGEST_NAME = 80
_LETTER = "[\u0590-\u060b\u060d-\u061a\u0620-\u065f\u066a-\u06d3\u06d5-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RUN = re.compile(f"{_LETTER}+(?:[ \u00a0'’-]+{_LETTER}+)*")


def isolated(words: str) -> str:
    """The words with each name in a right-to-left writing set apart, read from the left; others as they are.

    Unicode's bidirectional algorithm (UAX #9) would else take "’s" and an age along to the other side of the name. A text
    that is written from right to left as a whole is left to run that way.
    """
    runs = _RUN.findall(words)
    if not runs or any(len(run) > LONGEST_NAME for run in runs) or _is_prose(words, runs):
        return words
    apart = _RUN.sub(lambda run: f"{FIRST_STRONG_ISOLATE}{run.group()}{END_OF_ISOLATE}", words)
    return f"{FROM_THE_LEFT}{apart}"


def _is_prose(words: str, runs: list[str]) -> bool:
    """Whether several runs stand there and nothing that is read from the left."""
    return len(runs) > 1 and not any(letter.isalpha() for letter in _RUN.sub("", words))
