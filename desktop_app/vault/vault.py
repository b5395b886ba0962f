"""The vault as a whole: made once when a worker joins, opened with the passphrase, closed before the process ends."""

import contextlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from casework.seals import SigningKey
from desktop_app.vault import device_secret
from desktop_app.vault.encrypted_database import Database, check_whole, fold_in_log, open_database, remove_database
from desktop_app.vault.errors import DamagedDatabase, DamagedKeyFile, NoVault, WrongPassphrase, trouble_with_disk
from desktop_app.vault.key_file import Hardness, KeyFile, Slot, new_slot, read_key_file, slot_of
from desktop_app.vault.keys import database_key, new_vault_key, state_key, wipe, wrap_signing_key
from desktop_app.vault.last_state import LastState, Seen, Standing
from desktop_app.vault.pieces import PieceFolder
from desktop_app.vault.profile import Profile, ProfileLock
from desktop_app.vault.rotation import KeysInUse, keep_key_file, keys_in_use
from desktop_app.vault.safe_files import flush_file, write_whole
from desktop_app.vault.salvaging import Image, image_of
from desktop_app.vault.wrong_tries import Moment, TryCounter, this_moment


@dataclass
class OpenVault:
    """An open copy: the engine over its database, the device's key, and the folder of sealed pieces."""

    profile: Profile
    engine: Database
    signing_key: SigningKey
    pieces: PieceFolder
    _database_key: bytearray
    _lock: ProfileLock
    last_state: LastState | None = None
    standing: Standing = field(default_factory=Standing)
    is_damaged: bool = False
    _slot: Slot | None = field(default=None, repr=False)

    def seal_for_recovery(self, public: bytes | None) -> None:
        """Seal the vault key to the authority's recovery key as well, where it is not sealed to it yet; None where it has
        none. Once, right after opening: what the passphrase gave is forgotten here.

        Raises BadSeal for a key that is none, NoRoom or NotOurs; the copy opens as before then.
        """
        slot, self._slot = self._slot, None
        if slot is not None and public is not None and slot.recovery_public != public:
            keep_key_file(self.profile, slot.for_recovery_with(public), *slot.open(kept_key_file(self.profile)))

    def remember(self, identity: bytes) -> None:
        """Keep beside the database whose copy this is, sealed: the one row without which the others are no use."""
        if self.last_state is not None:
            self.last_state.identity = identity

    def remembered(self) -> bytes:
        """What `remember` was last given; empty where it never was."""
        known = self.last_state.read() if self.last_state else None
        return known.identity if known else b""

    def is_older_than_the_keystore_knows(self) -> bool:
        """Whether the whole folder was put back; False where this laptop has no keystore. Takes a fifth of a second."""
        number = self.last_state.number if self.last_state else 0
        newest = device_secret.newest_opening(kept_key_file(self.profile).read_header().profile, number)
        return newest is not None and newest > number

    def images(self) -> tuple[Image, Image]:
        """What can be read of a damaged database, twice: where the two differ, it is not what was written.

        Raises DamagedDatabase where nothing can be read, NotOurs where the file cannot.
        """
        self.engine.dispose()
        known = self.last_state.read() if self.last_state else None
        data, key = bytes_of(self.profile.being_mended), bytes(self._database_key)
        one, other = (image_of(data, key, known.schema if known else {}, fill) for fill in (0, 7))
        return one, other

    def database_beside(self) -> tuple[Path, Database]:
        """An empty database under the same key, to be filled and put in the place of the damaged one."""
        beside = self.profile.database.with_name(self.profile.database.name + ".new")
        remove_database(beside)
        return beside, open_database(beside, self._database_key)

    def is_whole_again(self) -> None:
        """The database can be read: this opening has its number."""
        self.is_damaged = False
        if self.last_state is not None:
            self.last_state.opened(self.engine)

    def empty_log(self) -> bool:
        """Fold the database's log in and cut it, so that no earlier page lies in it; False where somebody reads from it now.

        Whoever looks next finds the log either gone as after an ordinary end, or there: it is not taken for an older file.
        """
        if self.last_state is not None:
            self.last_state.closing()
        is_emptied = fold_in_log(self.engine)
        flush_file(self.profile.database_log)  # SQLite cuts it without a flush: a power cut would bring it back
        if self.last_state is not None:
            self.last_state.opened(self.engine)
        return is_emptied

    def close(self) -> None:
        """Close the database and wipe the key. What Python copied goes when the process ends, so end it."""
        if self.last_state is not None and not self.is_damaged:
            self.last_state.closing()
        self.engine.dispose()
        if self.last_state is not None and not self.is_damaged:
            self.last_state.closed(bytes(self._database_key))
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
    slot = new_slot(
        passphrase,
        profile=name,
        hardness=hardness,
        device_secret=device_secret.keep_new(name) if with_device_secret else None,
        recovery_public=recovery_public,
    )
    write_whole(profile.signing_key, wrap_signing_key(vault_key, signing_key))
    TryCounter(profile.tries).begin_anew()
    keep_key_file(profile, slot, vault_key)
    return open_with_keys(profile, KeysInUse(vault_key, signing_key), lock, Seen.of(profile), slot)


def open_vault(profile: Profile, passphrase: str, now: Callable[[], Moment] = this_moment) -> OpenVault:
    """Open the copy, and finish renewing its key where that was begun.

    Raises NoVault, VaultInUse, MustWait, WrongPassphrase, DamagedKeyFile, NewerKeyFile, NoRoom or NotOurs.
    """
    profile.need_vault()
    lock = ProfileLock(profile)
    lock.take()
    try:
        key_file, slot, _ = _opened_slot(profile, passphrase, now)
        seen = Seen.of(profile)
        keys = keys_in_use(profile, slot, key_file, bytes_of(profile.signing_key))
        return open_with_keys(profile, keys, lock, seen, slot)
    except BaseException:
        lock.give_back()
        raise


def check_passphrase(profile: Profile, passphrase: str, now: Callable[[], Moment] = this_moment) -> None:
    """Whether it is the worker, asked while the copy is open. Raises MustWait, WrongPassphrase or DamagedKeyFile.

    A wrong one counts as it does at the front door.
    """
    _opened_slot(profile, passphrase, now)


def change_passphrase(
    profile: Profile,
    old: str,
    new: str,
    *,
    renew_key: bool = False,
    now: Callable[[], Moment] = this_moment,
) -> None:
    """Seal the vault key under a new passphrase, as hard to guess; the older key file goes once the new one has opened.

    renew_key: also begin to put a new vault key in the place of the one in use, so that an older copy of the key file opens
    nothing that is written later; the next opening finishes it. Raises what `check_passphrase` raises, and NoRoom or NotOurs.
    """
    profile.need_vault()
    key_file, _, vault_keys = _opened_slot(profile, old, now)
    header = key_file.read_header()
    slot = new_slot(
        new,
        profile=header.profile,
        hardness=header.hardness,
        device_secret=_secret_of(key_file),
        recovery_public=header.recovery_public,
    )
    if renew_key and len(vault_keys) == 1:
        vault_keys = (*vault_keys, new_vault_key())
    keep_key_file(profile, slot, *vault_keys)


def _opened_slot(
    profile: Profile, passphrase: str, now: Callable[[], Moment]
) -> tuple[KeyFile, Slot, tuple[bytes, ...]]:
    """The key file, the passphrase's slot, and what it holds; the try is counted before, and forgotten when it was right."""
    counter = TryCounter(profile.tries, now)
    counter.begin()
    key_file = kept_key_file(profile)
    slot = slot_of(key_file, passphrase, _secret_of(key_file))
    try:
        vault_keys = slot.open(key_file)
    except WrongPassphrase as error:
        raise WrongPassphrase(f"{error.sentence} {counter.what_comes()}") from error
    counter.succeeded()
    return key_file, slot, vault_keys


def kept_key_file(profile: Profile) -> KeyFile:
    """The key file as it lies on the disk. Raises DamagedKeyFile or NotOurs."""
    return read_key_file(bytes_of(profile.key_file))


def bytes_of(path: Path) -> bytes:
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


def open_with_keys(
    profile: Profile, keys: KeysInUse, lock: ProfileLock, seen: Seen, slot: Slot | None = None
) -> OpenVault:
    """The copy, opened with keys that are known; seen: its files as they were found. What is damaged is not touched.

    slot: of the passphrase that opened it, for `seal_for_recovery`.
    """
    key, last_state = database_key(keys.vault_key), LastState(profile, state_key(keys.vault_key))
    engine = open_database(profile.database, key)
    vault = OpenVault(
        profile,
        engine,
        keys.signing_key,
        PieceFolder(profile.pieces),
        key,
        lock,
        last_state,
        is_damaged=True,
        _slot=slot,
    )
    if profile.is_to_be_mended.exists() or profile.being_mended.exists():
        return vault
    with contextlib.suppress(DamagedDatabase):
        standing = last_state.look(engine, seen, is_under_new_key=keys.is_renewed)
        if standing.was_put_back and check_whole(engine):
            return vault
        vault.standing = standing
        vault.is_whole_again()
    return vault
