"""A store in the wrong hands: it has the store's own keys, takes and gives like the real one behind it, and lies on order."""

import http.client
import ssl
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from casework.exchange import Endpoint, PullAnswer, PullAsk, PushAnswer, PushAsk, WaitAnswer, WaitAsk
from casework.kinds.work import CaseNote
from casework.seals import Head, SigningKey, sign_head
from tests.support.laptops import Laptop
from tests.support.store import TENANT, RunningStore

FORMS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {
    Endpoint.PUSH: (PushAsk, PushAnswer),
    Endpoint.PULL: (PullAsk, PullAnswer),
    Endpoint.WAIT: (WaitAsk, WaitAnswer),
}
PASSED_ON = ("authorization", "content-type", "content-encoding")
Lie = Callable[[Any, Callable[[], Any]], msgspec.Struct]
"""(what was asked, ask the real store) -> what is answered."""


class LyingStore(RunningStore):
    """Laptops join at its own address. `lies`: {path: lie}; what is not there is answered truly. asked: paths, in order."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.lies: dict[str, Lie] = {}
        self.asked: list[str] = []
        self.behind = ""
        self._front: ThreadingHTTPServer | None = None

    def start(self, *more: str) -> None:
        """Start the real one, and itself before it."""
        super().start(*more)
        self.behind = self.address
        opened = self.open()
        self.key: SigningKey = opened.key
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(opened.folder.certificate, opened.folder.certificate_key)
        opened.close()
        self._front = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._front.socket = context.wrap_socket(self._front.socket, server_side=True)
        threading.Thread(target=self._front.serve_forever, args=(0.05,)).start()
        self.address = f"https://127.0.0.1:{self._front.server_address[1]}"

    def stop(self) -> int | None:
        """End both."""
        if self._front is not None:
            self._front.shutdown()
            self._front.server_close()
            self._front = None
        return super().stop()

    def sign(self, head: Head, **other: Any) -> Head:
        """This head with something else in it, and the store's own signature."""
        told = msgspec.structs.replace(head, **other)
        return sign_head(self.key, TENANT, told.file, told.epoch, told.number, told.digest)


def _handler(store: LyingStore) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or the second half of each answer waits 40 ms

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            store.asked.append(self.path)
            lie = store.lies.get(self.path)
            status, answer = self._lied(lie, body) if lie else self._truly(body)
            self.send_response(status)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_PUT = do_POST  # noqa: N815 - the names that http.server asks for

        def log_message(self, format: str, *_: Any) -> None: ...  # noqa: A002

        def _lied(self, lie: Lie, body: bytes) -> tuple[int, bytes]:
            ask, answer = FORMS[self.path]
            asked = msgspec.msgpack.decode(body, type=ask)
            told = lie(asked, lambda: msgspec.msgpack.decode(self._truly(body)[1], type=answer))
            return 200, msgspec.msgpack.encode(told)

        def _truly(self, body: bytes) -> tuple[int, bytes]:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            real = http.client.HTTPSConnection(urlsplit(store.behind).netloc, context=context, timeout=60)
            try:
                headers = {name: self.headers[name] for name in PASSED_ON if self.headers[name]}
                real.request(self.command, self.path, body, headers)
                with real.getresponse() as response:
                    return response.status, response.read()
            finally:
                real.close()

    return Handler


def hear(store: LyingStore, listener: Laptop, writer: Laptop, file: str, is_told: Callable[[], bool]) -> None:
    """Notes are written while another laptop waits, until one came while it was waiting and not a moment before.

    When this returns, the listener was told and has not taken it over.
    """
    with ThreadPoolExecutor(1) as beside:
        for attempt in range(20):
            store.asked.clear()
            waiting = beside.submit(listener.engine.has_news, 20.0)
            until = time.monotonic() + 20
            while Endpoint.WAIT not in store.asked:
                assert time.monotonic() < until
                threading.Event().wait(0.005)
            writer.records.add(writer.records.create(file, CaseNote(said=f"note {attempt}")))
            writer.sync()
            assert waiting.result()
            if is_told():
                return
            listener.sync()
    raise AssertionError("the store never told a waiting laptop more than that there is news")


def said(laptop: Laptop, file: str) -> set[str | None]:
    """What the notes of a file say on this laptop."""
    return {one.value.said for one in laptop.records.records(file, CaseNote)}
