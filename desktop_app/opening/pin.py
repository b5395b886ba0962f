"""The worker's PIN: six digits that lift the cover and lead out of child mode. It opens no keys; after three wrong ones
only the passphrase does.

It is kept as a slow hash inside the encrypted copy, so it can be read by nobody who has not opened the copy already; a
PIN is short, and against somebody who has, no hash would help. The count of wrong tries is kept with it, so that ending
the program does not begin it anew.
"""

import datetime
import hashlib
import hmac
import os
import re

import msgspec

from casework.errors import KnownError
from desktop_app.record_store.identity import keep_setting, setting
from desktop_app.vault.vault import OpenVault, check_passphrase

DIGITS, TRIES = 6, 3
_NAME = "pin"
_ROW = "01234567890"
_FIRST_YEAR, _LAST_YEAR = 1920, 2039


class Pin(msgspec.Struct, frozen=True):
    """What is kept of it. wrong: how many wrong ones were given since the last right one."""

    salt: bytes
    hash: bytes
    wrong: int = 0


class Answer(msgspec.Struct, frozen=True):
    """What the door says: it opens, or what to say, and whether only the passphrase opens it now."""

    opens: bool
    sentence: str = ""
    needs_passphrase: bool = False


def has_pin(vault: OpenVault) -> bool:
    """Whether the worker chose one on this laptop."""
    return setting(vault.engine, _NAME, Pin) is not None


def standing(vault: OpenVault) -> Answer:
    """What lifts the cover now: the PIN, or only the passphrase, and why."""
    kept = setting(vault.engine, _NAME, Pin)
    if kept is None:
        said = "You have no PIN yet. You can choose one in Settings."
        return Answer(opens=False, sentence=said, needs_passphrase=True)
    if kept.wrong >= TRIES:
        said = "Three wrong PINs were typed, so only your passphrase will do."
        return Answer(opens=False, sentence=said, needs_passphrase=True)
    return Answer(opens=False)


def need_good(digits: str) -> None:
    """Raise KnownError for one that is no six digits, that anybody would try first, or that is somebody's birthday."""
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits):
        raise KnownError("A PIN is six digits.")
    pairs = (digits[:2], digits[2:4], digits[4:])
    is_pattern = len(set(digits)) <= 2 or digits[:3] == digits[3:] or all(pair[0] == pair[1] for pair in pairs)
    if is_pattern or digits in _ROW or digits in _ROW[::-1]:
        raise KnownError("Anybody would try that one first. Choose another.")
    if _looks_like_a_date(digits):
        raise KnownError("That looks like a date, and birthdays are tried early. Choose six digits that are no date.")


def change_pin(vault: OpenVault, digits: str, passphrase: str) -> None:
    """Keep another PIN in place of the one before. Raises KnownError as `need_good`, and where the passphrase is wrong.

    Whoever finds a laptop open for a moment must not make themselves a way in for later.
    """
    need_good(digits)
    check_passphrase(vault.profile, passphrase)
    choose_pin(vault, digits)


def choose_pin(vault: OpenVault, digits: str) -> None:
    """Keep a PIN. Raises KnownError as `need_good`."""
    need_good(digits)
    salt = os.urandom(16)
    keep_setting(vault.engine, _NAME, Pin(salt, _hash(salt, digits)))


def try_pin(vault: OpenVault, digits: str) -> Answer:
    """Whether this is the PIN. The try is counted before it is made."""
    kept = setting(vault.engine, _NAME, Pin)
    if kept is None or kept.wrong >= TRIES:
        return Answer(opens=False, sentence="Type your passphrase.", needs_passphrase=True)
    keep_setting(vault.engine, _NAME, msgspec.structs.replace(kept, wrong=kept.wrong + 1))
    if hmac.compare_digest(kept.hash, _hash(kept.salt, digits)):
        keep_setting(vault.engine, _NAME, msgspec.structs.replace(kept, wrong=0))
        return Answer(opens=True)
    left = TRIES - kept.wrong - 1
    if left == 0:
        said = "That was the third wrong PIN. Type your passphrase instead."
        return Answer(opens=False, sentence=said, needs_passphrase=True)
    return Answer(opens=False, sentence=f"That is not the PIN. {left} {'try' if left == 1 else 'tries'} left.")


def try_passphrase(vault: OpenVault, passphrase: str) -> Answer:
    """Whether this is the passphrase; then the PIN may be tried again. Wrong ones count as at the front door."""
    try:
        check_passphrase(vault.profile, passphrase)
    except KnownError as error:
        return Answer(opens=False, sentence=error.sentence, needs_passphrase=True)
    kept = setting(vault.engine, _NAME, Pin)
    if kept is not None:
        keep_setting(vault.engine, _NAME, msgspec.structs.replace(kept, wrong=0))
    return Answer(opens=True)


def _looks_like_a_date(digits: str) -> bool:
    """A day as people write it (DDMMYY, MMDDYY, YYMMDD), or a month with its year (MMYYYY, YYYYMM)."""
    return any(_is_read(digits, form) for form in ("%d%m%y", "%m%d%y", "%y%m%d")) or any(
        _is_read(month, "%m") and _FIRST_YEAR <= int(year) <= _LAST_YEAR
        for month, year in ((digits[:2], digits[2:]), (digits[4:], digits[:4]))
    )


def _is_read(digits: str, form: str) -> bool:
    try:
        datetime.datetime.strptime(digits, form)  # noqa: DTZ007 whether it is a date, not which
    except ValueError:
        return False
    return True


def _hash(salt: bytes, digits: str) -> bytes:
    return hashlib.scrypt(digits.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)
