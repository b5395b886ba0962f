"""Nothing of the made-up family can be sent: no engine, no socket, nothing in the outbox, and no store would take it."""

import socket
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from casework.errors import BugError
from casework.kinds.people import Person
from casework.kinds.work import CaseNote
from central_store.making import make_store
from central_store.store import NoStore
from desktop_app.opening import actions as opening
from desktop_app.practice import copy
from desktop_app.practice.family import family
from desktop_app.practice.folder import NotPractice, practice_profile, throw_away
from desktop_app.practice.keeping import NothingIsSent
from desktop_app.record_store.identity import NeverSent
from desktop_app.record_store.post_room import PostRoom
from desktop_app.record_store.practice_copy import fill_anew, make_practice
from desktop_app.record_store.records import Records
from desktop_app.sync.engine import SyncEngine
from desktop_app.sync.joining import is_approved
from desktop_app.sync.transport import StoreRefused
from desktop_app.vault.errors import VaultInUse
from desktop_app.vault.profile import Profile
from tests.desktop_app.practice.practising import NOW, RORY, open_practice, practising, window_of
from tests.support.copies import CHILD, open_copy
from tests.support.store import ROOT, TENANT, RunningStore, child_file
from tests.support.vaults import PASSPHRASE


def note(records: Records, said: str) -> None:
    records.add(records.create(RORY, CaseNote(how="call", said=said)))


def test_no_socket_is_opened_and_no_engine_made_while_practising(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, lambda *_, one=name, **_named: made.append(one))
    monkeypatch.setattr(SyncEngine, "__init__", lambda *_: made.append("an engine"))
    with practising(tmp_path / "own") as daybook:
        desk = daybook.desk
        assert desk is not None
        assert isinstance(desk.keeper, NothingIsSent)
        desk.act(lambda records: note(records, "Rory likes his dinosaurs."))
        daybook._work.ask(lambda: None).wait_until_ended(10)
        assert window_of(daybook).side.status.shown().words == "Practice: nothing is sent"
        assert "waiting" not in window_of(daybook).side.items
    assert made == []


def test_what_is_written_waits_for_nobody(tmp_path: Path) -> None:
    with open_practice(tmp_path / "own") as (vault, records):
        note(records, "Rory likes his dinosaurs.")
        records.drafts.keep("a", RORY, "note", ("begun",))
        assert records.waiting().things == 0
        assert PostRoom(vault, records).next_pushes(frozenset(), 10) == []


def test_whatever_would_speak_to_a_store_refuses(tmp_path: Path) -> None:
    with open_practice(tmp_path / "own") as (vault, records):
        with pytest.raises(NeverSent):
            SyncEngine(PostRoom(vault, records), records.identity, vault.signing_key)
        with pytest.raises(NeverSent):
            is_approved(vault.engine, vault.signing_key)
    command = [sys.executable, "-m", "desktop_app", "sync", "--profile", str(tmp_path / "own-practice")]
    said = subprocess.run(command, cwd=ROOT, input=PASSPHRASE + "\n", capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "never sent" in said.stderr


def test_a_store_takes_nothing_even_from_a_copy_that_was_tampered_with(tmp_path: Path) -> None:
    """Somebody writes a real store's address and tenant into the practice copy, and marks its work as unsent."""
    with RunningStore(tmp_path) as store, open_practice(tmp_path / "own") as (vault, records):
        store.add_hub("hub-1", ["ruth"], ["ella"])
        note(records, "Made up.")
        with vault.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE log SET sent=0")
        opened = store.open()
        about = opened.about
        opened.close()
        tls_root, of_store = about.tls_root, about.store.public
        forged = msgspec.structs.replace(
            records.identity, address=store.address, tenant=TENANT, tls_root=tls_root, store=of_store
        )
        engine = SyncEngine(PostRoom(vault, records), forged, vault.signing_key)
        with pytest.raises(StoreRefused):
            engine.once()
        engine.close()
        with store.open().adding("test") as ledger:
            assert ledger.changes_of(RORY) == []
            assert ledger.changes_of(child_file("ella"))


def test_no_authority_can_have_the_id_of_the_made_up_family(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match="practise"):
        make_store(tmp_path / "store", "practice", "An authority", tmp_path / "authority.key")


def test_neither_copy_opens_as_the_other(tmp_path: Path) -> None:
    with open_practice(tmp_path / "own"), open_copy(tmp_path / "real"):
        pass
    with pytest.raises(opening.OnlyPractice):
        opening.unlock(practice_profile(Profile(tmp_path / "own")), PASSPHRASE)
    with pytest.raises(NotPractice):
        copy.unlock(Profile(tmp_path / "real"), PASSPHRASE, NOW)
    opened = copy.unlock(practice_profile(Profile(tmp_path / "own")), PASSPHRASE, NOW)
    opened.close()


def test_a_real_copy_is_never_emptied_nor_thrown_away(tmp_path: Path) -> None:
    with open_copy(tmp_path / "real") as (vault, records):
        with pytest.raises(BugError):
            copy.fill(vault, NOW)
        with pytest.raises(BugError):
            fill_anew(vault.engine, (), "2026-01-01T00:00:00Z")
        with pytest.raises(BugError):
            make_practice(vault, family().worker)
        assert CHILD in {record.file for record in records.records_everywhere(Person)}
    with pytest.raises(NotPractice):
        throw_away(Profile(tmp_path / "real"))


def test_thrown_away_nothing_is_left_but_not_while_it_is_open(tmp_path: Path) -> None:
    profile = practice_profile(Profile(tmp_path / "own"))
    with open_practice(tmp_path / "own") as (_, records):
        note(records, "Made up.")
        with pytest.raises(VaultInUse):
            throw_away(profile)
    throw_away(profile)
    assert not profile.folder.exists()
    throw_away(profile)  # twice is as once
