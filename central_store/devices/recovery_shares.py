"""The authority's recovery key in parts: one file an administrator, each shut under that administrator's own passphrase.

Any two of the holders open what laptops sealed to the key, and no one of them alone. For each pair of holders one has
random bytes and the other those bytes added (XOR) to the private key, so that a part by itself says nothing about it.
"""

import itertools
import secrets
from collections.abc import Sequence
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casework.canonical import canonical
from casework.errors import BadSeal, KnownError
from casework.recovery import PRIVATE_BYTES, RecoveryKey
from central_store.devices.key_files import write_secret

LEAST_CHARACTERS = 12
LEAST_HOLDERS, MOST_HOLDERS = 2, 8
MIB = 1024
NONCE_BYTES, SALT_BYTES = 12, 16


class BadShare(KnownError):
    """A part of the recovery key cannot be used: another file, a wrong passphrase, or two that do not belong together."""


class Hardness(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How hard the passphrase of a part is to guess (Argon2id): memory in KiB, passes, lanes."""

    memory: int = 256 * MIB
    passes: int = 3
    lanes: int = 4


LEAST, MOST = Hardness(memory=64 * MIB), Hardness(memory=1024 * MIB, passes=10, lanes=16)


class Plain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the clear in a part's file, and is bound to what is shut. holder: whose it is; others: who else holds
    one; public: the key that it is a part of."""

    holder: str
    others: tuple[str, ...]
    public: bytes
    hardness: Hardness
    salt: bytes


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the recovery key, shut."""

    plain: Plain
    nonce: bytes
    sealed: bytes

    def open(self, passphrase: str) -> "OpenShare":
        """Raises BadShare for a wrong passphrase or a file that was changed."""
        try:
            opened = _cipher(passphrase, self.plain).decrypt(self.nonce, self.sealed, canonical(self.plain))
            halves = msgspec.msgpack.decode(opened, type=dict[str, bytes])
        except (InvalidTag, ValueError) as error:
            raise BadShare(
                f"That passphrase does not open {self.plain.holder}’s part. Nothing was changed; try again."
            ) from error
        return OpenShare(self.plain.holder, self.plain.public, halves)


class OpenShare(msgspec.Struct, frozen=True):
    """halves: {the other holder: the half that goes with theirs}."""

    holder: str
    public: bytes
    halves: dict[str, bytes]


def split(key: RecoveryKey, holders: Sequence[str]) -> list[OpenShare]:
    """A part for each holder. Raises BadShare unless there are two to eight, each once, with a name."""
    names = [name.strip() for name in holders]
    check_holders(names)
    halves: dict[str, dict[str, bytes]] = {name: {} for name in names}
    for one, other in itertools.combinations(names, 2):
        halves[one][other] = secrets.token_bytes(PRIVATE_BYTES)
        halves[other][one] = _added(halves[one][other], key.to_bytes())
    return [OpenShare(name, key.public, halves[name]) for name in names]


def joined(one: OpenShare, other: OpenShare) -> RecoveryKey:
    """The recovery key. Raises BadShare for one part twice, or parts of two keys: alone they open nothing."""
    half, its = one.halves.get(other.holder, b""), other.halves.get(one.holder, b"")
    try:
        key = RecoveryKey.from_bytes(_added(half, its))
    except BadSeal:
        key = None
    if key is None or not one.public == other.public == key.public:
        raise BadShare("These two parts do not belong to one recovery key. Bring two that were made together.")
    return key


def check_passphrase(passphrase: str) -> None:
    """Raise BadShare where it is too short for a part."""
    if len(passphrase) < LEAST_CHARACTERS:
        raise BadShare(
            f"Use at least {LEAST_CHARACTERS} characters: four unrelated words are easy to keep. Nothing was changed."
        )


def check_holders(holders: Sequence[str]) -> None:
    """Raise BadShare unless there are two to eight, each once, with a name."""
    if not LEAST_HOLDERS <= len(set(holders)) == len(holders) <= MOST_HOLDERS or not all(holders):
        raise BadShare(
            f"Name {LEAST_HOLDERS} to {MOST_HOLDERS} administrators, each once, with --holder NAME FILE. Two of them"
            " together can let a worker in. Nothing was changed."
        )


def shut(share: OpenShare, passphrase: str, hardness: Hardness | None = None) -> Share:
    """The part, shut under its holder's passphrase. Raises BadShare where that is too short."""
    check_passphrase(passphrase)
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    plain = Plain(share.holder, tuple(share.halves), share.public, hardness or Hardness(), salt)
    halves = msgspec.msgpack.encode(share.halves)
    return Share(plain, nonce, _cipher(passphrase, plain).encrypt(nonce, halves, canonical(plain)))


def write_share(path: Path, share: Share) -> None:
    """Write the file, readable by its owner only. Never over another: raises BadShare."""
    try:
        write_secret(path, msgspec.json.encode(share))
    except FileExistsError as error:
        raise BadShare(f"{path} is there already. Name another file; it was not changed.") from error
    except OSError as error:
        raise BadShare(f"{path} cannot be written: {error.strerror}.") from error


def read_share(path: Path) -> Share:
    """Raises BadShare for a file that is none."""
    try:
        share = msgspec.json.decode(path.read_bytes(), type=Share)
    except OSError as error:
        raise BadShare(f"{path} cannot be read: {error.strerror}. Nothing was changed.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadShare(f"{path} is not a part of a recovery key. Nothing was changed.") from error
    hardness = share.plain.hardness
    within = all(
        least <= asked <= most
        for least, asked, most in zip(
            msgspec.structs.astuple(LEAST),
            msgspec.structs.astuple(hardness),
            msgspec.structs.astuple(MOST),
            strict=True,
        )
    )
    if not within or len(share.nonce) != NONCE_BYTES:
        raise BadShare(f"{path} was changed. Bring the file as it was made; nothing was changed here.")
    return share


def _added(one: bytes, other: bytes) -> bytes:
    return bytes(first ^ second for first, second in zip(one, other, strict=False))


def _cipher(passphrase: str, plain: Plain) -> AESGCM:
    hardness = plain.hardness
    stretched = Argon2id(
        salt=plain.salt, length=32, iterations=hardness.passes, lanes=hardness.lanes, memory_cost=hardness.memory
    )
    return AESGCM(stretched.derive(passphrase.encode()))
