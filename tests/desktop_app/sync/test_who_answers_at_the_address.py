"""Whoever answers at the store's address and is not it, or speaks as it never does, is refused before a word is sent; on real sockets."""

import datetime
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import msgspec
import pytest

from casework.errors import KnownError, NotReachable
from casework.exchange import ChallengeAnswer, ChallengeAsk, Endpoint, SessionAnswer, SessionAsk
from casework.kinds.work import CaseNote
from central_store.devices import certificates
from central_store.devices.certificates import make_root
from desktop_app.record_store.identity import keep_identity
from desktop_app.sync.joining import NotTheirs, join
from desktop_app.sync.transport import AnotherAnswers, StoreRefused, Transport, WrongClock, ask_who_it_is, pinned
from tests.desktop_app.sync.lying_store import LyingStore
from tests.support.impostors import Impostor, Recorder, leaf, server_context
from tests.support.laptops import Laptop, open_again
from tests.support.store import child_file
from tests.support.vaults import new_vault

ELLA = child_file("ella")
WIFI = b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/sign-in\r\ncontent-length: 0\r\n\r\n"
FINE = b"HTTP/1.1 200 OK\r\n"
NO_ANSWERS = (
    *(b"", b"\0" * 5000, b"HTTP/9.9 200 OK\r\n\r\n", b"HTTP/1.1 999999 no\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n"),
    *(
        FINE + b"content-length: 1000\r\n\r\nshort",
        FINE + b"content-length: -1\r\n\r\n\x80",
        FINE + b"content-length: x\r\n\r\n",
    ),
    *(
        FINE + b"content-length: 99999999999999999999\r\n\r\n",
        FINE + b"content-length: 1\r\ncontent-length: 2\r\n\r\n\x80",
    ),
    *(FINE + b"transfer-encoding: chunked\r\n\r\nzz\r\n", FINE + b"transfer-encoding: chunked\r\n\r\nffffffffff\r\nx"),
    *(FINE + b"x: " + b"y" * 300_000, b"HTTP/1.1 100 Continue\r\n\r\n" * 2000, FINE + b"\xff\xfe: \xff\r\n\r\n"),
    *(
        b"HTTP/1.1 200 OK\r\ncontent-encoding: zstd\r\ncontent-length: 4\r\n\r\n\x28\xb5\x2f\xfd",
        b"HTTP/1.1 204 No\r\n\r\n",
    ),
)


def at(laptop: Laptop, address: str) -> Laptop:
    """The same copy, opened again; the store's name leads elsewhere now."""
    folder = laptop.vault.profile.folder
    keep_identity(laptop.vault.engine, msgspec.structs.replace(laptop.records.identity, address=address))
    laptop.close()
    return open_again(folder)


@pytest.fixture
def worker(store: LyingStore, ruth: Laptop) -> Iterator[Callable[[str], Laptop]]:
    """Ruth's laptop with something to send, on a network where that address answers."""
    ruth.records.add(ruth.records.create(ELLA, CaseNote(said="not for strangers")))
    opened: list[Laptop] = []

    def begin(address: str) -> Laptop:
        opened.append(at(ruth, address))
        return opened[-1]

    yield begin
    for laptop in opened:
        laptop.close()


def refused(laptop: Laptop, kind: type[KnownError]) -> str:
    """The sentence of the refusal; the work waits as before."""
    with pytest.raises(kind) as said:
        laptop.sync()
    assert type(said.value) is kind
    assert laptop.records.waiting().count == 1
    return said.value.sentence


def test_a_store_that_speaks_only_an_older_tls(
    store: LyingStore, tmp_path: Path, worker: Callable[[str], Laptop]
) -> None:
    old = server_context(tmp_path, *leaf(store.keys.tls_root, store.keys.tls_root_key), ssl.TLSVersion.TLSv1_2)
    with Impostor(old) as impostor:
        refused(worker(impostor.address), NotReachable)
        assert impostor.heard == []
        assert any("version" in one or "protocol" in one for one in impostor.trouble)


def test_the_certificate_of_another_host(store: LyingStore, tmp_path: Path, worker: Callable[[str], Laptop]) -> None:
    other = leaf(store.keys.tls_root, store.keys.tls_root_key, "elsewhere.example")
    with Impostor(server_context(tmp_path, *other)) as impostor:
        refused(worker(impostor.address), AnotherAnswers)
        assert impostor.heard == []


@pytest.mark.parametrize("days", [-certificates.LEAF_DAYS - 2, 30], ids=["expired", "not yet valid"])
def test_a_certificate_that_does_not_hold_today(
    store: LyingStore, tmp_path: Path, worker: Callable[[str], Laptop], days: int
) -> None:
    with patch.object(certificates, "datetime", _another_day(days)):
        wrong = leaf(store.keys.tls_root, store.keys.tls_root_key)
    with Impostor(server_context(tmp_path, *wrong)) as impostor:
        assert "clock" in refused(worker(impostor.address), WrongClock)
        assert impostor.heard == []


def _another_day(days: int) -> object:
    class AnotherDay(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> "AnotherDay":
            return super().now(tz) + datetime.timedelta(days=days)

    class Module:
        UTC, timedelta, datetime = datetime.UTC, datetime.timedelta, AnotherDay

    return Module


def test_a_root_that_the_code_did_not_name_even_where_the_system_trusts_it(
    store: LyingStore, tmp_path: Path, worker: Callable[[str], Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, root_key = make_root("somebody else")
    (tmp_path / "trusted.pem").write_text(root, "utf-8")
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(tmp_path / "trusted.pem"))
    with Impostor(server_context(tmp_path, *leaf(root, root_key))) as impostor:
        refused(worker(impostor.address), AnotherAnswers)
        assert impostor.heard == []


def test_a_certificate_that_signed_itself(tmp_path: Path, worker: Callable[[str], Laptop]) -> None:
    with Impostor(server_context(tmp_path, *make_root("made-up"))) as impostor:
        refused(worker(impostor.address), AnotherAnswers)
        assert impostor.heard == []


def test_at_enrolment_a_store_that_the_code_does_not_name(store: LyingStore, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another authority"
    elsewhere.mkdir()
    with LyingStore(elsewhere) as other:
        code = store.enrol("ruth")
        vault = new_vault(tmp_path / "new")
        try:
            with pytest.raises(NotTheirs):
                join(vault.engine, vault.signing_key, other.address, code)
        finally:
            vault.close()
        assert other.asked == [Endpoint.AUTHORITY]  # the code itself was not shown


@pytest.mark.parametrize("answer", [WIFI, b"220 mail.example ready\r\n", b"\x15\x03\x01\x00\x02\x02\x28", b""])
def test_one_that_speaks_no_tls(worker: Callable[[str], Laptop], answer: bytes) -> None:
    with Impostor(None, answer) as impostor:
        refused(worker(impostor.address), NotReachable)
        assert all(said[:2] == b"\x16\x03" for said in impostor.heard)  # the first packet of TLS, and no word else


def test_an_address_without_tls_is_none(store: LyingStore) -> None:
    with Impostor(None) as impostor:
        address = f"http://127.0.0.1:{impostor.port}"
        ways = (lambda: ask_who_it_is(address), lambda: Transport(address, pinned(store.keys.tls_root)))
        for begin in ways:
            with pytest.raises(KnownError, match="https://"):
                begin()
        assert impostor.heard == []


def test_nobody_is_sent_on_to_an_address_without_tls(
    store: LyingStore, tmp_path: Path, worker: Callable[[str], Laptop]
) -> None:
    """By whoever has the store's own certificate, even: the answer is none, and nothing is asked elsewhere."""
    with Impostor(None) as plain:
        onward = f"HTTP/1.1 307 Moved\r\nlocation: http://127.0.0.1:{plain.port}/v1/push\r\ncontent-length: 0\r\n\r\n"
        its_own = leaf(store.keys.tls_root, store.keys.tls_root_key)
        with Impostor(server_context(tmp_path, *its_own), onward.encode()) as impostor:
            laptop = worker(impostor.address)
            with pytest.raises(KnownError):
                laptop.sync()
            assert impostor.heard
        assert plain.heard == []
        assert laptop.records.waiting().count == 1


def test_what_is_no_answer_of_http_is_said_to_be_none(
    store: LyingStore, tmp_path: Path, worker: Callable[[str], Laptop]
) -> None:
    """From whoever has the store's own certificate: cut short, without end, in disorder."""
    its_own = leaf(store.keys.tls_root, store.keys.tls_root_key)
    with Impostor(server_context(tmp_path, *its_own)) as impostor:
        laptop = worker(impostor.address)
        for answer in NO_ANSWERS:
            impostor.answer = answer
            with pytest.raises(KnownError) as said:
                laptop.sync()
            assert said.value.sentence, answer[:60]
            assert laptop.records.waiting().count == 1
        assert len(impostor.heard) >= len(NO_ANSWERS)


# -- what was overheard and is said again --------------------------------------------------------------------------


def test_what_was_recorded_on_the_wire_and_is_said_again_is_nothing(store: LyingStore, ruth: Laptop) -> None:
    with Recorder(store.behind) as recorder:
        laptop = at(ruth, recorder.address)
        try:
            laptop.records.add(laptop.records.create(ELLA, CaseNote(said="once")))
            assert laptop.sync().agrees
        finally:
            laptop.close()
        before = store.problems()
        recorded = [bytes(sent) for sent in recorder.sent]
        assert any(len(sent) > 1000 for sent in recorded)
        for sent in recorded:
            answered = recorder.replay(sent)
            assert b"HTTP/" not in answered
            assert len(answered) < 4096  # a new beginning of TLS and an end of it, not an answer
    assert store.problems() == before == []


def test_a_challenge_or_token_that_was_overheard_is_no_session(store: LyingStore, ruth: Laptop) -> None:
    """By whoever could read it, and says it again: the challenge was good for one session, the token ends with the device."""
    identity, key = ruth.records.identity, ruth.vault.signing_key
    transport = Transport(store.behind, pinned(identity.tls_root))
    try:
        given = transport.ask(Endpoint.CHALLENGE, ChallengeAsk(identity.device), ChallengeAnswer)
        signature = key.sign("session", identity.tenant, identity.device, given.challenge)
        overheard = SessionAsk(identity.device, given.challenge, signature)
        token = transport.ask(Endpoint.SESSION, overheard, SessionAnswer).token
        with pytest.raises(StoreRefused) as again:
            transport.ask(Endpoint.SESSION, overheard, SessionAnswer)
        assert again.value.code == "device"
        transport.token = token
        store.revoke(identity.device)
        with pytest.raises(StoreRefused) as late:
            transport.fetch_piece(ELLA, "0" * 64)
        assert late.value.code == "device"
    finally:
        transport.close()
