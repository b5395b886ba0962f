"""Messages to the store over TLS 1.3, with one pinned root, bounded answers, and every trouble as a plain sentence."""

import contextlib
import errno
import socket
import ssl
import threading
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import httpx2
import msgspec
from backports import zstd

from casework.errors import BadMessage, KnownError, NotReachable
from casework.exchange import (
    MEDIA_TYPE,
    MOST_BYTES_A_MESSAGE,
    PIECE_BYTES,
    AuthorityAnswer,
    AuthorityAsk,
    Endpoint,
    Trouble,
)

M = TypeVar("M", bound=msgspec.Struct)
CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 60.0
WORTH_COMPRESSING = 4096
WINDOW_LOG_MOST = 23  # 8 MiB: what a frame may make us set aside before it has shown a byte
LONGEST_SENTENCE = 300
NOT_YET_VALID, EXPIRED = 9, 10  # OpenSSL's codes of a certificate that does not hold today
NOT_ACCEPTED = "device"
"""The code of a refusal of this laptop itself: revoked, or never approved."""
BAD_ANSWER = "The central store answered something this Daybook cannot read. Nothing was taken over; nothing is lost."


class StoreRefused(KnownError):
    """The store answered with trouble. code: for the program ("session", "device", "right", "code", ...)."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(" ".join(trouble.sentence.split())[:LONGEST_SENTENCE])
        self.code = trouble.code


class WrongClock(NotReachable):
    """The store's certificate does not hold on the day that this laptop's clock shows."""


class AnotherAnswers(NotReachable):
    """Something answers at the store's address that the authority's root does not vouch for."""


class Transport:
    """One connection pool to one store. Threads may share it. `token` goes with every message once it is set.

    bytes_sent, bytes_received: of message bodies as they went over the wire, so far.
    """

    def __init__(self, address: str, trusted: ssl.SSLContext) -> None:
        self._client = _client(address, trusted)
        self._open = _OpenConnections()
        self.token = ""
        self.bytes_sent = 0
        self.bytes_received = 0

    def close(self) -> None:
        """End every connection, from any thread; a waiting poll ends with it, at once."""
        self._open.end()
        self._client.close()

    def ask(self, path: str, message: msgspec.Struct, form: type[M], wait: float = 0.0) -> M:
        """Send a message, get its answer; wait: seconds the store may take on purpose.

        Raises NotReachable, StoreRefused, or BadMessage.
        """
        body = msgspec.msgpack.encode(message)
        headers = {"content-type": MEDIA_TYPE, **self._authorization()}
        if len(body) > WORTH_COMPRESSING:
            body, headers["content-encoding"] = zstd.compress(body, 3), "zstd"
        return _decode(self._send("POST", path, body, headers, wait, MOST_BYTES_A_MESSAGE), form)

    def send_piece(self, file: str, name: str, piece: bytes) -> None:
        """Upload one piece of an attachment."""
        self._send("PUT", _piece(file, name), piece, self._authorization(), 0.0, MOST_BYTES_A_MESSAGE)

    def send_part(self, name: str, part: bytes) -> None:
        """Hand over one part to the quarantine."""
        path = Endpoint.PART.replace("{name:str}", name)
        self._send("PUT", path, part, self._authorization(), 0.0, MOST_BYTES_A_MESSAGE)

    def fetch_piece(self, file: str, name: str) -> bytes:
        """Download one piece; the caller checks it against its name."""
        return self._send("GET", _piece(file, name), b"", self._authorization(), 0.0, PIECE_BYTES)

    def _authorization(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"} if self.token else {}

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str], wait: float, most: int) -> bytes:
        request = self._client.build_request(
            method,
            path,
            content=body,
            headers=headers,
            timeout=httpx2.Timeout(ANSWER_SECONDS + wait, connect=CONNECT_SECONDS),
            extensions={"trace": self._open.trace},
        )
        try:
            with contextlib.closing(self._client.send(request, stream=True)) as response:
                answer = _read(response, most)
        except (httpx2.HTTPError, httpx2.InvalidURL, ssl.SSLError, OSError, RuntimeError) as error:
            raise _not_reachable(error) from error
        self.bytes_sent += len(body)
        self.bytes_received += len(answer)
        return _checked(response, answer)


class _OpenConnections:
    """The sockets under a client. To close one does not wake the thread that waits on it; to shut it down does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._is_over = False

    def trace(self, event: str, told: dict[str, Any]) -> None:
        """Called by the client at every step of a request; a new connection is remembered."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            with self._lock:
                self._sockets = [one for one in self._sockets if one.fileno() >= 0]
                self._sockets.append(told["return_value"].get_extra_info("socket"))
                if self._is_over:
                    self._shut()

    def end(self) -> None:
        """Shut down every connection, and those that come yet."""
        with self._lock:
            self._is_over = True
            self._shut()

    def _shut(self) -> None:
        for one in self._sockets:
            with contextlib.suppress(OSError):  # it ended by itself
                socket.socket.shutdown(one, socket.SHUT_RDWR)


class _NeverOpen(ssl.SSLSocket):
    """A socket under TLS or none at all: where the store was gone before the first word of TLS, it is closed.

    CPython 3.11 leaves such a socket open, or gives it back without TLS (ssl.SSLSocket._create, where nothing is connected).
    """

    def getpeername(self) -> Any:
        """Who is at the other end. Raises ConnectionResetError where nobody is any more."""
        try:
            return super().getpeername()
        except OSError as error:
            if error.errno != errno.ENOTCONN:
                raise
            self.close()
            raise ConnectionResetError(errno.ECONNRESET, "The other end was gone before TLS began.") from error


def ask_who_it_is(address: str) -> AuthorityAnswer:
    """Ask a store who it is over a connection that proves nothing yet: the caller believes only fingerprints."""
    context = _no_trust_yet()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    transport = Transport(address, context)
    try:
        return transport.ask(Endpoint.AUTHORITY, AuthorityAsk(), AuthorityAnswer)
    finally:
        transport.close()


def pinned(tls_root: str) -> ssl.SSLContext:
    """Trust for one TLS root (PEM) and nothing else. Raises BadMessage where it cannot be read."""
    context = _no_trust_yet()
    try:
        context.load_verify_locations(cadata=tls_root)
    except ssl.SSLError as error:
        raise BadMessage("The central store's certificate cannot be read. Ask your administrator.") from error
    return context


def warm_up() -> None:
    """Import what the first client makes httpx2 import; it is asked for on the screen's thread later."""
    _client("https://localhost", _no_trust_yet()).close()


def _no_trust_yet() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.sslsocket_class = _NeverOpen
    return context


def _client(address: str, context: ssl.SSLContext) -> httpx2.Client:
    try:
        parts = urlsplit(address)
        is_address = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
        if is_address:
            return httpx2.Client(
                base_url=address,
                verify=context,
                trust_env=False,
                follow_redirects=False,
                headers={"accept-encoding": "zstd", "user-agent": "Daybook"},
            )
    except (ValueError, httpx2.InvalidURL):
        pass  # no address either: say so in the same words
    raise KnownError("The store's address begins with https:// and a name. Copy it from your administrator's note.")


def _not_reachable(error: BaseException) -> NotReachable:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    if cause is None:
        return NotReachable("The central store cannot be reached. Go on working; everything is kept and sent later.")
    if cause.verify_code in (NOT_YET_VALID, EXPIRED):
        return WrongClock(
            "The central store's certificate does not hold today. Is this laptop's clock right? Set the clock; if it is"
            " right, tell your administrator. Everything is kept and sent later."
        )
    return AnotherAnswers(
        "Something else answers at the central store's address, as the sign-in page of a public Wi-Fi does. Nothing was"
        " sent to it; everything is kept and sent later."
    )


def _read(response: httpx2.Response, most: int) -> bytes:
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > most:
            raise BadMessage(BAD_ANSWER)
    return bytes(body)


def _checked(response: httpx2.Response, body: bytes) -> bytes:
    plain = _decompressed(body) if response.headers.get("content-encoding") == "zstd" else body
    if response.is_success:
        return plain
    raise StoreRefused(_decode(plain, Trouble))


def _decompressed(body: bytes) -> bytes:
    decompressor = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: WINDOW_LOG_MOST})
    try:
        plain = decompressor.decompress(body, max_length=MOST_BYTES_A_MESSAGE + 1)
    except zstd.ZstdError as error:
        raise BadMessage(BAD_ANSWER) from error
    if len(plain) > MOST_BYTES_A_MESSAGE or not decompressor.eof or decompressor.unused_data:
        raise BadMessage(BAD_ANSWER)
    return plain


def _decode(body: bytes, form: type[M]) -> M:
    try:
        return msgspec.msgpack.decode(body, type=form)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage(BAD_ANSWER) from error


def _piece(file: str, name: str) -> str:
    return Endpoint.PIECE.replace("{file:str}", quote(file, safe="")).replace("{name:str}", name)
