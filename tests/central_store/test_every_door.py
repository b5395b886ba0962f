"""Every door of the store, as the application itself lists them: who gets in, what is said to everybody else, and that no hub
reads or writes what is another's, whatever the way of asking. A door that is new and has no line here fails.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from litestar.routes import HTTPRoute

from casework.case_files import AUTHORITY_BOOK, Room, grants_log, hub_book, practice_book, room_of
from casework.exchange import (
    AuthorityAsk,
    ChallengeAsk,
    Cursor,
    Endpoint,
    EnrolAsk,
    FilePush,
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
    WaitAsk,
    WipedAsk,
)
from casework.leaving import CHANGES, HandedOver, Item, hash_of, written
from casework.seals import first_digest
from central_store.serving.app import make_app
from central_store.serving.meters import Meters
from central_store.serving.office import Office
from central_store.serving.waiting import Wakeups
from tests.central_store.conftest import ELLA, MAYA
from tests.central_store.device import Device, heads_of
from tests.central_store.test_quarantine import Leaver
from tests.central_store.test_strange_requests import let_me_in
from tests.support.shaped import shaped
from tests.support.store import TENANT, RunningStore

ANYBODY, SESSION, REVOKED = "anybody", "whoever has a session", "a revoked device"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
SECRET = "violetkestrel"
OF_HUB_1 = (
    *(ELLA, MAYA, room_of(ELLA, Room.CLINICAL), room_of(ELLA, Room.PROTECTED), room_of(ELLA, Room.WORKER_SAFETY)),
    *(grants_log("hub-1"), hub_book("hub-1"), practice_book("ruth")),
)
PIECE = b"sealed on ruth's device " + SECRET.encode()
PIECE_NAME = hashlib.sha256(PIECE).hexdigest()


class Door(NamedTuple):
    """Who may come in; about: what asks there about a file of another hub, None where no file can be named.

    form: the message, None where the body is plain bytes; sent: those bytes.
    """

    who: str
    form: type[msgspec.Struct] | None = None
    about: Callable[[Device, str], msgspec.Struct] | None = None
    sent: bytes = b""


def a_push(device: Device, file: str) -> PushAsk:
    return PushAsk((device.sealed(file, [device.note(file, "by somebody of another hub")]),))


def a_push_of_anothers_batch(device: Device, file: str) -> FilePush:
    """The same under the name of somebody who may write there."""
    return device.sealed(file, [device.note(file, "under another's name", author="ruth")])


def a_list(device: Device, file: str) -> HandedOverAsk:
    listed = HandedOver(TENANT, device.id, (Item(CHANGES, file, (PIECE_NAME,), len(PIECE)),))
    content = written(listed)
    return HandedOverAsk(content, device.key.sign("handed over", TENANT, hash_of(content)))


DOORS: dict[tuple[str, str], Door] = {
    ("POST", Endpoint.AUTHORITY): Door(ANYBODY, AuthorityAsk),
    ("POST", Endpoint.ENROL): Door(ANYBODY, EnrolAsk),
    ("POST", Endpoint.CHALLENGE): Door(ANYBODY, ChallengeAsk),
    ("POST", Endpoint.SESSION): Door(ANYBODY, SessionAsk),
    ("POST", Endpoint.RECOVER): Door(ANYBODY, RecoverAsk, lambda device, _file: let_me_in(device)),
    ("POST", Endpoint.PUSH): Door(SESSION, PushAsk, a_push),
    ("POST", Endpoint.PULL): Door(
        SESSION, PullAsk, lambda _device, file: PullAsk({file: Cursor(1, 0, first_digest(TENANT, file))})
    ),
    ("POST", Endpoint.WAIT): Door(SESSION, WaitAsk, lambda _device, _file: WaitAsk(bytes(32), 0.0, 65536)),
    ("POST", Endpoint.MISSING_PIECES): Door(
        SESSION, PiecesAsk, lambda _device, file: PiecesAsk(file, (PIECE_NAME, "0" * 64))
    ),
    ("PUT", Endpoint.PIECE): Door(SESSION, sent=b"of another hub"),
    ("GET", Endpoint.PIECE): Door(SESSION),
    ("GET", Endpoint.HEALTH): Door(ANYBODY),
    ("POST", Endpoint.REVOKED): Door(ANYBODY, RevokedAsk),
    ("POST", Endpoint.PARTS_MISSING): Door(REVOKED, PartsAsk, lambda _device, _file: PartsAsk((PIECE_NAME,))),
    ("PUT", Endpoint.PART): Door(REVOKED, sent=b"a part"),
    ("POST", Endpoint.HANDED_OVER): Door(REVOKED, HandedOverAsk, a_list),
    ("POST", Endpoint.WIPED): Door(ANYBODY, WipedAsk),
}
MESSAGES = {door: one.form for door, one in DOORS.items() if one.form is not None}
each_door = pytest.mark.parametrize("door", DOORS, ids=[f"{method} {path}" for method, path in DOORS])


def address(path: str, file: str, sent: bytes = b"") -> str:
    name = hashlib.sha256(sent).hexdigest() if sent else PIECE_NAME
    return path.replace("{file:str}", file).replace("{name:str}", name)


@pytest.fixture(scope="module")
def stocked(store: RunningStore) -> Iterator[RunningStore]:
    """Hub 1 has words, and a piece of an attachment, that nobody of hub 2 may ever see."""
    ruth = Device(store, "ruth").join()
    ruth.write(ELLA, SECRET)
    assert ruth.raw("PUT", ruth.piece_path(ELLA, PIECE_NAME), PIECE)[0] == 204
    ruth.close()
    yield store
    assert store.problems() == []


def test_every_door_of_the_application_has_its_line_here(store: RunningStore) -> None:
    opened = store.open()
    office = Office(opened, lambda _files: None)
    try:
        app = make_app(office, Wakeups(), Meters())
        routes = [route for route in app.routes if isinstance(route, HTTPRoute)]
        assert len(routes) == len(app.routes)
        found = {(method, route.path_format) for route in routes for method in route.methods if method != "OPTIONS"}
    finally:
        office.close()
        opened.close()
    ours = {(method, path.replace(":str", "")) for method, path in DOORS}
    assert found - {("HEAD", path) for _, path in found} == ours
    assert {value for name, value in vars(Endpoint).items() if name.isupper()} == {path for _, path in DOORS}


@each_door
def test_only_who_is_meant_comes_in(stocked: RunningStore, zoe: Device, door: tuple[str, str]) -> None:
    """Without a token, with one that was made up, with another store's, and with one that opens other doors."""
    method, path = door
    what = DOORS[door]
    if what.who == ANYBODY:
        return
    mine = zoe.token
    stocked.revoke(zoe.id)
    order = Leaver(zoe)
    order.begin()
    of_a_revoked = zoe.token
    tokens = ["", "x", "é" * 30, mine[:-6] + "AAAAA=", mine + "A", of_a_revoked[:-6] + "AAAAA="]
    tokens += [mine] if what.who == REVOKED else [of_a_revoked]
    for token in tokens:
        zoe.token = token
        status, answer, _ = zoe.raw(method, address(path, ELLA, what.sent), what.sent or b"\x80")
        code = msgspec.msgpack.decode(answer, type=Trouble).code
        assert (status, code) in ((401, "session"), (403, "device")), token


@each_door
def test_nobody_of_another_hub_reads_or_writes_there(stocked: RunningStore, zoe: Device, door: tuple[str, str]) -> None:
    method, path = door
    what = DOORS[door]
    if what.who == REVOKED:
        stocked.revoke(zoe.id)
        Leaver(zoe).begin()
    before, pieces = heads_of(stocked), pieces_of(stocked)
    for file in OF_HUB_1:
        message = what.about(zoe, file) if what.about is not None else None
        body = what.sent if message is None else msgspec.msgpack.encode(message)
        status, answer, _ = zoe.raw(method, address(path, file, what.sent), body)
        assert status < 500, file
        assert SECRET.encode() not in answer, (status, file)
        if path == Endpoint.PUSH:
            (result,) = msgspec.msgpack.decode(answer, type=PushAnswer).results
            assert not isinstance(result, Taken), file
        else:
            assert file.encode() not in answer, status
    assert heads_of(stocked) == before
    assert pieces_of(stocked) == pieces


def pieces_of(store: RunningStore) -> set[str]:
    """What lies in the store's folder of pieces, of every file."""
    return {str(path.relative_to(store.data)) for path in (store.data / "pieces").rglob("*") if path.is_file()}


def test_a_batch_under_the_name_of_somebody_who_may_is_not_taken_either(stocked: RunningStore, zoe: Device) -> None:
    before = heads_of(stocked)
    results = zoe.send(*(a_push_of_anothers_batch(zoe, file) for file in OF_HUB_1))
    assert not any(isinstance(result, Taken) for result in results)
    assert heads_of(stocked) == before


@pytest.mark.parametrize("method", METHODS)
def test_no_other_way_of_asking_is_one(stocked: RunningStore, zoe: Device, method: str) -> None:
    """Every verb at every address, and addresses that are nearly one."""
    before = heads_of(stocked)
    paths = sorted({path for _, path in DOORS})
    nearly = [change(path) for path in paths for change in (str.upper, lambda it: it + "/x/y")]
    others = [
        *(path for path in paths if (method, path) not in DOORS),
        *nearly,
        "/",
        "/schema",
        "/v1",
        "/v1/../v1/pull",
    ]
    for path in others:
        status, answer, headers = zoe.raw(method, address(path, ELLA), b"\x80")
        assert status in (404, 405) or (method == "OPTIONS" and (status, answer) == (204, b"")), path
        if status != 204 and method != "HEAD":
            assert msgspec.msgpack.decode(answer, type=Trouble).code == "http", path
        assert "access-control-allow-origin" not in headers
    assert heads_of(stocked) == before


@pytest.mark.parametrize("door", MESSAGES, ids=[path for _, path in MESSAGES])
def test_a_message_of_the_right_shape_with_anything_in_it_is_answered(
    stocked: RunningStore, zoe: Device, door: tuple[str, str]
) -> None:
    method, path = door
    if DOORS[door].who == REVOKED:
        stocked.revoke(zoe.id)
        Leaver(zoe).begin()
    before = heads_of(stocked)
    names = (*OF_HUB_1, AUTHORITY_BOOK, zoe.id, "ruth", "zoe", PIECE_NAME, "", "person:" + "0" * 32)

    @settings(max_examples=60)
    @given(shaped(MESSAGES[door], names))
    def answered(body: bytes) -> None:
        status, answer, _ = zoe.raw(method, path, body)
        assert status in (200, 400, 401, 403, 413, 429), (status, answer)
        assert SECRET.encode() not in answer
        said: Any = msgspec.msgpack.decode(answer)
        assert status == 200 or said["sentence"]
        if path == Endpoint.PUSH and status == 200:
            assert all(result["type"] == "not taken" for result in said["results"])

    answered()
    assert heads_of(stocked) == before
