"""How long a laptop may work without its store, and the code with which an administrator gives it a few days more.

The code is worked out at the store and on the laptop from a secret that came with the lease, from what the laptop shows
(the challenge) and from the days given. It is short enough to be read out by phone, and good for that one challenge.
"""

import base64
import hashlib
import hmac
import secrets

import msgspec

from casework.canonical import canonical
from casework.enrolment import letters_typed
from casework.errors import KnownError

LEAST_DAYS, MOST_DAYS, USUAL_DAYS = 1, 30, 14
DAYS_BY_CODE = 3
"""How many days an administrator's code gives where nothing else is said."""
CHALLENGE_BYTES = 5
CHALLENGE_LETTERS, CODE_LETTERS = 8, 12
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_GROUP = 4


class BadChallenge(KnownError):
    """What the laptop shows was not copied as it stands there."""


class Asked(msgspec.Struct, frozen=True):
    """Which laptop of which authority asks for a code, and what it shows."""

    tenant: str
    device: str
    challenge: str


def days_within(days: int | None) -> int:
    """What an authority set, within what can be set; the usual where nothing is."""
    return USUAL_DAYS if days is None else min(max(days, LEAST_DAYS), MOST_DAYS)


def new_challenge() -> str:
    """Eight random letters for one code."""
    return base64.b32encode(secrets.token_bytes(CHALLENGE_BYTES)).decode()


def read_challenge(typed: str) -> str:
    """The challenge as somebody typed it. Raises BadChallenge."""
    letters = letters_typed(typed)
    if len(letters) != CHALLENGE_LETTERS or set(letters) - set(_LETTERS):
        raise BadChallenge(f"The laptop shows {CHALLENGE_LETTERS} letters and digits. Copy them again, all of them.")
    return letters


def code_for(secret: bytes, asked: Asked, days: int) -> str:
    """Twelve letters that open this laptop for so many days: the first says how many, the others that they hold."""
    said = canonical(["daybook/lease code/1", asked.tenant, asked.device, asked.challenge, days])
    proof = base64.b32encode(hmac.digest(secret, said, hashlib.sha256)).decode()
    return _LETTERS[days] + proof[: CODE_LETTERS - 1]


def days_of_code(secret: bytes, asked: Asked, typed: str) -> int | None:
    """The days that a code gives, as it was typed; None where it is not the code for this challenge."""
    letters = letters_typed(typed)
    days = _LETTERS.find(letters[:1]) if letters else -1
    if not LEAST_DAYS <= days <= MOST_DAYS or not letters.isascii():
        return None
    return days if hmac.compare_digest(code_for(secret, asked, days), letters) else None


def in_groups(letters: str) -> str:
    """As it is shown and read out: four letters at a time."""
    return " ".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))
