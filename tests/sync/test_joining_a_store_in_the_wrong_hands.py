"""Whoever answers a laptop that joins may answer anything: it is believed only as far as the code and the authority's key go."""

import itertools
from pathlib import Path
from unittest.mock import patch

import msgspec
import pytest

from casework.errors import KnownError
from casework.exchange import AuthorityAsk, Endpoint, EnrolAsk
from casework.seals import SigningKey
from central_store.serving.wire import decoded
from desktop_app.record_store import schema
from desktop_app.record_store.identity import Identity, identity_of
from desktop_app.sync import joining, transport
from desktop_app.vault.encrypted_database import Database, open_database
from desktop_app.vault.profile import Profile
from tests.support.store import TENANT, RunningStore
from tests.sync.hostile import Bender, HostileTransport
from tests.sync.wire import StoreHere

ADDRESS = "https://127.0.0.1:9"
SEEDS, OF_A_SEED = 10, 40


class Desk:
    """The two doors at which a laptop without a session stands, of a real store."""

    def __init__(self, here: StoreHere) -> None:
        self._joining = here.joining

    def answer(self, path: str, _token: str, body: bytes) -> bytes:
        """What the store says. Raises Refusing."""
        if path == Endpoint.AUTHORITY:
            return msgspec.msgpack.encode(self._joining.authority(decoded(body, None, AuthorityAsk, 10_000)))
        return msgspec.msgpack.encode(self._joining.enrol(decoded(body, None, EnrolAsk, 10_000)))


@pytest.fixture
def made(tmp_path: Path) -> RunningStore:
    store = RunningStore(tmp_path)
    store.add_hub("hub-1", ["ruth"], ["ella"])
    return store


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, SEEDS))])
def test_whatever_is_answered_nobody_else_is_believed(made: RunningStore, tmp_path: Path, seed: int) -> None:
    here, bender = StoreHere(made.data), Bender(seed)
    desk = Desk(here)
    try:
        true = here.store.about
        for number in itertools.takewhile(lambda _number: bender.count < OF_A_SEED, itertools.count()):
            key, code = SigningKey.generate(), made.enrol("ruth")
            database = new_database(tmp_path / f"copy {number}")
            try:
                found = joined(database, key, code, HostileTransport(desk, bender))
                assert found in (None, (true.authority, here.store.key.public, TENANT, true.tls_root.strip())), (
                    bender.last
                )
            finally:
                database.dispose()
    finally:
        here.close()


def new_database(folder: Path) -> Database:
    profile = Profile(folder)
    profile.make()
    database = open_database(profile.database, bytearray(32))
    schema.prepare(database)
    return database


def joined(database: Database, key: SigningKey, code: str, hostile: HostileTransport) -> tuple[object, ...] | None:
    """Whom the laptop believes from now on; None where it joined nobody, and kept nothing of it."""
    try:
        with (
            patch.object(joining, "Transport", lambda _address, _trusted: hostile),
            patch.object(transport, "Transport", lambda _address, _trusted: hostile),
        ):
            told = joining.join(database, key, ADDRESS, code)
    except KnownError as error:
        is_said = bool(error.sentence.strip())
    except Exception as error:
        raise AssertionError(f"{hostile.bender.last}: {type(error).__name__}: {error}") from error
    else:
        return believed(told)
    assert is_said
    with pytest.raises(KnownError):
        identity_of(database)
    return None


def believed(told: Identity) -> tuple[object, ...]:
    return told.authority, told.store, told.tenant, told.tls_root.strip()
