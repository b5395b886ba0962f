"""The key file: slots that each open the vault key, bound to the parameters beside them.

    passphrase -Argon2id-> 32 bytes, with an optional device secret -HKDF-> key of the slot
    key of the slot -AES-256-GCM, the whole header as associated data-> vault key (32 random bytes)
    the authority's recovery key -HPKE-> vault key, in a second slot

Argon2id is the only guard of a copied folder. Parameters: RFC 9106; measured at enrolment to 0.5 to 1 s, never under
64 MiB, 3 passes, 4 lanes.
"""

import hashlib
import secrets
import time
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_app.vault.errors import DamagedKeyFile, WrongPassphrase

KEY_BYTES = 32
NONCE_BYTES = 12
MIB = 1024
QUICKEST, SLOWEST = 0.5, 1.0
F = TypeVar("F")
DAMAGED = "The key file of this copy is damaged. Do not delete anything; ring your administrator."
RECOVERY_INFO = b"daybook/recovery/1/"


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
    """header: canonical bytes of a KeyHeader; passphrase_slot: nonce and sealed vault key; recovery_slot: HPKE."""

    header: bytes
    passphrase_slot: bytes
    recovery_slot: bytes | None = None

    def read_header(self) -> KeyHeader:
        """The header. Raises DamagedKeyFile where it cannot be read."""
        return _decode(self.header, KeyHeader)


def seal_vault_key(
    vault_key: bytes,
    passphrase: str,
    *,
    profile: str,
    hardness: Hardness,
    device_secret: bytes | None = None,
    recovery_public: bytes | None = None,
) -> KeyFile:
    """A key file for this vault key, opened by the passphrase (and by the authority's recovery key, where given)."""
    header = msgspec.msgpack.encode(
        KeyHeader(1, profile, hardness, secrets.token_bytes(16), device_secret is not None, recovery_public)
    )
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(_slot_key(passphrase, _decode(header, KeyHeader), device_secret)).encrypt(nonce, vault_key, header)
    return KeyFile(header, nonce + sealed, _seal_to_recovery(vault_key, header, recovery_public))


def open_vault_key(key_file: KeyFile, passphrase: str, device_secret: bytes | None = None) -> bytes:
    """The vault key. Raises WrongPassphrase; a changed header looks the same, because it is bound to the slot."""
    header = key_file.read_header()
    nonce, sealed = key_file.passphrase_slot[:NONCE_BYTES], key_file.passphrase_slot[NONCE_BYTES:]
    try:
        return AESGCM(_slot_key(passphrase, header, device_secret)).decrypt(nonce, sealed, key_file.header)
    except (InvalidTag, ValueError) as error:
        raise WrongPassphrase("That passphrase does not open this copy. Try again; nothing is lost.") from error


def open_with_recovery_key(key_file: KeyFile, recovery_private: bytes) -> bytes:
    """The vault key, by the authority's recovery key (32 private X25519 bytes). Raises DamagedKeyFile."""
    try:
        private = X25519PrivateKey.from_private_bytes(recovery_private)
        return _suite().decrypt(key_file.recovery_slot or b"", private, _recovery_info(key_file.header))
    except (InvalidTag, ValueError) as error:
        raise DamagedKeyFile("This copy was not sealed to that recovery key, or the key file was changed.") from error


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


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def _seal_to_recovery(vault_key: bytes, header: bytes, recovery_public: bytes | None) -> bytes | None:
    if recovery_public is None:
        return None
    public = X25519PublicKey.from_public_bytes(recovery_public)
    return _suite().encrypt(vault_key, public, _recovery_info(header))


def _recovery_info(header: bytes) -> bytes:
    """Binds the header to the recovery slot: HPKE's one call takes no associated data, but it takes an info."""
    return RECOVERY_INFO + hashlib.sha256(header).digest()


def _decode(data: bytes, form: type[F]) -> F:
    try:
        return msgspec.msgpack.decode(data, type=form)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedKeyFile(DAMAGED) from error
