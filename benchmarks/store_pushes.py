"""store-pushes: pushes of one change each, durable, sealed and audited, over TLS; to a file of each device's own, and all to one.

What is sent is sealed beforehand, and sent by a process of its own over connections that stay open; the store, the database
and that process share this machine.
"""

import multiprocessing
import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import text

from benchmarks.figures import Figure
from benchmarks.stores import StoreProcess
from casework.case_files import AUTHORITY_BOOK, grants_log, person_file
from casework.editing import Pen, create
from casework.enrolment import read_code
from casework.exchange import (
    MEDIA_TYPE,
    Batch,
    ChallengeAnswer,
    ChallengeAsk,
    Endpoint,
    EnrolAnswer,
    EnrolAsk,
    FilePush,
    PushAnswer,
    PushAsk,
    SessionAnswer,
    SessionAsk,
    Taken,
    to_wire,
)
from casework.kinds import NAME_OF
from casework.kinds.books import Grant, Hub, Professional, grant_record, hub_record, professional_record
from casework.kinds.reading import values_of
from casework.kinds.work import CaseNote
from casework.seals import NO_SEAL_BEFORE, Seen, SigningKey, device_id, first_digest, make_seal
from casework.standing import HELD
from central_store.checking import problems
from central_store.devices.key_files import read_authority_keys
from central_store.making import make_store
from central_store.store import Folder, Store
from tests.support.postgres import PostgresServer

TENANT, HUB, NOON = "benchmark", "hub-1", "2026-03-02T12:00:00Z"
DEVICES, EACH = 16, 400
MANY, ONE = 800.0, 150.0
WORDS = "Rang the school; she was there today, and had eaten. " * 9  # about 480 bytes, as a note has
Ask = Callable[[bytes], bytes]
M = TypeVar("M", bound=msgspec.Struct)


def measure() -> list[Figure]:
    """Pushes a second on PostgreSQL, beside the same on SQLite; and gaps, which there must be none of."""
    with PostgresServer(is_durable=True) as server:
        many, gaps_of_many = _pushes(lambda number: number, server)
        one, gaps_of_one = _pushes(lambda _number: 0, server)
    beside_many, _ = _pushes(lambda number: number, None)
    beside_one, _ = _pushes(lambda _number: 0, None)
    gaps = gaps_of_many + gaps_of_one
    return [
        Figure("store-pushes", "to many files, PostgreSQL", many, "/s", MANY, many >= MANY, {"SQLite": beside_many}),
        Figure("store-pushes", "to one file, PostgreSQL", one, "/s", ONE, one >= ONE, {"SQLite": beside_one}),
        Figure("store-pushes", "gaps in the numbers, and problems that verify finds", gaps, "", 0, gaps == 0),
    ]


def _pushes(child_of: Callable[[int], int], server: PostgresServer | None) -> tuple[float, float]:
    """(pushes a second, gaps). child_of: to which child's file a device writes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = server.url(server.new_database()) if server else None
        make_store(folder / "store", TENANT, "Benchmark", folder / "authority.key", url).close()
        store = Store(Folder(folder / "store"))
        _fill(store, folder)
        with StoreProcess(folder) as process:
            root = store.about.tls_root
            devices = [_Device(store, folder, process.address, number) for number in range(DEVICES)]
            sent = [device.sealed(_file(child_of(number)), EACH) for number, device in enumerate(devices)]
            took = _send(process.address, root, sent)
        gaps = _gaps(store) + len(problems(store, lambda _done, _of: None))
        store.close()
    return DEVICES * EACH / took, float(gaps)


def _file(number: int) -> str:
    return person_file(TENANT, f"child-{number}")


def _fill(store: Store, folder: Path) -> None:
    keys = read_authority_keys(folder / "authority.key")
    pen = store.pen(keys)
    staff = [
        Professional(
            professional_id=f"worker-{one}", professional_name="A", role="social_worker", hubs={HUB: "2026-01-05"}
        )
        for one in range(DEVICES)
    ]
    book = [create(AUTHORITY_BOOK, NAME_OF[Hub], values_of(Hub(team_id=HUB)), pen, record=hub_record(HUB))]
    book += [
        create(
            AUTHORITY_BOOK,
            NAME_OF[Professional],
            values_of(one),
            pen,
            record=professional_record(one.professional_id or ""),
        )
        for one in staff
    ]
    held = [Grant(file=_file(one), state=HELD) for one in range(DEVICES)]
    log = [
        create(grants_log(HUB), NAME_OF[Grant], values_of(one), pen, record=grant_record(one.file or ""))
        for one in held
    ]
    with store.adding("benchmark") as ledger:
        ledger.add_sealed({AUTHORITY_BOOK: book, grants_log(HUB): log}, keys.administrator_key())


class _Device:
    """A worker's device that has joined."""

    def __init__(self, store: Store, folder: Path, address: str, number: int) -> None:
        self._key = SigningKey.generate()
        self._id = device_id(self._key.public)
        self._professional = f"worker-{number}"
        ask = _caller(address, store.about.tls_root)
        secret = read_code(store.begin_enrolment(self._professional).written()).secret_text
        enrolling = EnrolAsk(secret, self._key.public, self._key.sign("enrol", TENANT, secret))
        _answer(ask(_request(Endpoint.ENROL, enrolling)), EnrolAnswer)
        store.approve(self._id, read_authority_keys(folder / "authority.key"))
        given = _answer(ask(_request(Endpoint.CHALLENGE, ChallengeAsk(self._id))), ChallengeAnswer)
        signature = self._key.sign("session", TENANT, self._id, given.challenge)
        begun = _answer(
            ask(_request(Endpoint.SESSION, SessionAsk(self._id, given.challenge, signature))), SessionAnswer
        )
        self._token = begun.token

    def sealed(self, file: str, count: int) -> list[bytes]:
        """Requests to come one after another, each a push of one note."""
        requests, before = [], NO_SEAL_BEFORE
        seen = Seen(1, 0, first_digest(TENANT, file))
        for number in range(1, count + 1):
            pen = Pen(self._professional, self._id, NOON, NOON)
            note = create(file, NAME_OF[CaseNote], values_of(CaseNote(said=f"{number} {WORDS}")), pen)
            seal = make_seal(self._key, TENANT, file, number, before, [note], seen)
            before = seal.hash
            push = PushAsk((FilePush(file, Batch(seal, (to_wire(note),))),))
            requests.append(_request(Endpoint.PUSH, push, self._token))
        return requests


def _send(address: str, root: str, sent: Sequence[Sequence[bytes]]) -> float:
    """Seconds until everything was taken, from a process of its own."""
    there, here = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_sender, args=(address, root, sent, there))
    process.start()
    took = here.recv()
    process.join()
    assert isinstance(took, float), took
    return took


def _sender(address: str, root: str, sent: Sequence[Sequence[bytes]], there: Connection) -> None:
    callers = [_caller(address, root) for _ in sent]
    answers: list[list[bytes]] = [[] for _ in sent]

    def run(at: int) -> None:
        answers[at] = [callers[at](request) for request in sent[at]]

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(sent))]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - begun
    taken = [_answer(one, PushAnswer).results[0] for some in answers for one in some]
    there.send(took if all(isinstance(one, Taken) for one in taken) else "not all was taken")


def _request(path: str, message: msgspec.Struct, token: str = "") -> bytes:
    body = msgspec.msgpack.encode(message)
    head = f"POST {path} HTTP/1.1\r\nhost: store\r\ncontent-type: {MEDIA_TYPE}\r\nauthorization: Bearer {token}\r\n"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body


def _caller(address: str, root: str) -> Ask:
    """Sends a whole request, and gives the whole answer."""
    at = urlsplit(address)
    context = ssl.create_default_context(cadata=root)
    plain = socket.create_connection((at.hostname or "", at.port or 0))
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection = context.wrap_socket(plain, server_hostname=at.hostname)

    def ask(request: bytes) -> bytes:
        connection.sendall(request)
        answer = b""
        while True:
            answer += connection.recv(65536)
            head, between, body = answer.partition(b"\r\n\r\n")
            if between and len(body) >= int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]):
                return answer

    return ask


def _answer(answer: bytes, form: type[M]) -> M:
    return msgspec.msgpack.decode(answer.partition(b"\r\n\r\n")[2], type=form)


def _gaps(store: Store) -> int:
    """Files whose numbers are not 1, 2, 3 ... to their heads."""
    asked = text(
        "SELECT count(*) FROM files WHERE number <> (SELECT count(*) FROM changes c WHERE c.tenant = files.tenant"
        " AND c.file = files.file) OR number <> (SELECT max(number) FROM changes c WHERE c.tenant = files.tenant"
        " AND c.file = files.file)"
    )
    with store.engine.connect() as connection:
        return int(connection.execute(asked).scalar_one())
