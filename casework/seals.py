"""Seals, digests and heads: what shows that a case file is what its authors wrote. The one module here with keys.

A push to a file carries one seal: Ed25519 by the device over tenant, file, device, the seal's number, the hash of the
device's seal before, the hashes of the changes, and the (epoch, number, digest) the device last saw. The store chains a
digest over what it numbered and signs each file's head. The authority's key, which is not on the store, signs which
devices and which store may be believed.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from casework.canonical import canonical
from casework.changes import Change
from casework.errors import BadSeal
from casework.ids import STORE
from casework.kinds.books import ErasureOrder

NO_SEAL_BEFORE = b"\0" * 32
SIGNATURE_BYTES = 64
FIRST_EPOCH = 1  # of a store that was never put back from a backup


class SigningKey:
    """A private Ed25519 key: a device's, a store's, or the authority's."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    @classmethod
    def generate(cls) -> "SigningKey":
        """A new random key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, raw: bytes) -> "SigningKey":
        """The key from its 32 private bytes."""
        return cls(Ed25519PrivateKey.from_private_bytes(raw))

    def to_bytes(self) -> bytes:
        """The 32 private bytes, for wrapping under a vault key."""
        return self._private.private_bytes_raw()

    @cached_property
    def public(self) -> bytes:
        """The 32 public bytes."""
        return self._private.public_key().public_bytes_raw()

    def sign(self, purpose: str, *parts: object) -> bytes:
        """64 bytes over the purpose and the parts; a signature made for one purpose never passes for another."""
        return self._private.sign(_signed_bytes(purpose, parts))


def check_signature(public: bytes, signature: bytes, purpose: str, *parts: object) -> None:
    """Raise BadSeal unless `signature` was made by the key over exactly this purpose and these parts."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _signed_bytes(purpose, parts))
    except (InvalidSignature, ValueError) as error:
        raise BadSeal("A signature does not hold. Nothing was taken over; what is on this laptop is safe.") from error


def fingerprint(public: bytes) -> str:
    """32 hexadecimal characters that name a key: device ids, and what people compare by phone."""
    return hashlib.sha256(b"daybook/key/1" + public).hexdigest()[:32]


device_id = fingerprint


def _signed_bytes(purpose: str, parts: Sequence[object]) -> bytes:
    return canonical(["daybook/" + purpose + "/1", *parts])


class Seen(msgspec.Struct, frozen=True):
    """What a device last saw of a file when it sealed: the store's epoch, the number and the digest at that number."""

    epoch: int
    number: int
    digest: bytes


class Seal(msgspec.Struct, frozen=True):
    """One seal over one push. number: 1, 2, 3 ... per device and file; before: hash of that device's seal before."""

    device: str
    number: int
    before: bytes
    seen: Seen
    signature: bytes

    @property
    def hash(self) -> bytes:
        """32 bytes that stand for this seal in the next one and in the digest."""
        return hashlib.sha256(b"daybook/seal/1" + self.signature).digest()


def make_seal(
    key: SigningKey, tenant: str, file: str, number: int, before: bytes, changes: Iterable[Change], seen: Seen
) -> Seal:
    """Seal the changes of one push, in order."""
    device = device_id(key.public)
    signature = key.sign("seal", *_sealed(tenant, file, device, number, before, changes, seen))
    return Seal(device, number, before, seen, signature)


def check_seal(public: bytes, tenant: str, file: str, seal: Seal, changes: Iterable[Change]) -> None:
    """Raise BadSeal unless the device's key sealed exactly these changes for this file, in this order."""
    if device_id(public) != seal.device:
        raise BadSeal("A seal names another device than the one whose key it bears.")
    parts = _sealed(tenant, file, seal.device, seal.number, seal.before, changes, seal.seen)
    check_signature(public, seal.signature, "seal", *parts)


def _sealed(
    tenant: str, file: str, device: str, number: int, before: bytes, changes: Iterable[Change], seen: Seen
) -> tuple[object, ...]:
    hashes = [change.hash for change in changes]
    return (tenant, file, device, number, before, hashes, [seen.epoch, seen.number, seen.digest])


def first_digest(tenant: str, file: str) -> bytes:
    """The digest of an empty file: binds authority and file."""
    return hashlib.sha256(canonical(["daybook/file/1", tenant, file])).digest()


def next_digest(digest: bytes, number: int, change: bytes, seal: bytes, mark: str = "") -> bytes:
    """The digest after one more change.

    change: its hash, seal: its seal's hash (32 bytes each); mark: "", "late" (from a hub that handed the file on) or
    "released" (from quarantine).
    """
    return hashlib.sha256(digest + number.to_bytes(8, "big") + change + seal + mark.encode()).digest()


class Head(msgspec.Struct, frozen=True):
    """How far a file goes at the store: epoch, number of its newest change, digest there, and the store's signature."""

    file: str
    epoch: int
    number: int
    digest: bytes
    signature: bytes


def seal_number_after(newest: int, epoch: int) -> int:
    """The number of a device's next seal in a file: the next one, and in an epoch that began when the store was put back
    from a backup at least the epoch's own.

    A laptop that is put back from a backup on the same day has forgotten seals that colleagues still hold. Counting on
    from where it was, it would give their numbers away again, and what was in them could never be brought back.
    """
    return max(newest + 1, epoch if epoch > FIRST_EPOCH else 0)


def sign_head(key: SigningKey, tenant: str, file: str, epoch: int, number: int, digest: bytes) -> Head:
    """The store's word for how far a file goes."""
    return Head(file, epoch, number, digest, key.sign("head", tenant, file, epoch, number, digest))


def check_head(store: bytes, tenant: str, head: Head) -> None:
    """Raise BadSeal unless the store signed this head."""
    check_signature(store, head.signature, "head", tenant, head.file, head.epoch, head.number, head.digest)


class Approval(msgspec.Struct, frozen=True):
    """The authority's word that a device is a person's. The word that a key is its store's has the same fields, with
    professional "store", and another signature: neither passes for the other.

    public: the approved key; professional: whose device; given: UTC time; signature: by the authority's key.
    """

    public: bytes
    professional: str
    given: str
    signature: bytes


def approve(authority: SigningKey, tenant: str, public: bytes, professional: str, given: str) -> Approval:
    """Sign, with the authority's key, that the device with this key is this person's."""
    return Approval(public, professional, given, authority.sign("approval", tenant, public, professional, given))


def check_approval(authority: bytes, tenant: str, approval: Approval) -> None:
    """Raise BadSeal unless the authority's key signed this approval."""
    parts = (tenant, approval.public, approval.professional, approval.given)
    check_signature(authority, approval.signature, "approval", *parts)


class Succession(msgspec.Struct, frozen=True):
    """The authority's word that a device takes over from earlier ones of the same person, after a recovery: those open no
    session any more, and it may seal what they wrote and had not sent.

    public: the key of the device that takes over; devices: ids of the earlier ones; given: UTC time.
    """

    public: bytes
    devices: tuple[str, ...]
    given: str
    signature: bytes


def let_succeed(authority: SigningKey, tenant: str, public: bytes, devices: Sequence[str], given: str) -> Succession:
    """Sign, with the authority's key, that the device with this key takes over from these."""
    signature = authority.sign("succession", tenant, public, list(devices), given)
    return Succession(public, tuple(devices), given, signature)


def check_succession(authority: bytes, tenant: str, told: Succession) -> None:
    """Raise BadSeal unless the authority's key signed it."""
    check_signature(authority, told.signature, "succession", tenant, told.public, list(told.devices), told.given)


class RecoveryWord(msgspec.Struct, frozen=True):
    """The authority's word for its recovery key (casework.recovery). public: that key; given: UTC time."""

    public: bytes
    given: str
    signature: bytes


def give_recovery_key(authority: SigningKey, tenant: str, public: bytes, given: str) -> RecoveryWord:
    """Sign, with the authority's key, that laptops shall seal their vault keys to this one."""
    return RecoveryWord(public, given, authority.sign("recovery key", tenant, public, given))


def check_recovery_key(authority: bytes, tenant: str, told: RecoveryWord) -> None:
    """Raise BadSeal unless the authority's key signed it: nobody else, the store least, may name such a key."""
    check_signature(authority, told.signature, "recovery key", tenant, told.public, told.given)


def approve_store(authority: SigningKey, tenant: str, public: bytes, given: str) -> Approval:
    """Sign, with the authority's key, that this is the key of its central store."""
    return Approval(public, STORE, given, authority.sign("store approval", tenant, public, given))


def check_store_approval(authority: bytes, tenant: str, approval: Approval) -> None:
    """Raise BadSeal unless the authority's key signed that this key is its store's."""
    if approval.professional != STORE:
        raise BadSeal("The authority's word for its central store names somebody else.")
    check_signature(authority, approval.signature, "store approval", tenant, approval.public, approval.given)


class Lease(msgspec.Struct, frozen=True):
    """The store's word that a device may work for so many days without speaking to it (casework.lease).

    issued: UTC time; secret: from which the device and the store work out an administrator's code, 32 bytes.
    """

    device: str
    issued: str
    days: int
    secret: bytes
    signature: bytes


def sign_lease(key: SigningKey, tenant: str, device: str, issued: str, days: int, secret: bytes) -> Lease:
    """The store's word for how long a device may work by itself."""
    return Lease(device, issued, days, secret, key.sign("lease", tenant, device, issued, days, secret))


def check_lease(store: bytes, tenant: str, device: str, lease: Lease) -> None:
    """Raise BadSeal unless the store gave this lease to this device."""
    parts = (tenant, device, lease.issued, lease.days, lease.secret)
    check_signature(store, lease.signature, "lease", *parts)


def order_erasure(authority: SigningKey, tenant: str, order: ErasureOrder) -> ErasureOrder:
    """The order, signed with the authority's key."""
    return msgspec.structs.replace(order, signature=authority.sign("erasure", *_ordered(tenant, order)))


def check_erasure(authority: bytes, tenant: str, order: ErasureOrder) -> None:
    """Raise BadSeal unless the authority's key signed exactly this order."""
    check_signature(authority, order.signature, "erasure", *_ordered(tenant, order))


def _ordered(tenant: str, order: ErasureOrder) -> tuple[object, ...]:
    return (tenant, order.file, order.changes, order.pieces, order.reason, order.by, order.given)


class Revocation(msgspec.Struct, frozen=True):
    """The authority's order to a device: hand over what was not sent, then destroy the copy. given: UTC time."""

    device: str
    given: str
    signature: bytes


def revoke(authority: SigningKey, tenant: str, device: str, given: str) -> Revocation:
    """Sign, with the authority's key, that a device's copy is to be destroyed."""
    return Revocation(device, given, authority.sign("revocation", tenant, device, given))


def check_revocation(authority: bytes, tenant: str, device: str, order: Revocation) -> None:
    """Raise BadSeal unless the authority's own key ordered it for this very device: a store cannot."""
    check_signature(authority, order.signature, "revocation", tenant, device, order.given)


def sign_acknowledgement(store: SigningKey, tenant: str, device: str, list_hash: bytes) -> bytes:
    """The store's word that it holds, on disk, all that a revoked device listed (casework.leaving)."""
    return store.sign("held in quarantine", tenant, device, list_hash)


def check_acknowledgement(store: bytes, tenant: str, device: str, list_hash: bytes, signature: bytes) -> None:
    """Raise BadSeal unless the store signed that it holds this very list."""
    check_signature(store, signature, "held in quarantine", tenant, device, list_hash)
