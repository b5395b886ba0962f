"""What the store refuses, and that each refusal stands in its audit and leaves no trace in the record."""

import random
import time
from collections.abc import Callable

import msgspec
import pytest

from casework.acceptance import Reason
from casework.case_files import AUTHORITY_BOOK, Room, grants_log, hub_book, practice_book, room_of
from casework.changes import Change, body_hash, write_change
from casework.enrolment import read_code
from casework.exchange import (
    MOST_BYTES_A_BODY,
    MOST_CHANGES_A_PUSH,
    Batch,
    ChallengeAnswer,
    ChallengeAsk,
    Cursor,
    Endpoint,
    EnrolAnswer,
    EnrolAsk,
    FilePush,
    NotTaken,
    PiecesAnswer,
    PiecesAsk,
    PullAnswer,
    PullAsk,
    PushAnswer,
    PushAsk,
    SessionAnswer,
    SessionAsk,
    Taken,
    Trouble,
    WaitAnswer,
    WaitAsk,
    WireChange,
)
from casework.kinds.books import Device as DeviceKind
from casework.kinds.books import Grant, grant_record
from casework.kinds.reading import values_of
from casework.seals import Seal
from tests.central_store.conftest import ELLA, OTHER
from tests.central_store.device import NOON, Device, Refused, audit_lines
from tests.support.store import RunningStore

PIECE = "0" * 64
OTHERS_FILES = [
    OTHER,
    room_of(OTHER, Room.CLINICAL),
    room_of(ELLA, Room.PROTECTED),
    grants_log("hub-2"),
    hub_book("hub-2"),
    practice_book("zoe"),
    practice_book("omar"),
    "person:" + "0" * 32,
    "no such kind:1",
    "",
]


def with_seal(push: FilePush, **fields: object) -> FilePush:
    return FilePush(push.file, Batch(msgspec.structs.replace(push.batch.seal, **fields), push.batch.changes))


def two_signatures_swapped(device: Device) -> FilePush:
    push = device.sealed(ELLA, [device.note(ELLA, "one")])
    other = device.sealed(ELLA, [device.note(ELLA, "two")])
    return with_seal(push, signature=other.batch.seal.signature)


def a_seal_for_another_file(device: Device) -> FilePush:
    return FilePush(OTHER, device.sealed(ELLA, [device.note(ELLA, "meant for ella")]).batch)


def a_word_changed_after_sealing(device: Device) -> FilePush:
    push = device.sealed(ELLA, [device.note(ELLA, "he was calm"), device.note(ELLA, "untouched")])
    wire = push.batch.changes[0]
    assert wire.body
    changed = WireChange(wire.head, wire.salt, wire.body.replace(b"calm", b"wild"))
    return FilePush(ELLA, Batch(push.batch.seal, (changed, push.batch.changes[1])))


def a_whole_change_put_in(device: Device) -> FilePush:
    push = device.sealed(ELLA, [device.note(ELLA, "mine")])
    stranger = device.sealed(ELLA, [device.note(ELLA, "slipped in")]).batch.changes
    return FilePush(ELLA, Batch(push.batch.seal, push.batch.changes + stranger))


def a_change_left_out(device: Device) -> FilePush:
    push = device.sealed(ELLA, [device.note(ELLA, "one"), device.note(ELLA, "two")])
    return FilePush(ELLA, Batch(push.batch.seal, push.batch.changes[:1]))


def another_persons_change(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "in omar's name", author="omar")])


def the_same_change_twice(device: Device) -> FilePush:
    note = device.note(ELLA, "twice")
    return device.sealed(ELLA, [note, note])


def no_change_at_all(device: Device) -> FilePush:
    return device.sealed(ELLA, [])


def too_many_changes(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "many") for _ in range(MOST_CHANGES_A_PUSH + 1)])


def one_body_too_long(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "x" * MOST_BYTES_A_BODY)])


def all_bodies_too_long_together(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "x" * 60_000) for _ in range(5)])


def not_in_the_one_form(device: Device) -> FilePush:
    """A body that says the same in other bytes: two machines would hash it apart."""
    whole = device.note(ELLA, "x")
    assert whole.salt
    assert whole.body
    body = whole.body.replace(b"\xa1x", b"\xd9\x01x")
    head = whole.head.replace(whole.hash_of_body, body_hash(whole.salt, body))
    return device.sealed(ELLA, [Change(head, body_hash(whole.salt, body), whole.salt, body)])


def a_change_of_another_file(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(OTHER, "wrong cover")])


def an_erased_change(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "gone").erased()])


def a_skipped_seal(device: Device) -> FilePush:
    device.write(ELLA, "the first")
    return device.sealed(ELLA, [device.note(ELLA, "the third")], number=3)


def a_seal_number_used_before(device: Device) -> FilePush:
    device.write(ELLA, "the first")
    return device.sealed(ELLA, [device.note(ELLA, "another first")], number=1)


def a_seal_that_follows_nothing(device: Device) -> FilePush:
    device.write(ELLA, "the first")
    device.seals[ELLA] = Seal(device.id, 1, bytes(32), device.seals[ELLA].seen, bytes(64))
    return device.sealed(ELLA, [device.note(ELLA, "the second")])


def a_seal_number_beyond_all(device: Device) -> FilePush:
    return device.sealed(ELLA, [device.note(ELLA, "far")], number=2**64 - 1)


def a_grant_to_oneself(device: Device) -> FilePush:
    return _as_record(
        device, grants_log("hub-1"), "grant", grant_record(OTHER), values_of(Grant(file=OTHER, state="held"))
    )


def an_approval_of_oneself(device: Device) -> FilePush:
    return _as_record(device, AUTHORITY_BOOK, "device", b"d" * 16, values_of(DeviceKind(revoked=None)))


def a_role_for_oneself(device: Device) -> FilePush:
    return _as_record(device, AUTHORITY_BOOK, "professional", b"p" * 16, {"role": "group_manager"})


def _as_record(device: Device, file: str, kind: str, record: bytes, values: dict[str, object]) -> FilePush:
    change = write_change(
        file=file, record=record, kind=kind, values=values, author="ruth", device=device.id, happened=NOON, written=NOON
    )
    return device.sealed(file, [change])


REFUSED: list[tuple[Callable[[Device], FilePush], Reason]] = [
    (two_signatures_swapped, Reason.SEAL),
    (a_seal_for_another_file, Reason.FORM),
    (a_word_changed_after_sealing, Reason.SEAL),
    (a_whole_change_put_in, Reason.SEAL),
    (a_change_left_out, Reason.SEAL),
    (another_persons_change, Reason.AUTHOR),
    (the_same_change_twice, Reason.FORM),
    (no_change_at_all, Reason.SIZE),
    (too_many_changes, Reason.SIZE),
    (one_body_too_long, Reason.SIZE),
    (all_bodies_too_long_together, Reason.SIZE),
    (not_in_the_one_form, Reason.FORM),
    (a_change_of_another_file, Reason.FORM),
    (an_erased_change, Reason.FORM),
    (a_skipped_seal, Reason.SEAL_NUMBER),
    (a_seal_number_used_before, Reason.SEAL_NUMBER),
    (a_seal_that_follows_nothing, Reason.SEAL_NUMBER),
    (a_seal_number_beyond_all, Reason.SEAL),
    (a_grant_to_oneself, Reason.RIGHT),
    (an_approval_of_oneself, Reason.RIGHT),
    (a_role_for_oneself, Reason.RIGHT),
]


@pytest.mark.parametrize(("make", "reason"), REFUSED, ids=[make.__name__ for make, _ in REFUSED])
def test_a_batch_that_is_not_right_is_refused_whole_and_audited(
    store: RunningStore, ruth: Device, make: Callable[[Device], FilePush], reason: Reason
) -> None:
    push = make(ruth)
    before = heads_of(store)
    (result,) = ruth.send(push)
    assert isinstance(result, NotTaken)
    assert result.reason == reason.value
    assert heads_of(store) == before
    assert audit_lines(store, f"refused: {reason.value}")[-1] == (ruth.id, push.file, "push")


def test_a_refused_batch_names_the_changes_at_fault(ruth: Device) -> None:
    fine, stray = ruth.note(ELLA, "mine"), ruth.note(ELLA, "not mine", author="omar")
    (result,) = ruth.send(ruth.sealed(ELLA, [fine, stray]))
    assert isinstance(result, NotTaken)
    assert result.changes == (stray.id,)


def test_another_devices_seal_is_refused(ruth: Device, omar: Device) -> None:
    (result,) = ruth.send(omar.sealed(ELLA, [omar.note(ELLA, "carried by ruth")]))
    assert isinstance(result, NotTaken)
    assert result.reason == "seal"


@pytest.mark.parametrize("file", OTHERS_FILES)
def test_a_file_that_is_not_ones_own_is_refused_at_every_door(store: RunningStore, ruth: Device, file: str) -> None:
    doors: dict[str, Callable[[], object]] = {
        "pull": lambda: ruth.ask(Endpoint.PULL, PullAsk({file: Cursor(1, 0, b"")}), PullAnswer),
        "missing": lambda: ruth.ask(Endpoint.MISSING_PIECES, PiecesAsk(file, (PIECE,)), PiecesAnswer),
        "put": lambda: refused_raw(ruth, "PUT", ruth.piece_path(file, PIECE), b"bytes"),
        "get": lambda: refused_raw(ruth, "GET", ruth.piece_path(file, PIECE)),
    }
    for name, knock in doors.items():
        if not file and name in ("put", "get"):
            continue  # no such address
        with pytest.raises(Refused) as refused:
            knock()
        assert (refused.value.status, refused.value.code) == (403, "right"), name
        assert audit_lines(store, "refused: right")[-1][:2] == (ruth.id, file)
    (result,) = ruth.send(ruth.sealed(file, [ruth.note(file, "not mine to write")]))
    assert isinstance(result, NotTaken)
    assert result.reason in ("right", "form")
    assert file not in {head.file for head in ruth.wait(0).heads}


def test_one_strange_file_among_ones_own_refuses_the_whole_pull(ruth: Device) -> None:
    with pytest.raises(Refused):
        ruth.ask(Endpoint.PULL, PullAsk({ELLA: Cursor(1, 0, b""), OTHER: Cursor(1, 0, b"")}), PullAnswer)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", Endpoint.PUSH),
        ("POST", Endpoint.PULL),
        ("POST", Endpoint.WAIT),
        ("POST", Endpoint.MISSING_PIECES),
        ("PUT", "/v1/pieces/authority/" + PIECE),
        ("GET", "/v1/pieces/authority/" + PIECE),
    ],
)
def test_nothing_is_answered_without_a_session(store: RunningStore, ruth: Device, method: str, path: str) -> None:
    mine, name = ruth.token, path.split("/")[2]
    for token in ("", "x", mine[:-8] + "AAAAAAA=", "\u00e9" * 40, mine + "AAAA"):
        ruth.token = token
        with pytest.raises(Refused) as refused:
            refused_raw(ruth, method, path, b"\x80")
        assert (refused.value.status, refused.value.code) == (401, "session")
    assert audit_lines(store, "refused: session")[-1] == ("", "", name)


def test_a_revoked_device_is_refused_from_that_moment_with_the_token_it_has(store: RunningStore, ruth: Device) -> None:
    ruth.write(ELLA, "while it might")
    line = store.command(
        "revoke", "--data", str(store.data), "--device", ruth.id, "--authority-key", str(store.key_file)
    )
    assert "Revoked a device of ruth" in line
    for knock in (lambda: ruth.wait(0), lambda: ruth.write(ELLA, "no more"), ruth.sign_in):
        with pytest.raises(Refused) as refused:
            knock()
        assert (refused.value.status, refused.value.code) == (403, "device")
    assert len(audit_lines(store, "refused: device")) >= 3
    assert store.problems() == []


def test_a_device_that_was_never_approved_gets_no_session(store: RunningStore) -> None:
    stranger = Device(store, "ruth")
    assert stranger.show(store.enrol("ruth")).approval is None
    with pytest.raises(Refused) as refused:
        stranger.sign_in()
    assert refused.value.code == "device"
    stranger.close()


def test_a_challenge_is_good_once_for_one_device(ruth: Device, omar: Device) -> None:
    def begin(device: Device, challenge: bytes) -> SessionAnswer:
        signature = device.key.sign("session", device.tenant, device.id, challenge)
        return device.ask(Endpoint.SESSION, SessionAsk(device.id, challenge, signature), SessionAnswer)

    def challenge_of(device: Device) -> bytes:
        return device.ask(Endpoint.CHALLENGE, ChallengeAsk(device.id), ChallengeAnswer).challenge

    good = challenge_of(ruth)
    assert len(good) == 32
    assert begin(ruth, good).professional == "ruth"
    for bad in (good, challenge_of(omar), bytes(32), b"", challenge_of(ruth)[:-1], challenge_of(ruth)[:-1] + b"!"):
        with pytest.raises(Refused) as refused:
            begin(ruth, bad)
        assert refused.value.code == "device"
    challenge = challenge_of(ruth)
    signature = ruth.key.sign("enrol", ruth.tenant, ruth.id, challenge)
    with pytest.raises(Refused):  # a signature made for another purpose
        ruth.ask(Endpoint.SESSION, SessionAsk(ruth.id, challenge, signature), SessionAnswer)


def test_a_code_is_good_for_a_week_and_one_device_that_has_its_key(store: RunningStore) -> None:
    first, second = Device(store, "ruth"), Device(store, "ruth")
    code = store.enrol("ruth")
    assert first.show(code).professional == "ruth"
    assert first.show(code).professional == "ruth"  # the same device may ask again
    for wrong in (lambda: second.show(code), lambda: first.show_secret("00" * 10), lambda: first.show_secret("")):
        with pytest.raises(Refused) as refused:
            wrong()
        assert (refused.value.status, refused.value.code) == (403, "code")
    assert audit_lines(store, "refused: code")[-1] == ("", "", "enrol")
    old = store.enrol("ruth")
    opened = store.open()
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE enrolments SET expires = ? WHERE public IS NULL", (time.time() - 1,))
    opened.close()
    with pytest.raises(Refused):
        second.show(old)
    first.close()
    second.close()


def test_a_code_shown_with_another_devices_key_is_refused(store: RunningStore, ruth: Device) -> None:
    thief = Device(store, "ruth")
    thief.show(store.enrol("ruth"))
    secret = store.enrol("ruth")
    ask = EnrolAsk(read_code(secret).secret_text, ruth.key.public, thief.key.sign("enrol", thief.tenant, secret))
    with pytest.raises(Refused):
        thief.ask(Endpoint.ENROL, ask, EnrolAnswer)
    thief.close()


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
    ]
    before = heads_of(store)
    for _ in range(250):
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


def refused_raw(device: Device, method: str, path: str, body: bytes = b"") -> None:
    """Raise Refused with what the store said."""
    status, answer, _ = device.raw(method, path, body)
    if status >= 400:
        raise Refused(status, msgspec.msgpack.decode(answer, type=Trouble).code)


def heads_of(store: RunningStore) -> dict[str, int]:
    """{file: newest number} of everything the store holds."""
    opened = store.open()
    try:
        with opened.reading() as ledger:
            return {head.file: head.number for head in ledger.heads()}
    finally:
        opened.close()
