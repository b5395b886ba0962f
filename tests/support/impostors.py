"""Servers that answer at a store's address and are not it, or not as it should be: on real sockets, each noting what it was sent."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from central_store.devices.certificates import make_leaf

MOST_BYTES = 65536
PATIENCE = 10.0
HEAD_ENDS = b"\r\n\r\n"


class Impostor:
    """heard: what was sent in plain text or came out of TLS. context: None speaks no TLS at all; answer: to whatever is said."""

    def __init__(self, context: ssl.SSLContext | None, answer: bytes = b"") -> None:
        self._context = context
        self.answer = answer
        self.heard: list[bytes] = []
        self.trouble: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.address = f"https://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> "Impostor":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            near.settimeout(PATIENCE)
            try:
                with near if self._context is None else self._context.wrap_socket(near, server_side=True) as talk:
                    self._talk(talk)
            except OSError as error:  # refused before a word was said, which is what most tests ask for
                self.trouble.append(str(error))
            finally:
                near.close()

    def _talk(self, talk: socket.socket) -> None:
        said = talk.recv(MOST_BYTES)
        if said:
            self.heard.append(said)
            talk.sendall(self.answer)


def server_context(folder: Path, certificate: str, key: str, newest: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    """What a server with this certificate (PEM) speaks."""
    for name, pem in (("certificate.pem", certificate), ("key.pem", key)):
        (folder / name).write_text(pem, "utf-8")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    if newest is not None:
        context.maximum_version = newest
    return context


def leaf(root: str, root_key: str, host: str = "127.0.0.1") -> tuple[str, str]:
    """A certificate of this root for a host: (certificate, key)."""
    return make_leaf(root, root_key, [host])


class Recorder:
    """Between a laptop and its store: passes everything on, and remembers what each connection sent to the store."""

    def __init__(self, behind: str) -> None:
        parts = urlsplit(behind)
        self._behind = (parts.hostname or "", parts.port or 0)
        self.sent: list[bytearray] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"https://127.0.0.1:{self._listening.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._serve)]
        self._open: list[socket.socket] = []

    def __enter__(self) -> "Recorder":
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()
        for one in self._open:
            one.close()

    def replay(self, sent: bytes) -> bytes:
        """Say the very same bytes to the store again; what it answers until it hangs up, or says nothing more."""
        answered = b""
        with socket.create_connection(self._behind, timeout=2) as again:
            again.sendall(sent)
            again.shutdown(socket.SHUT_WR)
            try:
                while part := again.recv(MOST_BYTES):
                    answered += part
            except OSError:
                pass
        return answered

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(self._behind)
            self._open += [near, far]
            sent = bytearray()
            self.sent.append(sent)
            for one, other, note in ((near, far, sent.extend), (far, near, lambda _part: None)):
                thread = threading.Thread(target=_pass_on, args=(one, other, note))
                thread.start()
                self._threads.append(thread)


def _pass_on(one: socket.socket, other: socket.socket, note: Callable[[bytes], object]) -> None:
    try:
        while part := one.recv(MOST_BYTES):
            note(part)
            other.sendall(part)
    except OSError:
        pass
    finally:
        for each in (one, other):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
