"""A device that knows only docs/protocol.md: sockets, msgpack and keys, nothing of the desktop application."""

import http.client
import ssl
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import msgspec
from backports import zstd

from casework.changes import Change
from casework.editing import Pen, create
from casework.enrolment import authority_fingerprint, read_code, tls_root_fingerprint
from casework.exchange import (
    MEDIA_TYPE,
    AuthorityAnswer,
    AuthorityAsk,
    Batch,
    ChallengeAnswer,
    ChallengeAsk,
    Cursor,
    Endpoint,
    EnrolAnswer,
    EnrolAsk,
    FilePage,
    FilePush,
    NotTaken,
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
    from_wire,
    roll_up,
    to_wire,
)
from casework.kinds import NAME_OF
from casework.kinds.reading import values_of
from casework.kinds.work import CaseNote
from casework.seals import (
    NO_SEAL_BEFORE,
    Seal,
    Seen,
    SigningKey,
    check_head,
    check_seal,
    check_store_approval,
    device_id,
    first_digest,
    make_seal,
    next_digest,
    seal_number_after,
)
from central_store.tables import audit
from tests.support.store import RunningStore

M = TypeVar("M", bound=msgspec.Struct)
NOON = "2026-03-02T12:00:00Z"


class Refused(Exception):
    """The store answered with trouble."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class Device:
    """One worker's device, with what it holds of each file."""

    def __init__(self, store: RunningStore, professional: str) -> None:
        self.store = store
        self.professional = professional
        self.key = SigningKey.generate()
        self.id = device_id(self.key.public)
        self.token = ""
        self.tenant = ""
        self.store_key = b""
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.cursors: dict[str, Cursor] = {}
        self.held: dict[str, list[Change]] = {}
        self.seals: dict[str, Seal] = {}
        self.approved: dict[str, bytes] = {}
        self._connection: http.client.HTTPSConnection | None = None

    # -- carriage -----------------------------------------------------------------------------------------------

    def raw(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes, Mapping[str, str]]:
        """One request with the token, whatever its bytes; connects again where the connection has ended."""
        sent = {"content-type": MEDIA_TYPE, "authorization": f"Bearer {self.token}"} | dict(headers or {})
        for is_last in (False, True):
            try:
                self._connected().request(method, path, body, sent)
                with self._connected().getresponse() as response:
                    return response.status, response.read(), response.headers
            except (http.client.HTTPException, OSError):
                self.close()
                if is_last:
                    raise
        raise AssertionError

    def ask(self, path: str, message: msgspec.Struct, form: type[M]) -> M:
        """One message and its answer. Raises Refused."""
        headers = {"accept-encoding": "zstd"}
        status, body, answered = self.raw("POST", path, msgspec.msgpack.encode(message), headers)
        if answered.get("content-encoding") == "zstd":
            body = zstd.decompress(body)
        if status != 200:
            raise Refused(status, msgspec.msgpack.decode(body, type=Trouble).code)
        return msgspec.msgpack.decode(body, type=form)

    def tls_version(self) -> str | None:
        """What is spoken on the connection that is open."""
        socket = self._connected().sock
        assert isinstance(socket, ssl.SSLSocket)
        return socket.version()

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self) -> http.client.HTTPSConnection:
        if self._connection is None:
            parts = urlsplit(self.store.address)
            assert parts.hostname
            self._connection = http.client.HTTPSConnection(parts.hostname, parts.port, context=self.tls, timeout=60)
        return self._connection

    # -- joining ------------------------------------------------------------------------------------------------

    def show(self, code: str) -> EnrolAnswer:
        """Find out who the store is, believe it by the code, pin its root, and show the code."""
        told = read_code(code)
        self.tls.check_hostname = False
        self.tls.verify_mode = ssl.CERT_NONE
        answer = self.ask(Endpoint.AUTHORITY, AuthorityAsk(), AuthorityAnswer)
        assert authority_fingerprint(answer.authority) == told.authority
        assert tls_root_fingerprint(answer.tls_root) == told.tls_root
        check_store_approval(answer.authority, answer.tenant, answer.store)
        self.close()
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.tls.minimum_version = ssl.TLSVersion.TLSv1_3
        self.tls.load_verify_locations(cadata=answer.tls_root)
        self.tenant, self.store_key = answer.tenant, answer.store.public
        return self.show_secret(told.secret_text)

    def show_secret(self, secret: str) -> EnrolAnswer:
        """The enrolling message alone."""
        signature = self.key.sign("enrol", self.tenant, secret)
        return self.ask(Endpoint.ENROL, EnrolAsk(secret, self.key.public, signature), EnrolAnswer)

    def join(self) -> "Device":
        """The whole way to a session."""
        assert self.show(self.store.enrol(self.professional)).approval is None
        self.store.approve(self.id)
        self.sign_in()
        return self

    def sign_in(self) -> None:
        """A new token."""
        given = self.ask(Endpoint.CHALLENGE, ChallengeAsk(self.id), ChallengeAnswer)
        signature = self.key.sign("session", self.tenant, self.id, given.challenge)
        self.token = self.ask(Endpoint.SESSION, SessionAsk(self.id, given.challenge, signature), SessionAnswer).token

    # -- the record ---------------------------------------------------------------------------------------------

    def note(self, file: str, said: str, author: str | None = None) -> Change:
        """A change: a case note of this worker."""
        pen = Pen(author or self.professional, self.id, NOON, NOON)
        return create(file, NAME_OF[CaseNote], values_of(CaseNote(said=said)), pen)

    def sealed(self, file: str, changes: Sequence[Change], number: int | None = None) -> FilePush:
        """The changes under this device's next seal (or under one of another number)."""
        before = self.seals.get(file)
        cursor = self.cursor(file)
        seal = make_seal(
            self.key,
            self.tenant,
            file,
            number or seal_number_after(before.number if before else 0, cursor.epoch),
            before.hash if before else NO_SEAL_BEFORE,
            changes,
            Seen(cursor.epoch, cursor.number, cursor.digest),
        )
        return FilePush(file, Batch(seal, tuple(to_wire(change) for change in changes)))

    def send(self, *pushes: FilePush) -> tuple[Taken | NotTaken, ...]:
        """Push batches; the seal of what was taken is this device's newest."""
        results = self.ask(Endpoint.PUSH, PushAsk(pushes), PushAnswer).results
        for push, result in zip(pushes, results, strict=True):
            if isinstance(result, Taken):
                check_head(self.store_key, self.tenant, result.head)
                self.seals[push.file] = push.batch.seal
        return results

    def write(self, file: str, *said: str) -> Taken:
        """Seal and push notes that must be taken."""
        (result,) = self.send(self.sealed(file, [self.note(file, one) for one in said]))
        assert isinstance(result, Taken), result
        return result

    def cursor(self, file: str) -> Cursor:
        """How far the file is held."""
        return self.cursors.get(file) or Cursor(1, 0, first_digest(self.tenant, file))

    def pull(self, *files: str) -> None:
        """Fetch and check everything new of these files."""
        left = list(files)
        while left:
            answer = self.ask(Endpoint.PULL, PullAsk({file: self.cursor(file) for file in left}), PullAnswer)
            for page in answer.pages:
                self._take(page)
            told = {page.file: page.more for page in answer.pages}
            left = [file for file in left if told.get(file, True)] if told else []

    def said(self, file: str) -> list[Any]:
        """What the notes of a file say, in the order of numbers."""
        return [change.values.get("said") for change in self.held.get(file, []) if change.header.kind == "case_note"]

    def wait(self, seconds: float) -> WaitAnswer:
        """Ask whether the store has more than is held."""
        heads = [(file, held.epoch, held.number, held.digest) for file, held in self.cursors.items()]
        return self.ask(Endpoint.WAIT, WaitAsk(roll_up(heads), seconds), WaitAnswer)

    def pull_all(self) -> None:
        """One whole round of pulling, the authority's book first."""
        names = sorted(head.file for head in self.wait(0).heads)
        self.pull(*[file for file in names if file == "authority"], *[file for file in names if file != "authority"])

    def piece_path(self, file: str, name: str) -> str:
        """Where a piece of an attachment is put and got."""
        return Endpoint.PIECE.replace("{file:str}", quote(file)).replace("{name:str}", quote(name, safe=""))

    def _take(self, page: FilePage) -> None:
        check_head(self.store_key, self.tenant, page.head)
        cursor, held = self.cursor(page.file), self.held.get(page.file, [])
        number, digest = cursor.number, cursor.digest
        if page.head.epoch != cursor.epoch:
            assert page.head.epoch > cursor.epoch
            held, number, digest = self._stepped_back(page, held)
        for batch in page.batches:
            changes = [from_wire(wire) for wire in batch.changes]
            self._learn(changes)
            check_seal(self.approved[batch.seal.device], self.tenant, page.file, batch.seal, changes)
            assert batch.number == number + 1, "a hole in the numbers"
            for change, wire in zip(changes, batch.changes, strict=True):
                change.check_form()
                if wire.mark != "known":
                    number += 1
                    digest = next_digest(digest, number, change.hash, batch.seal.hash, wire.mark)
                    held = [*held, change]
        if not page.more:
            assert (number, digest) == (page.head.number, page.head.digest)
        self.cursors[page.file] = Cursor(page.head.epoch, number, digest)
        self.held[page.file] = held

    def _stepped_back(self, page: FilePage, held: list[Change]) -> tuple[list[Change], int, bytes]:
        """A device that forgets the tail: enough to see that the store tells the right fork."""
        assert page.fork == 0 or page.fork >= len(held), "this simple device cannot walk half of its own digests back"
        if page.fork >= len(held) > 0:
            cursor = self.cursor(page.file)
            return held, cursor.number, cursor.digest
        return [], 0, first_digest(self.tenant, page.file)

    def _learn(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if change.header.kind == "device" and "approval" in change.values:
                public = change.values["approval"]["public"]
                self.approved[device_id(public)] = public


def audit_lines(store: RunningStore, what: str) -> list[tuple[str, str, str]]:
    """(who, file, detail) of every line of the audit that says this, in order."""
    opened = store.open()
    try:
        with opened.engine.connect() as connection:
            lines = connection.execute(audit.select().where(audit.c.what == what).order_by(audit.c.number))
            return [(line.who, line.file, line.detail) for line in lines]
    finally:
        opened.close()


def heads_of(store: RunningStore) -> dict[str, int]:
    """{file: newest number} of everything the store holds."""
    opened = store.open()
    try:
        with opened.reading() as ledger:
            return {head.file: head.number for head in ledger.heads()}
    finally:
        opened.close()
