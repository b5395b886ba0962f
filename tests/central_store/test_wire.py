"""Bodies that are not messages: garbage, too much, compressed too well, cut short. Each has an answer of our own."""

import hashlib
import http.client
import random
import ssl
from urllib.parse import urlsplit

import msgspec
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from casework.exchange import (
    MEDIA_TYPE,
    MOST_BYTES_A_MESSAGE,
    PIECE_BYTES,
    Cursor,
    Endpoint,
    PiecesAnswer,
    PiecesAsk,
    PullAsk,
    PushAsk,
    Trouble,
)
from central_store.serving.app import MOST_BYTES_WITHOUT_SESSION
from central_store.serving.trouble import Refusing
from central_store.serving.wire import WORTH_COMPRESSING, decoded, decompressed, encoded
from tests.central_store.conftest import ELLA, MAYA, OTHER
from tests.central_store.device import Device, audit_lines
from tests.support.store import RunningStore

PULL = msgspec.msgpack.encode(PullAsk({ELLA: Cursor(1, 0, b"")}))
PRESSED = zstd.compress(PULL * 50)
BAD_BODIES = {
    "nothing": (b"", "", 400),
    "garbage": (b"\xc1" * 300, "", 400),
    "another form": (msgspec.msgpack.encode({"cursors": [1, 2]}), "", 400),
    "too deep": (b"\x91" * 100_000, "", 400),
    "not zstd": (PULL, "zstd", 400),
    "another encoding": (PRESSED, "gzip", 400),
    "cut short": (PRESSED[:-3], "zstd", 400),
    "cut to its head": (PRESSED[:6], "zstd", 400),
    "something after its end": (PRESSED + b"more", "zstd", 400),
    "two frames": (zstd.compress(PULL) * 2, "zstd", 400),
    "a small bomb": (zstd.compress(bytes(MOST_BYTES_A_MESSAGE + 1)), "zstd", 413),
    "a large bomb": (zstd.compress(bytes(400 * 1024 * 1024)), "zstd", 413),
    "too large": (bytes(MOST_BYTES_A_MESSAGE + 1), "", 413),
}


@pytest.mark.parametrize("name", BAD_BODIES)
def test_a_body_that_is_no_message_is_refused_in_our_own_words(store: RunningStore, ruth: Device, name: str) -> None:
    body, encoding, expected = BAD_BODIES[name]
    status, answer, headers = ruth.raw("POST", Endpoint.PULL, body, {"content-encoding": encoding} if encoding else {})
    assert status == expected
    assert headers["content-type"].startswith(MEDIA_TYPE)
    trouble = msgspec.msgpack.decode(answer, type=Trouble)
    assert trouble.code == {400: "form", 413: "size"}[expected]
    assert audit_lines(store, f"refused: {trouble.code}")[-1] == (ruth.id, "", "pull")


def test_a_frame_that_asks_for_much_memory_is_refused() -> None:
    compressor = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    frame = compressor.compress(PULL) + compressor.flush()  # of unknown length, so the window is what it says
    with pytest.raises(Refusing):
        decoded(frame, "zstd", PullAsk, MOST_BYTES_A_MESSAGE)
    compressor = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 17})
    frame = compressor.compress(PULL) + compressor.flush()
    assert decoded(frame, "zstd", PullAsk, MOST_BYTES_A_MESSAGE)
    with pytest.raises(Refusing):
        decoded(frame, "zstd", PullAsk, MOST_BYTES_WITHOUT_SESSION)


def test_a_message_of_any_length_that_is_allowed_unpacks_as_laptops_pack_it() -> None:
    for length in (1, 1000, 8192, 8193, 12_000, MOST_BYTES_WITHOUT_SESSION):
        assert len(decompressed(zstd.compress(bytes(length), 3), MOST_BYTES_WITHOUT_SESSION)) == length
        noise = random.Random(length).randbytes(length)
        assert decompressed(zstd.compress(noise, 3), MOST_BYTES_WITHOUT_SESSION) == noise


def test_without_a_session_only_little_is_listened_to(ruth: Device) -> None:
    ruth.token = ""
    for path in (Endpoint.AUTHORITY, Endpoint.ENROL, Endpoint.CHALLENGE, Endpoint.SESSION, Endpoint.RECOVER):
        status, answer, _ = ruth.raw("POST", path, bytes(20_000))
        assert (status, msgspec.msgpack.decode(answer, type=Trouble).code) == (413, "size")
        pressed = zstd.compress(bytes(MOST_BYTES_WITHOUT_SESSION + 1))
        status, answer, _ = ruth.raw("POST", path, pressed, {"content-encoding": "zstd"})
        assert (status, msgspec.msgpack.decode(answer, type=Trouble).code) in ((413, "size"), (400, "form"))
    status, _, _ = ruth.raw("POST", Endpoint.PUSH, bytes(100_000))
    assert status == 401  # before a byte of it was read as a message


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/", 404), ("POST", "/v1/nowhere", 404), ("GET", Endpoint.PUSH, 405), ("DELETE", Endpoint.PULL, 405)],
)
def test_an_address_that_is_none_is_answered_in_our_own_words(
    ruth: Device, method: str, path: str, status: int
) -> None:
    answered, body, headers = ruth.raw(method, path)
    assert answered == status
    assert headers["content-type"].startswith(MEDIA_TYPE)
    assert msgspec.msgpack.decode(body, type=Trouble).code == "http"


def test_health_needs_no_session_and_says_nothing(ruth: Device) -> None:
    ruth.token = ""
    assert ruth.raw("GET", Endpoint.HEALTH)[:2] == (200, b"")


def test_nothing_older_than_tls_1_3_is_spoken(store: RunningStore, ruth: Device) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    parts = urlsplit(store.address)
    assert parts.hostname
    connection = http.client.HTTPSConnection(parts.hostname, parts.port, context=old, timeout=10)
    with pytest.raises(ssl.SSLError):
        connection.connect()
    connection.close()
    ruth.raw("GET", Endpoint.HEALTH)
    assert ruth.tls_version() == "TLSv1.3"


def test_pieces_are_kept_whole_and_given_to_who_may_read(
    store: RunningStore, ruth: Device, omar: Device, zoe: Device
) -> None:
    data = b"sealed on the device " * 9_000
    name = hashlib.sha256(data).hexdigest()
    ask = PiecesAsk(ELLA, (name,))
    assert ruth.ask(Endpoint.MISSING_PIECES, ask, PiecesAnswer).missing == (name,)
    assert ruth.raw("GET", ruth.piece_path(ELLA, name))[0] == 404
    for _ in range(2):  # again, as after a broken connection
        assert ruth.raw("PUT", ruth.piece_path(ELLA, name), data)[:2] == (204, b"")
    assert ruth.ask(Endpoint.MISSING_PIECES, ask, PiecesAnswer).missing == ()
    assert omar.raw("GET", omar.piece_path(ELLA, name))[:2] == (200, data)
    assert omar.raw("GET", omar.piece_path(MAYA, name))[0] == 404  # a piece belongs to one file
    for method in ("GET", "PUT"):
        assert zoe.raw(method, zoe.piece_path(ELLA, name), data if method == "PUT" else b"")[0] == 403
    assert (omar.id, ELLA, name[:16]) in audit_lines(store, "read piece")
    assert audit_lines(store, "write piece").count((ruth.id, ELLA, name[:16])) == 1
    assert store.problems() == []


def test_a_piece_must_be_what_it_is_named_and_no_larger_than_a_piece(store: RunningStore, ruth: Device) -> None:
    name = hashlib.sha256(b"right").hexdigest()
    assert ruth.raw("PUT", ruth.piece_path(ELLA, name), b"wrong")[0] == 400
    large = bytes(PIECE_BYTES + 1)
    assert ruth.raw("PUT", ruth.piece_path(ELLA, hashlib.sha256(large).hexdigest()), large)[0] == 413
    for bad in ("..%2f..%2fstore.key", "../../store.key", name.upper(), name[:-1], "%00", "."):
        for method in ("PUT", "GET"):
            status, body, _ = ruth.raw(method, f"/v1/pieces/{ELLA}/{bad}", b"right" if method == "PUT" else b"")
            assert status in (400, 404)
            assert msgspec.msgpack.decode(body, type=Trouble).sentence
    assert not [path for path in store.data.rglob("*") if path.is_file() and path.read_bytes() in (b"right", b"wrong")]
    assert ruth.ask(Endpoint.MISSING_PIECES, PiecesAsk(ELLA, (name,)), PiecesAnswer).missing == (name,)


def test_nobody_puts_pieces_where_they_may_not_write(ruth: Device) -> None:
    data = b"in the book that all may read"
    name = hashlib.sha256(data).hexdigest()
    assert ruth.raw("PUT", ruth.piece_path("authority", name), data)[0] == 403
    assert ruth.raw("PUT", ruth.piece_path(OTHER, name), data)[0] == 403


@given(st.binary(max_size=4_000), st.integers(0, 60))
def test_whatever_is_compressed_comes_back_whole_or_not_at_all(plain: bytes, cut: int) -> None:
    frame = zstd.compress(plain)
    assert decompressed(frame, MOST_BYTES_A_MESSAGE) == plain
    if 0 < cut < len(frame):
        with pytest.raises((Refusing, zstd.ZstdError)):
            decompressed(frame[:-cut], MOST_BYTES_A_MESSAGE)


@given(st.binary(max_size=300), st.sampled_from(["zstd", None]))
def test_garbage_is_refused_and_nothing_else_is_raised(body: bytes, encoding: str | None) -> None:
    with pytest.raises(Refusing) as refused:
        decoded(body, encoding, PushAsk, MOST_BYTES_A_MESSAGE)
    assert refused.value.trouble.code in ("form", "size")


@given(st.integers(0, 5_000), st.booleans())
def test_answers_are_compressed_only_where_that_is_asked_and_worth_it(length: int, takes_zstd: bool) -> None:
    message = Trouble("code", "x" * length)
    body, headers = encoded(message, takes_zstd)
    assert bool(headers) == (takes_zstd and len(msgspec.msgpack.encode(message)) >= WORTH_COMPRESSING)
    assert decoded(body, headers.get("content-encoding"), Trouble, MOST_BYTES_A_MESSAGE) == message
