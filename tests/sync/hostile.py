"""A wire to a store in the wrong hands: what comes back is bent in every way, down to the bytes, before the laptop reads it.

The laptop's own transport reads it: only the socket beneath is replaced. `Bender` makes the answers, from a seed.
"""

import random
from collections.abc import Callable
from typing import Any, Protocol

import httpx2
import msgspec
from backports import zstd

from casework.exchange import MEDIA_TYPE, Trouble
from central_store.serving.trouble import Refusing
from desktop_app.sync.transport import Transport, pinned
from tests.support.copies import tls_root
from tests.sync.wire import StoreHere, Wire

ADDRESS = "https://127.0.0.1:9"
BOMB = zstd.compress(bytes(64 * 1024 * 1024))
HUGE_COUNTS = (b"\xdd\xff\xff\xff\xff", b"\xdf\xff\xff\xff\xff", b"\xc6\xff\xff\xff\xff", b"\xdb\x7f\xff\xff\xff")
STRANGE: tuple[Any, ...] = (
    *(None, True, -1, 0, 1, 2, 3, 2**31, 2**53 + 1, 2**62, 2**63 - 1, 2**64 - 1, -(2**63), 1.5, float("nan")),
    *(
        "",
        "x" * 5000,
        "../x",
        "authority",
        "person:" + "0" * 32,
        "\0",
        "known",
        "late",
        b"",
        bytes(16),
        bytes(32),
        bytes(64),
    ),
    *([], {}, [[]], {"": {}}, b"\xc1" * 33),
)


class Answer(msgspec.Struct, frozen=True):
    """What comes back over HTTP."""

    status: int
    body: bytes
    encoding: str = ""


class Bending(Protocol):
    """What makes the answers of such a store."""

    def heard(self, path: str, body: bytes) -> None:
        """A true answer went by: it may be told again one day."""

    def is_next(self) -> bool:
        """Whether it is this answer's turn."""

    def bend(self, path: str, answer: Answer, asked: bytes, /) -> Answer:
        """The answer as it comes."""


class Bender:
    """Bends answers. Every way there is is taken in turn, so that a campaign has each as often as every other."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._ways: list[Callable[[str, Answer], Answer]] = [
            *(self._flip, self._cut, self._double, self._garbage, self._nothing, self._deep, self._huge),
            *(self._bomb, self._short_frame, self._after_frame, self._no_frame, self._status),
            *(self._replay, self._another_ones, self._strange, self._strange, self._strange, self._swap, self._swap),
            *(self._shuffle, self._shuffle, self._drop, self._drop, self._repeat, self._repeat),
        ]
        self._heard: dict[str, list[bytes]] = {}
        self.bent: dict[str, int] = {}
        self.last = ""

    def heard(self, path: str, body: bytes) -> None:
        """A true answer went by: it may be told again one day."""
        kept = self._heard.setdefault(path, [])
        if len(kept) < 40:
            kept.append(body)

    @property
    def count(self) -> int:
        """How many it has bent."""
        return sum(self.bent.values())

    def is_next(self) -> bool:
        """Whether it is this answer's turn."""
        return self._dice.random() < 0.5

    def bend(self, path: str, answer: Answer, _asked: bytes) -> Answer:
        """The answer as it comes: never as it was."""
        for _ in range(20):
            way = self._ways[self.count % len(self._ways)]
            bent = way(path, answer)
            if bent != answer:
                break
            way = self._flip
            bent = way(path, answer)
        self.bent[path] = self.bent.get(path, 0) + 1
        self.last = f"{way.__name__.strip('_')} of {path}"
        return bent

    # -- bytes --------------------------------------------------------------------------------------------------

    def _flip(self, _path: str, answer: Answer) -> Answer:
        body = bytearray(answer.body or b"\x80")
        for _ in range(self._dice.randint(1, 4)):
            body[self._dice.randrange(len(body))] ^= 1 << self._dice.randrange(8)
        return Answer(200, bytes(body))

    def _cut(self, _path: str, answer: Answer) -> Answer:
        return Answer(200, answer.body[: self._dice.randrange(max(len(answer.body), 1))])

    def _double(self, _path: str, answer: Answer) -> Answer:
        at = self._dice.randrange(len(answer.body) + 1)
        return Answer(200, answer.body[:at] + answer.body[max(at - self._dice.randint(1, 40), 0) :])

    def _garbage(self, _path: str, _answer: Answer) -> Answer:
        return Answer(200, self._dice.randbytes(self._dice.randint(1, 400)))

    def _nothing(self, _path: str, _answer: Answer) -> Answer:
        return Answer(self._dice.choice((200, 204)), b"")

    def _deep(self, _path: str, _answer: Answer) -> Answer:
        return Answer(200, self._dice.choice((b"\x91", b"\x81\xa1a")) * 60_000)

    def _huge(self, _path: str, answer: Answer) -> Answer:
        at = self._dice.randrange(len(answer.body) + 1)
        return Answer(200, answer.body[:at] + self._dice.choice(HUGE_COUNTS) + answer.body[at:])

    # -- zstd and HTTP ------------------------------------------------------------------------------------------

    def _bomb(self, _path: str, _answer: Answer) -> Answer:
        return Answer(200, BOMB, "zstd")

    def _short_frame(self, _path: str, answer: Answer) -> Answer:
        frame = zstd.compress(answer.body)
        return Answer(200, frame[: self._dice.randrange(len(frame))], "zstd")

    def _after_frame(self, _path: str, answer: Answer) -> Answer:
        return Answer(200, zstd.compress(answer.body) * 2, "zstd")

    def _no_frame(self, _path: str, answer: Answer) -> Answer:
        return Answer(200, answer.body, self._dice.choice(("zstd", "gzip", "zstd, zstd")))

    def _status(self, _path: str, answer: Answer) -> Answer:
        trouble = msgspec.msgpack.encode(
            Trouble(self._dice.choice(("session", "device", "busy", "x")), "Not \n you. " * 99)
        )
        status = self._dice.choice((101, 199, 206, 301, 302, 400, 401, 403, 404, 413, 429, 500, 503, 599))
        return Answer(status, self._dice.choice((answer.body, trouble, b"<html>sign in to the Wi-Fi</html>")))

    # -- other messages -----------------------------------------------------------------------------------------

    def _replay(self, path: str, _answer: Answer) -> Answer:
        return Answer(200, self._dice.choice(self._heard[path]))

    def _another_ones(self, path: str, answer: Answer) -> Answer:
        others = [one for other, some in self._heard.items() if other != path for one in some]
        return Answer(200, self._dice.choice(others)) if others else answer

    # -- the message, taken apart -------------------------------------------------------------------------------

    def _strange(self, _path: str, answer: Answer) -> Answer:
        return self._taken_apart(answer, lambda _nodes, holder, key: _put(holder, key, self._dice.choice(STRANGE)))

    def _swap(self, _path: str, answer: Answer) -> Answer:
        """Something of one file or change in place of another's of the same kind."""

        def swapped(nodes: list[tuple[Any, Any]], holder: Any, key: Any) -> None:
            alike = [
                (other, at) for other, at in nodes if at == key and other is not holder and other[at] != holder[key]
            ]
            if alike:
                other, at = self._dice.choice(alike)
                holder[key], other[at] = other[at], holder[key]

        return self._taken_apart(answer, swapped)

    def _shuffle(self, _path: str, answer: Answer) -> Answer:
        return self._of_lists(answer, self._dice.shuffle)

    def _drop(self, _path: str, answer: Answer) -> Answer:
        return self._of_lists(answer, lambda some: some.pop(self._dice.randrange(len(some))))

    def _repeat(self, _path: str, answer: Answer) -> Answer:
        return self._of_lists(
            answer, lambda some: some.insert(self._dice.randrange(len(some)), self._dice.choice(some))
        )

    def _of_lists(self, answer: Answer, do: Callable[[list[Any]], object]) -> Answer:
        """Something done to a list of the message: of pages, batches, changes, heads, results."""
        message = msgspec.msgpack.decode(answer.body)
        lists = [holder[key] for holder, key in _nodes(message) if isinstance(holder[key], list) and holder[key]]
        if not lists:
            return answer
        do(self._dice.choice(lists))
        return Answer(200, msgspec.msgpack.encode(message))

    def _taken_apart(self, answer: Answer, do: Callable[[list[tuple[Any, Any]], Any, Any], None]) -> Answer:
        message = msgspec.msgpack.decode(answer.body)
        nodes = list(_nodes(message))
        if not nodes:
            return answer
        do(nodes, *self._dice.choice(nodes))
        return Answer(200, msgspec.msgpack.encode(message))


def _put(holder: Any, key: Any, value: Any) -> None:
    holder[key] = value


def _nodes(message: Any) -> Any:
    """(holder, key or place) of everything in a message, however deep."""
    if isinstance(message, dict | list):
        for key, value in message.items() if isinstance(message, dict) else enumerate(message):
            yield message, key
            yield from _nodes(value)


class Answering(Protocol):
    """A store in this process."""

    def answer(self, path: str, token: str, body: bytes) -> bytes:
        """What it says to a message. Raises Refusing."""


class HostileTransport(Transport):
    """The laptop's real transport, over HTTP without a socket. is_hostile: answers are bent, where it is the bender's turn."""

    def __init__(self, store: Answering, bender: Bending) -> None:
        super().__init__(ADDRESS, pinned(tls_root()))
        self._client.close()
        self._client = httpx2.Client(base_url=ADDRESS, transport=httpx2.MockTransport(self._answered))
        self._store = store
        self.bender = bender
        self.is_hostile = True

    def close(self) -> None:
        """Nothing to hang up; it may be asked again."""

    def _answered(self, request: httpx2.Request) -> httpx2.Response:
        body = request.read()
        if request.headers.get("content-encoding") == "zstd":
            body = zstd.decompress(body)
        path, token = request.url.path, request.headers.get("authorization", "")[len("Bearer ") :]
        try:
            told = Answer(200, self._store.answer(path, token, body))
            self.bender.heard(path, told.body)
        except Refusing as error:
            told = Answer(error.status, msgspec.msgpack.encode(error.trouble))
        if self.is_hostile and told.status == 200 and self.bender.is_next():
            told = self.bender.bend(path, told, body)
        headers = {"content-type": MEDIA_TYPE} | ({"content-encoding": told.encoding} if told.encoding else {})
        return httpx2.Response(told.status, content=iter([told.body]), headers=headers)


class HostileWire(Wire):
    """The same for a laptop of a world."""

    def __init__(self, store: StoreHere, bender: Bending) -> None:
        super().__init__(store)
        self._transport = HostileTransport(store, bender)
        self.is_hostile = False

    def ask(self, path: str, message: msgspec.Struct, form: type, wait: float = 0.0) -> Any:
        """As the laptop asks."""
        self._transport.token, self._transport.is_hostile = self.token, self.is_hostile
        return self._transport.ask(path, message, form, wait)
