"""Sessions: the device signs a challenge; a token, signed by the store, holds for at most an hour.

Nothing is kept for a challenge until it was answered rightly, so that nobody can fill the store with asking.
"""

import base64
import functools
import hashlib
import secrets
import struct
import threading
import time

import msgspec

from casework.errors import BadSeal
from casework.exchange import TOKEN_SECONDS
from casework.seals import SIGNATURE_BYTES, SigningKey, check_signature
from central_store.people import KnownDevice, Register, RevokedDevice
from central_store.serving.trouble import no_session, replaced_device, unknown_device

CHALLENGE_SECONDS = 60
RANDOM_BYTES, MARK_BYTES = 12, 12
MOST_CHECKED = 4096  # tokens that were found to be this store's, of some hundred bytes each
APPROVED, REVOKED = "token", "token of a revoked device"


class Token(msgspec.Struct, frozen=True, array_like=True):
    """What a token says; its signature follows it."""

    device: str
    professional: str
    expires: int


class Sessions:
    """Challenges given and tokens checked."""

    def __init__(self, key: SigningKey, tenant: str, register: Register) -> None:
        self._key = key
        self._tenant = tenant
        self._register = register
        self._mark_key = hashlib.sha256(b"daybook/challenge/1" + key.to_bytes()).digest()
        self._lock = threading.Lock()
        self._used: dict[bytes, float] = {}
        self._checked = functools.lru_cache(MOST_CHECKED)(self._check_token)

    def challenge(self, device: str) -> bytes:
        """32 bytes for a device to sign: when they end, random ones, and a mark that only this store can make."""
        body = struct.pack(">d", time.time() + CHALLENGE_SECONDS) + secrets.token_bytes(RANDOM_BYTES)
        return body + self._mark(device, body)

    def begin(self, device: str, challenge: bytes, signature: bytes) -> tuple[str, KnownDevice]:
        """A token. Raises Refusing for a challenge that was not given, and for a device that is not approved."""
        books = self._register.books
        known = books.ever.get(device)
        if known is None or device in books.revoked or not self._is_ours(device, challenge):
            raise unknown_device()
        try:
            check_signature(known.public, signature, "session", self._tenant, device, challenge)
        except BadSeal as error:
            raise unknown_device() from error
        if device in books.replaced:
            raise replaced_device()
        self._use_up(challenge)
        return self._token(APPROVED, known), known

    def begin_revoked(self, device: str, challenge: bytes, signature: bytes) -> tuple[str, RevokedDevice]:
        """A token for the doors of the quarantine. Raises Refusing for a device that the authority did not order away."""
        revoked = self._register.revoked_device(device)
        if revoked is None or not self._is_ours(device, challenge):
            raise unknown_device()
        try:
            check_signature(revoked.known.public, signature, "revoked", self._tenant, device, challenge)
        except BadSeal as error:
            raise unknown_device() from error
        self._use_up(challenge)
        return self._token(REVOKED, revoked.known), revoked

    def check_revoked(self, header: str | None) -> RevokedDevice:
        """The revoked device that holds this `Authorization` header. Raises Refusing."""
        token = self._read(REVOKED, header)
        revoked = self._register.revoked_device(token.device)
        if revoked is None:
            raise unknown_device()
        return revoked

    def check(self, header: str | None) -> KnownDevice:
        """The device that holds this `Authorization` header. Raises Refusing."""
        token = self._read(APPROVED, header)
        known = self._register.device(token.device)
        if known is None or known.professional != token.professional:
            raise unknown_device()
        return known

    def _token(self, purpose: str, known: KnownDevice) -> str:
        token = msgspec.msgpack.encode(Token(known.device, known.professional, int(time.time()) + TOKEN_SECONDS))
        return base64.urlsafe_b64encode(token + self._key.sign(purpose, self._tenant, token)).decode()

    def _read(self, purpose: str, header: str | None) -> Token:
        token = self._checked(purpose, header or "")
        if token.expires < time.time():
            raise no_session()
        return token

    def _check_token(self, purpose: str, header: str) -> Token:
        """What a token says that this store signed, its time not looked at. One that is shown again is not checked again."""
        kind, _, text = header.partition(" ")
        try:
            raw = base64.b64decode(text.encode(), b"-_", validate=True)
            body, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
            check_signature(self._key.public, signature, purpose, self._tenant, body)
            token = msgspec.msgpack.decode(body, type=Token)
        except (ValueError, msgspec.DecodeError, BadSeal) as error:
            raise no_session() from error
        if kind != "Bearer":
            raise no_session()
        return token

    def _mark(self, device: str, body: bytes) -> bytes:
        return hashlib.blake2b(device.encode() + body, key=self._mark_key, digest_size=MARK_BYTES).digest()

    def _is_ours(self, device: str, challenge: bytes) -> bool:
        body, mark = challenge[:-MARK_BYTES], challenge[-MARK_BYTES:]
        if len(body) != 8 + RANDOM_BYTES or not secrets.compare_digest(mark, self._mark(device, body)):
            return False
        (ends,) = struct.unpack_from(">d", body)
        return bool(ends >= time.time())

    def _use_up(self, challenge: bytes) -> None:
        """Raises Refusing where it was used before."""
        now = time.time()
        with self._lock:
            self._used = {one: ends for one, ends in self._used.items() if ends >= now}
            if challenge in self._used:
                raise unknown_device()
            self._used[challenge] = now + CHALLENGE_SECONDS
