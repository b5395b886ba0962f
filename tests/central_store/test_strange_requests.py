"""Requests that no program of ours sends: an answer of ours to each, and the record as it was."""

import random

import msgspec

from casework.exchange import (
    Cursor,
    Endpoint,
    HandedOverAsk,
    PartsAsk,
    PiecesAsk,
    PullAsk,
    PushAnswer,
    PushAsk,
    RecoverAsk,
    RevokedAsk,
    SessionAsk,
    Taken,
    Trouble,
    WaitAnswer,
    WaitAsk,
    WipedAsk,
)
from casework.recovery import RecoveryKey
from casework.seals import SigningKey
from tests.central_store.conftest import ELLA
from tests.central_store.device import Device, heads_of
from tests.support.store import RunningStore

PIECE = "0" * 64


def test_mutated_requests_never_break_the_store_and_never_get_in(store: RunningStore, ruth: Device) -> None:
    """Bytes flipped, cut, doubled in real messages: an answer of ours to each, and the record as it was."""
    chance = random.Random(20260302)
    push = PushAsk((ruth.sealed(ELLA, [ruth.note(ELLA, "never to be seen " + "word " * 9)]),))
    messages: list[tuple[str, msgspec.Struct]] = [
        (Endpoint.PUSH, push),
        (Endpoint.PULL, PullAsk({ELLA: Cursor(1, 0, b"")})),
        (Endpoint.WAIT, WaitAsk(bytes(32), 0.0)),
        (Endpoint.MISSING_PIECES, PiecesAsk(ELLA, (PIECE,))),
        (Endpoint.SESSION, SessionAsk(ruth.id, bytes(32), bytes(64))),
        (Endpoint.RECOVER, let_me_in(ruth)),
        (Endpoint.REVOKED, RevokedAsk(ruth.id, bytes(32), bytes(64))),
        (Endpoint.PARTS_MISSING, PartsAsk((PIECE,))),
        (Endpoint.HANDED_OVER, HandedOverAsk(bytes(40), bytes(64))),
        (Endpoint.WIPED, WipedAsk(ruth.id, bytes(32), "2026-11-27T10:00:00Z", bytes(64))),
    ]
    before = heads_of(store)
    for _ in range(1000):
        path, message = chance.choice(messages)
        body = mutated(chance, msgspec.msgpack.encode(message))
        status, answer, _ = ruth.raw("POST", path, body)
        assert status in (200, 400, 401, 403, 413), (status, path, body)
        if status != 200:
            assert msgspec.msgpack.decode(answer, type=Trouble).sentence
        elif path == Endpoint.PUSH:
            results = msgspec.msgpack.decode(answer, type=PushAnswer).results
            assert not any(isinstance(result, Taken) for result in results), body
    assert heads_of(store) == before
    assert isinstance(ruth.wait(0), WaitAnswer)


def let_me_in(device: Device) -> RecoverAsk:
    """As a laptop that is locked out asks."""
    key = SigningKey.generate()
    ask = RecoverAsk(device.id, key.public, RecoveryKey.generate().public, b"header", b"slot")
    return msgspec.structs.replace(ask, signature=key.sign("recover", device.tenant, ask.name))


def mutated(chance: random.Random, body: bytes) -> bytes:
    """The bytes with one to three of them changed, cut out, or doubled; never the same."""
    changed = bytearray(body)
    while bytes(changed) == body:
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(changed))
            way = chance.randrange(3)
            if way == 0:
                changed[at] ^= 1 << chance.randrange(8)
            elif way == 1:
                del changed[at : at + chance.randint(1, 9)]
            else:
                changed[at:at] = changed[at : at + chance.randint(1, 9)]
    return bytes(changed)
