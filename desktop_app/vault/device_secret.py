"""An optional part of the key in the operating system's keystore. Absent gracefully: many laptops have none."""

import contextlib
import secrets
from types import ModuleType

SERVICE = "daybook"
OPENING = "opening of "


def keep_new(profile_name: str) -> bytes | None:
    """Make a secret and keep it in the keystore; None where there is no keystore that works."""
    secret = secrets.token_bytes(32)
    keyring = _keyring()
    if keyring is None:
        return None
    try:
        keyring.set_password(SERVICE, profile_name, secret.hex())
    except keyring.errors.KeyringError:
        return None
    return secret if fetch(profile_name) == secret else None


def fetch(profile_name: str) -> bytes | None:
    """The secret, or None where the keystore has none or does not answer."""
    keyring = _keyring()
    if keyring is None:
        return None
    try:
        found = keyring.get_password(SERVICE, profile_name)
        return bytes.fromhex(found) if found else None
    except (keyring.errors.KeyringError, ValueError):
        return None


def newest_opening(profile_name: str, number: int) -> int | None:
    """The highest number of an opening that the keystore knows, `number` among them; None where there is no keystore.

    A whole folder that was put back has a lower one.
    """
    keyring = _keyring()
    if keyring is None:
        return None
    try:
        known = int(keyring.get_password(SERVICE, OPENING + profile_name) or "0")
        if number > known:
            keyring.set_password(SERVICE, OPENING + profile_name, str(number))
        return max(known, number)
    except (keyring.errors.KeyringError, ValueError):
        return None


def forget(profile_name: str) -> None:
    """Take both out of the keystore, where there is one; what is not there is forgotten already."""
    keyring = _keyring() if profile_name else None
    if keyring is None:
        return
    for name in (profile_name, OPENING + profile_name):
        with contextlib.suppress(keyring.errors.KeyringError):
            keyring.delete_password(SERVICE, name)


def warm_up() -> None:
    """Find the laptop's keystore, without asking it anything: that takes 170 ms, which is felt once the copy is open."""
    _keyring()


def _keyring() -> ModuleType | None:
    """The keyring module, imported where it is used; None where it has no backend that works."""
    import keyring
    import keyring.errors
    from keyring.backends.fail import Keyring as NoKeyring

    return None if isinstance(keyring.get_keyring(), NoKeyring) else keyring
