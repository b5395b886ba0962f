"""Keys that secrets are sealed to: the authority's recovery key, and the one that a locked-out laptop makes for an hour.

    a laptop's vault keys -HPKE to the authority's recovery key, the key file's header bound-> its recovery slot
    the same, opened by two administrators -HPKE to the locked-out laptop's own key, its request bound-> their answer

HPKE (RFC 9180) with X25519 and ML-KEM-768 together: a key file that was copied today must stay shut for decades, and
whoever breaks one of the two has nothing. A public key has 1,216 bytes (ML-KEM, then X25519), a private one 96.
"""

import hashlib
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from casework.errors import BadSeal

LATTICE_PUBLIC, LATTICE_SEED, CURVE = 1184, 64, 32
PUBLIC_BYTES, PRIVATE_BYTES = LATTICE_PUBLIC + CURVE, LATTICE_SEED + CURVE


SLOT_PURPOSE, ANSWER_PURPOSE = b"daybook/recovery/1/", b"daybook/recovered/1/"


def slot_purpose(header: bytes) -> bytes:
    """Binds a key file's header to its recovery slot."""
    return SLOT_PURPOSE + hashlib.sha256(header).digest()


def answer_purpose(request: bytes) -> bytes:
    """Binds an answer to the request, by its name of 32 bytes, that it answers."""
    return ANSWER_PURPOSE + request


class RecoveryKey:
    """A private key that what was sealed to its public one can be opened with."""

    def __init__(self, lattice: MLKEM768PrivateKey, curve: X25519PrivateKey) -> None:
        self._lattice, self._curve = lattice, curve

    @classmethod
    def generate(cls) -> "RecoveryKey":
        """A new random key."""
        return cls(MLKEM768PrivateKey.generate(), X25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, raw: bytes) -> "RecoveryKey":
        """The key from its 96 private bytes. Raises BadSeal for anything else."""
        try:
            lattice = MLKEM768PrivateKey.from_seed_bytes(raw[:LATTICE_SEED])
            return cls(lattice, X25519PrivateKey.from_private_bytes(raw[LATTICE_SEED:]))
        except ValueError as error:
            raise BadSeal("That is not a recovery key.") from error

    def to_bytes(self) -> bytes:
        """The 96 private bytes."""
        return self._lattice.private_bytes_raw() + self._curve.private_bytes_raw()

    @cached_property
    def public(self) -> bytes:
        """The 1,216 public bytes."""
        return self._lattice.public_key().public_bytes_raw() + self._curve.public_key().public_bytes_raw()

    def open(self, sealed: bytes, purpose: bytes) -> bytes:
        """What was sealed to this key for this purpose. Raises BadSeal where it was not, or was changed."""
        private = MLKEM768X25519PrivateKey(self._lattice, self._curve)
        try:
            return _suite().decrypt(sealed, private, purpose)
        except (InvalidTag, ValueError) as error:
            raise BadSeal("That was not sealed to this key, or it was changed on its way.") from error


def seal_to(public: bytes, secret: bytes, purpose: bytes) -> bytes:
    """Seal a secret to a public key; what it is for is bound to it. Raises BadSeal where that is no public key."""
    try:
        lattice = MLKEM768PublicKey.from_public_bytes(public[:LATTICE_PUBLIC])
        curve = X25519PublicKey.from_public_bytes(public[LATTICE_PUBLIC:])
    except ValueError as error:
        raise BadSeal("That is not a key that a secret can be sealed to.") from error
    return _suite().encrypt(secret, MLKEM768X25519PublicKey(lattice, curve), purpose)


def _suite() -> Suite:
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
