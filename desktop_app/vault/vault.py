"""The vault as a whole: made once when a worker joins, opened with the passphrase, closed before the process ends."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casework.seals import SigningKey
from desktop_app.vault import device_secret
from desktop_app.vault.encrypted_database import Database, open_database
from desktop_app.vault.errors import DamagedKeyFile, NoVault, trouble_with_disk
from desktop_app.vault.key_file import (
    Hardness,
    KeyFile,
    open_vault_key,
    read_key_file,
    seal_vault_key,
    write_key_file,
)
from desktop_app.vault.keys import database_key, new_vault_key, unwrap_signing_key, wipe, wrap_signing_key
from desktop_app.vault.pieces import PieceFolder
from desktop_app.vault.profile import Profile, ProfileLock
from desktop_app.vault.safe_files import write_whole
from desktop_app.vault.wrong_tries import TryCounter


@dataclass
class OpenVault:
    """An open copy: the engine over its database, the device's key, and the folder of sealed pieces."""

    profile: Profile
    engine: Database
    signing_key: SigningKey
    pieces: PieceFolder
    _database_key: bytearray
    _lock: ProfileLock

    def close(self) -> None:
        """Close the database and wipe the key. What Python copied goes when the process ends, so end it."""
        self.engine.dispose()
        wipe(self._database_key)
        self._lock.give_back()


def make_vault(
    profile: Profile,
    passphrase: str,
    *,
    hardness: Hardness,
    recovery_public: bytes | None = None,
    with_device_secret: bool = False,
) -> OpenVault:
    """Make a new copy with a new vault key and a new signing key. Raises VaultInUse; never overwrites a copy."""
    profile.make()
    lock = ProfileLock(profile)
    lock.take()
    if profile.has_vault:
        lock.give_back()
        raise NoVault(
            "There is already a Daybook in that folder. Open it with its passphrase, or choose another folder."
        )
    vault_key, signing_key, name = new_vault_key(), SigningKey.generate(), uuid.uuid4().hex
    secret = device_secret.keep_new(name) if with_device_secret else None
    key_file = seal_vault_key(
        vault_key,
        passphrase,
        profile=name,
        hardness=hardness,
        device_secret=secret,
        recovery_public=recovery_public,
    )
    write_whole(profile.signing_key, wrap_signing_key(vault_key, signing_key))
    write_whole(profile.key_file, write_key_file(key_file))
    return _opened(profile, vault_key, signing_key, lock)


def open_vault(profile: Profile, passphrase: str, now: Callable[[], float] = time.time) -> OpenVault:
    """Open the copy. Raises NoVault, VaultInUse, MustWait, WrongPassphrase, DamagedKeyFile, NoRoom or NotOurs."""
    profile.need_vault()
    lock = ProfileLock(profile)
    lock.take()
    try:
        counter = TryCounter(profile.tries, now)
        counter.begin()
        key_file = _read(profile)
        vault_key = open_vault_key(key_file, passphrase, _secret_of(key_file))
        counter.succeeded()
        signing_key = unwrap_signing_key(vault_key, _bytes_of(profile.signing_key))
        return _opened(profile, vault_key, signing_key, lock)
    except BaseException:
        lock.give_back()
        raise


def check_passphrase(profile: Profile, passphrase: str, now: Callable[[], float] = time.time) -> None:
    """Whether it is the worker, asked while the copy is open. Raises MustWait, WrongPassphrase or DamagedKeyFile.

    A wrong one counts as it does at the front door.
    """
    counter = TryCounter(profile.tries, now)
    counter.begin()
    open_vault_key(_read(profile), passphrase, _secret_of(_read(profile)))
    counter.succeeded()


def change_passphrase(
    profile: Profile, old: str, new: str, hardness: Hardness, now: Callable[[], float] = time.time
) -> None:
    """Seal the same vault key under a new passphrase; the old key file is replaced once the new one opens."""
    profile.need_vault()
    counter = TryCounter(profile.tries, now)
    counter.begin()
    key_file = _read(profile)
    header, secret = key_file.read_header(), _secret_of(key_file)
    vault_key = open_vault_key(key_file, old, secret)
    counter.succeeded()
    renewed = seal_vault_key(
        vault_key,
        new,
        profile=header.profile,
        hardness=hardness,
        device_secret=secret,
        recovery_public=header.recovery_public,
    )
    if open_vault_key(renewed, new, secret) != vault_key:
        raise DamagedKeyFile("The new passphrase could not be checked. The old one still holds; nothing was changed.")
    write_whole(profile.key_file, write_key_file(renewed))


def _read(profile: Profile) -> KeyFile:
    return read_key_file(_bytes_of(profile.key_file))


def _bytes_of(path: Path) -> bytes:
    """Raises DamagedKeyFile where the file has gone, NotOurs where it may not be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DamagedKeyFile(
            "A part of this laptop's key is missing. Do not delete anything; ring your administrator."
        ) from error
    except OSError as error:
        raise trouble_with_disk(error) or error from error


def _secret_of(key_file: KeyFile) -> bytes | None:
    header = key_file.read_header()
    if not header.uses_device_secret:
        return None
    secret = device_secret.fetch(header.profile)
    if secret is None:
        raise DamagedKeyFile(
            "This laptop's keystore no longer has its part of the key. Ring your administrator; what you wrote is still here."
        )
    return secret


def _opened(profile: Profile, vault_key: bytes, signing_key: SigningKey, lock: ProfileLock) -> OpenVault:
    key = database_key(vault_key)
    engine = open_database(profile.database, key)
    return OpenVault(profile, engine, signing_key, PieceFolder(profile.pieces), key, lock)
