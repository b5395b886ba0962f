"""Messages to the store over TLS 1.3, with one pinned root, bounded answers, and every trouble as a plain sentence."""

import contextlib
import socket
import ssl
import weakref
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
BAD_ANSWER = "The central store answered something this Daybook cannot read. Nothing was taken over; nothing is lost."


class StoreRefused(KnownError):
    """The store answered with trouble. code: for the program ("session", "device", "right", "code", ...)."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.sentence)
        self.code = trouble.code


class Transport:
    """One connection pool to one store. Threads may share it. `token` goes with every message once it is set.

    bytes_sent, bytes_received: of message bodies as they went over the wire, so far.
    """

    def __init__(self, address: str, trusted: ssl.SSLContext) -> None:
        self._client = _client(address, trusted)
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._is_closed = False
        self.token = ""
        self.bytes_sent = 0
        self.bytes_received = 0

    def close(self) -> None:
        """End every connection. What another thread is waiting for ends at once, with NotReachable."""
        self._is_closed = True
        for open_socket in tuple(self._sockets):
            _hang_up(open_socket)
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

    def fetch_piece(self, file: str, name: str) -> bytes:
        """Download one piece; the caller checks it against its name."""
        return self._send("GET", _piece(file, name), b"", self._authorization(), 0.0, PIECE_BYTES)

    def _authorization(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"} if self.token else {}

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str], wait: float, most: int) -> bytes:
        timeout = httpx2.Timeout(ANSWER_SECONDS + wait, connect=CONNECT_SECONDS)
        try:
            with self._client.stream(
                method, path, content=body, headers=headers, timeout=timeout, extensions={"trace": self._note}
            ) as response:
                answer = _read(response, most)
                self.bytes_sent += len(body)
                self.bytes_received += len(answer)
                return _checked(response, answer)
        except (httpx2.HTTPError, httpx2.InvalidURL, ssl.SSLError, OSError, RuntimeError) as error:
            raise NotReachable(
                "The central store cannot be reached. Go on working; everything is kept and sent later."
            ) from error

    def _note(self, event: str, told: dict[str, Any]) -> None:
        """Remember each connection made: closing the client alone would leave a waiting poll to wait on."""
        if event == "connection.start_tls.complete":
            made = told["return_value"].get_extra_info("socket")
            self._sockets.add(made)
            if self._is_closed:
                _hang_up(made)


def _hang_up(open_socket: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it has ended by itself
        socket.socket.shutdown(open_socket, socket.SHUT_RDWR)  # not TLS's own, which another thread may be reading from


def ask_who_it_is(address: str) -> AuthorityAnswer:
    """Ask a store who it is over a connection that proves nothing yet: the caller believes only fingerprints."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    transport = Transport(address, context)
    try:
        return transport.ask(Endpoint.AUTHORITY, AuthorityAsk(), AuthorityAnswer)
    finally:
        transport.close()


def pinned(tls_root: str) -> ssl.SSLContext:
    """Trust for one TLS root (PEM) and nothing else. Raises BadMessage where it cannot be read."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        context.load_verify_locations(cadata=tls_root)
    except ssl.SSLError as error:
        raise BadMessage("The central store's certificate cannot be read. Ask your administrator.") from error
    return context


def _client(address: str, context: ssl.SSLContext) -> httpx2.Client:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise KnownError("The store's address begins with https:// and a name. Copy it from your administrator's note.")
    return httpx2.Client(
        base_url=address,
        verify=context,
        trust_env=False,
        follow_redirects=False,
        headers={"accept-encoding": "zstd", "user-agent": "Daybook"},
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
    decompressor = zstd.ZstdDecompressor()
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
