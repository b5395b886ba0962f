"""Leaving the store: why this laptop is refused, handing over what it had not sent, and the receipt that it is wiped."""

import datetime
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from casework.exchange import (
    ChallengeAnswer,
    ChallengeAsk,
    Endpoint,
    HandedOverAnswer,
    HandedOverAsk,
    PartsAnswer,
    PartsAsk,
    RevokedAnswer,
    RevokedAsk,
    WipedAnswer,
    WipedAsk,
)
from casework.leaving import hash_of, parts_of, written
from casework.seals import Revocation, SigningKey, check_acknowledgement, check_revocation
from desktop_app.record_store.identity import Identity
from desktop_app.record_store.leaving import Packed, listed, things
from desktop_app.sync.carrying import Step
from desktop_app.sync.transport import StoreRefused, Transport, pinned
from desktop_app.vault.leaving import Note

M = TypeVar("M", bound=msgspec.Struct)
A = TypeVar("A")
NAMES_A_QUESTION = 1000


class LeavingSession:
    """What a revoked laptop speaks through. Nothing is believed but the authority's own order."""

    def __init__(self, identity: Identity, key: SigningKey) -> None:
        identity.need_store()
        self._identity, self._key = identity, key
        self._transport = Transport(identity.address, pinned(identity.tls_root))

    def close(self) -> None:
        """End every connection."""
        self._transport.close()

    def order(self) -> Revocation:
        """The authority's order to this laptop. Raises NotReachable; StoreRefused where there is none; BadSeal where the store
        shows one that the authority did not sign: then nothing is done."""
        device, tenant = self._identity.device, self._identity.tenant
        given = self._transport.ask(Endpoint.CHALLENGE, ChallengeAsk(device), ChallengeAnswer)
        signature = self._key.sign("revoked", tenant, device, given.challenge)
        ask = RevokedAsk(device, given.challenge, signature)
        answer = self._transport.ask(Endpoint.REVOKED, ask, RevokedAnswer)
        check_revocation(self._identity.authority, tenant, device, answer.order)
        self._transport.token = answer.token
        return answer.order

    def hand_over(self, packed: Sequence[Packed], step: Step) -> bytes:
        """Send what the store lacks of it, until it signs that it has all. Returns the hash of the list that it signed.

        Raises NotReachable, StoreRefused, BadSeal or BadMessage; asked again it goes on where it was.
        """
        identity, content = self._identity, written(listed(self._identity, list(packed)))
        wanted = self._missing([name for one in packed for name in one.item.parts])
        step(0, len(wanted))
        done = 0
        for one in packed:
            if wanted.isdisjoint(one.item.parts):
                continue
            for name, part in parts_of(one.content()).items():
                if name in wanted:
                    self._again(lambda name=name, part=part: self._transport.send_part(name, part))  # type: ignore[misc]
                    wanted.discard(name)
                    done += 1
                    step(done, done + len(wanted))
        signature = self._key.sign("handed over", identity.tenant, hash_of(content))
        answer = self._ask(Endpoint.HANDED_OVER, HandedOverAsk(content, signature), HandedOverAnswer)
        check_acknowledgement(identity.store, identity.tenant, identity.device, hash_of(content), answer.signature)
        return hash_of(content)

    def note(self, list_hash: bytes, packed: Sequence[Packed], profile_name: str) -> Note:
        """What is kept of it once the copy is gone; the receipt is signed now, by the key that goes with the copy."""
        identity = self._identity
        given = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        signature = self._key.sign("wiped", identity.tenant, identity.device, list_hash, given)
        where = (identity.address, identity.tls_root, identity.device)
        return Note(*where, list_hash, given, signature, profile_name, things(list(packed)))

    def _missing(self, names: list[str]) -> set[str]:
        missing: set[str] = set()
        for start in range(0, len(names), NAMES_A_QUESTION):
            some = tuple(names[start : start + NAMES_A_QUESTION])
            missing.update(self._ask(Endpoint.PARTS_MISSING, PartsAsk(some), PartsAnswer).missing)
        return missing & set(names)

    def _ask(self, path: str, message: msgspec.Struct, form: type[M]) -> M:
        return self._again(lambda: self._transport.ask(path, message, form))

    def _again(self, do: Callable[[], A]) -> A:
        """Once more with a new token, where the one before is over: handing over may take longer than it holds."""
        if not self._transport.token:
            self.order()
        try:
            return do()
        except StoreRefused as error:
            if error.code != "session":
                raise
            self.order()
            return do()


def send_receipt(note: Note) -> None:
    """Tell the store that the copy is destroyed. Raises NotReachable, StoreRefused or BadMessage."""
    transport = Transport(note.address, pinned(note.tls_root))
    try:
        ask = WipedAsk(note.device, note.list_hash, note.given, note.signature)
        transport.ask(Endpoint.WIPED, ask, WipedAnswer)
    finally:
        transport.close()
