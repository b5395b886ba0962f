"""A laptop or a store of this release gets on with the other of the release before, as it was recorded word for word.

Each recording is one release's (tests/exchanges/recording.py); it is never made again, or nothing would be proved by it.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from casework.canonical import is_canonical
from casework.exchange import (
    ChallengeAnswer,
    ChallengeAsk,
    Endpoint,
    FilePage,
    PiecesAnswer,
    PiecesAsk,
    PullAnswer,
    PullAsk,
    PushAnswer,
    PushAsk,
    SessionAnswer,
    SessionAsk,
    Taken,
    WaitAnswer,
    WaitAsk,
    from_wire,
)
from casework.seals import SigningKey, device_id
from central_store.checking import problems
from central_store.serving.trouble import Refusing
from desktop_app.record_store.proof import problems_of_copy
from desktop_app.vault.encrypted_database import reading
from tests.exchanges.recording import KEPT, Recording, with_nothing, words_of
from tests.support.store import TENANT
from tests.sync.laptop import Keys
from tests.sync.wire import StoreHere, Wire
from tests.sync.world import ELLA, MAYA

FORMS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {
    Endpoint.CHALLENGE: (ChallengeAsk, ChallengeAnswer),
    Endpoint.SESSION: (SessionAsk, SessionAnswer),
    Endpoint.PUSH: (PushAsk, PushAnswer),
    Endpoint.PULL: (PullAsk, PullAnswer),
    Endpoint.WAIT: (WaitAsk, WaitAnswer),
    Endpoint.MISSING_PIECES: (PiecesAsk, PiecesAnswer),
}
NEVER_THE_SAME = (Endpoint.CHALLENGE, Endpoint.SESSION)
RELEASES = sorted(path.name for path in KEPT.iterdir())


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> Path:
    return KEPT / str(request.param)


@pytest.fixture
def recording(release: Path) -> Recording:
    return msgspec.msgpack.decode((release / "said.msgpack").read_bytes(), type=Recording)


@pytest.fixture
def store(release: Path, tmp_path: Path) -> Iterator[StoreHere]:
    """A store of this release, over what a store of that one left before the recording began."""
    shutil.copytree(release / "store", tmp_path / "store")
    with closing(sqlite3.connect(tmp_path / "store" / "store.db")) as connection:
        connection.executescript((release / "store.sql").read_text("utf-8"))
    here = StoreHere(tmp_path / "store")
    yield here
    here.close()


def test_every_way_of_asking_that_a_day_has_is_in_the_recording(recording: Recording) -> None:
    asked = {one.path for one in recording.said}
    assert asked == set(FORMS)
    results = [
        result
        for one in recording.said
        if one.path == Endpoint.PUSH and one.answered
        for result in msgspec.msgpack.decode(one.answered, type=PushAnswer).results
    ]
    assert {type(result).__name__ for result in results} == {"Taken", "NotTaken"}
    assert any(isinstance(result, Taken) and result.known for result in results)
    wires = [wire for page in pages_in(recording) for batch in page.batches for wire in batch.changes]
    assert any(wire.body is None for wire in wires)  # erased
    assert any(one.trouble for one in recording.said)


def pages_in(recording: Recording) -> list[FilePage]:
    told = [one for one in (*recording.said, *recording.given) if one.path == Endpoint.PULL and one.answered]
    return [page for one in told for page in msgspec.msgpack.decode(one.answered, type=PullAnswer).pages]


def test_this_release_reads_all_that_the_other_said(recording: Recording) -> None:
    for one in (*recording.said, *recording.given):
        ask, answer = FORMS[one.path]
        msgspec.msgpack.decode(one.asked, type=ask)
        if one.answered:
            msgspec.msgpack.decode(one.answered, type=answer)
    for page in pages_in(recording):
        for change in (from_wire(wire) for batch in page.batches for wire in batch.changes):
            change.check_form()
            assert is_canonical(change.head)


def test_a_store_of_this_release_answers_laptops_of_the_other_as_it_did(recording: Recording, store: StoreHere) -> None:
    """All it said then it says now, to the last byte of digests and signatures; it may say more."""
    tokens = {name: token_for(store, SigningKey.from_bytes(key)) for name, key in recording.keys.items()}
    for one in recording.said:
        if one.path in NEVER_THE_SAME:
            continue
        answer, trouble = answered(store, one.path, tokens[one.who], one.asked)
        assert trouble == one.trouble, (one.who, one.path)
        if not trouble:
            told, tells = msgspec.msgpack.decode(one.answered), msgspec.msgpack.decode(answer)
            assert what_is_missing(told, tells) == [], (one.who, one.path)
    assert problems(store.store, lambda _done, _of: None) == []


def answered(store: StoreHere, path: str, token: str, asked: bytes) -> tuple[bytes, str]:
    """(answer, code of the trouble), one of them empty."""
    try:
        return store.answer(path, token, asked), ""
    except Refusing as refused:
        return b"", refused.trouble.code


def token_for(store: StoreHere, key: SigningKey) -> str:
    """A session, asked for as a laptop of that release asks: its form is a recorded one's."""
    device = device_id(key.public)
    ask = msgspec.msgpack.encode({"device": device})
    challenge = msgspec.msgpack.decode(store.answer(Endpoint.CHALLENGE, "", ask))["challenge"]
    signature = key.sign("session", TENANT, device, challenge)
    ask = msgspec.msgpack.encode({"device": device, "challenge": challenge, "signature": signature})
    return str(msgspec.msgpack.decode(store.answer(Endpoint.SESSION, "", ask))["token"])


def test_what_it_says_of_a_session_has_all_that_the_other_knew(recording: Recording, store: StoreHere) -> None:
    key = SigningKey.from_bytes(recording.keys["omar"])
    device = device_id(key.public)
    told = {one.path: msgspec.msgpack.decode(one.answered) for one in recording.said if one.path in NEVER_THE_SAME}
    tells = msgspec.msgpack.decode(store.answer(Endpoint.CHALLENGE, "", msgspec.msgpack.encode({"device": device})))
    signature = key.sign("session", TENANT, device, tells["challenge"])
    ask = {"device": device, "challenge": tells["challenge"], "signature": signature}
    session = msgspec.msgpack.decode(store.answer(Endpoint.SESSION, "", msgspec.msgpack.encode(ask)))
    assert shape(told[Endpoint.CHALLENGE]).items() <= shape(tells).items()
    assert shape(told[Endpoint.SESSION]).items() <= shape(session).items()


def shape(told: Any) -> dict[str, str]:
    """{name: type} of everything in a map, however deep."""
    if not isinstance(told, dict):
        return {"": type(told).__name__}
    return {f"{name} {below}": kind for name, value in told.items() for below, kind in shape(value).items()}


def what_is_missing(told: Any, tells: Any, where: str = "") -> list[str]:
    """Where an answer does not say what another said; more fields, and more at the end of arrays of fields, are allowed."""
    if isinstance(told, dict) and isinstance(tells, dict):
        return [found for name in told for found in what_is_missing(told[name], tells.get(name), f"{where}.{name}")]
    if isinstance(told, list) and isinstance(tells, list) and len(told) <= len(tells):
        pairs = zip(told, tells, strict=False)
        return [
            found for at, (one, other) in enumerate(pairs) for found in what_is_missing(one, other, f"{where}[{at}]")
        ]
    return [] if told == tells else [f"{where}: {told!r} {tells!r}"]


# -- and a laptop of this release, with a store of the other -------------------------------------------------------


class AsRecorded(Wire):
    """Answers as the store of that release did: pages by file and place, everything else as it stands in the recording."""

    def __init__(self, recording: Recording) -> None:
        self.token, self.bytes_sent, self.bytes_received = "", 0, 0
        self._said = {one.path: one.answered for one in recording.given if one.path != Endpoint.PULL}
        told = [one for one in recording.given if one.path == Endpoint.PULL]
        self._pages = {
            (page.file, ask.cursors[page.file].number): page
            for ask, answer in (_pull(one.asked, one.answered) for one in told)
            for page in answer.pages
        }

    def begin(self, trouble: object, is_small: bool) -> None:
        """It does no wrong."""

    def ask(self, path: str, message: msgspec.Struct, form: type, wait: float = 0.0) -> Any:  # noqa: ARG002
        """What was said then."""
        if isinstance(message, PullAsk):
            asked = [(file, cursor.number) for file, cursor in message.cursors.items()]
            return PullAnswer(tuple(self._pages[one] for one in asked if one in self._pages))
        return msgspec.msgpack.decode(self._said[path], type=form)


def _pull(asked: bytes, answered: bytes) -> tuple[PullAsk, PullAnswer]:
    return msgspec.msgpack.decode(asked, type=PullAsk), msgspec.msgpack.decode(answered, type=PullAnswer)


def test_a_laptop_of_this_release_takes_all_that_a_store_of_the_other_gave(
    recording: Recording, store: StoreHere, tmp_path: Path
) -> None:
    keys = Keys(bytes(32), recording.keys["zoe"])
    with with_nothing(tmp_path / "newcomer", recording.identity, keys, store) as laptop:
        laptop.wire = AsRecorded(recording)
        laptop.crash_and_reopen()
        outcome = laptop.sync()
        assert outcome.trouble == ""
        assert outcome.agrees
        assert {file: [change.id for change in laptop.held(file)] for file in recording.held} == recording.held
        assert {file: words_of(laptop, file) for file in (ELLA, MAYA)} == recording.words
        assert all(recording.words.values())
        with reading(laptop.vault.engine) as connection:
            assert problems_of_copy(connection, laptop.records.identity) == []
