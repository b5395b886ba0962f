"""At which doors the store refuses whom: files, sessions, devices and codes; each refusal stands in its audit."""

import time
from collections.abc import Callable

import msgspec
import pytest

from casework.case_files import Room, grants_log, hub_book, practice_book, room_of
from casework.enrolment import read_code
from casework.exchange import (
    ChallengeAnswer,
    ChallengeAsk,
    Cursor,
    Endpoint,
    EnrolAnswer,
    EnrolAsk,
    NotTaken,
    PiecesAnswer,
    PiecesAsk,
    PullAnswer,
    PullAsk,
    SessionAnswer,
    SessionAsk,
    Trouble,
)
from tests.central_store.conftest import ELLA, OTHER
from tests.central_store.device import Device, Refused, audit_lines, heads_of
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


def test_what_a_revoked_device_sends_first_of_all_is_not_taken_either(store: RunningStore, omar: Device) -> None:
    """Whoever adds something is looked at under the lock, and nowhere before it where the store knew them a moment ago."""
    omar.write(ELLA, "while he might")
    before = heads_of(store)[ELLA]
    store.revoke(omar.id)
    with pytest.raises(Refused) as refused:
        omar.write(ELLA, "no more")
    assert (refused.value.status, refused.value.code) == (403, "device")
    assert heads_of(store)[ELLA] == before


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
    store.in_database(f"UPDATE enrolments SET expires = {time.time() - 1} WHERE public IS NULL")
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


def refused_raw(device: Device, method: str, path: str, body: bytes = b"") -> None:
    """Raise Refused with what the store said."""
    status, answer, _ = device.raw(method, path, body)
    if status >= 400:
        raise Refused(status, msgspec.msgpack.decode(answer, type=Trouble).code)
