"""Putting the made-up hub into a store: everything holds, nothing is let in by it, and progress is told."""

import datetime
from pathlib import Path

import pytest

from casework.case_files import grants_log
from casework.seals import SigningKey, device_id
from central_store.checking import problems
from central_store.devices.key_files import read_authority_keys
from central_store.making import make_store
from central_store.people import Register
from central_store.serving.pieces import PieceStore
from central_store.store import Store
from demo.hub import MadeUpHub, made_up_hub
from demo.loading import load_into

TODAY = datetime.date(2026, 11, 26)


@pytest.fixture(scope="module")
def hub() -> MadeUpHub:
    return made_up_hub(3, TODAY, 9)


def new_store(folder: Path, hub: MadeUpHub) -> Store:
    return make_store(folder / "store", hub.tenant, hub.authority.name or "", folder / "authority.key")


def test_what_was_put_in_verifies_and_is_all_there(hub: MadeUpHub, tmp_path: Path) -> None:
    store, counted = new_store(tmp_path, hub), list[tuple[int, int]]()
    load_into(store, read_authority_keys(tmp_path / "authority.key"), hub, lambda done, of: counted.append((done, of)))
    assert problems(store, lambda _done, _of: None) == []
    with store.reading() as ledger:
        for file, changes in hub.changes.items():
            assert [change.id for change in ledger.changes_of(file)] == [change.id for change in changes]
        heads = {head.file for head in ledger.heads()}
    assert heads >= {*hub.children, grants_log(hub.hub), grants_log(hub.other_hub)}
    shelf = PieceStore(store.folder.pieces)
    assert all(shelf.read(file, name) == piece for file, some in hub.pieces.items() for name, piece in some.items())
    assert counted == [(done, len(hub.changes)) for done in range(1, len(hub.changes) + 1)]
    store.close()


def test_nobody_comes_in_with_a_key_that_the_seed_gives_away(hub: MadeUpHub, tmp_path: Path) -> None:
    store = new_store(tmp_path, hub)
    load_into(store, read_authority_keys(tmp_path / "authority.key"), hub)
    register = Register(store.tenant, store.about.authority)
    with store.engine.connect() as connection:
        register.refresh(connection)
    for key in hub.keys.values():
        device = device_id(SigningKey.from_bytes(key).public)
        assert register.device(device) is None
        assert register.ever_approved(device) is not None
    store.close()


def test_a_hub_that_cannot_be_put_in_whole_is_not_put_in(hub: MadeUpHub, tmp_path: Path) -> None:
    store = new_store(tmp_path, hub)
    keys = read_authority_keys(tmp_path / "authority.key")

    def stop(done: int, _of: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_into(store, keys, hub, stop)
    with store.reading() as ledger:
        assert not {head.file for head in ledger.heads()} & set(hub.children)
    load_into(store, keys, hub)
    assert problems(store, lambda _done, _of: None) == []
    store.close()
