"""Keeps confidential addresses out of what is shown anywhere else, wherever somebody has written them. No Qt."""

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from casework.kinds.people import Address
from casework.kinds.record import Record
from desktop_app.record_store.records import Records

INSTEAD = "(confidential address)"
LEAST_PART = 5
_BETWEEN = r"\W*"
_PARTS = re.compile(r"[,;\n]")
_WORDS = re.compile(r"\w+")
_SHORT = (
    ("street", "st"),
    ("road", "rd"),
    ("avenue", "ave", "av"),
    ("yard", "yd"),
    ("lane", "ln"),
    ("close", "cl"),
    ("court", "ct"),
    ("drive", "dr"),
    ("place", "pl"),
    ("square", "sq"),
    ("terrace", "ter", "terr"),
    ("gardens", "gdns"),
    ("crescent", "cres"),
)
"""How the last word of a street is written, whole and short: each gives the same door away."""
_WRITTEN = {word: rf"(?:{'|'.join(sorted(ways, key=len, reverse=True))})" for ways in _SHORT for word in ways}


def secrets_everywhere(records: Records) -> frozenset[str]:
    """Lines and postcodes of every confidential address on this laptop, and house and street where they stand alone.

    Of every file: the refuge that stands as confidential in a sister's is one in her brother's, whatever is recorded there.
    """
    return _secrets_in(records, records.records_everywhere(Address))


def gives_away(words: str, secrets: frozenset[str]) -> bool:
    """Whether the words name one of them."""
    return masked(words, secrets) != words


def masked(words: str, secrets: frozenset[str]) -> str:
    """The words with each of them covered, however it is spaced and pointed."""
    for secret in sorted(secrets, key=len, reverse=True):
        pattern = _pattern(secret)
        if pattern:
            words = re.sub(rf"(?<!\w){pattern}(?!\w)", INSTEAD, words, flags=re.IGNORECASE)
    return words


@lru_cache(maxsize=1024)
def _pattern(secret: str) -> str:
    """Its words in their order, whole or short; a postcode's two halves may stand together."""
    return _BETWEEN.join(_WRITTEN.get(word.lower(), re.escape(word)) for word in _WORDS.findall(secret))


def _secrets_in(records: Records, addresses: Iterable[Record[Address]]) -> frozenset[str]:
    """What stands in a confidential address, those in two versions and past ones too, in small letters."""
    found: set[str] = set()
    for address in addresses:
        values = [msgspec.to_builtins(address.value.place)] if address.value.place else []
        if "place" in address.in_two_versions:
            values = [version.value for version in records.state(*address.key).versions("place")]
        for place in values:
            if isinstance(place, dict) and place.get("confidential"):
                found.update(_telling(str(place.get("lines") or ""), str(place.get("postcode") or "")))
    return frozenset(found)


def _telling(lines: str, postcode: str) -> Iterable[str]:
    """The whole, and each part with a number and a name: the town alone tells nobody where the door is."""
    whole = [part.strip().lower() for part in (lines, postcode) if part.strip()]
    parts = [part.strip().lower() for part in _PARTS.split(lines)]
    return [
        *whole,
        *(part for part in parts if len(part) >= LEAST_PART and re.search(r"\d", part) and re.search("[a-z]", part)),
    ]
