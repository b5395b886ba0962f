"""A new vault key in the place of the one in use, so that a kill or a power cut at any moment leaves a copy that opens.

    1. the key file holds both keys, in every slot
    2. the database stands in a copy under the new key, checked, and renamed over the older one
    3. the signing key is wrapped under the new key, and how the copy stood is sealed with it
    4. the key file holds the new key alone

Steps 2 to 4 are done when the copy is opened next: nobody else has the database open then. What a kill left half done is
done by the opening after it. Where the disk has no room for the second step, the older key goes on and both stay.
"""

from dataclasses import dataclass

from casework.seals import SigningKey
from desktop_app.vault.encrypted_database import encrypt_anew, opens
from desktop_app.vault.errors import DamagedDatabase, DamagedKeyFile, NoRoom
from desktop_app.vault.key_file import KeyFile, Slot, read_key_file, write_key_file
from desktop_app.vault.keys import database_key, state_key, unwrap_signing_key, wipe, wrap_signing_key
from desktop_app.vault.last_state import LastState
from desktop_app.vault.profile import Profile
from desktop_app.vault.safe_files import write_whole


@dataclass(frozen=True)
class KeysInUse:
    """vault_key: what the database is under now; is_renewed: since this opening."""

    vault_key: bytes
    signing_key: SigningKey
    is_renewed: bool = False


def keep_key_file(profile: Profile, slot: Slot, *vault_keys: bytes) -> None:
    """Put a key file in the place of the older one, which goes only when the new one, read from the disk, has opened."""
    key_file = slot.seal(*vault_keys)

    def check(data: bytes) -> None:
        if slot.open(read_key_file(data)) != vault_keys:
            raise DamagedKeyFile("The new key file could not be read back. The one before still holds.")

    write_whole(profile.key_file, write_key_file(key_file), check)


def keys_in_use(profile: Profile, slot: Slot, key_file: KeyFile, wrapped: bytes) -> KeysInUse:
    """The keys to open the copy with, after finishing what was begun. wrapped: the signing key, as it lies on the disk.

    Raises WrongPassphrase or DamagedKeyFile.
    """
    vault_keys = slot.open(key_file)
    signing_key = unwrapped(vault_keys, wrapped)
    if len(vault_keys) == 1:
        return KeysInUse(vault_keys[0], signing_key)
    older, newer = vault_keys
    try:
        _finish(profile, slot, older, newer, signing_key)
    except (NoRoom, DamagedDatabase):
        return KeysInUse(key_in_use(profile, vault_keys), signing_key)
    return KeysInUse(newer, signing_key, is_renewed=True)


def key_in_use(profile: Profile, vault_keys: tuple[bytes, ...]) -> bytes:
    """The one of these that the database is under now."""
    return vault_keys[0] if len(vault_keys) == 1 or _opens(profile, vault_keys[0]) else vault_keys[-1]


def _finish(profile: Profile, slot: Slot, older: bytes, newer: bytes, signing_key: SigningKey) -> None:
    if not _opens(profile, newer):
        encrypt_anew(profile.database, database_key(older), database_key(newer))
    write_whole(profile.signing_key, wrap_signing_key(newer, signing_key))
    _carry_state_over(profile, older, newer)
    keep_key_file(profile, slot, newer)


def _carry_state_over(profile: Profile, older: bytes, newer: bytes) -> None:
    """Else a kill before the copy is open would leave one that looks as if older files lay in the place of newer ones."""
    key = database_key(newer)
    if profile.database.exists():
        LastState(profile, state_key(older)).carry_over(state_key(newer), bytes(key))
    wipe(key)


def _opens(profile: Profile, vault_key: bytes) -> bool:
    key = database_key(vault_key)
    try:
        return opens(profile.database, key)
    finally:
        wipe(key)


def unwrapped(vault_keys: tuple[bytes, ...], wrapped: bytes) -> SigningKey:
    """The signing key as it lies on the disk, by whichever of these opens it. Raises DamagedKeyFile."""
    for key in vault_keys[:-1]:
        try:
            return unwrap_signing_key(key, wrapped)
        except DamagedKeyFile:
            continue
    return unwrap_signing_key(vault_keys[-1], wrapped)
