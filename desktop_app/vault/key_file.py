"""The key file: slots that each open the vault key, bound to the parameters beside them.

    passphrase -Argon2id-> 32 bytes, with an optional device secret -HKDF-> key of the slot
    key of the slot -AES-256-GCM, the whole header as associated data-> vault key (32 random bytes)
    the authority's recovery key -HPKE-> vault key, in a second slot (recovery_slot)

Argon2id is the only guard of a copied folder. Parameters: RFC 9106; measured at enrolment to 0.5 to 1 s, never under
64 MiB, 3 passes, 4 lanes.
"""

import secrets
import time
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.errors import BadSeal
from casework.recovery import RecoveryKey, seal_to, slot_purpose
from desktop_app.vault.errors import DamagedKeyFile, NewerKeyFile, WrongPassphrase

KEY_BYTES = 32
NONCE_BYTES = 12
MIB = 1024
QUICKEST, SLOWEST = 0.5, 1.0
F = TypeVar("F")
DAMAGED = "The key file of this copy is damaged. Do not delete anything; ring your administrator."
VERSION = 1


class Hardness(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How hard a passphrase is to guess: memory in KiB, passes, lanes."""

    memory: int = 256 * MIB
    passes: int = 3
    lanes: int = 4


LEAST = Hardness(memory=64 * MIB)
MOST = Hardness(memory=512 * MIB)


class KeyHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the clear, and is bound to every slot. uses_device_secret: the OS keystore holds a part."""

    version: int
    profile: str
    hardness: Hardness
    salt: bytes
    uses_device_secret: bool
    recovery_public: bytes | None = None


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """header: canonical bytes of a KeyHeader; passphrase_slot: nonce and sealed vault keys; recovery_slot: HPKE."""

    header: bytes
    passphrase_slot: bytes
    recovery_slot: bytes | None = None

    def read_header(self) -> KeyHeader:
        """The header. Raises DamagedKeyFile where it cannot be read, NewerKeyFile where a newer release wrote it."""
        header = _decode(self.header, KeyHeader)
        if header.version > VERSION:
            raise NewerKeyFile("This copy was locked by a newer Daybook. Install that release; nothing was changed.")
        return header


@dataclass(frozen=True)
class Slot:
    """The passphrase's slot. Its key takes up to a second to work out, and seals and opens from then on.

    While the vault key is being renewed a slot holds both: the one in use so far, and after it the new one.
    """

    header: bytes
    _key: bytes = field(repr=False)

    def seal(self, *vault_keys: bytes) -> KeyFile:
        """A key file that this passphrase opens, and the authority's recovery key where there is one."""
        nonce, keys = secrets.token_bytes(NONCE_BYTES), b"".join(vault_keys)
        sealed = AESGCM(self._key).encrypt(nonce, keys, self.header)
        public = self.recovery_public
        for_recovery = seal_to(public, keys, slot_purpose(self.header)) if public else None
        return KeyFile(self.header, nonce + sealed, for_recovery)

    @property
    def recovery_public(self) -> bytes | None:
        """The authority's recovery key that its key files are sealed to as well; None where they are to none."""
        return _decode(self.header, KeyHeader).recovery_public

    def for_recovery_with(self, public: bytes) -> "Slot":
        """The slot of the same passphrase, whose key files are sealed to this recovery key as well. The header is another,
        so both slots have to be sealed anew; the passphrase's key is not worked out again, because its salt stays."""
        header = msgspec.structs.replace(_decode(self.header, KeyHeader), recovery_public=public)
        return Slot(msgspec.msgpack.encode(header), self._key)

    def open(self, key_file: KeyFile) -> tuple[bytes, ...]:
        """The vault keys. Raises WrongPassphrase; a changed header looks the same, because it is bound to the slot."""
        nonce, sealed = key_file.passphrase_slot[:NONCE_BYTES], key_file.passphrase_slot[NONCE_BYTES:]
        try:
            return split_keys(AESGCM(self._key).decrypt(nonce, sealed, key_file.header))
        except (InvalidTag, ValueError) as error:
            raise WrongPassphrase("That passphrase does not open this copy. Nothing is lost; try again.") from error


def new_slot(
    passphrase: str,
    *,
    profile: str,
    hardness: Hardness,
    device_secret: bytes | None = None,
    recovery_public: bytes | None = None,
) -> Slot:
    """A slot for a new passphrase, with a salt of its own."""
    header = KeyHeader(VERSION, profile, hardness, secrets.token_bytes(16), device_secret is not None, recovery_public)
    return Slot(msgspec.msgpack.encode(header), _slot_key(passphrase, header, device_secret))


def slot_of(key_file: KeyFile, passphrase: str, device_secret: bytes | None = None) -> Slot:
    """The slot as this passphrase would open it; `open` says whether it does. Raises DamagedKeyFile."""
    return Slot(key_file.header, _slot_key(passphrase, key_file.read_header(), device_secret))


def open_with_recovery_key(key_file: KeyFile, key: RecoveryKey) -> tuple[bytes, ...]:
    """The vault keys, by the authority's recovery key. Raises DamagedKeyFile."""
    try:
        return split_keys(key.open(key_file.recovery_slot or b"", slot_purpose(key_file.header)))
    except BadSeal as error:
        raise DamagedKeyFile("This copy was not sealed to that recovery key, or the key file was changed.") from error


def split_keys(keys: bytes) -> tuple[bytes, ...]:
    """One vault key, or two while it is being renewed. Raises DamagedKeyFile for anything else."""
    if len(keys) not in (KEY_BYTES, 2 * KEY_BYTES):
        raise DamagedKeyFile(DAMAGED)
    return tuple(keys[start : start + KEY_BYTES] for start in range(0, len(keys), KEY_BYTES))


def write_key_file(key_file: KeyFile) -> bytes:
    """The bytes to keep."""
    return msgspec.msgpack.encode(key_file)


def read_key_file(data: bytes) -> KeyFile:
    """The key file from its bytes. Raises DamagedKeyFile, also where it would be written otherwise than it stands."""
    key_file = _decode(data, KeyFile)
    if write_key_file(key_file) != data:
        raise DamagedKeyFile(DAMAGED)
    key_file.read_header()
    return key_file


def measured_hardness() -> Hardness:
    """The hardness that takes this machine 0.5 to 1 s: the default, less or more memory where it has to be."""
    hardness = Hardness()
    took = _time_of(hardness)
    while took > SLOWEST and hardness.memory > LEAST.memory:
        hardness = Hardness(memory=hardness.memory // 2)
        took = _time_of(hardness)
    if took < QUICKEST and hardness.memory < MOST.memory:
        hardness = Hardness(memory=hardness.memory * 2)
    return hardness


def _time_of(hardness: Hardness) -> float:
    started = time.perf_counter()
    _argon2id(b"how long does this machine take", bytes(16), hardness)
    return time.perf_counter() - started


def _argon2id(passphrase: bytes, salt: bytes, hardness: Hardness) -> bytes:
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=hardness.passes,
        lanes=hardness.lanes,
        memory_cost=hardness.memory,
    ).derive(passphrase)


def _slot_key(passphrase: str, header: KeyHeader, device_secret: bytes | None) -> bytes:
    _check_hardness(header.hardness)
    stretched = _argon2id(passphrase.encode(), header.salt, header.hardness)
    info = b"daybook/slot/1" + (b"/with device secret" if device_secret else b"")
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=device_secret, info=info).derive(stretched)


def _check_hardness(hardness: Hardness) -> None:
    """An edited header may ask for no work, or for all the machine's memory: neither is tried."""
    enough = hardness.memory >= LEAST.memory and hardness.passes >= LEAST.passes and hardness.lanes >= LEAST.lanes
    if not enough or hardness.memory > MOST.memory or hardness.passes > 10 or hardness.lanes > 16:
        raise DamagedKeyFile("The key file of this copy was changed. Ring your administrator; nothing was deleted.")


def _decode(data: bytes, form: type[F]) -> F:
    try:
        return msgspec.msgpack.decode(data, type=form)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedKeyFile(DAMAGED) from error
