"""A backup made from one engine is put back into the other: an authority moves, or is put back beside others, and nothing is lost."""

from pathlib import Path

import pytest

from casework.seals import FIRST_EPOCH
from central_store.checking import problems
from central_store.commands.run import main
from central_store.making import make_store
from central_store.store import Folder, Store
from tests.central_store.device import Device
from tests.support.first_store import SAID, first_store
from tests.support.postgres import PostgresServer
from tests.support.store import RunningStore, child_file

ELLA = child_file("ella")


def notes_in(store: Store) -> list[object]:
    with store.reading() as ledger:
        return [change.values.get("said") for change in ledger.changes_of(ELLA) if change.header.kind == "case_note"]


def test_a_store_moves_from_its_folder_to_postgresql_and_back(
    postgres: PostgresServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A backup that the last release made, with erased words, pieces and codes; beside another authority in one database."""
    copy, name = first_store(tmp_path), postgres.new_database()
    make_store(tmp_path / "other", "other", "Other Council", tmp_path / "other.key", postgres.url(name)).close()
    there, back = tmp_path / "there", tmp_path / "back"
    put_back = ["restore", "--from", str(copy), "--data", str(there), "--database", postgres.url(name)]
    assert main(put_back) == 0
    assert not list(there.glob("store.db*"))
    moved = Store(Folder(there))
    assert (moved.is_embedded, notes_in(moved)) == (False, [*SAID, None])
    assert problems(moved, lambda _done, _of: None) == []
    moved.close()
    capsys.readouterr()
    assert main([*put_back[:4], str(tmp_path / "again"), *put_back[5:]]) == 1
    assert "There is a store of made-up in this database already" in capsys.readouterr().err
    assert list((tmp_path / "again").iterdir()) == []
    assert main(["backup", "--data", str(there), "--to", str(tmp_path / "copy of there")]) == 0
    assert main(["verify", "--data", str(tmp_path / "copy of there")]) == 0
    assert main(["restore", "--from", str(tmp_path / "copy of there"), "--data", str(back)]) == 0
    home = Store(Folder(back))
    assert (home.is_embedded, notes_in(home)) == (True, [*SAID, None])
    assert problems(home, lambda _done, _of: None) == []
    home.close()
    assert main(["verify", "--data", str(tmp_path / "other")]) == 0


def test_laptops_go_on_with_a_store_that_moved(postgres: PostgresServer, tmp_path: Path) -> None:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth", "omar"], ["ella"])
        ruth, omar = Device(store, "ruth").join(), Device(store, "omar").join()
        ruth.write(ELLA, "in the folder")
        omar.pull_all()
        assert main(["backup", "--data", str(store.data), "--to", str(tmp_path / "copy")]) == 0
        ruth.write(ELLA, "after the backup")
        ruth.pull_all()
        store.stop()
        store.data.rename(tmp_path / "as it was")
        url = postgres.url(postgres.new_database())
        restored = ["restore", "--from", str(tmp_path / "copy"), "--data", str(store.data), "--database", url]
        assert main(restored) == 0
        store.start()
        omar.pull_all()
        assert omar.said(ELLA) == ["in the folder"]
        assert omar.cursors[ELLA].epoch > FIRST_EPOCH
        omar.write(ELLA, "in postgresql")
        assert store.problems() == []
        ruth.close()
        omar.close()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_database_that_its_own_tools_put_back_begins_a_new_epoch_in_place(
    request: pytest.FixtureRequest, tmp_path: Path, engine: str
) -> None:
    server: PostgresServer | None = request.getfixturevalue("postgres") if engine == "postgresql" else None
    url = server.url(server.new_database()) if server else None
    make_store(tmp_path / "store", "made-up", "Council", tmp_path / "authority.key", url).close()
    assert main(["restore", "--in-place", "--data", str(tmp_path / "store")]) == 0
    opened = Store(Folder(tmp_path / "store"))
    with opened.reading() as ledger:
        assert ledger.epoch() > FIRST_EPOCH
        assert {head.epoch for head in ledger.heads()} == {ledger.epoch()}
    assert problems(opened, lambda _done, _of: None) == []
    opened.close()
