"""Real vaults for tests, without working the passphrase's key out each time: that takes longer than most tests.

Every vault made here has one vault key in a process, sealed once under PASSPHRASE, so that the passphrase opens each of
them as it opens any other. Each new one has a signing key of its own; copies of one that was prepared share theirs.
"""

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from casework.seals import SigningKey
from desktop_app.vault.encrypted_database import open_database
from desktop_app.vault.key_file import LEAST, new_slot, write_key_file
from desktop_app.vault.keys import database_key, new_vault_key, wrap_signing_key
from desktop_app.vault.last_state import Seen
from desktop_app.vault.pieces import PieceFolder
from desktop_app.vault.profile import Profile, ProfileLock
from desktop_app.vault.rotation import KeysInUse
from desktop_app.vault.vault import OpenVault, open_with_keys
from desktop_app.vault.wrong_tries import TryCounter

PASSPHRASE = "seven quiet herons waiting by the weir"
_prepared: dict[object, "_Prepared"] = {}


class _Prepared(NamedTuple):
    folder: Path
    signing_key: SigningKey
    prepare: Callable[[OpenVault], object]  # kept, so that what it was named by stays


def new_vault(folder: Path) -> OpenVault:
    """A vault as `make_vault` makes it, open and empty, with a signing key of its own."""
    profile, signing_key = Profile(folder), SigningKey.generate()
    profile.make()
    vault_key, key_file = _sealed_once()
    profile.signing_key.write_bytes(wrap_signing_key(vault_key, signing_key))
    profile.key_file.write_bytes(key_file)
    TryCounter(profile.tries).begin_anew()
    return _open(profile, signing_key)


def prepared_vault(folder: Path, name: object, prepare: Callable[[OpenVault], object]) -> OpenVault:
    """A vault that `prepare` filled, open: filled once in a process for each `name`, and copied after that."""
    if name not in _prepared:
        shelf = Path(tempfile.mkdtemp(prefix="daybook-prepared-"))
        atexit.register(shutil.rmtree, shelf, ignore_errors=True)
        vault = new_vault(shelf)
        prepare(vault)
        vault.close()
        _prepared[name] = _Prepared(shelf, vault.signing_key, prepare)
    known = _prepared[name]
    shutil.copytree(known.folder, folder, dirs_exist_ok=True)
    return _open(Profile(folder), known.signing_key)


def open_once_more(folder: Path, signing_key: SigningKey) -> OpenVault:
    """A vault made here, opened as the front door does, but for the passphrase."""
    profile = Profile(folder)
    lock = ProfileLock(profile)
    lock.take()
    return open_with_keys(profile, KeysInUse(_sealed_once()[0], signing_key), lock, Seen.of(profile))


@functools.cache
def _sealed_once() -> tuple[bytes, bytes]:
    vault_key = new_vault_key()
    slot = new_slot(PASSPHRASE, profile="a test's", hardness=LEAST)
    return vault_key, write_key_file(slot.seal(vault_key))


def _open(profile: Profile, signing_key: SigningKey) -> OpenVault:
    lock = ProfileLock(profile)
    lock.take()
    key = database_key(_sealed_once()[0])
    return OpenVault(profile, open_database(profile.database, key), signing_key, PieceFolder(profile.pieces), key, lock)
