"""A session with the store: signs in when it has to, again when the token is over."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from casework.errors import BadMessage
from casework.exchange import ChallengeAnswer, ChallengeAsk, Endpoint, SessionAnswer, SessionAsk
from casework.seals import Lease, SigningKey
from desktop_app.record_store.identity import Identity
from desktop_app.sync.transport import BAD_ANSWER, StoreRefused, Transport, pinned

M = TypeVar("M", bound=msgspec.Struct)
LONGEST_TOKEN = 4096


class StoreSession:
    """What the engine speaks through. Threads may share it. Raises NeverSent for the made-up family.

    keep_lease: handed what the store gives at every sign-in, so once an hour at least; raises where it is not the store's.
    """

    def __init__(self, identity: Identity, key: SigningKey, keep_lease: Callable[[Lease], object]) -> None:
        identity.need_store()
        self._identity = identity
        self._key = key
        self._keep_lease = keep_lease
        self._transport = Transport(identity.address, pinned(identity.tls_root))

    def close(self) -> None:
        """End every connection."""
        self._transport.close()

    def ask(self, path: str, message: msgspec.Struct, form: type[M], wait: float = 0.0) -> M:
        """Ask inside a session. Raises NotReachable, StoreRefused, BadMessage."""
        self._need_token()
        try:
            return self._transport.ask(path, message, form, wait)
        except StoreRefused as error:
            self._renew_after(error)
            return self._transport.ask(path, message, form, wait)

    def send_piece(self, file: str, name: str, piece: bytes) -> None:
        """Upload one piece."""
        self._need_token()
        try:
            self._transport.send_piece(file, name, piece)
        except StoreRefused as error:
            self._renew_after(error)
            self._transport.send_piece(file, name, piece)

    def fetch_piece(self, file: str, name: str) -> bytes:
        """Download one piece."""
        self._need_token()
        try:
            return self._transport.fetch_piece(file, name)
        except StoreRefused as error:
            self._renew_after(error)
            return self._transport.fetch_piece(file, name)

    @property
    def bytes_sent(self) -> int:
        """Of message bodies, so far."""
        return self._transport.bytes_sent

    @property
    def bytes_received(self) -> int:
        """Of message bodies, so far."""
        return self._transport.bytes_received

    def begin(self) -> None:
        """Sign in and ask nothing. Raises NotReachable, StoreRefused, BadMessage, BadSeal."""
        self._sign_in()

    def _need_token(self) -> None:
        if not self._transport.token:
            self._sign_in()

    def _renew_after(self, error: StoreRefused) -> None:
        if error.code != "session":
            raise error
        self._sign_in()

    def _sign_in(self) -> None:
        self._transport.token = ""
        device, tenant = self._identity.device, self._identity.tenant
        given = self._transport.ask(Endpoint.CHALLENGE, ChallengeAsk(device), ChallengeAnswer)
        signature = self._key.sign("session", tenant, device, given.challenge)
        answer = self._transport.ask(Endpoint.SESSION, SessionAsk(device, given.challenge, signature), SessionAnswer)
        if not (0 < len(answer.token) <= LONGEST_TOKEN and answer.token.isascii() and answer.token.isprintable()):
            raise BadMessage(BAD_ANSWER)
        if answer.lease is not None:
            self._keep_lease(answer.lease)
        self._transport.token = answer.token
