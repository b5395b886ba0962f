"""Keeps confidential addresses out of what is said of an appointment, wherever somebody has written them. No Qt."""

import re
from collections.abc import Iterable

from desktop_app.network.queries import secret_words
from desktop_app.record_store.records import Records

INSTEAD = "(confidential address)"


def secrets_of(records: Records, files: Iterable[str]) -> frozenset[str]:
    """Lines and postcodes of every confidential address in these files."""
    return frozenset[str]().union(*(secret_words(records, file) for file in files))


def gives_away(words: str, secrets: frozenset[str]) -> bool:
    """Whether the words name one of them."""
    return any(secret in words.lower() for secret in secrets)


def masked(words: str, secrets: frozenset[str]) -> str:
    """The words with each of them covered."""
    for secret in sorted(secrets, key=len, reverse=True):
        words = re.sub(re.escape(secret), INSTEAD, words, flags=re.IGNORECASE)
    return words
