"""Sessions: the device signs a challenge; a token, signed by the store, holds for at most an hour."""

import base64
import secrets
import threading
import time

import msgspec

from casework.errors import BadSeal
from casework.exchange import TOKEN_SECONDS
from casework.seals import SigningKey, check_signature
from central_store.people import KnownDevice, Register
from central_store.serving.trouble import no_session, unknown_device

CHALLENGE_SECONDS = 60
MOST_CHALLENGES = 10_000


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
        self._lock = threading.Lock()
        self._given: dict[bytes, tuple[str, float]] = {}

    def challenge(self, device: str) -> bytes:
        """Something for a device to sign; whether the device is known is not told here."""
        challenge = secrets.token_bytes(32)
        now = time.time()
        with self._lock:
            if len(self._given) >= MOST_CHALLENGES:
                self._given = {name: held for name, held in self._given.items() if held[1] > now}
            if len(self._given) < MOST_CHALLENGES:
                self._given[challenge] = (device, now + CHALLENGE_SECONDS)
        return challenge

    def begin(self, device: str, challenge: bytes, signature: bytes) -> tuple[str, KnownDevice]:
        """A token. Raises Refusing for a challenge that was not given, and for a device that is not approved."""
        with self._lock:
            asked, expires = self._given.pop(challenge, ("", 0.0))
        known = self._register.device(device)
        if asked != device or expires < time.time() or known is None:
            raise unknown_device()
        try:
            check_signature(known.public, signature, "session", self._tenant, device, challenge)
        except BadSeal as error:
            raise unknown_device() from error
        token = msgspec.msgpack.encode(Token(device, known.professional, int(time.time()) + TOKEN_SECONDS))
        signed = token + self._key.sign("token", self._tenant, token)
        return base64.urlsafe_b64encode(signed).decode(), known

    def check(self, header: str | None) -> KnownDevice:
        """The device that holds this `Authorization` header. Raises Refusing."""
        kind, _, text = (header or "").partition(" ")
        try:
            raw = base64.urlsafe_b64decode(text.encode())
            token = msgspec.msgpack.decode(raw[:-64], type=Token)
            check_signature(self._key.public, raw[-64:], "token", self._tenant, raw[:-64])
        except (ValueError, msgspec.DecodeError, BadSeal) as error:
            raise no_session() from error
        if kind != "Bearer" or token.expires < time.time():
            raise no_session()
        known = self._register.device(token.device)
        if known is None or known.professional != token.professional:
            raise unknown_device()
        return known
